"""What the finder found: who is responsible, who advises, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules import who_helps
from bot.core.rules.finder import Asked, Help
from bot.core.words import Entry, Exactly, Words, _, commas, entry, just, lines, paragraphs
from bot.turns import Reply, Scene
from storage import directory

PLACES, SERVICES, QUESTIONS = 4, 5, 3  # how many buttons of each
AGAIN = Option("go.finder", _("Search again"))


def only(scene: Scene, asked: Asked, found: Help, town: str) -> Reply:
    """One way to help."""
    words = paragraphs(_heading(asked), *_said(found), *_lines(scene, found), *_end(scene))
    return Reply(words, _rows(scene, found, town))


def in_both_ways(scene: Scene, asked: Asked, town: str) -> Reply:
    """Whoever would rather not say reads both, and where this is known."""
    same, (without, with_title) = who_helps.helps(asked), who_helps.ways(asked)
    words = paragraphs(
        _heading(asked),
        *_said(same),
        lines(_("With an Aufenthaltsgestattung or Duldung:"), *_said(without)),
        lines(_("With an Aufenthaltserlaubnis or another residence title:"), *_said(with_title)),
        _("A counselling service tells you which of it is yours. It keeps secrets."),
        *_lines(scene, same),
        *_end(scene),
    )
    everything = Help(
        _all(same.offices, without.offices, with_title.offices),
        _all(same.services, without.services, with_title.services),
        _all(same.questions, without.questions, with_title.questions),
    )
    return Reply(words, _rows(scene, everything, town))


def _heading(asked: Asked) -> Words:
    return Words("<b>{topic}</b>", {"topic": Entry("topics", asked.topic)})


def _said(found: Help) -> Sequence[Words]:
    offices = commas(*(entry("offices", id) for id in found.offices))
    services = commas(*(entry("services", id) for id in found.services))
    responsible = [_("Responsible: {names}", names=offices)] if found.offices else []
    advises = [_("Counselling: {names}", names=services)] if found.services else []
    return [*responsible, *advises]


def _lines(scene: Scene, found: Help) -> Sequence[Words]:
    """Numbers that hold in all of Germany, as the content has them."""
    return [
        Words("{name}: {line}", {"name": entry("services", id), "line": _how(id)})
        for id in found.lines
        if scene.house.speech.text(scene.language, "services", id, "how_to_find")
    ]


def _how(service: str) -> Entry:
    return Entry("services", service, "how_to_find")


def _end(scene: Scene) -> Sequence[Words]:
    read = scene.house.library.review("de", "faq").law_state
    state = [_("State of the law: {day}.", day=Exactly(f"{read:%d.%m.%Y}"))] if read else []
    return [*state, entry("notes", "disclaimer", "text")]


def _rows(scene: Scene, found: Help, town: str) -> Sequence[Row]:
    places = directory.serving(scene.db, {*found.offices, *found.services}, town)[:PLACES]
    return [
        *below(*(Option(f"place.{place.id}", just(place.name)) for place in places)),
        *below(*(_service(id) for id in found.services[:SERVICES])),
        *below(*(_question(id) for id in found.questions[:QUESTIONS])),
        [Option("human", _("Ask a person"))],
        [AGAIN, HOME],
    ]


def _service(id: str) -> Option:
    return Option(f"service.{id}", entry("services", id))


def _question(id: str) -> Option:
    return Option(f"faq.{id}", entry("faq", id, "question"))


def _all(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in groups for id in group))

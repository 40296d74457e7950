"""What the finder found: who is responsible, who advises, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core import placed
from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules import who_helps
from bot.core.rules.directory import Place
from bot.core.rules.finder import Asked, Help
from bot.core.words import Entry, Exactly, Words, _, commas, entry, just, lines, paragraphs
from bot.turns import Reply, Scene
from storage import directory

TOLD = 2  # places, or ways to find one, that stand in the text
PLACES, SERVICES, QUESTIONS = 4, 5, 3  # how many buttons of each
AGAIN = Option("go.finder", _("Search again"))


def only(scene: Scene, asked: Asked, found: Help, town: str) -> Reply:
    """One way to help."""
    near = nearest(scene, found, town)
    contact = _contact(scene, found, near)
    words = paragraphs(
        _heading(asked), *_said(found), *_lines(scene, found), *contact, *_end(scene)
    )
    return Reply(words, _rows(found, near))


def in_both_ways(scene: Scene, asked: Asked, town: str) -> Reply:
    """Whoever would rather not say reads both, and where this is known."""
    same, (without, with_title) = who_helps.helps(asked), who_helps.ways(asked)
    everything = Help(
        _all(same.offices, without.offices, with_title.offices),
        _all(same.services, without.services, with_title.services),
        _all(same.questions, without.questions, with_title.questions),
    )
    near = nearest(scene, everything, town)
    words = paragraphs(
        _heading(asked),
        *_said(same),
        lines(_("With an Aufenthaltsgestattung or Duldung:"), *_said(without)),
        lines(_("With an Aufenthaltserlaubnis or another residence title:"), *_said(with_title)),
        _("A counselling service tells you which of it is yours. It keeps secrets."),
        *_lines(scene, same),
        *_contact(scene, everything, near),
        *_end(scene),
    )
    return Reply(words, _rows(everything, near))


def _heading(asked: Asked) -> Words:
    return Words("<b>{topic}</b>", {"topic": Entry("topics", asked.topic)})


def _said(found: Help) -> Sequence[Words]:
    offices = commas(*(entry("offices", id) for id in found.offices))
    services = commas(*(entry("services", id) for id in found.services))
    responsible = [_("Responsible: {names}", names=offices)] if found.offices else []
    advises = [_("Counselling: {names}", names=services)] if found.services else []
    return [*responsible, *advises]


def nearest(scene: Scene, found: Help, town: str) -> Sequence[Place]:
    """Places that somebody has checked."""
    return directory.serving(scene.db, {*found.offices, *found.services}, town)[:PLACES]


def _contact(scene: Scene, found: Help, near: Sequence[Place]) -> Sequence[Words]:
    """How to reach the nearest; where nobody has checked a place yet, how to find one."""
    if near:
        return [
            lines(Words("<b>{name}</b>", {"name": place.name}), *placed.reach(place))
            for place in near[:TOLD]
        ]
    unknown = _("No place for this has been checked yet. Please ask a person.")
    others = [id for id in found.services if id not in found.lines]
    return [unknown, *_ways(scene, others)[:TOLD]]


def _lines(scene: Scene, found: Help) -> Sequence[Words]:
    """Numbers that hold in all of Germany, as the content has them."""
    return _ways(scene, found.lines)


def _ways(scene: Scene, services: Iterable[str]) -> Sequence[Words]:
    return [
        Words("{name}: {line}", {"name": entry("services", id), "line": _how(id)})
        for id in services
        if scene.house.speech.text(scene.language, "services", id, "how_to_find")
    ]


def _how(service: str) -> Entry:
    return Entry("services", service, "how_to_find")


def _end(scene: Scene) -> Sequence[Words]:
    read = scene.house.library.review("de", "faq").law_state
    state = [_("State of the law: {day}.", day=Exactly(f"{read:%d.%m.%Y}"))] if read else []
    return [*state, entry("notes", "disclaimer", "text")]


def _rows(found: Help, near: Sequence[Place]) -> Sequence[Row]:
    return [
        *below(*(Option(f"place.{place.id}", just(place.name)) for place in near)),
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

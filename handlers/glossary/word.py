"""A German word: how it sounds, what it means, and what one may do with such a letter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.rules.terms import Term
from bot.core.words import Entry, Exactly, Words, _, commas, entry, just, lines, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.glossary.proposing import PROPOSE, PROPOSERS
from storage import audit, directory, glossary

COORDINATORS = frozenset({Role.COORDINATOR})


def hear(turn: Turn) -> Reply | None:
    """A word typed alone is looked up. None: it is a question, or something else."""
    meant = turn.house.facts.naming.named(turn.said.text)
    if meant is None:
        return None
    first = [] if meant.sure else [_("Perhaps you mean this word:")]
    return shown(turn, turn.house.facts.terms[meant.id], *first)


def show(turn: Turn, id: str) -> Reply:
    return shown(turn, _term(turn, id))


def shown(scene: Scene, term: Term, *first: Words) -> Reply:
    words = paragraphs(*first, *said(scene, term), *law(scene))
    return Reply(words, [*rows(scene, term), [WORDS, HOME]], shareable=True)


def said(scene: Scene, term: Term) -> Sequence[Words]:
    return [
        lines(_german(term), *_called(term)),
        *_sounds(scene, term),
        *_meaning(scene, term),
        *_warning(scene, term),
        lines(_("What you can do with it:"), entry("steps", term.do, "text")),
    ]


def word_alone(scene: Scene, term: Term) -> Sequence[Words]:
    return [_german(term), *_sounds(scene, term)]


def _german(term: Term) -> Words:
    return Words("<b>{word}</b>", {"word": Exactly(term.german)})


def law(scene: Scene) -> Sequence[Words]:
    read = scene.house.library.review("de", "glossary").law_state
    state = [_("State of the law: {day}.", day=Exactly(f"{read:%d.%m.%Y}"))] if read else []
    return [*state, entry("notes", "disclaimer", "text")]


def rows(scene: Scene, term: Term) -> Sequence[Row]:
    more = [[Option(f"faq.{term.question}", _("More about this"))]] if term.question else []
    better: list[Row] = []
    kind = scene.house.library.kind_named(term.term)
    if kind and kind in directory.kinds_shown(scene.db):
        better.append([Option(f"where.{kind}", _("Where is that?"))])
    if scene.person.role in PROPOSERS:
        better.append([PROPOSE.option(_("Propose a wording"), term.id)])
    if scene.person.role in COORDINATORS and glossary.own_text(scene.db, term.id, scene.language):
        better.append([ORIGINAL.option(_("Back to the old text"), term.id)])
    return [*more, *better]


def _called(term: Term) -> Sequence[Words]:
    if not term.aka:
        return []
    return [_("Also: {names}", names=commas(*(just(Exactly(name)) for name in term.aka)))]


def _sounds(scene: Scene, term: Term) -> Sequence[Words]:
    """Only in the reader's own script: what another one writes misleads."""
    written = scene.house.library.language_of(scene.language, "glossary", term.id, "sounds")
    if written != scene.language:
        return []
    return [_("How it sounds: {sounds}", sounds=Entry("glossary", term.id, "sounds"))]


def _meaning(scene: Scene, term: Term) -> Sequence[Words]:
    own = glossary.own_text(scene.db, term.id, scene.language)
    if own is None:
        return [entry("glossary", term.id, "plain")]
    if scene.person.role not in PROPOSERS:
        return [just(own.text)]
    day = own.accepted_at.astimezone(scene.house.zone).date()
    return [just(own.text), _("Read by {name}, {day}.", name=own.reviewer, day=day)]


def _warning(scene: Scene, term: Term) -> Sequence[Words]:
    if not scene.house.speech.text(scene.language, "glossary", term.id, "warning"):
        return []
    return [Words("⚠ {warning}", {"warning": Entry("glossary", term.id, "warning")})]


def original(turn: Turn, id: str) -> Reply:
    """The text of the content files is said again, in the coordinator's own language."""
    term = _term(turn, id)
    if not glossary.take_back(turn.db, term.id, turn.language):
        raise NotYours
    audit.note(turn.db, turn.now, actor=turn.person.id, act="took a wording back", about=term.id)
    return shown(turn, term)


def _term(scene: Scene, id: str) -> Term:
    if id not in scene.house.facts.terms:
        raise NotYours
    return scene.house.facts.terms[id]


WORDS = Option("go.glossary", _("German words"))
TERM = Tap("term", show)
ORIGINAL = Tap("oldword", original, COORDINATORS)

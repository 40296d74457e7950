"""Kinds of counselling services and offices: what they do, and where they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core import placed
from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.words import Exactly, Words, _, entry, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.services import emergency, places
from handlers.services.ask_human import HUMAN, TOPICS

# Whoever looks for these may be in danger.
URGENT = frozenset(
    {"polizei", "arzt", "notruf", "frauenhaus", "maenner-gewaltberatung", "krisendienst"}
)
FIELDS = {
    "services": ("summary", "who", "how_to_find"),
    "offices": ("purpose", "tips"),
}


def show(turn: Turn, kind: str) -> Reply:
    return shown(turn, kind)


def shown(turn: Turn, kind: str, about: Sequence[Row] = (), *, asked: str | None = None) -> Reply:
    """`about`: what else there is about it. `asked`: what was written, for a person to answer."""
    table = _table(turn, kind)
    fields = [field for field in FIELDS[table] if _has(turn, table, kind, field)]
    words = paragraphs(
        *([emergency.first()] if kind in URGENT else []),
        Words("<b>{name}</b>", {"name": entry(table, kind)}),
        *(entry(table, kind, field) for field in fields),
        *_law(turn, table),
    )
    human = HUMAN.option(_("Ask a person"))
    rows = [*places.rows(turn, [kind]), *about, [human], [TOPICS, HOME]]
    return Reply(words, rows, new=True, shareable=True, remembers=asked)


def _table(scene: Scene, kind: str) -> str:
    if kind in scene.house.facts.offices:
        return "offices"
    if kind in scene.house.facts.service_kinds:
        return "services"
    raise NotYours


def _has(scene: Scene, table: str, kind: str, field: str) -> bool:
    return bool(scene.house.speech.text(scene.language, table, kind, field))


def _law(scene: Scene, table: str) -> Sequence[Words]:
    read = scene.house.library.review("de", table).law_state
    state = [_("State of the law: {day}.", day=Exactly(f"{read:%d.%m.%Y}"))] if read else []
    return [*state, entry("notes", "disclaimer", "text")]


def listed(turn: Turn, table: str) -> Reply:
    """All of them: also those that no answer names."""
    facts = turn.house.facts
    every: dict[str, Collection[str]] = {"services": facts.service_kinds, "offices": facts.offices}
    if table not in every:
        raise NotYours
    return Reply(
        HEADINGS[table],
        [*below(*(option(turn, kind) for kind in every[table])), [TOPICS, HOME]],
        shareable=True,
    )


def option(scene: Scene, kind: str) -> Option:
    return SERVICE.option(placed.kind_name(scene.house.facts, kind), kind)


def lists() -> Row:
    return [KINDS.option(words, table) for table, words in HEADINGS.items()]


HEADINGS = {"services": _("Counselling services"), "offices": _("Offices")}
SERVICE = Tap("service", show)
KINDS = Tap("kinds", listed)

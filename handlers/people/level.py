"""How much a message may say by itself: chosen on arrival, changed whenever one likes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules.people import Level, Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.people.roles import LEVELS
from storage import offers, people

CHOSEN = {
    Level.NEWS: _("Messages only say that there is news. You see the rest when you tap."),
    Level.TIME: _("Messages show the time. You see the rest when you tap."),
    Level.DETAILS: _("Messages show the time and the place. You see the rest when you tap."),
}


def level_words(scene: Scene) -> Words:
    """What each of them looks like on a phone that lies on the table."""
    shown = [
        Words(
            "<b>{level}</b>\n<i>{example}</i>",
            {"level": LEVELS[level], "example": example},
        )
        for level, example in _examples(scene).items()
    ]
    return paragraphs(
        _("How much may a message show?"),
        *shown,
        _("No message ever names an office, your residence status or a file number by itself."),
    )


def _examples(scene: Scene) -> dict[Level, Words]:
    at = _(
        "Please remember: {day} at {time}.", day=scene.today + timedelta(days=1), time=time(14, 30)
    )
    place = _("Where: {place}", place=_("Second floor, room 4"))
    return {
        Level.NEWS: _("There is news for you. Tap to see it."),
        Level.TIME: at,
        Level.DETAILS: lines(at, place),
    }


def level_rows() -> Sequence[Row]:
    return below(*(LEVEL.option(label, level) for level, label in LEVELS.items()))


def ask_level(turn: Turn) -> Reply:
    return Reply(level_words(turn), [*level_rows(), [HOME]])


def choose_level(turn: Turn, level: str) -> Reply:
    if level not in list(Level):
        raise NotYours
    people.be_discreet(turn.db, turn.person.id, Level(level))
    rows = [[LEDGER]] if turn.person.role is Role.PARTICIPANT else []
    words = CHOSEN[Level(level)]
    if turn.person.role in (Role.MENTOR, Role.MEDIATOR) and not _has_said_languages(turn):
        rows = [[LANGUAGES]]
        words = paragraphs(words, ASK_LANGUAGES)
    # Who writes here, or what the choice was, stays above.
    return Reply(words, [*rows, [HOME]], new=True)


def _has_said_languages(scene: Scene) -> bool:
    """Else nobody can ask for them in any language but the one they write in."""
    return offers.entered(scene.db, scene.person.id)


LEDGER = Option("go.consent", _("My consent"))
LANGUAGES = Option("mylanguages", _("My languages"))
ASK_LANGUAGES = _("Please say which languages you speak, so that you can be asked.")


LEVEL = Tap("level", choose_level)
ASK_LEVEL = Tap("levels", ask_level)

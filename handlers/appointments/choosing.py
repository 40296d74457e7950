"""A small page: when do you want to be reminded? Any stage may be switched off, and on again."""

from __future__ import annotations

from bot.core.messages import below
from bot.core.pages import HOME
from bot.core.rules.appointments import Stage
from bot.core.rules.people import Role
from bot.core.words import Exactly, Words, _, one_line, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.appointments.access import PLANNERS
from handlers.appointments.card import LIST
from handlers.appointments.stages import LABELS
from storage import audit, choices, planning

PARTICIPANTS = PLANNERS & {Role.PARTICIPANT}


def page(turn: Turn) -> Reply:
    wish = _wish(turn)
    ask = _(
        "When shall I remind you? Tap to switch it on or off."
        " Which of these I use depends on the kind of appointment, too."
    )
    words = [ask] if wish else [ask, _("Now I do not remind you of any appointment.")]
    options = [
        SWITCH.option(one_line(Exactly("✓" if stage in wish else "–"), label), stage)
        for stage, label in LABELS.items()
    ]
    return Reply(paragraphs(*words), [*below(*options), [LIST, HOME]])


def switch(turn: Turn, stage: str) -> Reply:
    if stage not in list(Stage):
        raise NotYours
    choices.choose(turn.db, turn.person.id, _wish(turn) ^ {Stage(stage)}, turn.now)
    planning.again_for(turn.db, turn.person.id, turn.now)
    me = turn.person.id
    audit.note(turn.db, turn.now, actor=me, act="chose when to be reminded", person=me)
    return page(turn)


def _wish(scene: Scene) -> frozenset[Stage]:
    wish = choices.of(scene.db, scene.person.id)
    return frozenset(Stage) if wish is None else frozenset(wish)


def label() -> Words:
    return _("When I remind you")


REMINDERS = Tap("reminders", page, PARTICIPANTS)
SWITCH = Tap("remind", switch, PARTICIPANTS)

"""How appointments went, as numbers for the coordinator: came, excused, missed and moved are four
different things, and cancelled is a fifth."""

from __future__ import annotations

from datetime import timedelta

from bot.core.pages import HOME
from bot.core.rules.outcomes import Attendance
from bot.core.rules.people import Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Case, Reply, Tap, Turn
from handlers.appointments.card import LIST
from storage import outcomes

COORDINATORS = frozenset({Role.COORDINATOR})
SPAN = timedelta(days=91)
ATTENDANCES: dict[Attendance, Words] = {
    Attendance.CAME: _("was there"),
    Attendance.EXCUSED: _("excused"),
    Attendance.MISSED: _("missed"),
    Attendance.MOVED: _("moved by the office"),
    Attendance.CANCELLED: _("cancelled beforehand"),
    Attendance.UNKNOWN: _("nothing said yet"),
}


def attended(turn: Turn) -> Reply:
    counted = outcomes.figures(turn.db, turn.now - SPAN, turn.now)
    shown = [
        Words("{what}: <b>{n}</b>", {"what": label, "n": counted[each]})
        for each, label in ATTENDANCES.items()
    ]
    since = (turn.now - SPAN).astimezone(turn.house.zone).date()
    words = paragraphs(_("How appointments went since {day}:", day=since), lines(*shown))
    return Reply(words, [[LIST, HOME]])


ATTENDED = Tap("attended", attended, COORDINATORS, case=Case.PEOPLE)

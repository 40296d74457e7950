"""Appointments at offices: entered, told, reminded of, moved, cancelled."""

from bot.core.messages import Row, below
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import Case, Command, Feature, Reply, Turn
from handlers.appointments import choosing, deadlines
from handlers.appointments.access import PLANNERS, visible
from handlers.appointments.after import ABSENT, AFTER, ASK, NEW_DATE, NEXT, WENT, NewDate
from handlers.appointments.answering import CANNOT, CANNOT_COME, COMES, COMPANION_ALONE
from handlers.appointments.calendar_file import CALENDAR_FILE, FOR_CALENDAR
from handlers.appointments.card import CARD, NOTE, SHOW, line
from handlers.appointments.change import ASK_CANCEL, CANCEL, MOVE, MoveAppointment
from handlers.appointments.checklist import ADD, BACK, BRING, EDIT, STRIKE, TICK, AddPaper
from handlers.appointments.choosing import REMINDERS, SWITCH
from handlers.appointments.deadline_forms import MOVE as MOVE_DEADLINE
from handlers.appointments.deadline_forms import NEW as NEW_DEADLINE
from handlers.appointments.deadline_forms import EnterDeadline, EnterDeadlineFor, MoveDeadline
from handlers.appointments.deadline_reminder import DEADLINE_REMINDER
from handlers.appointments.desk import DESK
from handlers.appointments.enter import NEW, EnterFor, EnterMine
from handlers.appointments.figures import ATTENDED
from handlers.appointments.late import COMES_LATE, LATE, LATE_BY
from handlers.appointments.letter import (
    CHECK,
    FORGET,
    READ,
    EnterFromLetter,
    EnterFromLetterFor,
    seen,
)
from handlers.appointments.lost import ASKS_FOR_CALL, CALL, LOST
from handlers.appointments.news import NEWS
from handlers.appointments.planning import PLAN
from handlers.appointments.presence import PRESENCE, THERE
from handlers.appointments.reminder import REMINDER
from handlers.appointments.room import ROOM_OF, PutRoom, PutRoomAndName
from handlers.appointments.way import HOW_THERE, WAY

SHOWN = 20


def overview(turn: Turn) -> Reply:
    coming = visible(turn)[:SHOWN]
    rows = below(*(CARD.option(line(turn, each), each.id) for each in coming))
    ends = deadlines.visible(turn)[:SHOWN]
    rows += below(*(deadlines.SHOW.option(deadlines.line(turn, each), each.id) for each in ends))
    words = _("These appointments are coming:") if coming else _("No appointment is coming.")
    new = [NEW.option(_("New appointment")), NEW_DEADLINE.option(_("New deadline"))]
    return Reply(words, [*rows, new, *more(turn), [HOME]], closes=True)


def more(turn: Turn) -> list[Row]:
    if turn.person.role is Role.PARTICIPANT:
        return [[REMINDERS.option(choosing.label())]]
    if turn.person.role is Role.COORDINATOR:
        return [[ATTENDED.option(_("How they went"))]]
    return []


FEATURE = Feature(
    "appointments",
    commands=[Command("appointments", _("Appointments"), overview, PLANNERS, case=Case.PEOPLE)],
    taps=[
        *(SHOW, CARD, BRING, NOTE, NEW, MOVE, ASK_CANCEL, CANCEL, COMES, CANNOT),
        *(LATE, LATE_BY, LOST, CALL, REMINDERS, SWITCH),
        *(ASK, WENT, NEXT, ABSENT, NEW_DATE, THERE, ATTENDED),
        *(deadlines.SHOW, deadlines.DONE, NEW_DEADLINE, MOVE_DEADLINE),
        *(CHECK, TICK, EDIT, STRIKE, ADD, BACK, FOR_CALENDAR, HOW_THERE, DESK, ROOM_OF),
    ],
    forms=[
        *(EnterMine, EnterFor, MoveAppointment, NewDate, EnterDeadline, EnterDeadlineFor),
        *(EnterFromLetter, EnterFromLetterFor, AddPaper, PutRoom),
        *(PutRoomAndName, MoveDeadline),
    ],
    deliveries=[
        *(NEWS, REMINDER, CANNOT_COME, COMES_LATE, ASKS_FOR_CALL),
        *(AFTER, PRESENCE, DEADLINE_REMINDER, COMPANION_ALONE),
        *(READ, CALENDAR_FILE, WAY),
    ],
    chores=[PLAN, FORGET],
    sees=seen,
)

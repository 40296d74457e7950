"""Appointments at offices: entered, told, reminded of, moved, cancelled."""

from bot.core.messages import below
from bot.core.pages import HOME
from bot.core.words import _
from bot.turns import Case, Command, Feature, Reply, Turn
from handlers.appointments.access import PLANNERS, visible
from handlers.appointments.answering import CANNOT, CANNOT_COME, COMES
from handlers.appointments.card import BRING, CARD, NOTE, SHOW, line
from handlers.appointments.change import ASK_CANCEL, CANCEL, MOVE, MoveAppointment
from handlers.appointments.enter import NEW, EnterFor, EnterMine
from handlers.appointments.news import NEWS
from handlers.appointments.reminder import PLAN, REMINDER

SHOWN = 20


def overview(turn: Turn) -> Reply:
    coming = visible(turn)[:SHOWN]
    rows = below(*(CARD.option(line(turn, each), each.id) for each in coming))
    words = _("These appointments are coming:") if coming else _("No appointment is coming.")
    return Reply(words, [*rows, [NEW.option(_("New appointment"))], [HOME]], closes=True)


FEATURE = Feature(
    "appointments",
    commands=[Command("appointments", _("Appointments"), overview, PLANNERS, case=Case.PEOPLE)],
    taps=[SHOW, CARD, BRING, NOTE, NEW, MOVE, ASK_CANCEL, CANCEL, COMES, CANNOT],
    forms=[EnterMine, EnterFor, MoveAppointment],
    deliveries=[NEWS, REMINDER, CANNOT_COME],
    chores=[PLAN],
)

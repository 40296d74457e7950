"""Where it is: known later than the day, found out at the door, or put right."""

from __future__ import annotations

from bot.core.forms import Answers
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Role
from bot.core.words import _, lines, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Response, Tap, Turn, TurnForm, pick
from handlers.appointments.access import PLANNERS, noted, the
from handlers.appointments.card import LIST, facts
from handlers.appointments.change import movable
from handlers.appointments.enter import ASK_CONTACT, ASK_PLACE
from handlers.appointments.letter import ROOM
from handlers.appointments.places import Spot, keep, spot
from storage import appointments, cards
from storage.cards import Where


class PutRoom(TurnForm):
    """A mentor sees place and room, and not whom to ask for. What is known is filled in."""

    case = Case.PEOPLE
    who = frozenset({Role.MENTOR})
    review = True

    appointment = pick(_("For which appointment?"), movable)
    place = spot(ASK_PLACE).optional()
    room = text(ROOM, longest=100).optional()

    def submit(self, turn: Turn) -> Reply:
        appointment = _standing(turn, str(self.appointment))
        return kept(turn, appointment, self.place, self.room, appointment.contact)


class PutRoomAndName(TurnForm):
    """The same, and whom to ask for."""

    case = Case.PEOPLE
    who = PLANNERS - {Role.MENTOR}
    review = True

    appointment = pick(_("For which appointment?"), movable)
    place = spot(ASK_PLACE).optional()
    room = text(ROOM, longest=100).optional()
    contact = text(ASK_CONTACT, longest=100).optional()

    def submit(self, turn: Turn) -> Reply:
        appointment = _standing(turn, str(self.appointment))
        return kept(turn, appointment, self.place, self.room, self.contact)


def kept(
    turn: Turn, appointment: Appointment, there: Spot | None, room: str | None, contact: str | None
) -> Reply:
    place = there.text if there else None
    if not appointments.describe(turn.db, appointment, place=place, contact=contact):
        return Reply(_("Somebody else has just changed this."), [[LIST, HOME]])
    cards.put(turn.db, appointment, Where(room or "", there.place_id if there else None))
    noted(turn, appointment, "room")
    words = paragraphs(_("Kept."), lines(*facts(turn, the(turn, str(appointment.id)))))
    return Reply(words, [[LIST, HOME]])


def put(turn: Turn, id: str) -> Response:
    appointment = _standing(turn, id)
    there = cards.where(turn.db, appointment.id)
    answers: dict[str, str | int | None] = {"appointment": appointment.id}
    if appointment.place:
        answers["place"] = keep(Spot(appointment.place, there.place_id))
    if there.inside:
        answers["room"] = there.inside
    if turn.person.role is Role.MENTOR:
        return Open(PutRoom, answers)
    return Open(PutRoomAndName, with_name(answers, appointment))


def with_name(answers: Answers, appointment: Appointment) -> Answers:
    return {**answers, "contact": appointment.contact} if appointment.contact else answers


def _standing(turn: Turn, id: str) -> Appointment:
    appointment = the(turn, id)
    if appointment.cancelled or appointment.starts <= turn.now:
        raise NotYours
    return appointment


ROOM_OF = Tap("room", put, PLANNERS, case=Case.PEOPLE)

"""Entrance, floor and room: known later than the day, or found out at the door."""

from __future__ import annotations

from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.words import _, lines, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Response, Tap, Turn, TurnForm, pick
from handlers.appointments.access import PLANNERS, noted, the
from handlers.appointments.card import LIST, facts
from handlers.appointments.change import movable
from handlers.appointments.letter import ROOM
from storage import cards
from storage.cards import Where


class PutRoom(TurnForm):
    """Where in the building."""

    case = Case.PEOPLE
    who = PLANNERS

    appointment = pick(_("For which appointment?"), movable)
    room = text(ROOM, longest=100).optional()

    def submit(self, turn: Turn) -> Reply:
        appointment = the(turn, str(self.appointment))
        if appointment.cancelled or appointment.starts <= turn.now:
            raise NotYours
        known = cards.where(turn.db, appointment.id)
        cards.put(turn.db, appointment, Where(self.room or "", known.place_id))
        noted(turn, appointment, "room")
        words = paragraphs(_("Kept."), lines(*facts(turn, appointment)))
        return Reply(words, [[LIST, HOME]])


def put(turn: Turn, id: str) -> Response:
    appointment = the(turn, id)
    if appointment.cancelled or appointment.starts <= turn.now:
        raise NotYours
    return Open(PutRoom, {"appointment": appointment.id})


ROOM_OF = Tap("room", put, PLANNERS, case=Case.PEOPLE)

"""An appointment moves or is cancelled: everybody concerned is told at once, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.messages import Option
from bot.core.moments import coming_moment
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.words import _, lines, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Response, Scene, Tap, Turn, TurnForm, pick
from handlers.appointments.access import PLANNERS, noted, the, visible
from handlers.appointments.card import LIST, facts, line
from handlers.appointments.enter import tell
from storage import appointments


def movable(scene: Scene) -> Sequence[Option]:
    return [Option(str(each.id), line(scene, each)) for each in visible(scene)]


def move_to(turn: Turn, before: Appointment, at: datetime) -> Reply:
    """To another day and time, unless somebody else was quicker. Everybody concerned is told."""
    moved = appointments.move(
        turn.db, before, day=at.date(), time=at.time(), by=turn.person.id, now=turn.now
    )
    if moved is None:
        return Reply(_("Somebody else has just changed this."), [[LIST, HOME]])
    tell(turn, moved)
    noted(turn, moved, "moved")
    words = _("It has moved. Everybody concerned is told.")
    return Reply(paragraphs(words, lines(*facts(turn, moved))), [[LIST, HOME]])


class MoveAppointment(TurnForm):
    """Another day or another time."""

    case = Case.PEOPLE
    who = PLANNERS
    review = True

    appointment = pick(_("Which appointment has moved?"), movable)
    at = coming_moment(_("When is it now? Write it as in the letter, or tap the day."))

    def submit(self, turn: Turn) -> Reply:
        return move_to(turn, the(turn, str(self.appointment)), self.at)


def move(turn: Turn, id: str) -> Response:
    return Open(MoveAppointment, {"appointment": _standing(turn, id)})


def ask_cancel(turn: Turn, id: str) -> Reply:
    appointment = the(turn, str(_standing(turn, id)))
    words = paragraphs(
        _(
            "Is this appointment cancelled?"
            " I do not cancel it with the office, I only stop reminding."
        ),
        lines(*facts(turn, appointment)),
    )
    yes = CANCEL.option(_("Yes, it is cancelled"), appointment.id, appointment.version)
    return Reply(words, [[yes], [LIST, HOME]])


def cancel(turn: Turn, id: str, version: str) -> Reply:
    appointment = the(turn, str(_standing(turn, id)))
    if str(appointment.version) != version:
        raise NotYours
    gone = appointments.cancel(turn.db, appointment, by=turn.person.id, now=turn.now)
    if gone is None:
        return Reply(_("Somebody else has just changed this."), [[LIST, HOME]])
    tell(turn, gone)
    noted(turn, gone, "cancelled")
    return Reply(_("The appointment is cancelled. Everybody concerned is told."), [[LIST, HOME]])


def _standing(turn: Turn, id: str) -> int:
    appointment = the(turn, id)
    if appointment.cancelled or appointment.starts <= turn.now:
        raise NotYours
    return appointment.id


MOVE = Tap("move", move, PLANNERS, case=Case.PEOPLE)
ASK_CANCEL = Tap("cancel", ask_cancel, PLANNERS, case=Case.PEOPLE)
CANCEL = Tap("cancelled", cancel, PLANNERS, case=Case.PEOPLE)

"""I come, I cannot: what a participant says about an appointment."""

from __future__ import annotations

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, Coming
from bot.core.rules.people import Level, Role
from bot.core.words import Value, Words, _, paragraphs
from bot.turns import DeliveryKind, NotYours, Reply, Scene, Tap, Turn, as_known
from handlers.appointments.access import may_see, noted, the
from handlers.appointments.card import LIST, SHOW
from handlers.appointments.details import wants_details
from storage import appointments, people

PARTICIPANTS = frozenset({Role.PARTICIPANT})


class CannotCome(DeliveryKind):
    """The mentor, or else the coordinator, learns that a participant cannot come."""

    name = "cannot_come"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or appointment.cancelled or str(appointment.version) != detail:
            return None
        if appointment.coming is not Coming.CANNOT or appointment.starts <= scene.now:
            return None
        if not may_see(scene.db, scene.person, appointment, scene.now):
            return None
        return Outgoing(self.words(scene, appointment), [[SHOW.option(_("Show"), about)], [HOME]])

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        scene.saw(appointment.participant_id, "appointments")
        when: dict[str, Value] = {"day": appointment.day, "time": appointment.time}
        if not wants_details(scene):
            return _("Somebody cannot come to the appointment on {day} at {time}.", **when)
        name = as_known(scene, people.get(scene.db, appointment.participant_id)).name
        return _("{name} cannot come to the appointment on {day} at {time}.", name=name, **when)


def comes(turn: Turn, id: str, version: str) -> Reply:
    appointment = _mine(turn, id, version)
    appointments.answer(turn.db, appointment, Coming.COMES)
    noted(turn, appointment, "said: I come")
    return Reply(popup=_("Good. I have noted that you come."))


def cannot(turn: Turn, id: str, version: str) -> Reply:
    """The bot does not cancel with the office; it says how, and tells a human."""
    appointment = _mine(turn, id, version)
    appointments.answer(turn.db, appointment, Coming.CANNOT)
    noted(turn, appointment, "said: I cannot")
    for person_id in _helpers(turn, appointment):
        CANNOT_COME.tell(turn, person_id, appointment.id, version, useless_after=appointment.starts)
    words = paragraphs(
        _(
            "I have noted that you cannot come."
            " Please tell the office yourself, as early as you can."
        ),
        _(
            "The phone number is on the letter."
            " Say that you need a new appointment. Ask for a proof."
        ),
        _("If you need help with it, ask your mentor or the coordinator."),
    )
    return Reply(words, [[LIST, HOME]], new=True)


def _mine(turn: Turn, id: str, version: str) -> Appointment:
    """Only of the appointment as it was shown: of an older version the button is old."""
    appointment = the(turn, id)
    mine = turn.person.id == appointment.participant_id
    stands = not appointment.cancelled and appointment.starts > turn.now
    if not (mine and stands and version == str(appointment.version)):
        raise NotYours
    return appointment


def _helpers(turn: Turn, appointment: Appointment) -> list[int]:
    """The mentor who may know of it; without one, the coordinators."""
    mentor = people.find(turn.db, turn.person.mentor_id) if turn.person.mentor_id else None
    if mentor and may_see(turn.db, mentor, appointment, turn.now):
        return [mentor.id]
    return [coordinator.id for coordinator in people.everybody(turn.db, Role.COORDINATOR)]


CANNOT_COME = CannotCome()
COMES = Tap("come", comes, PARTICIPANTS)
CANNOT = Tap("cannot", cannot, PARTICIPANTS)

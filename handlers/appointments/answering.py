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
from handlers.appointments.companions import companion_of, to_hear
from handlers.appointments.details import wants_details
from handlers.appointments.german import beside_german, cannot_come, to_copy
from handlers.appointments.reaching import phone_of
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
        if scene.person.id == appointment.participant_id or not self.hears(scene, appointment):
            return None
        return self.says(scene, appointment)

    def hears(self, scene: Scene, appointment: Appointment) -> bool:
        return may_see(scene.db, scene.person, appointment, scene.now)

    def says(self, scene: Scene, appointment: Appointment) -> Outgoing:
        show = SHOW.option(_("Show"), appointment.id)
        return Outgoing(self.words(scene, appointment), [[show], [HOME]])

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        scene.saw(appointment.participant_id, "appointments")
        when: dict[str, Value] = {"day": appointment.day, "time": appointment.time}
        if not wants_details(scene):
            return _("Somebody cannot come to the appointment on {day} at {time}.", **when)
        name = as_known(scene, people.get(scene.db, appointment.participant_id)).name
        return _("{name} cannot come to the appointment on {day} at {time}.", name=name, **when)


class CompanionAlone(CannotCome):
    """The same for whoever only comes along, and has no card to look at."""

    name = "companion_alone"
    discreet = False

    def hears(self, scene: Scene, appointment: Appointment) -> bool:
        return companion_of(scene, appointment) == scene.person.id

    def says(self, scene: Scene, appointment: Appointment) -> Outgoing:
        scene.saw(appointment.participant_id, "appointments")
        day, time = appointment.day, appointment.time
        words = _("Somebody cannot come to the appointment on {day} at {time}.", day=day, time=time)
        return Outgoing(words, [[HOME]])


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
    for person_id in to_hear(turn, appointment):
        sees = may_see(turn.db, people.get(turn.db, person_id), appointment, turn.now)
        told: CannotCome = CANNOT_COME if sees else COMPANION_ALONE
        told.tell(turn, person_id, appointment.id, version, useless_after=appointment.starts)
    say = cannot_come(turn, appointment)
    words = paragraphs(
        _(
            "I have noted that you cannot come."
            " Please tell the office yourself, as early as you can."
        ),
        _("I do not cancel it with the office. Only you can do that, or somebody for you."),
        phone_of(turn, appointment),
        _("Say that you need a new appointment. Ask for a proof, and keep it."),
        _("This you can say, send or show:"),
        beside_german(say),
        _("I tell the people who help you with this appointment."),
    )
    return Reply(words, [to_copy(turn, say), [LIST, HOME]], new=True)


def _mine(turn: Turn, id: str, version: str) -> Appointment:
    """Only of the appointment as it was shown: of an older version the button is old."""
    appointment = the(turn, id)
    mine = turn.person.id == appointment.participant_id
    stands = not appointment.cancelled and appointment.starts > turn.now
    if not (mine and stands and version == str(appointment.version)):
        raise NotYours
    return appointment


CANNOT_COME = CannotCome()
COMPANION_ALONE = CompanionAlone()
COMES = Tap("come", comes, PARTICIPANTS)
CANNOT = Tap("cannot", cannot, PARTICIPANTS)

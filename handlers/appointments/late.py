"""I am late: what to say to the office, and who else is to know."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Role
from bot.core.words import Value, Words, _, _n, paragraphs
from bot.turns import DeliveryKind, NotYours, Reply, Scene, Tap, Turn, as_known
from handlers.appointments.access import may_see, noted, shared, the
from handlers.appointments.card import LIST, SHOW
from handlers.appointments.companions import may_hear, to_hear
from handlers.appointments.german import beside_german, comes_late, to_copy
from handlers.appointments.reaching import phone_of
from storage import appointments, people

PARTICIPANTS = frozenset({Role.PARTICIPANT})
MINUTES = {10: _n("{n} minute", "{n} minutes", 10), 20: _n("{n} minute", "{n} minutes", 20)}
MINUTES |= {30: _n("{n} minute", "{n} minutes", 30), 60: _("An hour or more")}
STILL_ON_THE_WAY = timedelta(hours=3)  # after the start


class ComesLate(DeliveryKind):
    """`detail` is `<version>.<minutes>`."""

    name = "comes_late"
    at_night_with_less = timedelta(hours=2)
    useless_after = timedelta(hours=3)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        version, _dot, minutes = detail.partition(".")
        if appointment is None or appointment.cancelled or str(appointment.version) != version:
            return None
        if minutes not in map(str, MINUTES) or not _is_today(scene, appointment):
            return None
        if not may_hear(scene, appointment) or scene.person.id == appointment.participant_id:
            return None
        shared(scene, appointment)
        words = self.words(scene, appointment, int(minutes))
        return Outgoing(words, [*show_row(scene, appointment), [HOME]])

    def words(self, scene: Scene, appointment: Appointment, minutes: int) -> Words:
        scene.saw(appointment.participant_id, "appointments")
        what: dict[str, Value] = {"time": appointment.time, "minutes": minutes}
        name = name_for(scene, appointment)
        if name is None:
            return _(
                "Somebody comes about {minutes} minutes late to the appointment at {time}.", **what
            )
        return _(
            "{name} comes about {minutes} minutes late to the appointment at {time}.",
            name=name,
            **what,
        )


def name_for(scene: Scene, appointment: Appointment) -> str | None:
    """None for a mediator who only comes along: that names are told is another consent."""
    if scene.person.role not in (Role.MENTOR, Role.COORDINATOR):
        return None
    return as_known(scene, people.get(scene.db, appointment.participant_id)).name


def show_row(scene: Scene, appointment: Appointment) -> list[Row]:
    """The card is for those who may see it; whoever only comes along has the own request."""
    if not may_see(scene.db, scene.person, appointment, scene.now):
        return []
    return [[SHOW.option(_("Show"), appointment.id)]]


def on_the_way(turn: Turn, id: str, version: str) -> Appointment:
    """Own, as it was shown, and not over yet."""
    appointment = the(turn, id)
    if turn.person.id != appointment.participant_id or appointment.cancelled:
        raise NotYours
    if version != str(appointment.version):
        raise NotYours
    if turn.now >= appointment.starts + STILL_ON_THE_WAY:
        raise NotYours
    return appointment


def late(turn: Turn, id: str, version: str) -> Reply:
    appointment = on_the_way(turn, id, version)
    if not _is_today(turn, appointment):
        when: dict[str, Value] = {"day": appointment.day, "time": appointment.time}
        return Reply(
            popup=_(
                "The appointment is on {day} at {time}. There is still time until then.", **when
            )
        )
    options = [
        LATE_BY.option(label, appointment.id, appointment.version, minutes)
        for minutes, label in MINUTES.items()
    ]
    return Reply(_("About how late do you come?"), [*below(*options), [HOME]], new=True)


def late_by(turn: Turn, id: str, version: str, minutes: str) -> Reply:
    appointment = on_the_way(turn, id, version)
    if minutes not in map(str, MINUTES) or not _is_today(turn, appointment):
        raise NotYours
    noted(turn, appointment, "said: I am late")
    told = to_hear(turn, appointment)
    for person_id in told:
        COMES_LATE.tell(turn, person_id, appointment.id, f"{version}.{minutes}")
    say = comes_late(appointment, int(minutes))
    words = paragraphs(
        _("Please call the office now. Go there all the same."),
        phone_of(turn, appointment),
        _("This you can say, send or show:"),
        beside_german(say),
        _("I tell the people who help you with this appointment."),
    )
    return Reply(words, [to_copy(turn, say), [LIST, HOME]])


def _is_today(scene: Scene, appointment: Appointment) -> bool:
    return scene.now.astimezone(appointment.zone).date() == appointment.day


COMES_LATE = ComesLate()
LATE = Tap("late", late, PARTICIPANTS)
LATE_BY = Tap("mins", late_by, PARTICIPANTS)

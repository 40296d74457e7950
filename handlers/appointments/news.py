"""What has just become true of an appointment is told at once: entered, moved, cancelled."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Level
from bot.core.words import Value, Words, _, lines
from bot.turns import DeliveryKind, Scene
from handlers.appointments.access import may_see, shared
from handlers.appointments.answering import CANNOT, COMES
from handlers.appointments.calendar_file import FOR_CALENDAR, was_fetched
from handlers.appointments.card import SHOW
from handlers.appointments.details import details, wants_details
from storage import appointments, deliveries
from storage.appointments import Version


class AppointmentNews(DeliveryKind):
    """`detail` is the version that is told; an older one has nothing left to say."""

    name = "appointment_news"
    discreet = True
    at_night_with_less = timedelta(hours=2)  # who is on the way already has been told too late

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or str(appointment.version) != detail:
            return None
        if appointment.starts <= scene.now:
            return None
        if not may_see(scene.db, scene.person, appointment, scene.now):
            return None
        known = known_to(scene, about, appointment.version)
        if known is None and appointment.cancelled:
            return None  # never heard of it: then nothing has changed
        if known and same(known, appointment):
            return None  # moved away and back again before anything was said
        shared(scene, appointment)
        return Outgoing(self.words(scene, appointment, known), rows_of(scene, appointment))

    def words(self, scene: Scene, appointment: Appointment, known: Version | None) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        scene.saw(appointment.participant_id, "appointments")
        at = self._when(appointment, known)
        return lines(*details(scene, appointment, at)) if wants_details(scene) else at

    def _when(self, appointment: Appointment, known: Version | None) -> Words:
        now: dict[str, Value] = {"day": appointment.day, "time": appointment.time}
        if appointment.cancelled:
            return _("The appointment on {day} at {time} is cancelled.", **now)
        if known is None:
            return _("New appointment: {day} at {time}.", **now)
        return _(
            "The appointment has moved. Before: {old_day} at {old_time}. Now: {day} at {time}.",
            old_day=known.day,
            old_time=known.time,
            **now,
        )


def same(known: Version, appointment: Appointment) -> bool:
    now = (appointment.day, appointment.time, appointment.cancelled)
    return (known.day, known.time, known.cancelled) == now


def known_to(scene: Scene, appointment_id: int, version: int) -> Version | None:
    """The version this person knows: was told last, or made."""
    told = deliveries.last_told(scene.db, scene.person.id, AppointmentNews.name, appointment_id)
    known = [
        each
        for each in appointments.versions(scene.db, appointment_id)
        if each.version < version
        and (each.changed_by == scene.person.id or str(each.version) == told)
    ]
    return known[-1] if known else None


def rows_of(scene: Scene, appointment: Appointment) -> list[Row]:
    show: Row = [SHOW.option(_("Show"), appointment.id)]
    if was_fetched(scene, appointment):
        show = [*show, FOR_CALENDAR.option(_("For your calendar"), appointment.id)]
    if scene.person.id != appointment.participant_id or appointment.cancelled:
        return [show, [HOME]]
    return [show, answers(appointment), [HOME]]


def answers(appointment: Appointment) -> Row:
    ids = appointment.id, appointment.version
    return [COMES.option(_("I come"), *ids), CANNOT.option(_("I cannot"), *ids)]


NEWS = AppointmentNews()

"""An appointment for the phone's own calendar: a file, made when it is sent, and kept nowhere.

Calendars are shown to families and copied to the clouds of others. So the title is neutral at every
level, and the place stands in it only for who wishes for details, and names no office.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.calendar_file import CalendarEntry, written
from bot.core.messages import Document, Outgoing
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.words import Reader, Words, _, render_label
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, Urgency
from handlers.appointments.access import PLANNERS, may_see, shared, the
from handlers.appointments.details import wants_details
from storage import appointments, deliveries

TITLE = _("Appointment")


class CalendarFile(DeliveryKind):
    """`detail` is `<version>.<update that asked for it>`."""

    name = "calendar_file"
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or not may_see(scene.db, scene.person, appointment, scene.now):
            return None
        scene.saw(appointment.participant_id, "appointments")
        shared(scene, appointment)
        content = written(entry_of(scene, appointment))
        return Outgoing(self.words(appointment), [[HOME]], Document("termin.ics", content))

    def words(self, appointment: Appointment) -> Words:
        if appointment.cancelled:
            return _("Open this file: then your calendar shows that it is cancelled.")
        return _("Open this file to put the appointment into your calendar.")


def entry_of(scene: Scene, appointment: Appointment) -> CalendarEntry:
    """The same file for everybody who may see it: nothing in it says whose appointment it is."""
    place = appointment.place or ""
    if not wants_details(scene) or scene.house.library.gives_away(place):
        place = ""
    reader = Reader(scene.language, scene.house.zone, scene.house.speech)
    return CalendarEntry(
        uid=f"{scene.house.stamps.stamp('calendar', str(appointment.id))[:32]}@lotse",
        sequence=appointment.version - 1,
        title=render_label(TITLE, reader),
        starts=appointment.starts,
        changed=appointment.told_at,
        place=place,
        cancelled=appointment.cancelled,
    )


def ask(turn: Turn, id: str) -> Reply:
    appointment = the(turn, id)
    if appointment.cancelled and not was_fetched(turn, appointment):
        raise NotYours
    useless = max(appointment.starts, turn.now + timedelta(hours=1))
    detail = f"{appointment.version}.{turn.said.update_id}"
    CALENDAR_FILE.tell(turn, turn.person.id, appointment.id, detail, useless_after=useless)
    return Reply()


def was_fetched(scene: Scene, appointment: Appointment) -> bool:
    """In which calendars it stands is known from what was sent."""
    told = deliveries.last_told(scene.db, scene.person.id, CalendarFile.name, appointment.id)
    return told is not None


CALENDAR_FILE = CalendarFile()
FOR_CALENDAR = Tap("ics", ask, PLANNERS, case=Case.PEOPLE)

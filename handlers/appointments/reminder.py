"""The bot reminds a participant: derived from what is true when it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, Coming, Reminder, current, reminders
from bot.core.rules.people import Level
from bot.core.words import Words, _, lines
from bot.turns import Chore, DeliveryKind, House, Scene
from handlers.appointments.card import BRING, SHOW
from handlers.appointments.details import details, wants_details
from handlers.appointments.news import answers
from storage import appointments, people
from storage.database import Db

AHEAD = timedelta(hours=2)  # how far the tick looks; the rest is asked again by then
FURTHEST = timedelta(days=8)


class AppointmentReminder(DeliveryKind):
    """`detail` is `<version>.<stage>`: a moved appointment has other reminders."""

    name = "reminder"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        version, _dot, stage = detail.partition(".")
        if appointment is None or appointment.cancelled or str(appointment.version) != version:
            return None
        if appointment.participant_id != scene.person.id or appointment.coming is Coming.CANNOT:
            return None
        due = current(appointment, scene.now)
        if due is None or due.stage != stage:
            return None  # over, or a newer stage takes its place
        return Outgoing(self.words(scene, appointment), self.rows(appointment))

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        at = _("Please remember: {day} at {time}.", day=appointment.day, time=appointment.time)
        return lines(*details(scene, appointment, at)) if wants_details(scene) else at

    def rows(self, appointment: Appointment) -> list[Row]:
        show: Row = [SHOW.option(_("Show"), appointment.id)]
        bring: Row = [BRING.option(_("What to bring"), appointment.id)]
        return [show, bring, answers(appointment), [HOME]]


def plan(db: Db, now: datetime, house: House) -> None:
    """Queue the stages of the next hours; what is queued already stays as it is."""
    for appointment in appointments.upcoming(db, now, until=now + FURTHEST):
        for each in reminders(appointment):
            if each.due_at <= now + AHEAD and now < each.useless_after:
                queue(
                    Scene(people.get(db, appointment.participant_id), now, db, house),
                    appointment,
                    each,
                )


def queue(scene: Scene, appointment: Appointment, each: Reminder) -> None:
    REMINDER.tell(
        scene,
        appointment.participant_id,
        appointment.id,
        f"{appointment.version}.{each.stage}",
        due_at=each.due_at,
        useless_after=each.useless_after,
    )


REMINDER = AppointmentReminder()
PLAN = Chore("plan reminders", timedelta(minutes=1), plan)

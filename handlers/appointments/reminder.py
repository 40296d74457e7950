"""The bot reminds a participant: derived from what is true when it leaves."""

from __future__ import annotations

from bot.core.messages import Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, Coming, Stage, current
from bot.core.rules.people import Level
from bot.core.words import Words, _, lines
from bot.turns import DeliveryKind, Scene
from handlers.appointments.card import BRING, SHOW
from handlers.appointments.details import details, wants_details
from handlers.appointments.late import LATE
from handlers.appointments.lost import LOST
from handlers.appointments.news import answers
from handlers.appointments.stages import stages_of
from storage import appointments

CLOSE = (Stage.DAY, Stage.HOURS)  # what is still in hand when somebody is on the way


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
        due = current(appointment, scene.now, stages_of(scene, appointment))
        if due is None or due.stage != stage:
            return None  # over, or a newer stage takes its place
        return Outgoing(self.words(scene, appointment), self.rows(appointment, due.stage))

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        at = _("Please remember: {day} at {time}.", day=appointment.day, time=appointment.time)
        return lines(*details(scene, appointment, at)) if wants_details(scene) else at

    def rows(self, appointment: Appointment, stage: Stage) -> list[Row]:
        """A week before nobody is late, nor at the wrong door."""
        show: Row = [SHOW.option(_("Show"), appointment.id)]
        bring: Row = [BRING.option(_("What to bring"), appointment.id)]
        ids = appointment.id, appointment.version
        late = LATE.option(_("I am late"), *ids)
        way = [[late, LOST.option(_("I cannot find it"), *ids)]] if stage in CLOSE else []
        return [show, bring, answers(appointment), *way, [HOME]]


REMINDER = AppointmentReminder()

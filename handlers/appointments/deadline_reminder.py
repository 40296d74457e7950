"""The bot reminds of a deadline: that there is one and when, and what it is after a tap."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.deadlines import Deadline, current
from bot.core.rules.people import Level
from bot.core.words import Words, _
from bot.turns import DeliveryKind, Scene
from handlers.appointments.deadlines import DONE, SHOW
from storage import deadlines

BY_SOMEBODY_ELSE = "new"


class DeadlineReminder(DeliveryKind):
    """`detail` is `<version>.<days before>`, or `<version>.new`."""

    name = "deadline"
    discreet = True
    useless_after = timedelta(days=7)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        deadline = deadlines.get(scene.db, about)
        version, _dot, stage = detail.partition(".")
        if deadline is None or deadline.done or str(deadline.version) != version:
            return None
        if deadline.participant_id != scene.person.id or deadline.ends <= scene.now:
            return None
        if stage != BY_SOMEBODY_ELSE and not self._is_due(deadline, stage, scene):
            return None
        show = SHOW.option(_("Show"), deadline.id)
        done = DONE.option(_("It is done"), deadline.id, deadline.version)
        return Outgoing(self.words(scene, deadline), [[show], [done], [HOME]])

    def _is_due(self, deadline: Deadline, stage: str, scene: Scene) -> bool:
        due = current(deadline, scene.now, scene.house.holidays)
        return due is not None and str(due.days) == stage  # else a newer one takes its place

    def words(self, scene: Scene, deadline: Deadline) -> Words:
        """The same at the level of details: what ends on that day is on nobody's table."""
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        return _("Please remember: a deadline of yours ends on {day}.", day=deadline.day)


DEADLINE_REMINDER = DeadlineReminder()

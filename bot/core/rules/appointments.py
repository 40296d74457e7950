"""What an appointment is, and when to remind of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.clock import HOME, after_quiet, before_quiet, is_quiet, moment

EVENING = time(18)
TOO_LATE = timedelta(minutes=30)  # before the start: whoever is not on the way by then is late
AFTERWARDS = timedelta(hours=2)  # after the start: it is over, and not forgotten
NO_LONGER_ASKED = timedelta(days=2)  # after the start


class Coming(StrEnum):
    """What the participant said about it."""

    UNKNOWN = ""
    COMES = "comes"
    CANNOT = "cannot"


@dataclass(frozen=True)
class Appointment:
    """Day and time as on the letter: the wall clock is the truth, whatever UTC makes of it."""

    id: int
    participant_id: int
    entered_by: int
    office: str
    day: date
    time: time
    told_at: datetime  # since when this version stands
    place: str | None = None
    contact: str | None = None
    note: str | None = None
    version: int = 1
    cancelled: bool = False
    coming: Coming = Coming.UNKNOWN
    zone: ZoneInfo = HOME

    @property
    def starts(self) -> datetime:
        return moment(self.day, self.time, self.zone)


class Stage(StrEnum):
    """When to remind, the earliest first."""

    WEEK = "week"
    DAYS = "days"  # three days, where papers take time
    DAY = "day"  # 18:00 the day before
    HOURS = "hours"  # two hours


USUAL = (Stage.WEEK, Stage.DAY, Stage.HOURS)  # of an office of which nothing else is known


def usual_stages(lead_days: Iterable[int]) -> Sequence[Stage]:
    """Of a kind of office, by the days before at which a reminder is useful there
    (`reminder_lead_days` of the content): two days to six mean that papers take time. The
    evening and the two hours are everybody's."""
    days = list(lead_days)
    wanted = {
        Stage.WEEK: any(each >= 7 for each in days),
        Stage.DAYS: any(2 <= each < 7 for each in days),
        Stage.DAY: True,
        Stage.HOURS: True,
    }
    return [stage for stage, is_wanted in wanted.items() if is_wanted]


def wished_stages(usual: Sequence[Stage], wish: Collection[Stage] | None) -> Sequence[Stage]:
    """Of the usual ones those that the person wishes for. Where that leaves none, the wish
    itself: who wants only the week before is not left without a word where a week is not
    usual. Who wants none gets none."""
    if wish is None:
        return usual
    return [stage for stage in usual if stage in wish] or [s for s in Stage if s in wish]


@dataclass(frozen=True)
class Reminder:
    """One stage; `useless_after` is when the next one takes its place."""

    stage: Stage
    due_at: datetime
    useless_after: datetime

    def is_due(self, now: datetime) -> bool:
        return self.due_at <= now < self.useless_after


def reminders(appointment: Appointment, stages: Collection[Stage] = USUAL) -> Sequence[Reminder]:
    """A week before, three days before, 18:00 the day before, two hours before, as far as these
    stages are wanted; none in the night.

    A stage that falls into quiet hours is shifted later, or earlier if later would be useless;
    one that so meets the stage before it is merged with it. What would come before the
    appointment was entered or changed is left out: that has just been told.
    """
    zone, end = appointment.zone, appointment.starts - TOO_LATE
    wanted = {
        Stage.WEEK: moment(appointment.day - timedelta(days=7), appointment.time, zone),
        Stage.DAYS: moment(appointment.day - timedelta(days=3), appointment.time, zone),
        Stage.DAY: moment(appointment.day - timedelta(days=1), EVENING, zone),
        Stage.HOURS: appointment.starts - timedelta(hours=2),
    }
    due: dict[Stage, datetime] = {}
    for stage, at in wanted.items():
        if stage not in stages:
            continue
        shifted = _out_of_the_night(at, end, zone)
        if not _meets(shifted, at, due):
            due[stage] = shifted
    times = [*due.values(), end]
    found = [Reminder(stage, at, times[n + 1]) for n, (stage, at) in enumerate(due.items())]
    return [each for each in found if appointment.told_at < each.due_at < end]


def _out_of_the_night(at: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    if not is_quiet(at, zone):
        return at
    later = after_quiet(at, zone)
    return later if later < end else before_quiet(at, zone)


def _meets(shifted: datetime, wanted: datetime, due: dict[Stage, datetime]) -> bool:
    """Whether a stage, shifted earlier, comes within hours of the one before it."""
    before = list(due.values())[-1:]
    return shifted < wanted and any(shifted - at < timedelta(hours=6) for at in before)


def current(
    appointment: Appointment, now: datetime, stages: Collection[Stage] = USUAL
) -> Reminder | None:
    """The stage that is to be said now."""
    due = [reminder for reminder in reminders(appointment, stages) if reminder.is_due(now)]
    return due[-1] if due else None


def asked_at(appointment: Appointment) -> datetime:
    """When to ask how it was: when it is over, and by day."""
    return after_quiet(appointment.starts + AFTERWARDS, appointment.zone)


def may_still_ask(appointment: Appointment, now: datetime) -> bool:
    """Whether it is over, and so lately that people know how it was."""
    return appointment.starts <= now < appointment.starts + NO_LONGER_ASKED

"""A day by which something must have happened, and when to remind of it: an appointment without
a place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.clock import HOME, moment

MORNING = time(10)  # when offices and advice centres can be called
SATURDAY = 5
Holidays = Callable[[int], Collection[date]]  # by year


class Kind(StrEnum):
    PERMIT = "permit-expiry"
    OBJECTION = "objection"
    COURSE = "course-end"
    OTHER = "other"


# Days before. An authority needs weeks for a permit, and advice days for an objection.
STAGES: Mapping[Kind, Sequence[int]] = {
    Kind.PERMIT: (56, 42, 21, 7, 1),
    Kind.OBJECTION: (7, 3, 1),
    Kind.COURSE: (56, 14),
    Kind.OTHER: (14, 7, 3, 1),
}


@dataclass(frozen=True)
class Deadline:
    """`day` as it stands in the letter: the last day, to its end."""

    id: int
    participant_id: int
    entered_by: int
    kind: Kind
    day: date
    told_at: datetime
    version: int = 1
    done: bool = False
    zone: ZoneInfo = HOME

    @property
    def ends(self) -> datetime:
        return moment(self.day + timedelta(days=1), time(0), self.zone)


@dataclass(frozen=True)
class Due:
    """One reminder, so many days before."""

    days: int
    due_at: datetime
    useless_after: datetime


def no_holidays(year: int) -> Collection[date]:
    return ()


def last_working_day(day: date, holidays: Holidays = no_holidays) -> date:
    """The day itself, or the last one before its weekend or public holiday.

    The law moves the end of many periods to the next working day (BGB 193, ZPO 222 (2)). Whether
    it does is for a lawyer to say: the bot never counts on it, and reminds for the earlier day.
    """
    while day.weekday() >= SATURDAY or day in holidays(day.year):
        day -= timedelta(days=1)
    return day


def reminders(deadline: Deadline, holidays: Holidays = no_holidays) -> Sequence[Due]:
    """At ten in the morning, and nothing from before it was entered: that has just been told.
    The last one stands until the day is over."""
    last = last_working_day(deadline.day, holidays)
    due = [
        (days, moment(last - timedelta(days=days), MORNING, deadline.zone))
        for days in STAGES[deadline.kind]
    ]
    ends = [*(at for _days, at in due[1:]), deadline.ends]
    found = [Due(days, at, ends[n]) for n, (days, at) in enumerate(due)]
    return [each for each in found if deadline.told_at < each.due_at]


def current(deadline: Deadline, now: datetime, holidays: Holidays = no_holidays) -> Due | None:
    """The stage that is to be said now; after downtime the newest."""
    known = reminders(deadline, holidays)
    due = [each for each in known if each.due_at <= now < each.useless_after]
    return due[-1] if due else None

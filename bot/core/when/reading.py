"""What came out of a typed date or time: the values the rest of Lotse sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum


class Doubt(Enum):
    """Why the bot must ask instead of keeping what it read."""

    UNCLEAR = "unclear"
    DAY_OR_MONTH = "day or month"
    JALALI = "jalali"
    ETHIOPIAN_CLOCK = "ethiopian clock"
    HALF_DAY = "half day"
    PAST = "past"
    NO_DAY = "no day"
    NO_SUCH_DATE = "no such date"
    NO_SUCH_TIME = "no such time"
    TWICE = "twice"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time of day, or both, in local wall time; offered as a button."""

    day: date | None = None
    time: time | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood, in local wall time.

    What is certain stands in `day` and `time` even where something else is in doubt:
    at PAST and HALF_DAY the day is filled, at NO_DAY the time. `sure` is True exactly
    if `doubt` is None. `candidates` are the possible readings, likeliest first.
    """

    day: date | None
    time: time | None
    sure: bool
    doubt: Doubt | None
    candidates: tuple[Moment, ...] = ()


def certain(day: date | None, at: time | None) -> Reading:
    return Reading(day, at, sure=True, doubt=None)


def asking(
    doubt: Doubt,
    day: date | None = None,
    at: time | None = None,
    candidates: tuple[Moment, ...] = (),
) -> Reading:
    return Reading(day, at, sure=False, doubt=doubt, candidates=candidates)

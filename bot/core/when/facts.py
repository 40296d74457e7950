"""What the patterns find in a text, before it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from bot.core.when.reading import Doubt, Moment
from bot.core.when.senses import Part


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said. `exact`: in a form that can only mean the 24-hour clock (09:15)."""

    hour: int
    minute: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class DayFact:
    """A day as said: the date, or why there is none, and what might be meant."""

    day: date | None
    doubt: Doubt | None = None
    candidates: tuple[Moment, ...] = ()


class Which(Enum):
    """Which of the weekdays of that name: bare Tuesday, next, this, last Tuesday."""

    BARE = auto()
    NEXT = auto()
    COMING = auto()
    THIS = auto()
    LAST = auto()
    FOLLOWING = auto()
    AFTER_NEXT = auto()


class Week(Enum):
    LAST = -1
    THIS = 0
    NEXT = 1
    AFTER_NEXT = 2


@dataclass(frozen=True, slots=True)
class WeekdayFact:
    weekday: int
    which: Which = Which.BARE
    later: int = 0


@dataclass(slots=True)
class Facts:
    """Everything found in one text.

    `not_parts`: places of words that could name a part of the day but said something else
    ("через 3 дня").
    """

    clocks: list[Clock] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    days: list[DayFact] = field(default_factory=list)
    weekdays: list[WeekdayFact] = field(default_factory=list)
    weeks: list[Week] = field(default_factory=list)
    relative: bool = False
    midnight: bool = False
    not_parts: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

"""From the hour somebody says to the hour of the 24-hour clock.

The rule. An hour that is named together with a part of the day ("9 in the evening") belongs to
it. Without one, 0 and 13 to 23 are as written, and so is any time in the form 03:15. Hours 8 to
12 are the morning and noon, when offices see people. Hour 7 is the morning where people think
in 24 hours (German, French, Russian, Ukrainian), elsewhere it is asked. Hours 1 to 6 are asked
everywhere: "um drei" at an office is the afternoon, but the words say night.

Tigrinya and Somali speakers also count hours from dawn, so their three o'clock can be nine. In
Tigrinya every hour of the twelve-hour face is asked unless it is written as 09:15 or a part of
the day fits the European count and not the other. Somali texts of today mostly count the
European way; what could be told apart by the part of the day only is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.core.when.facts import Clock
from bot.core.when.reading import Doubt
from bot.core.when.senses import Part

_SEVEN_IS_MORNING = frozenset({"de", "fr", "ru", "uk"})
_FROM_DAWN = frozenset({"ti", "so"})
_DAWN = 6
_HALF = 12

# For each part of the day: the hours of the twelve-hour face it turns into which hours of 24.
_AS_SAID = {
    Part.MORNING: range(5, 12),
    Part.FORENOON: range(7, 13),
    Part.MIDDAY: range(10, 13),
    Part.AM: range(1, 12),
    Part.AFTERNOON: range(12, 13),
    Part.PM: range(0),
    Part.EVENING: range(0),
    Part.NIGHT: range(0),
}
_HALF_A_DAY_ON = {
    Part.MIDDAY: range(1, 4),
    Part.AFTERNOON: range(1, 8),
    Part.EVENING: range(4, 12),
    Part.NIGHT: range(7, 12),
    Part.PM: range(1, 12),
}
_IN_24 = {
    Part.MIDDAY: range(12, 15),
    Part.AFTERNOON: range(12, 20),
    Part.EVENING: range(16, 24),
    Part.NIGHT: range(20, 24),
    Part.PM: range(12, 24),
}
# Hours with a part of the day that mean the same in both counts, or nothing in the one from dawn.
_EUROPEAN = {
    Part.MORNING: range(7, 12),
    Part.FORENOON: range(7, 13),
    Part.MIDDAY: range(12, 13),
    Part.AFTERNOON: range(1, 6),
    Part.EVENING: range(6, 10),
    Part.NIGHT: range(8, 12),
    Part.AM: range(1, 13),
    Part.PM: range(1, 13),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """The time meant, or why it is unclear and what it can be."""

    at: time | None
    doubt: Doubt | None = None
    options: tuple[time, ...] = ()


def _asked(clock: Clock, doubt: Doubt, *hours: int) -> Settled:
    options = tuple(time(hour % 24, clock.minute) for hour in hours)
    return Settled(None, doubt, options)


def _with_part(clock: Clock, part: Part, language: str) -> Settled:
    hour = clock.hour
    from_dawn = language in _FROM_DAWN and not clock.exact and hour <= _HALF
    if from_dawn and hour not in _EUROPEAN[part]:
        return _asked(clock, Doubt.ETHIOPIAN_CLOCK, hour + _DAWN, hour, hour + _HALF)
    if hour in _AS_SAID[part] or hour in _IN_24.get(part, ()):
        if part is Part.PM and hour == _HALF and language != "en":
            return _asked(clock, Doubt.HALF_DAY, _HALF, 0)
        return Settled(time(hour, clock.minute))
    if hour in _HALF_A_DAY_ON.get(part, ()):
        return Settled(time(hour + _HALF, clock.minute))
    return _asked(clock, Doubt.HALF_DAY, hour, hour + _HALF)


def _alone(clock: Clock, language: str) -> Settled:
    hour = clock.hour
    if hour == 0 or hour > _HALF or clock.exact:
        return Settled(time(hour, clock.minute))
    if language == "ti":
        return _asked(clock, Doubt.ETHIOPIAN_CLOCK, hour, hour + _DAWN, hour + _HALF)
    if hour >= (7 if language in _SEVEN_IS_MORNING else 8):
        return Settled(time(hour, clock.minute))
    return _asked(clock, Doubt.HALF_DAY, hour + _HALF, hour)


def settle(clock: Clock, parts: set[Part], language: str) -> Settled:
    """The time of day meant by a time said, by the rule at the head of this module."""
    if clock.hour > 23 or clock.minute > 59:
        return Settled(None, Doubt.NO_SUCH_TIME)
    if len(parts) > 1:
        return _asked(clock, Doubt.HALF_DAY, clock.hour, clock.hour + _HALF)
    if not parts:
        return _alone(clock, language)
    return _with_part(clock, next(iter(parts)), language)

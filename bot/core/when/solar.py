"""The solar calendar of Iran and Afghanistan, to offer the converted date as a question."""

from __future__ import annotations

from datetime import date, timedelta

# Years (since 1375) whose last month has 30 days; the 33-year rhythm, right for 1343 to 1472.
_CYCLE = 33
_LEAP_IN_CYCLE = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_FIRST, _LAST = 1343, 1472
_EPOCH_YEAR, _EPOCH = 1400, date(2021, 3, 21)


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP_IN_CYCLE


def _new_year(year: int) -> date:
    step = 1 if year >= _EPOCH_YEAR else -1
    years = range(_EPOCH_YEAR, year) if step > 0 else range(year, _EPOCH_YEAR)
    days = sum(366 if _is_leap(between) else 365 for between in years)
    return _EPOCH + timedelta(days=step * days)


def month_length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a solar one; None where there is no such day or year."""
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    before = sum(month_length(year, earlier) for earlier in range(1, month))
    return _new_year(year) + timedelta(days=before + day - 1)


def year_of(day: date) -> int:
    """The solar year a Gregorian date lies in."""
    year = day.year - 621
    return year if day >= _new_year(year) else year - 1

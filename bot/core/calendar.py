"""A calendar and a clock to tap: which cells a page has, without any messenger's buttons.

Weeks begin on the day they begin on in the reader's language, and in right-to-left languages
the cells of a row are turned round, so that the first day stands on the right of a keyboard,
which messengers lay out from left to right.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from babel import Locale

_DAYS = 7
# Babel takes the first day of the week from the region, and a bare language has none; these are
# the regions most speakers here come from, or the one whose custom holds here.
_REGIONS = {
    "ar": "SY", "en": "GB", "fa": "IR", "fa_AF": "AF", "ku": "TR", "ps": "AF", "so": "SO",
    "ti": "ER", "tr": "TR", "uk": "UA", "ru": "RU", "fr": "FR", "de": "DE",
}  # fmt: skip
_HOURS_IN_ROW, _FIRST_HOUR, _LAST_HOUR = 4, 7, 18
_MINUTES = (0, 15, 30, 45)
# One letter is the custom where abbreviations are as long as names.
_ONE_LETTER = frozenset({"ar", "fa", "fa_AF"})


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day that can be tapped."""

    day: date
    is_holiday: bool

    @property
    def label(self) -> str:
        """The day of the month in Latin digits, as the German letter prints it."""
        return str(self.day.day)


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month to tap a day in. Cells that are past or belong to another month are None.

    `rows` and `weekdays` are in reading order from left to right. `previous` and `next` are the
    first days of the neighbouring months, None where there is nothing to choose.
    """

    title: str
    weekdays: tuple[str, ...]
    rows: tuple[tuple[DayCell | None, ...], ...]
    previous: date | None
    next: date | None


def _is_rtl(locale: Locale) -> bool:
    return str(locale.text_direction) == "rtl"


@cache
def _week_begins(language: str) -> int:
    """0 is Monday."""
    code = language.split("_")[0]
    region = _REGIONS.get(language)
    return int(Locale(code, region).first_week_day) if region else 0


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    """Short labels, Monday first. Only "format" names: stand-alone ones of so, ti are Pashto."""
    locale = Locale.parse(language)
    if language in _ONE_LETTER:
        names = locale.days["stand-alone"]["narrow"]
    else:
        names = locale.days["format"]["abbreviated"]
    return tuple(names[weekday].rstrip(".") for weekday in range(_DAYS))


def _first_of_next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _ordered(cells: list[DayCell | None], language: str) -> tuple[DayCell | None, ...]:
    return tuple(reversed(cells)) if _is_rtl(Locale.parse(language)) else tuple(cells)


def _weeks(month: date, begins: int) -> list[list[date]]:
    start = month - timedelta(days=(month.weekday() - begins) % _DAYS)
    weeks = []
    while start < _first_of_next(month):
        weeks.append([start + timedelta(days=day) for day in range(_DAYS)])
        start += timedelta(days=_DAYS)
    return weeks


def month_page(
    first_allowed: date, month: date, language: str, holidays: Collection[date] = ()
) -> MonthPage:
    """The month around the day `month`, with nothing to tap before `first_allowed`.

    Weeks that are over entirely are left out.
    """
    first = max(month.replace(day=1), first_allowed.replace(day=1))
    rows = []
    for week in _weeks(first, _week_begins(language)):
        cells = [
            DayCell(day, day in holidays)
            if day.month == first.month and day >= first_allowed
            else None
            for day in week
        ]
        if any(cells):
            rows.append(_ordered(cells, language))
    before = first - timedelta(days=1)
    return MonthPage(
        title=_title(first, language),
        weekdays=_labels(language),
        rows=tuple(rows),
        previous=before.replace(day=1) if before >= first_allowed else None,
        next=_first_of_next(first),
    )


def _labels(language: str) -> tuple[str, ...]:
    begins, names = _week_begins(language), _weekdays(language)
    labels = [names[(begins + day) % _DAYS] for day in range(_DAYS)]
    return tuple(reversed(labels)) if _is_rtl(Locale.parse(language)) else tuple(labels)


def _title(month: date, language: str) -> str:
    return f"{Locale.parse(language).months['stand-alone']['wide'][month.month]} {month.year}"


def hours_page(language: str, after: time | None = None) -> tuple[tuple[time, ...], ...]:
    """The hours from 7 to 18, without those that are over `after` this time. Others are typed."""
    hours = [time(hour) for hour in range(_FIRST_HOUR, _LAST_HOUR + 1)]
    left = [each for each in hours if after is None or each.replace(minute=_MINUTES[-1]) > after]
    rows = [left[start : start + _HOURS_IN_ROW] for start in range(0, len(left), _HOURS_IN_ROW)]
    return tuple(_in_reading_order(row, language) for row in rows)


def quarters_of(hour: int, language: str) -> tuple[time, ...]:
    return _in_reading_order([time(hour, minute) for minute in _MINUTES], language)


def _in_reading_order(times: list[time], language: str) -> tuple[time, ...]:
    """The first stands on the right where one reads from there, as in the calendar."""
    return tuple(reversed(times)) if _is_rtl(Locale.parse(language)) else tuple(times)

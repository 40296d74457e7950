"""The calendar and the clock to tap."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.core.calendar import MonthPage, hours_page, month_page, quarters_of
from bot.core.when.words import LANGUAGES

FRIDAY = date(2026, 11, 20)
DECEMBER = date(2026, 12, 1)


def days_of(page: MonthPage) -> list[date]:
    return [cell.day for row in page.rows for cell in row if cell is not None]


def labels(page: MonthPage) -> list[list[str]]:
    return [[cell.label if cell else "" for cell in row] for row in page.rows]


def test_jonas_sees_the_rest_of_november_from_monday_to_sunday() -> None:
    page = month_page(FRIDAY, FRIDAY, "de")
    assert page.title == "November 2026"
    assert page.weekdays == ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
    assert labels(page) == [
        ["", "", "", "", "20", "21", "22"],
        ["23", "24", "25", "26", "27", "28", "29"],
        ["30", "", "", "", "", "", ""],
    ]


def test_amina_finds_the_first_day_of_the_week_on_the_right() -> None:
    page = month_page(FRIDAY, FRIDAY, "ar")
    assert page.weekdays[-1] == "س"
    assert labels(page)[1] == ["27", "26", "25", "24", "23", "22", "21"]


def test_past_days_and_past_months_cannot_be_chosen() -> None:
    page = month_page(FRIDAY, date(2026, 3, 1), "de")
    assert days_of(page)[0] == FRIDAY
    assert page.previous is None


def test_one_can_leaf_through_the_months() -> None:
    page = month_page(FRIDAY, DECEMBER, "uk")
    assert page.previous == date(2026, 11, 1)
    assert page.next == date(2027, 1, 1)
    assert len(days_of(page)) == 31


def test_holidays_are_marked() -> None:
    page = month_page(FRIDAY, DECEMBER, "de", holidays={date(2026, 12, 25), date(2026, 12, 26)})
    marked = [cell.day.day for row in page.rows for cell in row if cell and cell.is_holiday]
    assert marked == [25, 26]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_shows_each_day_once_under_its_weekday(language: str) -> None:
    page = month_page(FRIDAY, date(2027, 2, 1), language)
    assert sorted(days_of(page)) == [date(2027, 2, day) for day in range(1, 29)]
    assert len(set(page.weekdays)) == 7
    for column in range(7):
        weekdays = {row[column].day.weekday() for row in page.rows if row[column]}  # type: ignore[union-attr]
        assert len(weekdays) == 1


def test_tigrinya_and_somali_weekdays_are_their_own() -> None:
    assert month_page(FRIDAY, FRIDAY, "ti").weekdays[0] == "ሰኑ"
    assert month_page(FRIDAY, FRIDAY, "so").weekdays[0] == "Isn"


def test_hours_are_tapped_first_then_quarters() -> None:
    hours = [each for row in hours_page("de") for each in row]
    assert (hours[0], hours[-1], len(hours)) == (time(7), time(18), 12)
    assert quarters_of(9, "de") == (time(9), time(9, 15), time(9, 30), time(9, 45))


def test_amina_finds_the_first_hour_on_the_right() -> None:
    assert hours_page("ar")[0] == (time(10), time(9), time(8), time(7))
    assert quarters_of(9, "fa_AF")[-1] == time(9)


def test_hours_of_today_that_are_over_are_absent() -> None:
    assert hours_page("de", after=time(16, 50)) == ((time(17), time(18)),)
    assert hours_page("de", after=time(16, 40))[0][0] == time(16)
    assert hours_page("de", after=time(18, 45)) == ()

"""How Lotse understands dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.when import Doubt, Moment, answer, read, read_day, read_past_day, read_time
from bot.core.when.solar import gregorian
from bot.core.when.words import LANGUAGES

FRIDAY = datetime.fromisoformat("2026-11-20T09:00")
HERE = Path(__file__).parent


def phrases(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split(" | ") for line in lines if line.strip() and not line.startswith("#"))
    return [(language.strip(), typed, meant.strip()) for language, typed, meant in rows]


@pytest.mark.parametrize(("language", "typed", "meant"), phrases("when_phrases.txt"))
def test_a_phrase_is_understood_or_asked(language: str, typed: str, meant: str) -> None:
    at, sure = answer(typed, language, FRIDAY)
    doubt = read(typed, language, FRIDAY).doubt
    assert (at if sure else doubt and doubt.name) == meant


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [*phrases("when_heldout.txt"), *phrases("when_heldout_2.txt")],
)
def test_what_was_once_held_out_stays_right(language: str, typed: str, meant: str) -> None:
    at, _sure = answer(typed, language, FRIDAY)
    assert (at or "ASK") == meant


def test_every_language_has_phrases() -> None:
    assert {language for language, _, _ in phrases("when_phrases.txt")} == set(LANGUAGES)


def test_amina_is_offered_both_dates_that_3_12_can_mean() -> None:
    reading = read("٣/١٢ الساعة ١٠", "ar", FRIDAY)
    assert reading.doubt is Doubt.DAY_OR_MONTH
    assert reading.candidates == (
        Moment(date(2026, 12, 3), time(10)),
        Moment(date(2027, 3, 12), time(10)),
    )


def test_oksana_is_offered_the_afternoon_before_the_night() -> None:
    reading = read("завтра о 3", "uk", FRIDAY)
    assert reading.doubt is Doubt.HALF_DAY
    assert reading.day == date(2026, 11, 21)
    assert [moment.time for moment in reading.candidates] == [time(15), time(3)]


def test_an_ethiopian_hour_is_offered_as_written_and_six_hours_later() -> None:
    reading = read("ጽባሕ ሰዓት 3", "ti", FRIDAY)
    assert [moment.time for moment in reading.candidates] == [time(3), time(9), time(15)]


def test_a_solar_date_is_offered_converted() -> None:
    reading = read("۲۱ اسفند ساعت ۹", "fa", FRIDAY)
    assert reading.doubt is Doubt.JALALI
    assert reading.candidates == (Moment(date(2027, 3, 12), time(9)),)


def test_afghan_and_iranian_month_names_are_the_same_months() -> None:
    afghan = read("۱۲ ثور ۱۴۰۶", "fa_AF", FRIDAY)
    iranian = read("۱۲ اردیبهشت ۱۴۰۶", "fa", FRIDAY)
    assert afghan.candidates == iranian.candidates == (Moment(date(2027, 5, 2)),)


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1405, 12, 29), date(2027, 3, 20)),
        ((1408, 12, 30), date(2030, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1404, 12, 30), None),
        ((1405, 13, 1), None),
    ],
)
def test_solar_dates_are_converted_exactly(
    solar: tuple[int, int, int], expected: date | None
) -> None:
    assert gregorian(*solar) == expected


def test_next_tuesday_is_clear_on_a_friday_and_asked_on_a_monday() -> None:
    monday = datetime.fromisoformat("2026-11-23T09:00")
    assert read("nächsten Dienstag um 10", "de", FRIDAY).day == date(2026, 11, 24)
    asked = read("nächsten Dienstag um 10", "de", monday)
    assert asked.doubt is Doubt.SEVERAL
    assert [moment.day for moment in asked.candidates] == [date(2026, 11, 24), date(2026, 12, 1)]
    assert read("kommenden Dienstag um 10", "de", monday).day == date(2026, 11, 24)


def test_next_week_is_asked_on_a_sunday_where_weeks_begin_differently() -> None:
    sunday = datetime.fromisoformat("2026-11-22T09:00")
    assert read("nächste Woche Mittwoch", "de", sunday).day == date(2026, 11, 25)
    assert read("next week Wednesday", "en", sunday).doubt is Doubt.SEVERAL


def test_todays_own_name_is_asked() -> None:
    reading = read("Freitag um 15 Uhr", "de", FRIDAY)
    assert [moment.day for moment in reading.candidates] == [date(2026, 11, 20), date(2026, 11, 27)]


def test_a_weekday_that_contradicts_its_date_is_asked_with_both() -> None:
    reading = read("Donnerstag, 25.11. um 9 Uhr", "de", FRIDAY)
    assert reading.doubt is Doubt.UNCLEAR
    assert Moment(date(2026, 11, 25), time(9)) in reading.candidates
    assert Moment(date(2026, 11, 26), time(9)) in reading.candidates


def test_an_hour_of_today_is_past_once_it_is_over() -> None:
    assert read("heute um 9:01", "de", FRIDAY).sure
    assert read("heute um 9:00", "de", FRIDAY).doubt is Doubt.PAST


def test_at_new_year_the_year_follows() -> None:
    new_years_eve = datetime.fromisoformat("2026-12-31T12:00")
    assert read("1.1. um 9", "de", new_years_eve).day == date(2027, 1, 1)
    assert read("am 5. um 9", "de", new_years_eve).day == date(2027, 1, 5)
    assert read("nächsten Dienstag", "de", new_years_eve).day == date(2027, 1, 5)


def test_summer_time_depends_on_the_zone_of_now() -> None:
    typed = "28.3.2027 02:30"
    in_berlin = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert read(typed, "de", in_berlin).doubt is Doubt.NO_SUCH_TIME
    assert read(typed, "de", datetime(2026, 11, 20, 8, tzinfo=UTC)).sure


def test_a_form_that_has_the_time_asks_for_the_day_alone() -> None:
    reading = read_day("übermorgen", "de", FRIDAY)
    assert (reading.day, reading.time, reading.sure) == (date(2026, 11, 22), None, True)
    assert read_day("nächste Woche", "de", FRIDAY).doubt is Doubt.NO_DAY
    assert read_day("Montag um 3", "de", FRIDAY).sure


def test_a_form_that_has_the_day_asks_for_the_time_alone() -> None:
    for typed in ("10", "10 Uhr", "um 10", "10.00", "10:00", "zehn"):
        assert read_time(typed, "de", FRIDAY).time == time(10)
    assert read_time("9.10", "de", FRIDAY).time == time(9, 10)
    assert read_time("3", "de", FRIDAY).doubt is Doubt.HALF_DAY
    assert read_time("9 oder 10", "de", FRIDAY).doubt is Doubt.SEVERAL
    assert read_time("morgen um 9 oder 10", "de", FRIDAY).doubt is Doubt.SEVERAL
    assert read_time("am 12.3. um 10", "de", FRIDAY).time == time(10)
    assert read_time("keine Ahnung", "de", FRIDAY).doubt is Doubt.UNCLEAR


def test_jonas_notes_down_a_contact_of_the_past_days() -> None:
    days = {
        "heute": date(2026, 11, 20),
        "gestern": date(2026, 11, 19),
        "Dienstag": date(2026, 11, 17),
        "letzten Dienstag": date(2026, 11, 17),
        "letzte Woche Mittwoch": date(2026, 11, 11),
        "vor 3 Tagen": date(2026, 11, 17),
        "3.11.": date(2026, 11, 3),
        "24.12.": date(2025, 12, 24),
        "Freitag": date(2026, 11, 20),
    }
    for typed, day in days.items():
        reading = read_past_day(typed, "de", FRIDAY)
        assert (reading.day, reading.sure) == (day, True), typed
    assert not read_past_day("morgen", "de", FRIDAY).sure


def test_an_unknown_language_is_read_as_english_and_german() -> None:
    assert answer("12.3. um 9 Uhr", "xx", FRIDAY) == ("2027-03-12T09:00", True)
    assert answer("tomorrow at 9", "xx", FRIDAY) == ("2026-11-21T09:00", True)

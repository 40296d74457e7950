"""Whatever a calendar prints, in any language, comes back as it was or is asked: never wrong."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.when import Reading, answer, read, read_day, read_past_day, read_time
from bot.core.when.words import LANGUAGES

NOW = datetime.fromisoformat("2026-11-20T09:00")
DAYS = st.dates(date(2026, 11, 21), date(2031, 12, 31))
# Summer time's own hours are asked; they have their own test.
TIMES = st.times(time(4)).map(lambda moment: moment.replace(second=0, microsecond=0))
LENGTHS = st.sampled_from(("short", "medium", "long", "full"))
SEPARATORS = st.sampled_from((" ", ", ", " um ", "\n"))


def agrees(reading: Reading, day: date, at: time | None) -> bool:
    return not reading.sure or (reading.day == day and reading.time == at)


@given(st.sampled_from(LANGUAGES), DAYS, TIMES, LENGTHS, SEPARATORS)
@settings(max_examples=1500, deadline=None)
@example("ps", date(2026, 12, 5), time(10, 30), "full", " ")
def test_a_printed_date_and_time_is_never_misread(
    language: str, day: date, at: time, length: str, separator: str
) -> None:
    printed = format_date(day, length, locale=language)
    assert agrees(read(f"{printed}{separator}{at:%H:%M}", language, NOW), day, at)
    assert agrees(read(f"{at:%H:%M}{separator}{printed}", language, NOW), day, at)


SHORT_FORMS = st.sampled_from(("dd.MM.", "d.M.", "EEE dd.MM.", "EEEE d MMMM", "d MMM y"))
HOURS = st.sampled_from(("{0:%H.%M}", "{0.hour}:{0:%M}", "{0.hour}.{0:%M}", "{0.hour} Uhr {0:%M}"))


@given(
    st.sampled_from(LANGUAGES),
    DAYS.filter(lambda d: d < date(2027, 11, 1)),
    TIMES,
    SHORT_FORMS,
    HOURS,
)
@settings(max_examples=1500, deadline=None)
@example("en", date(2027, 5, 6), time(6, 5), "EEEE d MMMM", "{0.hour}.{0:%M}")
def test_loosely_written_times_are_never_misread(
    language: str, day: date, at: time, form: str, hour: str
) -> None:
    printed = format_date(day, form, locale=language)
    assert agrees(read(f"{printed} {hour.format(at)}", language, NOW), day, at)
    assert agrees(read(f"{hour.format(at)} {printed}", language, NOW), day, at)


@given(st.sampled_from(LANGUAGES), DAYS, LENGTHS)
@settings(max_examples=500, deadline=None)
def test_a_printed_date_is_never_misread(language: str, day: date, length: str) -> None:
    printed = format_date(day, length, locale=language)
    assert agrees(read(printed, language, NOW), day, None)
    assert agrees(read_day(printed, language, NOW), day, None)


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=DAYS)
@settings(max_examples=40, deadline=None)
def test_a_date_in_words_is_understood_without_asking(language: str, day: date) -> None:
    printed = format_date(day, "d MMMM y", locale=language)
    assert read(printed, language, NOW).day == day


@given(st.sampled_from(LANGUAGES), DAYS, TIMES)
@settings(max_examples=500, deadline=None)
def test_the_german_form_is_exact_in_every_language(language: str, day: date, at: time) -> None:
    typed = f"{day:%d.%m.%Y} {at:%H:%M}"
    assert answer(typed, language, NOW) == (f"{day}T{at:%H:%M}", True)
    assert answer(f"{day} {at:%H:%M}", language, NOW) == (f"{day}T{at:%H:%M}", True)


@given(st.sampled_from(LANGUAGES), TIMES)
@settings(max_examples=300, deadline=None)
def test_a_time_alone_is_exact_where_a_time_is_asked(language: str, at: time) -> None:
    assert read_time(f"{at:%H:%M}", language, NOW).time == at


ANYTHING = st.text(max_size=60) | st.text("0123456789.:/- ,", max_size=20)
TYPED = (
    "12.3. um 9 Uhr Mo Dienstag nächsten in Tagen غدا الساعة 10 и ربع завтра пол десятого öbür gün "
    "buçuk sibê û nîv ۱۲ حوت ሰዓት ንግሆ saacadda iyo bar - / : 99 0 2027 demain en huit"
)
WORDS = st.lists(st.sampled_from(TYPED.split()), max_size=9).map(" ".join)


@given(st.sampled_from(LANGUAGES), ANYTHING | WORDS)
@settings(max_examples=1500, deadline=None)
def test_nothing_anybody_types_is_an_error(language: str, typed: str) -> None:
    for reader in (read, read_day, read_past_day, read_time):
        reading = reader(typed, language, NOW)
        assert reading.sure == (reading.doubt is None)
        assert not reading.sure or reading.day is not None or reading.time is not None
    at, sure = answer(typed, language, NOW)
    assert sure == (at is not None)


@given(st.sampled_from(LANGUAGES), ANYTHING | WORDS)
@settings(max_examples=500, deadline=None)
def test_a_sure_reading_lies_ahead(language: str, typed: str) -> None:
    reading = read(typed, language, NOW)
    if reading.sure and reading.day is not None:
        assert datetime.combine(reading.day, reading.time or time.max) > NOW

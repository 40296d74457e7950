"""Nights, quiet hours, and the two nights of the year that are longer or shorter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import (
    HOME,
    QUIET_FROM,
    QUIET_UNTIL,
    after_quiet,
    before_quiet,
    is_quiet,
    moment,
    utc_now,
)

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
MINUTES = [time(hour, minute) for hour in range(24) for minute in (0, 1, 29, 30, 59)]
moments = st.datetimes(
    min_value=datetime(2025, 12, 1),
    max_value=datetime(2027, 2, 1),
    timezones=st.just(UTC),
)


def test_now_is_aware():
    assert utc_now().tzinfo is UTC


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2026, 7, 1), date(2026, 12, 31)])
def test_the_clock_on_the_wall_shows_what_was_asked_for(day):
    for at in MINUTES:
        shown = moment(day, at).astimezone(HOME)
        if day == SPRING and at.hour == 2:  # an hour that does not exist: the clock is one ahead
            assert (shown.date(), shown.hour, shown.minute) == (day, 3, at.minute)
        else:
            assert (shown.date(), shown.time()) == (day, at)


def test_of_the_hour_that_comes_twice_the_first_is_meant():
    first = moment(AUTUMN, time(2, 30))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = (first + timedelta(hours=1)).astimezone(HOME)
    assert (again.time(), again.fold) == (time(2, 30), 1)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_every_hour_of_both_long_and_short_nights(day):
    start = moment(day - timedelta(days=1), time(12))
    for quarter in range(4 * 26):
        now = start + timedelta(minutes=15 * quarter)
        shown = now.astimezone(HOME)
        night = shown.time() >= QUIET_FROM or shown.time() < QUIET_UNTIL
        assert is_quiet(now) is night
        after, before = after_quiet(now), before_quiet(now)
        if not night:
            assert after == before == now
            continue
        assert after == moment(day, QUIET_UNTIL)
        assert before == moment(day - timedelta(days=1), time(20, 45))


@given(moments)
def test_after_and_before_the_night_it_is_day(now):
    after, before = after_quiet(now), before_quiet(now)
    assert not is_quiet(after)
    assert not is_quiet(before)
    assert before <= now <= after
    assert after - before <= timedelta(hours=13)


@given(moments)
def test_whoever_waits_until_the_morning_waits_no_longer(now):
    assert after_quiet(after_quiet(now)) == after_quiet(now)
    assert before_quiet(before_quiet(now)) == before_quiet(now)

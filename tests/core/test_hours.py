"""Opening times as people write them, and whether a place is open now."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import HOME
from bot.core.rules.directory import NO_STREET, Place, State, nearness, open_today
from bot.core.rules.hours import Hours, NoHours, read

WRITTEN = {
    "Mo-Do 9-12, 14-16; Fr 9-12": {0: "9-12 14-16", 3: "9-12 14-16", 4: "9-12", 5: ""},
    "Montag bis Freitag: 09:00–17:00 Uhr": {0: "9-17", 4: "9-17", 5: ""},
    "Mo, Mi 8.30 - 12 Uhr und 13:00 bis 15:30 Uhr, Fr 9-12": {2: "8:30-12 13-15:30", 4: "9-12"},
    "Di geschlossen; Mi 9-12": {1: "", 2: "9-12"},
    "Mon-Fri 9:00-17:00; Thu 18-20": {3: "9-17 18-20", 4: "9-17"},
    "Dienstags 9 bis 12 Uhr": {0: "", 1: "9-12"},
    "täglich 0-24": {0: "0-23:59", 6: "0-23:59"},
    "Sa-Mo 10-11": {0: "10-11", 5: "10-11", 6: "10-11", 1: ""},
    "Mo 9-12 und nach Vereinbarung": {0: "9-12"},
}


@pytest.mark.parametrize("written", WRITTEN)
def test_what_people_write_is_understood(written):
    opening = read(written)
    assert not opening.by_appointment
    for day, spans in WRITTEN[written].items():
        assert list(opening.hours.on(day)) == [_span(span) for span in spans.split()]


def _span(written):
    start, end = written.split("-")
    return tuple(time(*map(int, clock.split(":"))) for clock in (start, end))


@pytest.mark.parametrize(
    "written", ["nur nach Vereinbarung", "n. V.", "mit Termin", "by appointment only"]
)
def test_by_appointment_is_no_opening_time(written):
    opening = read(written)
    assert opening.by_appointment
    assert not opening.hours.known


@pytest.mark.parametrize(
    "written",
    ["Mo", "9-12", "Mo 12-9", "Mo 9-12, 11-14", "sometimes", "Mo 9", "Mo 25-26", "Mo-Fr ab 9"],
)
def test_what_is_not_understood_is_never_guessed(written):
    with pytest.raises(NoHours):
        read(written)


@given(st.text(max_size=60))
def test_no_text_does_harm(text):
    try:
        opening = read(text)
    except NoHours:
        return
    assert read(opening.hours.text).hours == opening.hours


def place(**facts):
    return Place(id=1, code="x", name="X", kinds=("mbe",), **facts)


WEEK = read("Mo 9-12, 14-16; Di 9-12").hours
MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("clock", "day", "state", "at"),
    [
        (time(8), MONDAY, State.LATER, time(9)),
        (time(9), MONDAY, State.OPEN, time(12)),
        (time(12), MONDAY, State.LATER, time(14)),
        (time(15, 59), MONDAY, State.OPEN, time(16)),
        (time(16), MONDAY, State.OVER, None),
        (time(10), date(2026, 9, 9), State.CLOSED, None),
    ],
)
def test_opening_times_today(clock, day, state, at):
    now = datetime.combine(day, clock, tzinfo=HOME)
    today = open_today(place(hours=WEEK), now, HOME)
    assert (today.state, today.at) == (state, at)


def test_a_public_holiday_and_what_is_not_known_are_states_of_their_own():
    now = datetime.combine(MONDAY, time(10), tzinfo=HOME)
    assert open_today(place(hours=WEEK), now, HOME, {MONDAY}).state is State.HOLIDAY
    assert open_today(place(), now, HOME).state is State.NOT_KNOWN
    arranged = place(hours=WEEK, by_appointment=True)
    assert open_today(arranged, now, HOME, {MONDAY}).state is State.BY_APPOINTMENT


def test_the_clock_on_the_wall_decides_also_when_it_is_put_back():
    for day in (date(2026, 10, 26), date(2027, 3, 29)):  # Mondays after the clock changed
        now = datetime.combine(day, time(9, 30), tzinfo=HOME).astimezone()
        assert open_today(place(hours=WEEK), now, HOME).state is State.OPEN


def test_nearness_is_by_town_and_then_by_postcode():
    here, near, region, far = (
        place(town=town, postcode=code)
        for town, code in (
            ("Leipzig", "04103"),
            ("Taucha", "04109"),
            ("Borna", "04552"),
            ("Kiel", "24103"),
        )
    )
    ranks = [nearness(each, "leipzig", ["04103", "04109"]) for each in (here, near, region, far)]
    assert ranks == [0, 1, 2, 4]


def test_where_people_hide_no_street_is_shown():
    hidden = place(street="Secret Street 1", postcode="04103", town="Leipzig")
    assert "Secret Street" in hidden.address
    for kind in NO_STREET:
        shelter = Place(id=1, code="x", name="X", kinds=(kind,), street="Secret Street 1", town="L")
        assert "Secret" not in shelter.address


def test_nothing_known_stays_nothing_known():
    assert read("").hours == Hours()
    assert not read("").by_appointment

"""When the bot reminds, over a whole year and every minute of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.clock import HOME, is_quiet, moment
from bot.core.rules.appointments import (
    TOO_LATE,
    Appointment,
    Stage,
    asked_at,
    current,
    may_still_ask,
    reminders,
    usual_stages,
    wished_stages,
)

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
SUMMER, WINTER = date(2026, 9, 10), date(2026, 1, 15)


def appointment(day=SUMMER, at=time(14, 30), told_at=LONG_AGO):
    return Appointment(1, 5, 5, "jobcenter", day, at, told_at)


def due(appointment, *stages):
    return [
        (each.stage, each.due_at.astimezone(HOME).strftime("%d.%m. %H:%M"))
        for each in (reminders(appointment, stages) if stages else reminders(appointment))
    ]


appointments = st.builds(
    lambda day, minute, ahead: appointment(
        day,
        time(minute // 60, minute % 60),
        moment(day, time(minute // 60, minute % 60)) - timedelta(minutes=ahead),
    ),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 40 * 24 * 60),
)


def test_a_week_the_evening_and_two_hours_before():
    assert due(appointment()) == [
        (Stage.WEEK, "03.09. 14:30"),
        (Stage.DAY, "09.09. 18:00"),
        (Stage.HOURS, "10.09. 12:30"),
    ]


def test_the_wall_clock_is_the_truth_when_summer_time_ends_in_between():
    assert due(appointment(date(2026, 10, 26), time(10))) == [
        (Stage.WEEK, "19.10. 10:00"),
        (Stage.DAY, "25.10. 18:00"),
        (Stage.HOURS, "26.10. 08:00"),
    ]


def test_three_days_before_where_papers_take_time():
    assert due(appointment(), *Stage) == [
        (Stage.WEEK, "03.09. 14:30"),
        (Stage.DAYS, "07.09. 14:30"),
        (Stage.DAY, "09.09. 18:00"),
        (Stage.HOURS, "10.09. 12:30"),
    ]
    assert due(appointment(), Stage.DAYS) == [(Stage.DAYS, "07.09. 14:30")]


@pytest.mark.parametrize(
    ("lead_days", "stages"),
    [
        ((42, 7, 3, 1), list(Stage)),
        ((7, 1), [Stage.WEEK, Stage.DAY, Stage.HOURS]),
        ((2, 1), [Stage.DAYS, Stage.DAY, Stage.HOURS]),
        ((), [Stage.DAY, Stage.HOURS]),
    ],
)
def test_each_kind_of_office_has_its_stages(lead_days, stages):
    assert usual_stages(lead_days) == stages


def test_a_person_may_want_fewer_and_none_but_is_not_left_alone_by_chance():
    usual = usual_stages((3, 1))
    assert wished_stages(usual, None) == usual
    assert wished_stages(usual, {Stage.DAY, Stage.WEEK}) == [Stage.DAY]
    assert wished_stages(usual, {Stage.WEEK}) == [Stage.WEEK]
    assert wished_stages(usual, set()) == []


def test_a_stage_that_is_shifted_meets_the_one_before_and_is_one_with_it():
    """6:15 is night: 8:00 would be too late, 20:45 is just after 18:00."""
    assert due(appointment(at=time(8, 15)), *Stage)[-1] == (Stage.DAY, "09.09. 18:00")
    alone = due(appointment(at=time(8, 15)), Stage.HOURS)
    assert alone == [(Stage.HOURS, "09.09. 20:45")], "earlier, as later would be useless"


@settings(max_examples=500, deadline=None)
@given(appointments)
def test_afterwards_is_asked_by_day_and_in_time(coming):
    at = asked_at(coming)
    assert not is_quiet(at, coming.zone)
    assert at >= coming.starts + timedelta(hours=2)
    assert may_still_ask(coming, at)


@pytest.mark.parametrize(
    ("at", "last"),
    [
        (time(9), "10.09. 08:00"),  # two hours before is night: when the night ends
        (time(8, 31), "10.09. 08:00"),
        (time(8, 30), "09.09. 18:00"),  # that would be too late: the evening before is enough
        (time(7), "09.09. 18:00"),
        (time(0), "09.09. 18:00"),
        (time(23), "10.09. 20:45"),  # before the night that it falls into
        (time(22, 59), "10.09. 20:59"),
    ],
)
def test_nobody_is_woken(at, last):
    assert due(appointment(at=at))[-1][1] == last


def test_what_would_come_before_it_was_entered_is_left_out():
    told = moment(SUMMER - timedelta(days=3), time(9))
    assert [stage for stage, _at in due(appointment(told_at=told))] == [Stage.DAY, Stage.HOURS]
    at_once = moment(SUMMER, time(13))
    assert due(appointment(told_at=at_once)) == []


def test_after_a_gap_only_the_newest_stage_is_said():
    coming = appointment()
    week, day, hours = reminders(coming)
    assert current(coming, week.due_at - timedelta(minutes=1)) is None
    assert current(coming, week.due_at) == week
    assert current(coming, day.due_at - timedelta(minutes=1)) == week
    assert current(coming, day.due_at) == day
    assert current(coming, hours.due_at + timedelta(minutes=5)) == hours
    assert current(coming, coming.starts - TOO_LATE) is None
    assert current(coming, coming.starts) is None


def test_a_moved_appointment_is_reminded_of_anew():
    moved = replace(appointment(), day=SUMMER + timedelta(days=7), version=2)
    assert [at for _stage, at in due(moved)] == ["10.09. 14:30", "16.09. 18:00", "17.09. 12:30"]


@settings(max_examples=1500, deadline=None)
@given(appointments, st.sets(st.sampled_from(Stage)))
def test_rules_that_hold_for_every_reminder(coming, stages):
    found = reminders(coming, stages)
    end = coming.starts - TOO_LATE
    assert {each.stage for each in found} <= stages
    assert len({each.stage for each in found}) == len(found)
    for each in found:
        assert not is_quiet(each.due_at, coming.zone)
        assert coming.told_at < each.due_at < end
        assert each.due_at < each.useless_after <= end
    for earlier, later in pairwise(found):
        assert earlier.due_at < later.due_at
        assert earlier.useless_after <= later.due_at


@settings(max_examples=500, deadline=None)
@given(appointments, st.integers(0, 10 * 24 * 60))
def test_at_any_time_one_stage_at_most_is_said(coming, before):
    now = coming.starts - timedelta(minutes=before)
    due = [each for each in reminders(coming, Stage) if each.is_due(now)]
    assert len(due) <= 1
    assert current(coming, now, Stage) == (due[0] if due else None)


def test_who_is_told_early_enough_is_reminded_at_any_minute_of_the_day():
    for day in (SUMMER, WINTER, date(2026, 3, 29), date(2026, 10, 25)):
        for minute in range(24 * 60):
            coming = appointment(day, time(minute // 60, minute % 60))
            assert {Stage.WEEK, Stage.DAY} <= {each.stage for each in reminders(coming)}

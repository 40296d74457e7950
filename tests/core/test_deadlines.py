"""When the bot reminds of a day by which something must be done."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.clock import HOME, is_quiet, moment
from bot.core.rules.deadlines import (
    STAGES,
    Deadline,
    Kind,
    current,
    last_working_day,
    reminders,
)

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
THURSDAY = date(2026, 12, 10)


def deadline(kind=Kind.OBJECTION, day=THURSDAY, told_at=LONG_AGO):
    return Deadline(1, 5, 5, kind, day, told_at)


def due(deadline):
    return [each.due_at.astimezone(HOME).strftime("%d.%m. %H:%M") for each in reminders(deadline)]


def test_a_permit_needs_weeks_and_an_objection_days():
    assert due(deadline(Kind.PERMIT)) == [
        "15.10. 10:00",
        "29.10. 10:00",
        "19.11. 10:00",
        "03.12. 10:00",
        "09.12. 10:00",
    ]
    assert due(deadline()) == ["03.12. 10:00", "07.12. 10:00", "09.12. 10:00"]
    assert due(deadline(Kind.COURSE)) == ["15.10. 10:00", "26.11. 10:00"]


@pytest.mark.parametrize("weekend", [date(2026, 12, 12), date(2026, 12, 13)])
def test_a_weekend_never_gives_more_time(weekend):
    """The law may; the bot does not count on it, and reminds for the Friday before."""
    assert last_working_day(weekend) == date(2026, 12, 11)
    assert due(deadline(day=weekend)) == due(deadline(day=date(2026, 12, 11)))
    assert deadline(day=weekend).ends == moment(weekend + timedelta(days=1), time(0))
    assert last_working_day(THURSDAY) == THURSDAY


def test_a_public_holiday_gives_no_more_time_either():
    christmas = [date(2026, 12, day) for day in (25, 26)]
    ends = deadline(day=christmas[1])
    assert last_working_day(ends.day, lambda year: christmas) == date(2026, 12, 24)
    assert [each.due_at for each in reminders(ends, lambda year: christmas)] == [
        each.due_at for each in reminders(deadline(day=date(2026, 12, 24)))
    ]
    assert current(ends, moment(ends.day, time(9)), lambda year: christmas).days == 1


def test_what_would_come_before_it_was_entered_is_left_out():
    told = moment(date(2026, 12, 8), time(9))
    assert due(deadline(told_at=told)) == ["09.12. 10:00"]


def test_after_a_gap_only_the_newest_and_nothing_after_the_day():
    ends = deadline()
    assert current(ends, moment(date(2026, 12, 8), time(9))).days == 3
    assert current(ends, moment(THURSDAY, time(23, 59))).days == 1
    assert current(ends, ends.ends) is None


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(Kind), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 100))
def test_rules_that_hold_for_every_deadline(kind, day, days_ahead):
    ends = deadline(kind, day, moment(day, time(12)) - timedelta(days=days_ahead))
    found = reminders(ends)
    assert {each.days for each in found} <= set(STAGES[kind])
    for each in found:
        assert not is_quiet(each.due_at)
        assert ends.told_at < each.due_at < each.useless_after <= ends.ends
        assert each.due_at > ends.ends - timedelta(days=59)
    for earlier, later in pairwise(found):
        assert earlier.useless_after == later.due_at

"""To come, to be excused, to miss it and that it moved are four different things."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product

import pytest

from bot.core.rules.appointments import Appointment, Coming
from bot.core.rules.outcomes import Attendance, How, Outcome, Why, attendance

NOW = datetime(2026, 9, 1, tzinfo=UTC)
WAS = Appointment(1, 5, 5, "jobcenter", date(2026, 8, 30), time(9), NOW)


def said(how, why=None):
    return Outcome(1, 1, how, None, why, NOW)


@pytest.mark.parametrize(
    ("appointment", "outcome", "what"),
    [
        (WAS, None, Attendance.UNKNOWN),
        (replace(WAS, coming=Coming.COMES), None, Attendance.UNKNOWN),
        (replace(WAS, coming=Coming.CANNOT), None, Attendance.EXCUSED),
        (WAS, said(How.WELL), Attendance.CAME),
        (WAS, said(How.NOT_WELL), Attendance.CAME),
        (WAS, said(How.ABSENT), Attendance.MISSED),
        (WAS, said(How.ABSENT, Why.FORGOT), Attendance.MISSED),
        (WAS, said(How.ABSENT, Why.UNSAID), Attendance.MISSED),
        (WAS, said(How.ABSENT, Why.TOLD), Attendance.EXCUSED),
        (WAS, said(How.ABSENT, Why.HINDERED), Attendance.EXCUSED),
        (replace(WAS, coming=Coming.CANNOT), said(How.ABSENT), Attendance.EXCUSED),
        (WAS, said(How.MOVED), Attendance.MOVED),
        (replace(WAS, cancelled=True), None, Attendance.CANCELLED),
    ],
)
def test_what_it_was(appointment, outcome, what):
    assert attendance(appointment, outcome) is what


def test_whatever_is_said_afterwards_nothing_becomes_cancelled():
    for coming, how, why in product(Coming, How, [None, *Why]):
        was = attendance(replace(WAS, coming=coming), said(how, why))
        assert was is not Attendance.CANCELLED

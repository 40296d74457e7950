"""What came of an appointment. To come, to be excused, to miss it and that it moved are four
different things, and none of them is that it was cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.rules.appointments import Appointment, Coming


class How(StrEnum):
    """How it was, as the participant says."""

    WELL = "well"
    NOT_WELL = "notwell"
    ABSENT = "absent"
    MOVED = "moved"  # the office moved it


class Next(StrEnum):
    """What comes next."""

    DATE = "date"
    PAPERS = "papers"
    WAITING = "waiting"
    DONE = "done"


class Why(StrEnum):
    """Why somebody was not there. An illness is nobody's business here: it is a hindrance."""

    TOLD = "told"  # the office knew beforehand
    HINDERED = "hindered"
    FORGOT = "forgot"
    UNSAID = "unsaid"


EXCUSES = frozenset({Why.TOLD, Why.HINDERED})


@dataclass(frozen=True)
class Outcome:
    """What the participant said about one version of an appointment."""

    appointment_id: int
    version: int
    how: How
    next: Next | None
    why: Why | None
    noted_at: datetime


class Attendance(StrEnum):
    CAME = "came"
    EXCUSED = "excused"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"  # before it began; never because somebody was not there
    UNKNOWN = "unknown"


def attendance(appointment: Appointment, outcome: Outcome | None) -> Attendance:
    """What was, as far as somebody said so. Who said nothing has not missed anything."""
    if appointment.cancelled:
        return Attendance.CANCELLED
    if outcome is None:
        excused = appointment.coming is Coming.CANNOT
        return Attendance.EXCUSED if excused else Attendance.UNKNOWN
    match outcome.how:
        case How.MOVED:
            return Attendance.MOVED
        case How.ABSENT:
            beforehand = appointment.coming is Coming.CANNOT
            excused = beforehand or outcome.why in EXCUSES
            return Attendance.EXCUSED if excused else Attendance.MISSED
        case _:
            return Attendance.CAME

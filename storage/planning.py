"""Whose next message has to be planned: found by an index, whatever else there is.

`look_at` of an appointment or a deadline is when its next message may be due; without one there
is none any more. It is derived: who plans writes it anew, and `again` makes all of it anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, and_, bindparam, select, update

from bot.core.rules.appointments import NO_LONGER_ASKED, Appointment, Coming, Stage
from bot.core.rules.deadlines import Deadline, Kind
from storage import choices, marks
from storage.appointments import AT_ONCE
from storage.database import Db
from storage.tables import appointment_versions, appointments, deadlines, reminder_choices

PLANNED = "planned"  # the mark of the last planning: when, and by which rules
WEEK = timedelta(days=7)
EARLIEST = timedelta(days=8)  # before an appointment: no stage is earlier
WEEKS = 110  # hardly anybody enters an appointment that is further away
_t, _v, _d = appointments.c, appointment_versions.c, deadlines.c


@dataclass(frozen=True)
class Planned:
    """An appointment without what people wrote of it, and what its participant chose."""

    appointment: Appointment
    wish: Collection[Stage] | None


_newest = and_(_v.appointment_id == _t.id, _v.version == _t.version)
_appointments: Select[Any] = (
    select(
        _t.id,
        _t.participant_id,
        _t.entered_by,
        _t.office,
        _t.day,
        _t.time,
        _t.zone,
        _t.version,
        _t.cancelled,
        _t.answer,
        _v.changed_at,
        reminder_choices.c.stages,
    )
    .join(appointment_versions, _newest)
    .outerjoin(reminder_choices, reminder_choices.c.person_id == _t.participant_id)
    .where(_t.look_at <= bindparam("until"))
    .order_by(_t.look_at, _t.id)
    .limit(bindparam("most"))
)
_deadlines = (
    select(deadlines)
    .where(_d.look_at <= bindparam("until"))
    .order_by(_d.look_at, _d.id)
    .limit(bindparam("most"))
)


def appointments_to_plan(db: Db, until: datetime, most: int) -> Sequence[Planned]:
    found = db.execute(_appointments, {"until": until, "most": most})
    return [Planned(_appointment(row), choices.read(row.stages)) for row in found]


def deadlines_to_plan(db: Db, until: datetime, most: int) -> Sequence[Deadline]:
    found = db.execute(_deadlines, {"until": until, "most": most})
    return [deadline_of(row) for row in found]


_look_at_appointment = update(appointments).where(_t.id == bindparam("this"))
_look_at_deadline = update(deadlines).where(_d.id == bindparam("this"))
_looks: dict[str, Any] = {"look_at": bindparam("next")}


def appointments_planned(db: Db, looks: Sequence[tuple[int, datetime | None]]) -> None:
    """When to look at each of them again; None: never."""
    if looks:
        rows = [{"this": id, "next": at} for id, at in looks]
        db.execute(_look_at_appointment.values(_looks), rows)


def deadlines_planned(db: Db, looks: Sequence[tuple[int, datetime | None]]) -> None:
    if looks:
        db.execute(_look_at_deadline.values(_looks), [{"this": i, "next": at} for i, at in looks])


def again_for(db: Db, participant_id: int, now: datetime) -> None:
    """The participant chose something else: all that is to come is looked at again."""
    mine = (_t.participant_id == participant_id, ~_t.cancelled, _t.starts_at > now)
    db.execute(update(appointments).where(*mine).values(look_at=AT_ONCE))


def is_known(db: Db, now: datetime, rules: str) -> bool:
    """Whether what was planned holds: by these rules, and not by a clock that was ahead. What such
    a clock took for over was never said."""
    known, _at, when = (marks.read(db, PLANNED) or "").partition("@")
    return known == rules and datetime.fromisoformat(when) <= now


def note(db: Db, now: datetime, rules: str) -> None:
    marks.write(db, PLANNED, f"{rules}@{now.isoformat()}")


def again(db: Db, now: datetime) -> None:
    """Make every `look_at` anew, in as many statements as there are weeks: never later than the
    first stage, and the soonest first."""
    db.execute(update(appointments).where(_t.look_at.is_not(None)).values(look_at=None))
    begins = now - NO_LONGER_ASKED
    for week in range(WEEKS):
        since = begins + week * WEEK
        these = (~_t.cancelled, _t.starts_at > since, _t.starts_at <= since + WEEK)
        db.execute(update(appointments).where(*these).values(look_at=since - EARLIEST))
    later = begins + WEEKS * WEEK  # also where the clock is wrong by decades: nobody is forgotten
    rest = update(appointments).where(~_t.cancelled, _t.starts_at > later)
    db.execute(rest.values(look_at=later - EARLIEST))
    open_ones = (~_d.done, _d.day >= (now - timedelta(days=1)).date())
    db.execute(update(deadlines).where(*open_ones).values(look_at=AT_ONCE))


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        id=row.id,
        participant_id=row.participant_id,
        entered_by=row.entered_by,
        office=row.office,
        day=row.day,
        time=row.time,
        told_at=row.changed_at,
        version=row.version,
        cancelled=row.cancelled,
        coming=Coming(row.answer),
        zone=ZoneInfo(row.zone),
    )


def deadline_of(row: Row[Any]) -> Deadline:
    return Deadline(
        id=row.id,
        participant_id=row.participant_id,
        entered_by=row.entered_by,
        kind=Kind(row.kind),
        day=row.day,
        told_at=row.told_at,
        version=row.version,
        done=row.done,
        zone=ZoneInfo(row.zone),
    )

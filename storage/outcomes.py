"""What came of appointments, as the participants say; and who was there with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, and_, select, update

from bot.core.rules.appointments import Appointment, Coming
from bot.core.rules.outcomes import Attendance, How, Next, Outcome, Why, attendance
from storage.appointments import AT_ONCE
from storage.database import Db, changed, insert_new
from storage.tables import appointment_outcomes, appointment_versions, appointments, presences

_t, _a, _v, _p = (
    appointment_outcomes.c,
    appointments.c,
    appointment_versions.c,
    presences.c,
)


def say(
    db: Db,
    appointment: Appointment,
    *,
    how: How,
    now: datetime,
    next: Next | None = None,
    why: Why | None = None,
) -> None:
    """How it was, and what comes next. Who taps another answer has changed it."""
    mine = (_t.appointment_id == appointment.id, _t.version == appointment.version)
    values = {"how": how, "next": next, "why": why, "noted_at": now}
    if changed(db, update(appointment_outcomes).where(*mine).values(values)):
        return
    key = {"appointment_id": appointment.id, "version": appointment.version}
    row = {**key, "participant_id": appointment.participant_id, **values}
    insert_new(db, appointment_outcomes, [row])


def of(db: Db, appointment: Appointment) -> Outcome | None:
    mine = (_t.appointment_id == appointment.id, _t.version == appointment.version)
    row = db.execute(select(appointment_outcomes).where(*mine)).one_or_none()
    return _outcome(row) if row else None


def of_participant(db: Db, participant_id: int) -> Mapping[tuple[int, int], Outcome]:
    """By appointment and version."""
    found = select(appointment_outcomes).where(_t.participant_id == participant_id)
    return {(row.appointment_id, row.version): _outcome(row) for row in db.execute(found)}


def figures(db: Db, since: datetime, until: datetime) -> Mapping[Attendance, int]:
    """How many appointments that began in this time were what: numbers, and nobody's name. A
    date that the office moved away counts as moved, and its new date as what that one was."""
    same = and_(_t.appointment_id == _a.id, _t.version == _a.version)
    began = (_a.starts_at >= since, _a.starts_at < until)
    columns = (
        _a.id.label("appointment_id"),
        *(_a.participant_id, _a.day, _a.time, _a.version, _a.cancelled, _a.answer, _a.zone),
        *(_t.how, _t.next, _t.why, _t.noted_at),
    )
    rows: Select[Any] = select(*columns).outerjoin(appointment_outcomes, same).where(*began)
    counted: Counter[Attendance] = Counter()
    for row in db.execute(rows):
        said = _outcome(row) if row.how else None
        counted[attendance(_bare(row), said)] += 1
    counted[Attendance.MOVED] += _moved(db, since, until)
    return {each: counted[each] for each in Attendance}


def _moved(db: Db, since: datetime, until: datetime) -> int:
    """Versions that were left for another day or time."""
    earlier = appointment_versions.alias()
    follows = and_(
        earlier.c.appointment_id == _v.appointment_id, earlier.c.version == _v.version - 1
    )
    other = (earlier.c.day != _v.day) | (earlier.c.time != _v.time)
    changed_then = (_v.changed_at >= since, _v.changed_at < until, ~_v.cancelled)
    found = select(_v.version).join(earlier, follows).where(other, *changed_then)
    return len(db.execute(found).all())


def present(
    db: Db, appointment: Appointment, mentor_id: int, *, was_there: bool, now: datetime
) -> bool:
    """Whether this is the first that this mentor says about it."""
    row = {
        "appointment_id": appointment.id,
        "mentor_id": mentor_id,
        "participant_id": appointment.participant_id,
        "was_there": was_there,
        "noted_at": now,
    }
    return insert_new(db, presences, [row]) > 0


def has_said(db: Db, appointment_id: int, mentor_id: int) -> bool:
    mine = (_p.appointment_id == appointment_id, _p.mentor_id == mentor_id)
    return db.execute(select(_p.was_there).where(*mine)).first() is not None


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(
        row.appointment_id,
        row.version,
        How(row.how),
        Next(row.next) if row.next else None,
        Why(row.why) if row.why else None,
        row.noted_at,
    )


def _bare(row: Row[Any]) -> Appointment:
    """Without office, place and names."""
    return Appointment(
        row.appointment_id,
        row.participant_id,
        0,
        "",
        row.day,
        row.time,
        row.noted_at or AT_ONCE,
        version=row.version,
        cancelled=row.cancelled,
        coming=Coming(row.answer),
        zone=ZoneInfo(row.zone),
    )

"""Where participants have to be, and when; every version of it is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, and_, select, update

from bot.core.clock import moment
from bot.core.rules.appointments import Appointment, Coming
from storage.database import Db, changed, new_id
from storage.tables import appointment_versions, appointments
from storage.vault import Sealed

_t, _v = appointments.c, appointment_versions.c
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)  # `look_at` of what is new: planned with the next tick


@dataclass(frozen=True)
class Version:
    """What an appointment once was, and who made it so."""

    version: int
    day: date
    time: time
    cancelled: bool
    changed_by: int


def add(
    db: Db,
    *,
    participant_id: int,
    entered_by: int,
    office: str,
    day: date,
    time: time,
    zone: ZoneInfo,
    place: str | None,
    contact: str | None,
    note: str | None,
    now: datetime,
) -> Appointment:
    id = new_id(
        db,
        appointments,
        participant_id=participant_id,
        entered_by=entered_by,
        office=office,
        day=day,
        time=time,
        zone=zone.key,
        starts_at=moment(day, time, zone),
        place=_sealed(participant_id, place),
        contact=_sealed(participant_id, contact),
        note=_sealed(participant_id, note),
        version=1,
        cancelled=False,
        answer=Coming.UNKNOWN,
        entered_at=now,
        look_at=AT_ONCE,
    )
    return _remember(db, id, entered_by, now)


def get(db: Db, appointment_id: int) -> Appointment | None:
    row = db.execute(_all().where(_t.id == appointment_id)).one_or_none()
    return _appointment(row) if row else None


def upcoming(
    db: Db, after: datetime, *, of: Collection[int] | None = None, until: datetime | None = None
) -> Sequence[Appointment]:
    """What starts after this moment and still stands; of some participants, or of all."""
    found = _all().where(~_t.cancelled, _t.starts_at > after)
    if until is not None:
        found = found.where(_t.starts_at <= until)
    if of is not None:
        found = found.where(_t.participant_id.in_(list(of)))
    return [_appointment(row) for row in db.execute(found.order_by(_t.starts_at, _t.id))]


def of(db: Db, participant_id: int) -> Sequence[Appointment]:
    """All of one participant, those that are over or cancelled, too."""
    found = _all().where(_t.participant_id == participant_id)
    return [_appointment(row) for row in db.execute(found.order_by(_t.starts_at, _t.id))]


def move(
    db: Db, appointment: Appointment, *, day: date, time: time, by: int, now: datetime
) -> Appointment | None:
    """None if somebody else changed it first."""
    starts_at = moment(day, time, appointment.zone)
    values = {
        "day": day,
        "time": time,
        "starts_at": starts_at,
        "answer": Coming.UNKNOWN,
        "look_at": AT_ONCE,
    }
    return _change(db, appointment, values, by, now)


def cancel(db: Db, appointment: Appointment, *, by: int, now: datetime) -> Appointment | None:
    """None if somebody else changed it first."""
    return _change(db, appointment, {"cancelled": True, "look_at": None}, by, now)


def describe(db: Db, appointment: Appointment, *, place: str | None, contact: str | None) -> bool:
    """Where and with whom this version of it is. False if it was changed first."""
    owner = appointment.participant_id
    values = {"place": _sealed(owner, place), "contact": _sealed(owner, contact)}
    if not changed(db, update(appointments).where(*_still(appointment)).values(values)):
        return False
    mine = (_v.appointment_id == appointment.id, _v.version == appointment.version)
    db.execute(update(appointment_versions).where(*mine).values(place=_sealed(owner, place)))
    return True


def answer(db: Db, appointment: Appointment, coming: Coming) -> bool:
    """What the participant says about this version of it."""
    return changed(db, update(appointments).where(*_still(appointment)).values(answer=coming))


def versions(db: Db, appointment_id: int) -> Sequence[Version]:
    found = select(appointment_versions).where(_v.appointment_id == appointment_id)
    return [
        Version(row.version, row.day, row.time, row.cancelled, row.changed_by)
        for row in db.execute(found.order_by(_v.version))
    ]


def _change(
    db: Db, before: Appointment, values: dict[str, Any], by: int, now: datetime
) -> Appointment | None:
    values = {**values, "version": before.version + 1}
    if not changed(db, update(appointments).where(*_still(before)).values(values)):
        return None
    return _remember(db, before.id, by, now)


def _still(appointment: Appointment) -> Sequence[Any]:
    return (_t.id == appointment.id, _t.version == appointment.version, ~_t.cancelled)


def _remember(db: Db, appointment_id: int, by: int, now: datetime) -> Appointment:
    row = db.execute(select(appointments).where(_t.id == appointment_id)).one()
    db.execute(
        appointment_versions.insert(),
        {
            "appointment_id": row.id,
            "version": row.version,
            "day": row.day,
            "time": row.time,
            "place": _sealed(row.participant_id, row.place),
            "cancelled": row.cancelled,
            "changed_by": by,
            "changed_at": now,
        },
    )
    found = get(db, appointment_id)
    assert found
    return found


def _all() -> Select[Any]:
    newest = and_(_v.appointment_id == _t.id, _v.version == _t.version)
    return select(appointments, _v.changed_at).join(appointment_versions, newest)


def _sealed(owner: int, text: str | None) -> Sealed | None:
    return Sealed(owner, text) if text else None


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        id=row.id,
        participant_id=row.participant_id,
        entered_by=row.entered_by,
        office=row.office,
        day=row.day,
        time=row.time,
        told_at=row.changed_at,
        place=row.place,
        contact=row.contact,
        note=row.note,
        version=row.version,
        cancelled=row.cancelled,
        coming=Coming(row.answer),
        zone=ZoneInfo(row.zone),
    )

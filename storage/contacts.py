"""Contacts between mentors and participants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from bot.core.rules.contacts import Contact
from storage.database import Db, new_id
from storage.tables import contacts
from storage.vault import Sealed

_t = contacts.c


def add(
    db: Db,
    *,
    mentor_id: int,
    participant_id: int,
    kind: str,
    day: date,
    minutes: int | None,
    outcome: str,
    note: str | None,
    now: datetime,
) -> int:
    return new_id(
        db,
        contacts,
        mentor_id=mentor_id,
        participant_id=participant_id,
        kind=kind,
        day=day,
        minutes=minutes,
        outcome=outcome,
        note=Sealed(participant_id, note) if note else None,
        logged_at=now,
    )


def newest(db: Db, *, of_mentor: int | None = None, limit: int = 10) -> Sequence[Contact]:
    """The latest days first; of one mentor, or of all."""
    found = select(contacts).order_by(_t.day.desc(), _t.id.desc()).limit(limit)
    if of_mentor is not None:
        found = found.where(_t.mentor_id == of_mentor)
    return [_contact(row) for row in db.execute(found)]


def everything(db: Db) -> Sequence[Contact]:
    """In the order of the days."""
    return [_contact(row) for row in db.execute(select(contacts).order_by(_t.day, _t.id))]


def _contact(row: object) -> Contact:
    return Contact(**{name: getattr(row, name) for name in Contact.__dataclass_fields__})

"""What people asked the coordinator for about their own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select, update

from storage.database import Db, changed, new_id
from storage.tables import requests
from storage.vault import Sealed

_t = requests.c


class Kind(StrEnum):
    COPY = "copy"  # everything that is stored, to be handed over
    CORRECT = "correct"  # something that the person cannot put right alone


@dataclass(frozen=True)
class Request:
    id: int
    person_id: int
    kind: Kind
    text: str
    asked_at: datetime
    done_at: datetime | None


def ask(db: Db, person_id: int, kind: Kind, text: str, now: datetime) -> int:
    """A copy that was asked for already and is not there yet is not asked for twice."""
    if kind is Kind.COPY:
        for each in open_ones(db):
            if (each.person_id, each.kind) == (person_id, Kind.COPY):
                return each.id
    kept = Sealed(person_id, text) if text else None
    return new_id(db, requests, person_id=person_id, kind=kind, text=kept, asked_at=now)


def find(db: Db, request_id: int) -> Request | None:
    row = db.execute(select(requests).where(_t.id == request_id)).one_or_none()
    return _request(row) if row else None


def open_ones(db: Db) -> Sequence[Request]:
    """The oldest first."""
    found = select(requests).where(_t.done_at.is_(None)).order_by(_t.id)
    return [_request(row) for row in db.execute(found)]


def waiting(db: Db) -> int:
    counted = select(func.count()).select_from(requests).where(_t.done_at.is_(None))
    return db.execute(counted).scalar_one()


def done(db: Db, request_id: int, *, by: int, now: datetime) -> bool:
    """False if somebody else did it first."""
    still = (_t.id == request_id, _t.done_at.is_(None))
    return changed(db, update(requests).where(*still).values(done_at=now, done_by=by))


def _request(row: Row[Any]) -> Request:
    return Request(row.id, row.person_id, Kind(row.kind), row.text or "", row.asked_at, row.done_at)

""" "Is everything still right?": who was asked about a place, when, and what the answer was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select, update

from bot.core.rules.directory import ANSWERED_WITHIN, ASKED_EVERY
from storage.database import Db, changed, new_id
from storage.tables import place_pings, places
from storage.vault import Sealed

_t, _p = place_pings.c, places.c


@dataclass(frozen=True)
class Ping:
    id: int
    place_id: int
    person_id: int | None  # None: by a mail that the coordinator sends
    asked_at: datetime
    answered_at: datetime | None
    fine: bool | None
    words: str  # what has changed

    @property
    def unanswered(self) -> bool:
        return self.answered_at is None


_unasked = or_(_p.pinged_at.is_(None), _p.pinged_at <= bindparam("before"))
_due = select(_p.id).where(_p.visible, _p.checked_on <= bindparam("day"), _unasked).order_by(_p.id)
_silent = and_(_t.answered_at.is_(None), _t.asked_at <= bindparam("before"))
_open = (
    select(place_pings)
    .where(_t.settled_at.is_(None), or_(_t.fine.is_(False), _t.person_id.is_(None), _silent))
    .order_by(_t.id)
)


def due(db: Db, now: datetime) -> Sequence[int]:
    """Places that were last asked about and last checked ninety days ago."""
    before = now - ASKED_EVERY
    return [row.id for row in db.execute(_due, {"before": before, "day": before.date()})]


def ask(db: Db, place_id: int, person_id: int | None, now: datetime) -> int:
    db.execute(update(places).where(_p.id == place_id).values(pinged_at=now))
    return new_id(db, place_pings, place_id=place_id, person_id=person_id, asked_at=now)


def get(db: Db, ping_id: int) -> Ping | None:
    row = db.execute(select(place_pings).where(_t.id == ping_id)).one_or_none()
    return _ping(row) if row else None


def answer(db: Db, ping_id: int, *, fine: bool, words: str = "", by: int, now: datetime) -> bool:
    """The contact's answer; sealed with the contact's own key. False: answered already."""
    this = (_t.id == ping_id, _t.person_id == by, _t.answered_at.is_(None))
    said = {"answered_at": now, "fine": fine, "words": Sealed(by, words) if words else None}
    if fine:
        said["settled_at"] = now
    return changed(db, update(place_pings).where(*this).values(said))


def settle(db: Db, place_id: int, now: datetime) -> None:
    """The coordinator has checked or changed the place: nothing about it is open any more."""
    this = (_t.place_id == place_id, _t.settled_at.is_(None))
    db.execute(update(place_pings).where(*this).values(settled_at=now))


def open_ones(db: Db, now: datetime) -> Sequence[Ping]:
    """What the coordinator has to do: something has changed, a mail is to be sent, or somebody
    was asked two weeks ago and has not answered."""
    return [_ping(row) for row in db.execute(_open, {"before": now - ANSWERED_WITHIN})]


def waiting_for(db: Db, person_id: int) -> Sequence[Ping]:
    """What this person was asked and has not answered."""
    open = (_t.person_id == person_id, _t.answered_at.is_(None), _t.settled_at.is_(None))
    found = select(place_pings).where(*open).order_by(_t.id)
    return [_ping(row) for row in db.execute(found)]


def _ping(row: Row[Any]) -> Ping:
    return Ping(
        row.id,
        row.place_id,
        row.person_id,
        row.asked_at,
        row.answered_at,
        row.fine,
        row.words or "",
    )

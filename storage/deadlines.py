"""Days by which something must have happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.core.rules.deadlines import Deadline, Kind
from storage.appointments import AT_ONCE
from storage.database import Db, changed, new_id
from storage.planning import deadline_of
from storage.tables import deadlines

_t = deadlines.c


def add(
    db: Db,
    *,
    participant_id: int,
    entered_by: int,
    kind: Kind,
    day: date,
    zone: ZoneInfo,
    now: datetime,
) -> Deadline:
    id = new_id(
        db,
        deadlines,
        participant_id=participant_id,
        entered_by=entered_by,
        kind=kind,
        day=day,
        zone=zone.key,
        version=1,
        done=False,
        told_at=now,
        look_at=AT_ONCE,
    )
    found = get(db, id)
    assert found
    return found


def get(db: Db, deadline_id: int) -> Deadline | None:
    row = db.execute(select(deadlines).where(_t.id == deadline_id)).one_or_none()
    return deadline_of(row) if row else None


def upcoming(db: Db, today: date, of: Collection[int]) -> Sequence[Deadline]:
    """Those of these participants that are still to come, the next first."""
    open_ones = (_t.participant_id.in_(list(of)), ~_t.done, _t.day >= today)
    found = select(deadlines).where(*open_ones).order_by(_t.day, _t.id)
    return [deadline_of(row) for row in db.execute(found)]


def move(db: Db, deadline: Deadline, *, day: date, now: datetime) -> Deadline | None:
    """None if somebody else changed it first, or it is done."""
    mine = (_t.id == deadline.id, _t.version == deadline.version, ~_t.done)
    values = {"day": day, "version": deadline.version + 1, "told_at": now, "look_at": AT_ONCE}
    moved = changed(db, update(deadlines).where(*mine).values(values))
    return get(db, deadline.id) if moved else None


def finish(db: Db, deadline: Deadline) -> bool:
    """It is done: nobody is reminded any more. False if it was so already."""
    mine = (_t.id == deadline.id, _t.version == deadline.version, ~_t.done)
    return changed(db, update(deadlines).where(*mine).values(done=True, look_at=None))

"""What left the house: noted when it leaves, ended when consent ends, told to the recipient."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select, update

from bot.core.rules.consent import Door, Line, Purpose, Recipient
from bot.core.rules.transfers import Transfer
from storage.database import Db, changed, new_id
from storage.tables import transfers
from storage.vault import Sealed

_t = transfers.c


def note(
    db: Db,
    person_id: int,
    *,
    line: Line,
    receiver: str,
    data: str,
    door: Door,
    by: int | None,
    now: datetime,
) -> int:
    """Something about this person leaves now."""
    return new_id(
        db,
        transfers,
        person_id=person_id,
        purpose=line.purpose,
        recipient=line.recipient,
        receiver=Sealed(person_id, receiver),
        data=data,
        door=door,
        by=by,
        at=now,
    )


def note_once(
    db: Db,
    person_id: int,
    *,
    line: Line,
    receiver: str,
    data: str,
    door: Door,
    by: int | None,
    now: datetime,
) -> int:
    """The same, unless just this is open already: a mentor who looks again gets nothing new."""
    same = (line, receiver, data, door)
    for each in of(db, person_id):
        if each.ended_at is None and (each.line, each.receiver, each.data, each.door) == same:
            return each.id
    return note(db, person_id, line=line, receiver=receiver, data=data, door=door, by=by, now=now)


def of(db: Db, person_id: int) -> Sequence[Transfer]:
    """All that left about this person, the oldest first."""
    return _read(db, select(transfers).where(_t.person_id == person_id).order_by(_t.id))


def end(db: Db, person_id: int, lines: Collection[Line] | None, now: datetime) -> int:
    """Open shares end: of these lines, or (None) all. How many."""
    mine = [_t.person_id == person_id, _t.ended_at.is_(None)]
    if lines is not None:
        some = [(_t.purpose == each.purpose) & (_t.recipient == each.recipient) for each in lines]
        if not some:
            return 0
        mine.append(or_(*some))
    return db.execute(update(transfers).where(*mine).values(ended_at=now)).rowcount


_ended = select(transfers).where(_t.ended_at.is_not(None), _t.told_at.is_(None)).order_by(_t.id)


def to_tell(db: Db) -> Sequence[Transfer]:
    """Ended, and the recipient does not know yet. The oldest end first."""
    return sorted(_read(db, _ended), key=lambda each: (each.ended_at or each.at, each.id))


def told(db: Db, id: int, by: int, now: datetime) -> bool:
    """The recipient was told. False if it was told already, or has not ended."""
    waiting = (_t.id == id, _t.ended_at.is_not(None), _t.told_at.is_(None))
    return changed(db, update(transfers).where(*waiting).values(told_at=now, told_by=by))


def _read(db: Db, found: Select[Any]) -> Sequence[Transfer]:
    return [_transfer(row) for row in db.execute(found)]


def _transfer(row: Row[Any]) -> Transfer:
    return Transfer(
        row.id,
        row.person_id,
        Line(Purpose(row.purpose), Recipient(row.recipient)),
        row.receiver or "",
        row.data,
        Door(row.door),
        row.by,
        row.at,
        row.ended_at,
        row.told_at,
        row.told_by,
    )

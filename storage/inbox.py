"""The inbox: updates are kept before Telegram may forget them, and heard in order.

Each chat is heard strictly one update after the other. An update that cannot be
handled makes only its own chat wait, and is laid aside after some attempts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from storage.database import Db, insert_new
from storage.tables import updates
from storage.vault import HOUSE, Sealed

MOST_ATTEMPTS = 5


class State(StrEnum):
    NEW = "new"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True)
class Update:
    id: int
    chat_id: int
    raw: str  # JSON as it came; parsed only in the turn, where trouble is this chat's alone
    attempts: int = 0


_earlier = updates.alias()
_first_of_its_chat = ~exists().where(
    _earlier.c.state == State.NEW,
    _earlier.c.chat_id == updates.c.chat_id,
    _earlier.c.update_id < updates.c.update_id,
)
_oldest = (
    select(updates.c.update_id, updates.c.chat_id, updates.c.raw, updates.c.attempts)
    .where(updates.c.state == State.NEW, updates.c.try_at <= bindparam("now"), _first_of_its_chat)
    .order_by(updates.c.update_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_settled = update(updates).where(updates.c.update_id == bindparam("id"))
_done = _settled.values(state=State.DONE, raw=None)
_old = and_(updates.c.state == State.DONE, updates.c.received_at < bindparam("done_before"))
_given_up = and_(updates.c.state == State.DEAD, updates.c.received_at < bindparam("dead_before"))
_of_no_use = delete(updates).where(or_(_old, _given_up))


def keep(db: Db, batch: Sequence[Update], now: datetime) -> int:
    """After the commit, and only then, Telegram may forget the batch. How many are new."""
    rows = [
        {
            "update_id": update.id,
            "chat_id": update.chat_id,
            "raw": Sealed(HOUSE, update.raw),
            "received_at": now,
            "try_at": now,
            "state": State.NEW,
            "attempts": 0,
        }
        for update in batch
    ]
    return insert_new(db, updates, rows)


def take(db: Db, now: datetime, most: int = 1) -> Sequence[Update]:
    """The oldest updates that are the first of their chats. Ours until the transaction ends."""
    found = db.execute(_oldest, {"now": now, "most": most})
    return [Update(row.update_id, row.chat_id, row.raw or "{}", row.attempts) for row in found]


def done(db: Db, heard: Sequence[Update]) -> None:
    if heard:
        db.execute(_done, [{"id": update.id} for update in heard])


def stumbled(db: Db, heard: Update, now: datetime) -> bool:
    """Try again later. False if that was the last attempt: the update is dead now."""
    attempts = heard.attempts + 1
    alive = attempts < MOST_ATTEMPTS
    changes: Mapping[str, Any] = {
        "state": State.NEW if alive else State.DEAD,
        "attempts": attempts,
        "try_at": now + timedelta(seconds=heard.attempts**2),
    }
    db.execute(_settled.values(changes), {"id": heard.id})
    return alive


def forget(db: Db, *, done_before: datetime, dead_before: datetime) -> None:
    """Telegram may use the numbers of updates again after a quiet week."""
    db.execute(_of_no_use, {"done_before": done_before, "dead_before": dead_before})


def waiting(db: Db) -> int:
    counted = select(func.count()).where(updates.c.state == State.NEW)
    return db.execute(counted).scalar_one()


def dead(db: Db) -> int:
    counted = select(func.count()).where(updates.c.state == State.DEAD)
    return db.execute(counted).scalar_one()

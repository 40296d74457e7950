"""What waits for others about a person, and must not be said any more."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, update

from bot.core.rules.people import Role
from storage.database import Db
from storage.delivery import State
from storage.tables import deliveries, people

_t = deliveries.c


def about(db: Db, kinds: Collection[str], id: int, *, to: Role, but: int | None = None) -> int:
    """What waits about this for people of this role, but for one of them. How many."""
    theirs = select(people.c.id).where(people.c.role == to, people.c.id != (but or 0))
    return _drop(db, kinds, _t.about == id, _t.person_id.in_(theirs))


def naming(db: Db, kinds: Collection[str], detail: str) -> int:
    """What waits with this as its detail. How many."""
    return _drop(db, kinds, _t.detail == detail)


def _drop(db: Db, kinds: Collection[str], *which: ColumnElement[bool]) -> int:
    waiting = (_t.state == State.DUE, _t.kind.in_(list(kinds)))
    dropped = update(deliveries).where(*waiting, *which)
    return db.execute(dropped.values(state=State.DROPPED, body=None)).rowcount

"""A database that comes from a backup: opened, checked, and brought to what is true now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select, update

from storage import audit, erasing
from storage.database import Database, Db
from storage.deliveries import State
from storage.tables import data_keys, deliveries, metadata


def settle(database: Database, now: datetime, *, ask_a_human: Collection[str]) -> int:
    """Erase again whoever was erased since, and let nothing leave a second time as if it were
    the first. How many were erased."""
    with database.transaction() as db:
        _open_every_key(database, db)
        erased = erasing.replay(db, now)
        _perhaps_sent(db, now, ask_a_human)
    return erased


def go_on(database: Database, now: datetime) -> None:
    """From here the audit goes on; what came after the backup is given up, and that is said."""
    with database.transaction() as db:
        audit.resume(db, now, why="lotse restore")


def counted(database: Database) -> Mapping[str, int]:
    """How many rows each table has."""
    with database.transaction() as db:
        return {
            table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def _open_every_key(database: Database, db: Db) -> None:
    """Raises KeyFileProblem if the key file is not the one of this backup."""
    for row in db.execute(select(data_keys)):
        database.vault.unwrap(row.owner, row.wrapped)


def _perhaps_sent(db: Db, now: datetime, ask_a_human: Collection[str]) -> None:
    """What was to leave before now did so, perhaps, after the backup was made."""
    t = deliveries.c
    waiting = (t.state.in_((State.DUE, State.SENDING)), t.due_at <= now)
    asking = update(deliveries).where(*waiting, t.kind.in_(list(ask_a_human)))
    db.execute(asking.values(state=State.UNSURE, lease_until=None))
    again = update(deliveries).where(*waiting)
    db.execute(again.values(state=State.DUE, repeat=True, lease_until=None))

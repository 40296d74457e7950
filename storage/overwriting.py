"""After an erasure: what lies in freed pages and in the write-ahead log is written over.

SQLite: the log is emptied and the file rewritten, so that no byte of a removed row stays in the
database file, in `-wal` or in `-shm`. PostgreSQL: `VACUUM` gives the space free, but what stood
there stays in it until something else is written; what people wrote was encrypted, and the key
is gone.
"""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from storage.tables import marks

if TYPE_CHECKING:
    from storage.database import Database

log = logging.getLogger(__name__)

OVERWRITES = "overwrites"  # in what SQLAlchemy keeps with a connection: once this is committed
WAITS = "to_overwrite"  # the mark of what is still to be done, should the process die now


def ask_for(db: Connection, now: datetime) -> None:
    values = {"name": WAITS, "value": now.isoformat()}
    waits = update(marks).where(marks.c.name == WAITS).values(values)
    if not db.execute(waits).rowcount:
        db.execute(marks.insert().values(values))
    db.info[OVERWRITES] = True


_waiting = select(marks.c.name).where(marks.c.name == WAITS)


def ask_again(db: Connection) -> bool:
    """An earlier time it could not be done: somebody else was reading, or the process died."""
    waits = db.execute(_waiting).first() is not None
    if waits:
        db.info[OVERWRITES] = True
    return waits


def overwrite(database: Database) -> bool:
    """Whether it was done. If not, the mark stays and `ask_again` finds it."""
    try:
        if database.is_sqlite:
            _rewrite(database)
        else:
            _vacuum(database)
    except (sqlite3.Error, DBAPIError, Busy) as trouble:
        log.warning("what was erased is not written over yet: %s", type(trouble).__name__)
        return False
    with database.engine.begin() as db:
        db.execute(delete(marks).where(marks.c.name == WAITS))
    return True


class Busy(Exception):
    """Somebody else is reading: the log could not be emptied."""


def _rewrite(database: Database) -> None:
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"):
            cursor.execute(statement)
            cursor.fetchall()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()  # busy, pages in the log, pages written back
    finally:
        connection.close()
    if row is None or row[0]:
        raise Busy


def _vacuum(database: Database) -> None:
    with database.engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.exec_driver_sql("VACUUM")

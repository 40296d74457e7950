"""One process polls and winds the clock, however many serve the same PostgreSQL.

An advisory lock belongs to a connection: it ends with the process, however that ends. On SQLite
the lock on the data directory has decided already.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Lock

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database

LEADER = 0x107_5E  # a number of our own, another than that of the migrations


class Leadership:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: Connection | None = None
        self._lock = Lock()

    def is_ours(self) -> bool:
        """Take the lead if nobody has it; whether it is ours now."""
        if self._database.is_sqlite:
            return True
        with self._lock:
            return self._still() or self._take()

    def _still(self) -> bool:
        if self._held is None:
            return False
        try:
            self._held.execute(text("SELECT 1"))
        except DBAPIError:  # the connection is gone, and the lock with it
            self._held.invalidate()
            self._held = None
            return False
        return True

    def _take(self) -> bool:
        connection = self._database.engine.connect()
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        asked = text("SELECT pg_try_advisory_lock(:leader)")
        if connection.execute(asked, {"leader": LEADER}).scalar_one():
            self._held = connection
            return True
        connection.close()
        return False

    def give_up(self) -> None:
        """At once, for who waits for it: after the connection it is gone only when the server
        has noticed. And the real connection is closed, which the pool would keep."""
        with self._lock:
            if self._held is not None:
                with suppress(DBAPIError):
                    asked = text("SELECT pg_advisory_unlock(:leader)")
                    self._held.execute(asked, {"leader": LEADER})
                self._held.invalidate()
                self._held.close()
                self._held = None

"""The database and its transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Executable, Table, create_engine, event, make_url
from sqlalchemy.dialects import sqlite

from storage.chain import BOOK, Book, Chain, watch
from storage.erasures import ErasureLog
from storage.overwriting import OVERWRITES, overwrite
from storage.vault import Vault, here

Db: TypeAlias = Connection

PRAGMAS = (
    "busy_timeout=10000",
    "synchronous=FULL",  # NORMAL may lose the last commits when the power goes
    "foreign_keys=ON",
    "secure_delete=ON",
)
TRIES = 100  # to turn a new database to WAL, while others do the same
PROCESSES_AT_ONCE = 4  # turns at once on PostgreSQL; SQLite has one writer at a time anyway


class Database:
    def __init__(
        self,
        url: str,
        house_key: bytes,
        chain: Chain | None = None,
        erasures: ErasureLog | None = None,
    ) -> None:
        """`chain` seals the audit with a key that outlives a change of the house's; `erasures`
        is the list of the erased that a restored backup does not know."""
        self.engine = _engine(url)
        self.vault = Vault(house_key, erasures)
        self.chain = chain or Chain(house_key)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.workers = 1 if self.is_sqlite else PROCESSES_AT_ONCE

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """One unit of work: everything in it is kept, or nothing."""
        before, book = (here.vault, here.connection), Book(self.chain)
        with self.engine.begin() as connection:
            here.vault, here.connection = self.vault, connection
            connection.info[BOOK] = book
            try:
                yield connection
                book.write(connection)
            except BaseException:
                self.vault.forget_all()  # keys made in this transaction are gone with it
                raise
            finally:
                here.vault, here.connection = before
                connection.info.pop(BOOK, None)
                erased = connection.info.pop(OVERWRITES, False)
        book.show()
        if erased:
            overwrite(self)

    @contextmanager
    def rebuilding(self) -> Iterator[Db]:
        """A transaction for migrations. SQLite rebuilds a table by letting the old one go, which it
        refuses while rows refer to it; so it minds that only at the end."""
        if not self.is_sqlite:
            with self.transaction() as db:
                yield db
            return
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver
            driver.execute("PRAGMA foreign_keys=OFF")  # without effect inside of a transaction
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise RuntimeError("after the migration rows refer to rows that are gone")
            finally:
                driver.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        self.engine.dispose()


def insert_new(db: Db, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows; those whose key is there already are left as they are. How many are new."""
    if not rows:
        return 0
    # Of an insert, SQLAlchemy forgets the count that PostgreSQL's driver tells, unless it is asked.
    counting = {"preserve_rowcount": True}
    insert = _insert_new(table, db.dialect.name)
    return db.execute(insert, list(rows), execution_options=counting).rowcount


def new_id(db: Db, table: Table, **values: Any) -> int:
    """Insert one row and tell its id."""
    return int(db.execute(_insert(table), values).scalar_one())


def changed(db: Db, statement: Any, values: Mapping[str, Any] | None = None) -> bool:
    """Run an update that names what it expects; whether it found just that."""
    return bool(db.execute(statement, values).rowcount)


# To build a statement takes longer than to run it.


@cache
def _insert_new(table: Table, dialect: str) -> Executable:
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table).on_conflict_do_nothing()


@cache
def _insert(table: Table) -> Executable:
    return table.insert().returning(table.c.id)


def _engine(url: str) -> Engine:
    # Without hide_parameters, people's names stand in error messages and logs.
    engine = create_engine(make_url(url), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    watch(engine)
    return engine


def _on_connect(connection: Any, record: object) -> None:
    connection.isolation_level = None  # sqlite3 must not begin transactions on its own
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    """Whoever turns a new database to WAL while another process does so, too, is told at once that
    it is locked, whatever busy_timeout says. So wait for the lock, which keeps to it, and again."""
    for _try in range(TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return
    raise RuntimeError("the database cannot be turned to WAL")


def _on_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once with
    # "database is locked", whatever busy_timeout says. So lock from the start.
    connection.exec_driver_sql("BEGIN IMMEDIATE")

"""A part of a transaction that is undone, with what the vault learned in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from storage.database import Database, Db
from storage.tables import data_keys


def unlock(database: Database, db: Db) -> None:
    """The keys that are there are fetched once, and not again in each part."""
    for owner in db.execute(select(data_keys.c.owner)).scalars().all():
        database.vault.prepare(owner, db)


@contextmanager
def undone(database: Database, db: Db) -> Iterator[None]:
    """Keys known before fit again when it is over; those met in it may never have been."""
    vault = database.vault
    before = {"_keys": dict(vault._keys), "_destroyed": set(vault._destroyed)}
    part = db.begin_nested()
    try:
        yield
    finally:
        part.rollback()
        vars(vault).update(before)

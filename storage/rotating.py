"""Changes the house key. Whoever has an old key file opens nothing with it afterwards.

Two things must change together, a file and the database, and no power cut may leave a house that
does not open. So the new key lies beside the old one before the database changes, and until it is
all over the key that fits is looked for among the files that are there:

    write lotse.key.new, re-wrap every data key in one transaction, keep lotse.key as
    lotse.key.old, put the new one in its place, remove lotse.key.old
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import inspect, select, update

from storage.database import Database, Db
from storage.erasures import sync_folder
from storage.leading import Leadership
from storage.tables import data_keys
from storage.vault import KEY_BYTES, KeyFileProblem, Vault, read_key_file


def new_one(keys: Path) -> Path:
    return keys.with_name(f"{keys.name}.new")


def old_one(keys: Path) -> Path:
    return keys.with_name(f"{keys.name}.old")


def house_key(keys: Path, url: str) -> bytes:
    """The key that opens this database. Changes no file: another process may be rotating."""
    first = read_key_file(keys)
    others = [path for path in (new_one(keys), old_one(keys)) if path.exists()]
    if not others or _fits(first, url):
        return first
    for path in others:
        with suppress(KeyFileProblem):
            key = read_key_file(path)
            if _fits(key, url):
                return key
    return first


class InUse(Exception):
    """A Lotse on another machine serves this database, with the old key in its memory."""


def rotate(keys: Path, url: str) -> int:
    """Nobody else may have this database open. How many data keys were re-wrapped."""
    finish(keys, url)
    _check_that_nobody_leads(Database(url, read_key_file(keys)))
    make_new(keys)
    count = rewrap(url, read_key_file(keys), read_key_file(new_one(keys)))
    finish(keys, url)
    return count


def finish(keys: Path, url: str) -> None:
    """After a rotation that was broken off, or at the end of one: one key file is left."""
    if new_one(keys).exists():
        if _fits(read_key_file(keys), url):
            new_one(keys).unlink()  # the database was never re-wrapped
        else:
            keep_old(keys)
            take_new(keys)
    drop_old(keys, url)


def make_new(keys: Path) -> None:
    path = new_one(keys)
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "wb") as file:
        file.write(secrets.token_hex(KEY_BYTES).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def rewrap(url: str, before: bytes, after: bytes) -> int:
    """Every data key, or none."""
    database, new = Database(url, before), Vault(after)
    try:
        with database.transaction() as db:
            return _rewrap_all(db, database.vault, new)
    finally:
        database.close()


def keep_old(keys: Path) -> None:
    """A second name for the old file: there is never a moment without a key file."""
    old_one(keys).unlink(missing_ok=True)
    os.link(keys, old_one(keys))
    sync_folder(keys.parent)


def take_new(keys: Path) -> None:
    os.replace(new_one(keys), keys)
    sync_folder(keys.parent)


def drop_old(keys: Path, url: str) -> None:
    if old_one(keys).exists() and _fits(read_key_file(keys), url):
        old_one(keys).unlink()
        sync_folder(keys.parent)


def _check_that_nobody_leads(database: Database) -> None:
    leadership = Leadership(database)
    try:
        if not leadership.is_ours():
            raise InUse
    finally:
        leadership.give_up()
        database.close()


def _rewrap_all(db: Db, old: Vault, new: Vault) -> int:
    rows = db.execute(select(data_keys).with_for_update()).all()
    for row in rows:
        wrapped = new.wrap(row.owner, old.unwrap(row.owner, row.wrapped))
        db.execute(update(data_keys).where(data_keys.c.owner == row.owner).values(wrapped=wrapped))
    return len(rows)


def _fits(key: bytes, url: str) -> bool:
    """Whether it opens what is in the database; a database that holds nothing fits any key."""
    database = Database(url, key)
    try:
        with database.transaction() as db:
            if not inspect(db).has_table(data_keys.name):
                return True
            row = db.execute(select(data_keys).limit(1)).one_or_none()
            if row is not None:
                database.vault.unwrap(row.owner, row.wrapped)
            return True
    except KeyFileProblem:
        return False
    finally:
        database.close()

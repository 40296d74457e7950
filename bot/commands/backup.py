"""`lotse backup`: the whole database in one file, while the bot runs."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.settings import Settings
from storage.erasures import sync_folder

NOT_IN_IT = "Not in it: {keys}, {stamps} and {erasures}. Keep them apart from it, and keep them."
POSTGRES = (
    "The database is PostgreSQL: use pg_dump, which is made for that. Put it back with pg_restore;"
    " at its next start Lotse erases again whoever is in {erasures}."
)


def write(file: Path) -> int:
    settings = Settings()
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        return _no(POSTGRES.format(erasures=settings.erasures.name))
    source = database_file(settings)
    if not source.is_file():
        return _no(f"There is no database at {source}.")
    if file.exists():
        return _no(f"{file} is there already. Please take another name.")
    try:
        _copy(source, file)
    except (OSError, sqlite3.Error) as trouble:
        return _no(f"The backup could not be written: {trouble.__class__.__name__}")
    print(f"{file}: {file.stat().st_size} bytes, whole.")
    names = {"keys": settings.keys, "stamps": settings.stamp_keys, "erasures": settings.erasures}
    print(NOT_IN_IT.format(**{name: path.name for name, path in names.items()}))
    return 0


def database_file(settings: Settings) -> Path:
    """Where SQLite keeps it."""
    return Path(settings.url.removeprefix("sqlite:///"))


def _copy(source: Path, file: Path) -> None:
    """First under another name: nobody takes half a backup for a whole one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.{os.getpid()}.half")
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        copy_database(source, half)
        os.rename(half, file)
        sync_folder(file.parent)
    finally:
        half.unlink(missing_ok=True)


def copy_database(source: Path, to: Path) -> None:
    """As it stands at one moment, whoever writes meanwhile; checked, and on the disk."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as here,
        closing(sqlite3.connect(to)) as there,
    ):
        here.execute("PRAGMA busy_timeout=10000")
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
        (found,) = there.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("the copy is not whole")
    with to.open("rb+") as file:
        os.fsync(file.fileno())


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1

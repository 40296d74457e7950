"""Brings the database up to date at start: one process at a time, whoever else starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from storage.database import Database, Db
from storage.tables import metadata
from storage.vault import HOUSE

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x107_53  # a number of our own for PostgreSQL's advisory lock


def bring_up_to_date(database: Database) -> None:
    """Apply what is missing. On SQLite `BEGIN IMMEDIATE` is the lock already."""
    with database.transaction() as db:
        is_old = _revision(db) != newest()
    if is_old:
        with database.rebuilding() as db:
            if not database.is_sqlite:
                db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if _revision(db) != newest():  # else another process was quicker
                _upgrade(db)
    with database.transaction() as db:
        database.vault.prepare(HOUSE, db)


def newest() -> str:
    """The revision that this code needs; the names of the files begin with it."""
    return max(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def _revision(db: Db) -> str | None:
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


# Alembic is imported where it is needed: that takes a tenth of a start, and 8 MB.


def _upgrade(db: Db, to: str = "head") -> None:
    from alembic import command

    command.upgrade(_config(db), to)


def differences(database: Database) -> list[object]:
    """What the tables in the code have that the migrations did not make."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.transaction() as db:
        return list(compare_metadata(MigrationContext.configure(db), metadata))


def revise(database: Database, number: str, message: str) -> None:
    """For developers: write the next migration from the difference."""
    from alembic import command

    with database.transaction() as db:
        command.revision(_config(db), message=message, rev_id=number, autogenerate=True)


def _config(connection: object) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config

"""Brings the database up to date at start: one process at a time, whoever else starts."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from storage.database import Database
from storage.tables import metadata
from storage.vault import HOUSE

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x107_53  # a number of our own for PostgreSQL's advisory lock


def bring_up_to_date(database: Database) -> None:
    """Apply what is missing. On SQLite `BEGIN IMMEDIATE` is the lock already."""
    with database.transaction() as db:
        if not database.is_sqlite:
            db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(db), "head")
    with database.transaction() as db:
        database.vault.prepare(HOUSE, db)


def differences(database: Database) -> list[object]:
    """What the tables in the code have that the migrations did not make."""
    with database.transaction() as db:
        return list(compare_metadata(MigrationContext.configure(db), metadata))


def revise(database: Database, number: str, message: str) -> None:
    """For developers: write the next migration from the difference."""
    with database.transaction() as db:
        command.revision(_config(db), message=message, rev_id=number, autogenerate=True)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config

"""Every test of storage runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.core.rules.people import Person
from storage import schema
from storage.database import Database
from storage.tables import data_keys, metadata
from tests import cast
from tests.chat import NOON
from tests.servers import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

KEY = b"k" * 32


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "lotse.db"
    _bring_up_to_date(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def shared_postgres_url(postgres: str) -> str:
    """One database for all of these tests: a hundred would take a minute to shut down."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE lotse_storage")
    url = _database(postgres, "lotse_storage")
    _bring_up_to_date(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which there is nothing at all."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with all tables and nothing in them."""
    if engine == "sqlite":
        copied = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "lotse.db")
        return f"sqlite:///{copied}"
    url = str(request.getfixturevalue("shared_postgres_url"))
    _empty(url)
    return url


def _empty(url: str) -> None:
    """To truncate all tables takes twice as long as to look which of them have rows."""
    names = [table.name for table in metadata.sorted_tables]
    each = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names)
    with psycopg.connect(url, autocommit=True) as connection:
        filled = [name for (name,) in connection.execute(" UNION ALL ".join(each))]
        if filled:
            connection.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url, KEY)
    yield database
    database.close()


def _bring_up_to_date(url: str) -> None:
    database = Database(url, KEY)
    schema.bring_up_to_date(database)
    with database.transaction() as db:
        db.execute(data_keys.delete())  # each test begins with an empty vault
    database.close()


def _database(server: str, name: str) -> str:
    head, question, options = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{question}{options}"


@pytest.fixture
def everybody(database: Database) -> dict[str, Person]:
    with database.transaction() as db:
        return cast.arrive(db, NOON)


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What so many threads make of the same work."""
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(work, range(count)))

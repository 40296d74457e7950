"""The database is brought up to date at start, by whoever starts first."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from storage import schema
from storage.database import Database
from storage.tables import metadata
from tests.storage.conftest import KEY

START = """
import sys
from datetime import UTC, datetime
from storage import schema
from storage.database import Database
schema.bring_up_to_date(Database(sys.argv[1], b"k" * 32))
"""


@pytest.fixture
def database(empty_url):
    database = Database(empty_url, KEY)
    schema.bring_up_to_date(database)
    yield database
    database.close()


def test_the_migrations_make_exactly_the_tables_of_the_code(database):
    assert schema.differences(database) == []
    made = set(inspect(database.engine).get_table_names())
    assert made == {table.name for table in metadata.sorted_tables} | {"alembic_version"}


def test_starting_again_changes_nothing(database):
    schema.bring_up_to_date(database)
    assert schema.differences(database) == []


def test_processes_that_start_at_once_do_not_disturb_each_other(empty_url):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START, empty_url], cwd=Path(__file__).parents[2], stderr=-1
        )
        for _process in range(3)
    ]
    for process in started:
        _out, trouble = process.communicate(timeout=60)
        assert process.returncode == 0, trouble.decode()
    database = Database(empty_url, KEY)
    assert schema.differences(database) == []
    database.close()


def test_a_column_that_is_missing_is_seen(database):
    with database.transaction() as db:
        db.exec_driver_sql("ALTER TABLE marks ADD COLUMN more VARCHAR(10)")
    assert [difference[0] for difference in schema.differences(database)] == ["remove_column"]


WHO = """
INSERT INTO people (id, role, name, language, level, region, mentor_id, came_at) VALUES
  (1, 'mentor', :name, 'de', 'news', '', NULL, :now),
  (2, 'participant', :name, 'ar', 'news', '', 1, :now)
"""
WHAT = (
    "INSERT INTO chats (chat_id, person_id, reachable, commands) VALUES (7, 2, true, '')",
    "INSERT INTO declarations (text_hash, version, language, text, shown_since)"
    " VALUES ('hash', '1', 'ar', 'text', :now)",
    "INSERT INTO consents (person_id, purpose, recipient, answer, version, text_hash, language, at)"
    " VALUES (2, 'events', 'office', 'yes', '1', 'hash', 'ar', :now)",
)


def test_what_an_older_release_stored_is_there_after_the_update(empty_url):
    old = Database(empty_url, KEY)
    with old.transaction() as db:
        schema._upgrade(db, "0001")
        for statement in (WHO, *WHAT):
            values = {"name": b"sealed", "now": datetime(2026, 9, 1, tzinfo=UTC)}
            db.execute(text(statement), {k: v for k, v in values.items() if f":{k}" in statement})
    old.close()
    database = Database(empty_url, KEY)
    schema.bring_up_to_date(database)
    assert schema.differences(database) == []
    with database.transaction() as db:
        kept = db.execute(text("SELECT mentor_id, age, decides FROM people WHERE id = 2")).one()
        assert tuple(kept) == (1, "adult", "self")
        assert db.execute(text("SELECT acted, heard FROM consents")).one()[0] == "self"
        assert db.execute(text("SELECT person_id FROM chats")).scalar_one() == 2
        if database.is_sqlite:
            assert db.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    database.close()

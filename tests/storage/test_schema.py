"""The database is brought up to date at start, by whoever starts first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

from storage import schema
from storage.database import Database
from storage.tables import metadata
from tests.storage.conftest import KEY

START = """
import sys
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

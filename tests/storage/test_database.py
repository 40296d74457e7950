"""One transaction: everything in it is kept, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from storage import marks, people
from storage.database import insert_new
from storage.tables import marks as marks_table
from storage.tables import people as people_table
from storage.vault import HOUSE, Sealed
from tests.chat import NOON
from tests.storage.conftest import at_once


def test_all_or_nothing(database):
    def half_done():
        with database.transaction() as db:
            marks.write(db, "first", "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    with database.transaction() as db:
        assert marks.read(db, "first") is None


def test_a_mark_is_written_over(database):
    with database.transaction() as db:
        assert marks.read(db, "last_poll") is None
        marks.write(db, "last_poll", "1")
        marks.write(db, "last_poll", "2")
    with database.transaction() as db:
        assert marks.read(db, "last_poll") == "2"


def test_only_new_rows_are_inserted_and_counted(database):
    with database.transaction() as db:
        assert insert_new(db, marks_table, [{"name": "a", "value": "1"}]) == 1
        both = [{"name": "a", "value": "2"}, {"name": "b", "value": "2"}]
        assert insert_new(db, marks_table, both) == 1
        assert insert_new(db, marks_table, []) == 0
        assert marks.read(db, "a") == "1"


def test_a_moment_comes_back_aware_and_in_utc(database, everybody):
    there = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
    with database.transaction() as db:
        people.pause(db, everybody["Amina"].id, there)
        paused = people.get(db, everybody["Amina"].id).paused_at
    assert paused == there
    assert paused.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database, everybody):
    with database.transaction() as db, pytest.raises(StatementError, match="needs a time zone"):
        people.pause(db, everybody["Amina"].id, NOON.replace(tzinfo=None))


def test_writers_wait_for_each_other(database):
    """A transaction that reads first and writes later must not fail because another is quicker."""
    with database.transaction() as db:
        marks.write(db, "count", "0")

    def count_up(_thread):
        with database.transaction() as db:
            db.execute(marks_table.select().with_for_update())
            marks.write(db, "count", str(int(marks.read(db, "count")) + 1))

    at_once(12, count_up)
    with database.transaction() as db:
        assert marks.read(db, "count") == "12"


def test_what_people_wrote_is_not_in_error_messages(database):
    name = Sealed(HOUSE, "Canary-7731")
    with pytest.raises(IntegrityError) as trouble, database.transaction() as db:
        db.execute(people_table.insert(), {"role": "guest", "name": name, "level": "news"})
    assert "Canary" not in str(trouble.value)

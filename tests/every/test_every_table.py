"""Every column of every table is in the register: why it is kept, whose it is, how long."""

from __future__ import annotations

import pytest
from sqlalchemy import Date, DateTime, String

from storage.columns import Moment
from storage.register import Kept, Nature, register
from storage.tables import metadata
from storage.vault import Private

COLUMNS = {
    f"{table.name}.{column.name}": column
    for table in metadata.sorted_tables
    for column in table.columns
}
ENTRIES = {f"{entry.table}.{entry.column}": entry for entry in register()}


def test_every_column_is_registered_and_every_entry_has_its_column():
    assert ENTRIES.keys() == COLUMNS.keys()
    assert len(register()) == len(ENTRIES)


@pytest.mark.parametrize("name", COLUMNS)
def test_what_a_person_wrote_is_encrypted(name):
    private = isinstance(COLUMNS[name].type, Private)
    assert private is (ENTRIES[name].nature is Nature.FREE_TEXT)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_secret_is_bound_to_its_own_column(name):
    kind = COLUMNS[name].type
    assert not isinstance(kind, Private) or kind.place == name


@pytest.mark.parametrize("name", COLUMNS)
def test_a_text_without_limit_is_encrypted_or_published(name):
    kind = COLUMNS[name].type
    if isinstance(kind, String) and kind.length is None:
        assert ENTRIES[name].nature is Nature.PUBLISHED


@pytest.mark.parametrize("name", COLUMNS)
def test_every_entry_says_something(name):
    entry = ENTRIES[name]
    assert len(entry.purpose) > 5
    assert entry.kept in Kept
    assert entry.whose


@pytest.mark.parametrize("name", COLUMNS)
def test_what_points_to_a_person_is_personal(name):
    points = {key.target_fullname for key in COLUMNS[name].foreign_keys}
    if "people.id" in points or COLUMNS[name].name == "chat_id":
        assert ENTRIES[name].personal


@pytest.mark.parametrize("name", COLUMNS)
def test_every_moment_has_a_zone(name):
    kind = COLUMNS[name].type
    assert not isinstance(kind, DateTime)
    if name.endswith(("_at", "_until", "_after", "_since")):
        assert isinstance(kind, Moment | Date)


def test_nothing_is_stored_that_the_bot_never_asks_for():
    never = ("residence", "status_of", "file_number", "passport", "religion", "health", "birth")
    assert not [name for name in COLUMNS if any(word in name for word in never)]

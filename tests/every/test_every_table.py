"""Every column of every table is in the register: why it is kept, whose it is, how long."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Date, DateTime, String

from storage.columns import Moment
from storage.register import Kept, Nature, Seen, Whose, register
from storage.register.kinds import Record, text
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
    assert entry.nature in Nature
    assert entry.kept in Kept
    assert entry.whose
    assert entry.seen_by, "who receives it? Seen.HOUSE if nobody does"
    assert set(entry.seen_by) <= set(Seen)
    assert len(set(entry.seen_by)) == len(entry.seen_by)
    assert Seen.HOUSE not in entry.seen_by or len(entry.seen_by) == 1


def test_a_column_without_a_recipient_would_be_found():
    """So that the test above can fail."""
    careless = Record("people", Whose.PERSON, Kept.HOUSE, {"name": text("to be addressed")})
    assert [entry.seen_by for entry in careless.entries()] == [()]


@pytest.mark.parametrize("name", COLUMNS)
def test_keys_and_pins_are_nobodys_to_see(name):
    if re.search(r"hash|wrapped|\.pin|seal", name) and "text_hash" not in name:
        assert ENTRIES[name].seen_by == (Seen.HOUSE,)


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

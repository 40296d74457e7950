"""The audit is a chain: whatever is done to it without the key is found, on both databases."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, update

from storage import audit
from storage.chain import Chain
from storage.proof import Kind, examine
from storage.tables import audit as table
from storage.witness import NEWEST
from tests.chat import NOON
from tests.storage.tampering import (
    ENTRIES,
    database,
    found,
    notes,
    put_back,
    rows,
    tamper,
    witness,
    written,
)

__all__ = ["database", "witness", "written"]


def test_what_nobody_touched_is_whole(written):
    proof = examine(written)
    assert proof.whole
    assert (proof.entries, proof.forgotten, proof.head.id) == (ENTRIES, 0, ENTRIES)


def test_an_empty_audit_is_whole(database):
    assert examine(database).whole


def test_each_entry_says_who_did_what_with_whose_data_when_and_why(written):
    with written.transaction() as db:
        first = audit.of(db, 5)[0]
    assert (first.actor, first.act, first.about, first.person) == (3, "gave", "0", 5)
    assert (first.at, first.why) == (NOON, "tap give")


# -- edit -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"actor": 4},
        {"act": "took"},
        {"about": "99"},
        {"person_id": 6},
        {"person_id": None},
        {"why": "tap take"},
        {"at": NOON - timedelta(days=1)},
        {"seal": "0" * 64},
        {"seal": ""},
    ],
    ids=str,
)
def test_an_entry_that_was_changed_is_found(written, change):
    tamper(written, update(table).where(table.c.id == 7).values(change))
    assert found(written)[0] == (Kind.CHANGED, 7, 7)


@pytest.mark.parametrize("number", [1, 2, ENTRIES])
def test_a_change_is_found_wherever_it_is(written, number):
    tamper(written, update(table).where(table.c.id == number).values(actor=9))
    assert found(written) == [(Kind.CHANGED, number, number)]


def test_two_entries_that_changed_places_are_found(written):
    kept = rows(written)
    kept[4]["id"], kept[5]["id"] = kept[5]["id"], kept[4]["id"]
    put_back(written, kept)
    assert found(written)[0] == (Kind.CHANGED, 5, 5)


def test_an_entry_that_was_put_in_is_found(written):
    forged = {**rows(written)[4], "id": ENTRIES + 1, "about": "3"}
    tamper(written, insert(table).values(forged))
    assert found(written) == [(Kind.CHANGED, ENTRIES + 1, ENTRIES + 1)]


def test_an_entry_before_the_first_is_found(written):
    tamper(written, insert(table).values({**rows(written)[0], "id": -3}))
    assert found(written)[0] == (Kind.CHANGED, -3, -3)


# -- delete ---------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), [(1, 1), (1, 4), (6, 6), (6, 9)])
def test_what_was_taken_out_is_found(written, first, last):
    tamper(written, delete(table).where(table.c.id.between(first, last)))
    assert found(written) == [(Kind.MISSING, first, last)]


def test_what_was_taken_out_is_found_when_the_rest_is_numbered_anew(written):
    kept = [row for row in rows(written) if row["id"] != 6]
    put_back(written, [{**row, "id": number} for number, row in enumerate(kept, 1)])
    assert found(written)[0] == (Kind.CHANGED, 6, 6)


# -- truncate -------------------------------------------------------------------------


@pytest.mark.parametrize("left", [11, 10, 8, 5, 1, 0])
def test_what_was_cut_off_at_the_end_is_found(written, left):
    tamper(written, delete(table).where(table.c.id > left))
    assert (Kind.CUT, left + 1, ENTRIES) in found(written)


def test_what_came_after_the_last_head_is_missed_too(written):
    notes(written, ENTRIES)
    tamper(written, delete(table).where(table.c.id > ENTRIES))
    assert found(written) == [(Kind.CUT, ENTRIES + 1, ENTRIES + 1)]


@pytest.mark.parametrize("more", [1, 4, 20])
def test_what_was_cut_off_is_still_missed_when_the_bot_has_gone_on(written, more, caplog):
    with caplog.at_level(logging.CRITICAL):
        tamper(written, delete(table).where(table.c.id > 6))
        for number in range(more):
            notes(written, number)
    assert "audit verify" in caplog.text
    kinds = {kind for kind, _first, _last in found(written)}
    assert kinds
    assert kinds <= {Kind.CUT, Kind.EXCHANGED}
    assert {first for _kind, first, _last in found(written)} <= {5, 7 + more}


def test_without_the_witness_the_heads_of_the_days_still_tell(written, tmp_path):
    (tmp_path / NEWEST).unlink()
    tamper(written, delete(table).where(table.c.id > 9))
    assert (Kind.CUT, 10, 12) in found(written)


def test_a_witness_that_is_gone_or_damaged_is_told(written, tmp_path):
    (tmp_path / NEWEST).write_text("something else")
    assert found(written) == [(Kind.WITNESS, 0, 0)]
    (tmp_path / NEWEST).unlink()
    assert found(written) == [(Kind.WITNESS, 0, 0)]
    notes(written, ENTRIES)
    assert found(written) == []


# -- rewrite --------------------------------------------------------------------------


def test_a_table_written_anew_without_the_key_is_found(written):
    kept, forger, seal = rows(written), Chain(b"another key"), ""
    for row in kept:
        row["actor"] = 8
        entry = audit.Entry(row["at"], 8, row["act"], row["about"], row["person_id"], row["why"])
        seal = row["seal"] = forger.seal(seal, row["id"], entry)
    put_back(written, kept)
    assert found(written)[0] == (Kind.REWRITTEN, 1, ENTRIES)


def test_an_older_copy_of_the_table_is_found(database):
    for number in range(5):
        notes(database, number)
    older = rows(database)
    for number in range(5, 9):
        notes(database, number)
    put_back(database, older)
    assert found(database) == [(Kind.CUT, 6, 9)]


def test_an_older_copy_is_found_however_far_the_bot_has_gone_on_with_it(written):
    older = rows(written)[:6]
    put_back(written, older)
    for number in range(20):
        notes(written, number)
    assert {kind for kind, _first, _last in found(written)} == {Kind.EXCHANGED}
    assert found(written)[0] == (Kind.EXCHANGED, 5, ENTRIES)  # what is known to be right: entry 4


def test_several_things_at_once_are_found(written):
    tamper(
        written,
        update(table).where(table.c.id == 3).values(act="took"),
        delete(table).where(table.c.id == 6),
        delete(table).where(table.c.id > 9),
    )
    kinds = [kind for kind, _first, _last in found(written)]
    assert kinds[:2] == [Kind.CHANGED, Kind.MISSING]
    assert Kind.CUT in kinds

"""The audit is written, kept elsewhere, forgotten in time and put back; its chain stays whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, text, update

from storage import audit, marks
from storage.chain import BASE, Chain
from storage.proof import Kind, examine
from storage.tables import audit as table
from storage.witness import HEADS, NEWEST, DayHead, Head, Witness, read_heads
from tests.chat import NOON
from tests.storage.conftest import at_once
from tests.storage.tampering import (
    ENTRIES,
    database,
    day,
    found,
    notes,
    put_back,
    rows,
    tamper,
    witness,
    written,
)

__all__ = ["database", "witness", "written"]


# -- with heads that were kept elsewhere ----------------------------------------------


def test_against_somebody_with_the_key_a_head_kept_elsewhere_helps(written, tmp_path):
    anchors = Witness(tmp_path).heads()
    kept, seal = rows(written), ""
    for row in kept:
        row["actor"] = 8
        entry = audit.Entry(row["at"], 8, row["act"], row["about"], row["person_id"], row["why"])
        seal = row["seal"] = written.chain.seal(seal, row["id"], entry)
    put_back(written, kept)
    Witness(tmp_path).sees(Head(ENTRIES, seal))
    (tmp_path / HEADS).unlink()
    assert found(written) == []  # they have the key and the files beside it
    assert found(written, anchors)[0] == (Kind.EXCHANGED, 1, 4)


def test_heads_are_one_a_day_and_read_out_of_any_text(written, witness):
    with written.transaction() as db:
        again = audit.head_of_the_day(db, day(ENTRIES - 1))
    assert [each.day for each in witness.heads()] == [day(3), day(7), day(11)]
    letter = f"Dear colleague,\nplease keep this: {again} Thank you!\n"
    assert read_heads(letter) == [again]
    short = DayHead(again.day, Head(again.head.id, again.head.seal[:16]))
    assert examine(written, read_heads(str(short))).whole
    assert read_heads("2026-09-01 12 abc") == []


# -- forgetting -----------------------------------------------------------------------


def test_forgetting_what_is_old_leaves_a_chain(written):
    with written.transaction() as db:
        assert audit.forget(db, before=NOON + timedelta(days=1)) == 4
    proof = examine(written)
    assert proof.whole
    assert (proof.entries, proof.forgotten) == (8, 4)
    notes(written, ENTRIES)
    assert examine(written).whole


def test_forgetting_goes_on_where_it_stopped(written):
    with written.transaction() as db:
        assert audit.forget(db, before=NOON + timedelta(days=2), most=3) == 3
    with written.transaction() as db:
        assert audit.forget(db, before=NOON + timedelta(days=2), most=30) == 5
    with written.transaction() as db:
        assert audit.forget(db, before=NOON + timedelta(days=2)) == 0
    assert examine(written).whole


def test_everything_may_be_forgotten_and_the_numbers_go_on(written):
    with written.transaction() as db:
        assert audit.forget(db, before=NOON + timedelta(days=400)) == ENTRIES
    assert examine(written).whole
    notes(written, 0)
    assert [row["id"] for row in rows(written)] == [ENTRIES + 1]
    assert examine(written).whole


def test_nobody_without_the_key_can_say_that_something_was_forgotten(written):
    seal = rows(written)[3]["seal"]
    forged = Chain(b"another key").base_mark(Head(4, seal))
    tamper(
        written,
        delete(table).where(table.c.id <= 4),
        text("UPDATE marks SET value = :value WHERE name = :name").bindparams(
            value=forged, name=BASE
        ),
    )
    assert found(written) == [(Kind.BASE, 0, 0), (Kind.MISSING, 1, 4)]


def test_what_was_taken_out_after_forgetting_is_found(written):
    with written.transaction() as db:
        audit.forget(db, before=NOON + timedelta(days=1))
    tamper(written, delete(table).where(table.c.id <= 6))
    assert found(written) == [(Kind.MISSING, 5, 6)]


# -- a backup -------------------------------------------------------------------------


def test_a_backup_that_was_put_back_is_told_and_not_held_against_anybody(written):
    put_back(written, rows(written)[:6])
    with written.transaction() as db:
        audit.resume(db, NOON + timedelta(days=3), why="backup put back")
    proof = examine(written)
    assert proof.whole
    assert [(each.id, each.after) for each in proof.resumed] == [(7, 6)]
    notes(written, ENTRIES + 4)
    tamper(written, delete(table).where(table.c.id > 7))
    assert found(written) == [(Kind.CUT, 8, 8)]


# -- how it is written ----------------------------------------------------------------


def test_many_writers_write_one_chain(database):
    def write(number):
        for _time in range(5):
            notes(database, number)

    at_once(6, write)
    proof = examine(database)
    assert (proof.whole, proof.entries) == (True, 30)


def test_what_is_undone_was_not_noted(database):
    with database.transaction() as db:
        audit.note(db, NOON, actor=1, act="first")
        part = db.begin_nested()
        audit.note(db, NOON, actor=1, act="undone")
        assert audit.of(db, 5) == []  # reading writes what waits, and that is undone, too
        part.rollback()
        with db.begin_nested():
            audit.note(db, NOON, actor=1, act="second")
    with pytest.raises(ZeroDivisionError):
        _notes_and_fails(database)
    assert [row["act"] for row in rows(database)] == ["first", "second"]
    assert examine(database).whole


def _notes_and_fails(database):
    with database.transaction() as db:
        audit.note(db, NOON, actor=1, act="lost")
        _ = 1 / 0


def test_a_savepoint_within_a_savepoint(database):
    with database.transaction() as db:
        outer = db.begin_nested()
        audit.note(db, NOON, actor=1, act="outer")
        with db.begin_nested():
            audit.note(db, NOON, actor=1, act="inner")
        outer.rollback()
        audit.note(db, NOON, actor=1, act="after")
    assert [row["act"] for row in rows(database)] == ["after"]


def test_words_of_people_are_not_taken(database):
    with database.transaction() as db:
        for field in ("act", "about", "why"):
            with pytest.raises(ValueError, match="fixed phrases"):
                audit.note(db, NOON, **{"actor": 1, "act": "x", field: "Амина"})


def test_outside_of_a_transaction_nothing_can_be_noted(database):
    with database.engine.begin() as db, pytest.raises(RuntimeError):
        audit.note(db, NOON, actor=1, act="x")


def test_what_is_ones_own_is_not_noted(database):
    with database.transaction() as db:
        audit.because(db, "tap person")
        shown = {1: {"people.name"}, 2: ["contacts.note", "people.name"]}
        audit.seen(db, NOON, actor=1, of=shown)
        entries = audit.of(db, 2)
        assert audit.of(db, 1) == []
    assert [(each.act, each.about, each.why) for each in entries] == [
        ("saw", "contacts.note people.name", "tap person")
    ]


def test_entries_of_an_older_release_are_sealed_once(database):
    with database.transaction() as db:
        db.execute(text("DELETE FROM marks"))
        for number in (2, 5):
            db.execute(insert(table), {"id": number, "at": NOON, "act": "gave", "about": "1"})
    audit.begin(database)
    assert (examine(database).entries, examine(database).whole) == (2, True)
    notes(database, 1)
    assert examine(database).whole
    tamper(database, update(table).values(seal=""), text("DELETE FROM marks"))
    audit.begin(database)  # what the witness has seen had seals
    assert not examine(database).whole


def test_a_witness_that_cannot_be_read_or_written_stops_nobody(database, tmp_path):
    (tmp_path / NEWEST).mkdir()
    notes(database, 1)
    assert found(database) == [(Kind.WITNESS, 0, 0)]
    (tmp_path / NEWEST).rmdir()
    (tmp_path / NEWEST).write_bytes(b"\xff\xfe")
    notes(database, 2)
    assert found(database) == [(Kind.WITNESS, 0, 0)]
    assert len(rows(database)) == 2


def test_the_mark_of_the_beginning_is_readable_by_this_house_only(database):
    with database.transaction() as db:
        mark = marks.read(db, BASE)
    assert mark
    assert database.chain.read_base(mark) == Head(0, "")
    assert Chain(b"another key").read_base(mark) is None
    assert database.chain.read_base("x") is None


def test_the_heads_are_those_of_their_days(written, witness):
    assert [each.day for each in witness.heads()] == [
        date(2026, 9, 1) + timedelta(days=number) for number in range(3)
    ]

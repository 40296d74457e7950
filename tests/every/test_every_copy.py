"""Every table that says something about a person is in `/mydata`, the copy, and the erasure."""

from __future__ import annotations

import json

import pytest

from bot.core.rules.people import Role
from handlers.mydata.files import FILE, FORMATS, document
from handlers.mydata.overview import mydata, why
from handlers.mydata.paper import paper_of
from handlers.mydata.subjects import AFTERWARDS, SUBJECTS, how_long
from storage import copies, erasing
from storage.places import NOBODYS, Means, rows_about, tables_with, whom
from storage.register import Kept, register
from storage.register.periods import Periods
from storage.tables import metadata
from tests.every.scenes import ROLES
from tests.every.telegram import check_message

PERSONAL = sorted({entry.table for entry in register() if entry.personal} - NOBODYS)
ABOUT = [table.name for table in tables_with(Means.OWN, Means.PROOF)]
# A coordinator's or mentor's number stands in them; what they are about is not the person.
OF_OTHERS = {"places", "place_versions", "events", "reviews", "term_texts"}
OF_OTHERS |= {"entries", "entry_texts", "entry_versions"}
STAYS = {"people", "audit", "consents", "transfers", "erasures"}


@pytest.mark.parametrize("table", PERSONAL)
def test_every_table_with_something_personal_is_about_somebody(table):
    assert table in ABOUT or table in OF_OTHERS


@pytest.mark.parametrize("table", ABOUT)
def test_every_such_table_is_told_in_plain_words(table):
    assert table in AFTERWARDS or any(table in subject.tables for subject in SUBJECTS)


def test_every_personal_column_is_in_the_copy_or_left_out_for_a_reason():
    for entry in register():
        place = f"{entry.table}.{entry.column}"
        if entry.personal and entry.table in ABOUT:
            copied = entry.column in [each.column for each in copies.copied(entry.table)]
            assert copied is not (place in copies.LEFT_OUT), place
    assert all(len(reason) > 10 for reason in copies.LEFT_OUT.values())


@pytest.mark.parametrize("kept", Kept)
def test_every_period_has_words(kept):
    assert how_long(kept, Periods()).one.startswith("Kept")


@pytest.mark.parametrize("role", Role)
def test_what_is_counted_is_what_is_shown_and_what_is_copied(role, stage, db):
    turn = stage.turn(db, role)
    counted = copies.counted(db, turn.person.id)
    copy = copies.of(db, turn.person.id)
    assert {each.table: len(each.rows) for each in copy.stored} == dict(counted)
    shown = [subject for subject in SUBJECTS if any(counted.get(each) for each in subject.tables)]
    text = stage.world.lotse.composer.label(why(turn).words, turn.person)
    for subject in shown:
        assert stage.world.lotse.composer.label(subject.title, turn.person) in text


@pytest.mark.parametrize("role", Role)
def test_the_pages_fit_even_if_every_kind_is_there(role, stage, db):
    turn = stage.turn(db, role)
    for reply in (mydata(turn), why(turn)):
        check_message(reply, stage.reader(turn.language))


@pytest.mark.parametrize("role", Role)
def test_the_copy_can_be_read_by_machines_and_people(role, stage, db):
    turn = stage.turn(db, role)
    read = document(turn, turn.person, "json")
    assert read
    assert set(json.loads(read.content)["stored"]) <= set(ABOUT)
    paper = paper_of(turn, turn.person)
    assert len(paper.parts) > 5


@pytest.mark.parametrize("role", Role)
def test_nothing_is_left_after_an_erasure_but_what_is_said_to_stay(role, stage, db):
    number = stage.cast[ROLES[role]].id
    with stage.rehearsal(db):
        before = whom(db, number)
        assert erasing.erase(db, number, erasing.Why.WISH, stage.turn(db, role).now)
        for table in tables_with(Means.OWN, Means.PROOF):
            left = db.execute(table.select().where(rows_about(table, before))).all()
            assert not left or table.name in STAYS, table.name
        assert {table.name for table in metadata.sorted_tables} >= set(ABOUT)


@pytest.mark.parametrize("format", FORMATS)
def test_behind_the_link_is_the_same_file(format, stage, db):
    turn = stage.turn(db, Role.PARTICIPANT)
    file = FILE.makes(turn, format)
    assert file
    assert file.filename == f"mydata-2026-09-01.{format}"
    assert FILE.makes(turn, "exe") is None


def test_names_of_others_are_in_nobodys_copy(stage, db):
    for role in Role:
        turn = stage.turn(db, role)
        file = document(turn, turn.person, "json")
        assert file
        for name in {person.name for person in stage.cast.values()} - {turn.person.name}:
            assert f'"{name}"' not in file.content.decode(), f"{name} in the copy of a {role}"

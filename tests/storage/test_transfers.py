"""What left the house stays on record, and whoever has it must hear when consent to it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.consent import Door, Line, Purpose, Recipient
from storage import transfers
from tests.chat import NOON

COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)
APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


@pytest.fixture
def katrin(everybody):
    return everybody["Katrin"].id


def left(db, person_id, line, receiver="Room 3", note=transfers.note):
    return note(
        db,
        person_id,
        line=line,
        receiver=receiver,
        data="course",
        door=Door.SHARE,
        by=None,
        now=NOON,
    )


def test_what_left_is_told_as_it_was(db, amina):
    left(db, amina, COURSES)
    (one,) = transfers.of(db, amina)
    assert (one.line, one.receiver, one.data, one.door) == (
        COURSES,
        "Room 3",
        "course",
        Door.SHARE,
    )
    assert (one.at, one.ended_at, one.told_at) == (NOON, None, None)


def test_only_what_has_ended_is_to_be_told(db, amina, katrin):
    id = left(db, amina, COURSES)
    left(db, amina, APPOINTMENTS)
    assert transfers.to_tell(db) == []
    assert not transfers.told(db, id, katrin, LATER)
    assert transfers.end(db, amina, [COURSES], LATER) == 1
    assert [each.id for each in transfers.to_tell(db)] == [id]
    assert transfers.told(db, id, katrin, LATER)
    assert not transfers.told(db, id, katrin, LATER)
    assert transfers.to_tell(db) == []


def test_everything_ends_at_once_and_only_for_this_person(db, amina, everybody):
    left(db, amina, COURSES)
    left(db, amina, APPOINTMENTS)
    left(db, everybody["Oksana"].id, COURSES)
    assert transfers.end(db, amina, [], LATER) == 0
    assert transfers.end(db, amina, None, LATER) == 2
    assert transfers.end(db, amina, None, LATER) == 0
    assert {each.person_id for each in transfers.to_tell(db)} == {amina}


def test_looking_again_is_nothing_new_until_it_has_ended(db, amina):
    first = left(db, amina, COURSES, note=transfers.note_once)
    assert left(db, amina, COURSES, note=transfers.note_once) == first
    assert left(db, amina, COURSES, "Room 4", note=transfers.note_once) != first
    transfers.end(db, amina, None, LATER)
    assert left(db, amina, COURSES, note=transfers.note_once) != first

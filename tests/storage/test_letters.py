"""Letters that wait to be read survive a dead process; cards belong to their appointment."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.core.clock import HOME
from storage import appointments, cards, deliveries, letters
from storage.cards import Where
from storage.letters import State
from tests.chat import NOON
from tests.storage.conftest import at_once

LEASE = timedelta(minutes=4)
FOUND = {"day": "2026-09-14", "time": "10:30"}


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


def ask(db, person_id):
    return letters.ask(db, person_id, file_id="photo", message_id=7, now=NOON)


def outbox(db):
    claimed = deliveries.claim(db, now=NOON, lease=LEASE, limit=10, ask_a_human=[])
    return sorted((each.kind, each.deletes) for each in claimed)


def test_what_was_read_is_told_and_the_photo_goes_in_one_transaction(db, amina):
    id = ask(db, amina)
    letter = letters.claim(db, now=NOON, lease=LEASE)
    assert (letter.id, letter.file_id) == (id, "photo")
    assert letters.settle(db, letter, FOUND, NOON)
    kept = letters.get(db, id, amina)
    assert (kept.state, kept.found) == (State.READ, FOUND)
    assert (kept.file_id, kept.message_id) == (None, None)
    assert [deletes for _kind, deletes in outbox(db) if deletes] == [7]


def test_of_a_process_that_died_another_reads_on_but_not_for_ever(db, amina):
    id = ask(db, amina)
    first = letters.claim(db, now=NOON, lease=LEASE)
    assert letters.claim(db, now=NOON, lease=LEASE) is None  # somebody has it
    later = NOON + 2 * LEASE
    second = letters.claim(db, now=later, lease=LEASE)
    assert (second.id, second.attempts) == (id, 1)
    assert not letters.settle(db, first, FOUND, later)  # too late: it is the other's
    third = letters.claim(db, now=later + 2 * LEASE, lease=LEASE)
    assert third.attempts >= letters.MOST_ATTEMPTS  # the reader gives it up
    assert letters.settle(db, third, None, later)
    assert letters.get(db, id, amina).state is State.UNREAD


def test_what_was_not_begun_is_given_back(db, amina):
    ask(db, amina)
    assert letters.give_back(db, letters.claim(db, now=NOON, lease=LEASE))
    assert letters.claim(db, now=NOON, lease=LEASE).attempts == 0


def test_it_is_nobody_elses(db, everybody, amina):
    id = ask(db, amina)
    assert letters.get(db, id, everybody["Jonas"].id) is None
    assert letters.waiting(db, amina) == 1
    assert letters.waiting(db, everybody["Jonas"].id) == 0


def test_two_readers_never_have_the_same(database, everybody):
    with database.transaction() as db:
        ask(db, everybody["Amina"].id)

    def claims(_number):
        with database.transaction() as db:
            return letters.claim(db, now=NOON, lease=LEASE)

    assert sum(each is not None for each in at_once(4, claims)) == 1


# -- cards -------------------------------------------------------------------------------------


@pytest.fixture
def appointment(db, amina):
    return appointments.add(
        db,
        participant_id=amina,
        entered_by=amina,
        office="jobcenter",
        day=date(2026, 9, 14),
        time=time(10, 30),
        zone=HOME,
        place=None,
        contact=None,
        note=None,
        now=NOON,
    )


def test_the_room_takes_the_place_of_the_one_before(db, appointment):
    assert cards.where(db, appointment.id) == Where()
    cards.put(db, appointment, Where("Zimmer 1", 3))
    cards.put(db, appointment, Where("Zimmer 2", 3))
    assert cards.where(db, appointment.id) == Where("Zimmer 2", 3)
    cards.put(db, appointment, Where())
    assert cards.where(db, appointment.id) == Where()


def test_papers_are_ticked_taken_off_and_added(db, appointment):
    def now():
        return [
            (p.document or p.text, p.ticked, p.removed) for p in cards.papers(db, appointment.id)
        ]

    cards.tick(db, appointment, "id", NOON)
    cards.remove(db, appointment, "photo")
    assert cards.add(db, appointment, "Mietvertrag")
    assert now() == [("id", True, False), ("photo", False, True), ("Mietvertrag", False, False)]
    own = cards.papers(db, appointment.id)[-1].id
    assert cards.tick_own(db, appointment, own, NOON)
    cards.tick(db, appointment, "id", NOON)
    cards.remove(db, appointment, "photo")
    assert now() == [("id", False, False), ("photo", False, False), ("Mietvertrag", True, False)]
    assert cards.remove_own(db, appointment, own)
    assert not cards.tick_own(db, appointment, own, NOON)


def test_a_list_does_not_grow_for_ever(db, appointment):
    for number in range(cards.MOST_OWN):
        assert cards.add(db, appointment, f"Paper {number}")
    assert not cards.add(db, appointment, "One more")

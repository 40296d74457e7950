"""Updates are kept once, heard in the order of each chat, and laid aside if they cannot be read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import inbox
from storage.inbox import MOST_ATTEMPTS, Update
from storage.tables import updates
from tests.chat import NOON
from tests.storage.conftest import at_once

AMINA, OKSANA = 1001, 1002
DAY = timedelta(days=1)


@pytest.fixture
def db(database):
    with database.transaction() as db:
        yield db


def keep(db, *numbers, chat=AMINA, now=NOON):
    return inbox.keep(db, [Update(number, chat, f'{{"n": {number}}}') for number in numbers], now)


def hear(db, now=NOON):
    taken = inbox.take(db, now)
    inbox.done(db, taken)
    return [update.id for update in taken]


def test_an_update_is_kept_and_heard_as_it_came(db):
    assert keep(db, 7) == 1
    assert inbox.take(db, NOON) == [Update(7, AMINA, '{"n": 7}', 0)]


def test_the_same_update_is_kept_once(db):
    assert keep(db, 7, 8) == 2
    assert keep(db, 7, 8, 9) == 1
    assert inbox.waiting(db) == 3


def test_what_was_heard_is_not_heard_again_when_it_is_repeated(db):
    keep(db, 7)
    assert hear(db) == [7]
    assert keep(db, 7) == 0
    assert hear(db) == []


def test_a_chat_is_heard_in_order(db):
    keep(db, 9)
    keep(db, 7, 8)
    assert [hear(db), hear(db), hear(db), hear(db)] == [[7], [8], [9], []]


def test_several_chats_are_heard_together_and_none_twice_in_a_batch(db):
    keep(db, 1, 3, chat=AMINA)
    keep(db, 2, 4, chat=OKSANA)
    assert [update.id for update in inbox.take(db, NOON, 10)] == [1, 2]


def test_who_stumbles_makes_only_its_own_chat_wait(db):
    keep(db, 1, 2, chat=AMINA)
    keep(db, 3, chat=OKSANA)
    (first,) = inbox.take(db, NOON)
    assert inbox.stumbled(db, first, NOON)
    (second,) = inbox.take(db, NOON)
    assert inbox.stumbled(db, second, NOON), "the first pause is none"
    later = NOON + timedelta(seconds=1)
    assert hear(db, NOON) == [3]
    assert hear(db, NOON) == []
    assert hear(db, later) == [1]
    assert hear(db, later) == [2]


def test_after_some_attempts_an_update_is_laid_aside_and_the_next_is_heard(db):
    keep(db, 1, 2)
    now, alive = NOON, []
    for _attempt in range(MOST_ATTEMPTS):
        now += timedelta(minutes=1)
        (update,) = inbox.take(db, now)
        alive.append(inbox.stumbled(db, update, now))
    assert alive == [True] * (MOST_ATTEMPTS - 1) + [False]
    assert inbox.dead(db) == 1
    assert hear(db, now) == [2]


def test_what_was_said_is_erased_as_soon_as_it_is_heard(db):
    keep(db, 1)
    hear(db)
    assert db.execute(updates.select()).one().raw is None


def test_what_is_done_is_forgotten_sooner_than_what_is_dead(db):
    keep(db, 1, chat=1)
    hear(db)
    keep(db, 2, chat=2)
    for _attempt in range(MOST_ATTEMPTS):
        (update,) = inbox.take(db, NOON + DAY)
        inbox.stumbled(db, update, NOON)
    keep(db, 3, chat=3)
    inbox.forget(db, done_before=NOON, dead_before=NOON)
    assert (inbox.dead(db), keep(db, 1, chat=1)) == (1, 0), "nothing is older than that"
    inbox.forget(db, done_before=NOON + DAY, dead_before=NOON)
    assert (inbox.dead(db), keep(db, 1, chat=1)) == (1, 1)
    inbox.forget(db, done_before=NOON + DAY, dead_before=NOON + DAY)
    assert inbox.dead(db) == 0
    assert inbox.waiting(db) == 2, "what waits is never forgotten"


def test_workers_hear_each_update_once_and_each_chat_in_order(database):
    with database.transaction() as db:
        for number in range(60):
            keep(db, number, chat=number % 6)
    heard = []

    def work(_thread):
        rests = 0
        while rests < 20:
            with database.transaction() as db:
                taken = inbox.take(db, NOON)
                heard.extend(taken)
                inbox.done(db, taken)
            rests = 0 if taken else rests + 1

    at_once(4, work)
    assert sorted(update.id for update in heard) == list(range(60))
    for chat in range(6):
        ids = [update.id for update in heard if update.chat_id == chat]
        assert ids == sorted(ids)

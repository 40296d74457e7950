"""Chats, PINs and pledges, on both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.core.rules.people import Role
from bot.core.rules.pledge import VALID, stands
from storage import deliveries, dialogues, invitations, people, phones, pins, pledges
from storage.deliveries import Urgency
from tests import cast
from tests.chat import NOON
from tests.storage.conftest import at_once

NEW = 2001


def guest(db):
    return people.add(db, name="?", role=Role.GUEST, language="en", now=NOON, chat_id=NEW)


def test_a_person_is_in_one_chat(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        phones.silence(db, oksana.id, NOON)
        assert people.get(db, oksana.id).silenced
        phones.move(db, oksana.id, to=NEW, instead_of=guest(db).id)
        assert people.at(db, cast.OKSANA) is None
        moved = people.at(db, NEW)
    assert (moved.id, moved.chat_id, moved.silenced) == (oksana.id, NEW, False)


def test_what_waits_moves_too_but_no_reply(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        deliveries.queue(
            db, key="x", kind="kind", person_id=oksana.id, about=1, due_at=NOON,
            useless_after=NOON + timedelta(days=1), urgency=Urgency.SOON,
        )  # fmt: skip
        deliveries.queue_reply(
            db, key="y", person_id=oksana.id, chat_id=cast.OKSANA, body={"words": "x"},
            edits=7, now=NOON, lease=None,
        )  # fmt: skip
        phones.move(db, oksana.id, to=NEW, instead_of=guest(db).id)
        lease = timedelta(minutes=1)
        claimed = deliveries.claim(db, now=NOON, lease=lease, limit=9, ask_a_human=[])
    assert [(each.key, each.chat_id) for each in claimed] == [("x", NEW)]


def test_a_form_that_was_open_is_closed(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        before = dialogues.load(db, oksana.id)
        dialogues.save(db, before, before.opened("Form", {"place": "x"}), NOON)
        phones.move(db, oksana.id, to=NEW, instead_of=guest(db).id)
        after = dialogues.load(db, oksana.id)
    assert (after.form, after.answers) == (None, {})


def test_of_many_who_move_with_one_code_one_does(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        code = invitations.make(db, role=Role.PARTICIPANT, now=NOON, moves=oksana.id)

    def take(number):
        with database.transaction() as db:
            return invitations.use(db, code, person_id=oksana.id, now=NOON)

    found = [each for each in at_once(4, take) if each]
    assert [each.moves for each in found] == [oksana.id]


def test_the_coordinator_is_told_once_until_it_is_reachable_again(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        people.reach(db, cast.OKSANA, reachable=False)
        assert phones.unreachable(db) == [oksana.id]
        phones.told(db, oksana.id, NOON)
        people.reach(db, cast.OKSANA, reachable=False)
        assert phones.unreachable(db) == []
        people.reach(db, cast.OKSANA, reachable=True)
        people.reach(db, cast.OKSANA, reachable=False)
        assert phones.unreachable(db) == [oksana.id]


def test_a_pin_opens_and_five_wrong_ones_lock(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        pins.put(db, oksana.id, "4711", NOON)
        assert pins.fits(db, oksana.id, "4711", NOON + timedelta(hours=1))
        assert people.get(db, oksana.id).opened_at == NOON + timedelta(hours=1)
        for _time in range(pins.MOST_FAILURES):
            assert not pins.fits(db, oksana.id, "4712", NOON)
        assert not pins.fits(db, oksana.id, "4711", NOON)
        pins.remove(db, oksana.id)
        assert not people.get(db, oksana.id).has_pin
        assert not pins.fits(db, oksana.id, "4711", NOON)


def test_a_pledge_is_for_a_year_and_in_the_ledger(database, everybody):
    oksana = everybody["Oksana"]
    with database.transaction() as db:
        assert pledges.given_at(db, oksana.id) is None
        pledges.record(db, oksana.id, text="I promise", language="en", now=NOON)
        given = pledges.given_at(db, oksana.id)
    assert given == NOON
    assert stands(given, NOON + VALID - timedelta(seconds=1))
    assert not stands(given, NOON + VALID)
    assert not stands(None, NOON)

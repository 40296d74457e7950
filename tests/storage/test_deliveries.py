"""The outbox: one sender has a delivery at a time, and nothing is planned twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage import deliveries, people
from storage.deliveries import State, Urgency
from storage.tables import deliveries as table
from tests.chat import NOON
from tests.storage.conftest import at_once

LEASE = timedelta(minutes=1)
AFTER = NOON + 2 * LEASE


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


@pytest.fixture
def oksana(everybody):
    return everybody["Oksana"].id


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def queue(db, person_id, number=1, **changes):
    return deliveries.queue(
        db,
        **{
            "key": f"reminder:{number}:{person_id}",
            "kind": "reminder",
            "person_id": person_id,
            "about": number,
            "due_at": NOON,
            "useless_after": NOON + timedelta(days=1),
            "urgency": Urgency.SOON,
            **changes,
        },
    )


def reply(db, person_id, number, *, lease=None):
    return deliveries.queue_reply(
        db,
        key=f"reply:{number}",
        person_id=person_id,
        chat_id=1001,
        body={"words": number},
        edits=None,
        now=NOON,
        lease=lease,
    )


def claim(db, now=NOON, limit=100, ask=()):
    return deliveries.claim(db, now=now, lease=LEASE, limit=limit, ask_a_human=ask)


def states(db):
    return Counter(row.state for row in db.execute(select(table.c.state)))


def test_the_same_key_is_queued_once(db, amina):
    assert queue(db, amina)
    assert not queue(db, amina)
    assert len(claim(db)) == 1


def test_what_was_sent_is_not_queued_again_under_its_key(db, amina):
    queue(db, amina)
    (delivery,) = claim(db)
    assert deliveries.sent(db, delivery, message_id=5, now=NOON)
    assert not queue(db, amina)


def test_many_are_queued_once_each(db, amina, oksana):
    def invite(*people):
        return deliveries.queue_many(
            db,
            list(people),
            kind="event_invitation",
            about=1,
            due_at=NOON,
            useless_after=NOON + timedelta(days=1),
            urgency=Urgency.SOMETIME,
        )

    assert invite(amina) == 1
    assert invite(amina, oksana) == 1
    assert invite() == 0
    assert {each.person_id for each in claim(db)} == {amina, oksana}


def test_nothing_leaves_before_it_is_due(db, amina):
    queue(db, amina, due_at=NOON + timedelta(seconds=1))
    assert claim(db) == []
    assert len(claim(db, NOON + timedelta(seconds=1))) == 1


def test_what_is_on_lease_is_not_taken_by_another(db, amina):
    queue(db, amina)
    assert len(claim(db)) == 1
    assert claim(db) == []
    assert claim(db, NOON + LEASE) == []


def test_a_lease_that_ran_out_is_taken_over_and_marked_as_a_repeat(db, amina):
    queue(db, amina)
    (first,) = claim(db)
    (second,) = claim(db, AFTER)
    assert (first.repeat, second.repeat) == (False, True)
    assert second.attempt == first.attempt + 1


def test_who_lost_the_lease_cannot_settle(db, amina):
    queue(db, amina)
    (first,) = claim(db)
    (second,) = claim(db, AFTER)
    assert not deliveries.sent(db, first, message_id=5, now=AFTER)
    assert not deliveries.drop(db, first)
    assert not deliveries.give_up(db, first, reason="late")
    assert not deliveries.postpone(db, first, until=AFTER)
    assert deliveries.sent(db, second, message_id=6, now=AFTER)
    assert states(db) == {State.SENT: 1}


def test_what_a_human_decides_about_is_unsure_when_its_lease_runs_out(db, amina):
    queue(db, amina, kind="event_invitation")
    claim(db)
    assert claim(db, AFTER, ask=["event_invitation"]) == []
    assert states(db) == {State.UNSURE: 1}
    assert deliveries.send_again(db, "event_invitation", 1, AFTER) == 1
    (again,) = claim(db, AFTER, ask=["event_invitation"])
    assert again.repeat


def test_what_is_too_late_is_dropped(db, amina):
    queue(db, amina, useless_after=NOON + LEASE)
    assert claim(db, NOON + LEASE + timedelta(seconds=1)) == []
    assert states(db) == {State.DROPPED: 1}


def test_what_is_postponed_leaves_later_and_keeps_its_mark(db, amina):
    queue(db, amina)
    (delivery,) = claim(db)
    deliveries.postpone(db, delivery, until=NOON + LEASE, repeat=True)
    assert claim(db) == []
    (again,) = claim(db, NOON + LEASE)
    deliveries.postpone(db, again, until=NOON + LEASE)
    assert [each.repeat for each in claim(db, NOON + LEASE)] == [True]


def test_what_is_urgent_leaves_first(db, amina, oksana):
    queue(db, amina, 1, urgency=Urgency.SOMETIME, due_at=NOON - LEASE)
    queue(db, amina, 2, urgency=Urgency.SOON)
    reply(db, oksana, 3)
    assert [each.kind for each in claim(db, limit=1)] == ["reply"]
    assert [each.about for each in claim(db, limit=1)] == [2]


def test_the_replies_to_one_person_never_overtake_each_other(db, amina, oksana):
    for number in (1, 2, 3):
        reply(db, amina, number)
    reply(db, oksana, 4)
    first = claim(db)
    assert {each.key for each in first} == {"reply:1", "reply:4"}
    assert claim(db) == []
    deliveries.sent(db, next(e for e in first if e.key == "reply:1"), message_id=1, now=NOON)
    assert [each.key for each in claim(db)] == ["reply:2"]


def test_a_reply_is_on_lease_at_once_unless_one_is_still_to_leave(db, amina):
    first = reply(db, amina, 1, lease=LEASE)
    assert first is not None
    assert first.body == {"words": 1}
    assert reply(db, amina, 2, lease=LEASE) is None
    assert claim(db) == []
    assert deliveries.sent(db, first, message_id=1, now=NOON)
    (second,) = claim(db)
    assert second.body == {"words": 2}


def test_the_words_of_a_reply_are_erased_however_it_ends(db, amina, oksana):
    reply(db, amina, 1)
    (delivery,) = claim(db)
    deliveries.sent(db, delivery, message_id=1, now=NOON)
    reply(db, amina, 2)
    (delivery,) = claim(db)
    deliveries.give_up(db, delivery, reason="no")
    reply(db, amina, 3)
    (delivery,) = claim(db)
    deliveries.drop(db, delivery)
    reply(db, oksana, 4)
    claim(db, NOON + timedelta(days=2))  # too late for it
    assert [row.body for row in db.execute(table.select())] == [None] * 4


def test_eight_senders_take_each_of_four_hundred_exactly_once(database, everybody):
    ids = [person.id for person in everybody.values()]
    with database.transaction() as db:
        for number in range(400):
            queue(db, ids[number % len(ids)], number)

    def send(_thread):
        taken = []
        while True:
            with database.transaction() as db:
                claimed = claim(db, limit=7)
            if not claimed:
                return taken
            for each in claimed:
                with database.transaction() as db:
                    assert deliveries.sent(db, each, message_id=each.id, now=NOON)
            taken += claimed

    taken = [each.about for batch in at_once(8, send) for each in batch]
    assert len(taken) == 400
    assert sorted(taken) == list(range(400))
    with database.transaction() as db:
        assert states(db) == {State.SENT: 400}


def test_what_somebody_was_told_last(db, amina, oksana):
    def tell(version, now, person=amina):
        queue(db, person, version, about=1, detail=str(version))
        for each in claim(db, now):
            deliveries.sent(db, each, message_id=1, now=now)

    assert deliveries.last_told(db, amina, "reminder", 1) is None
    tell(1, NOON)
    tell(2, NOON + LEASE)
    tell(9, NOON + LEASE, oksana)
    assert deliveries.last_told(db, amina, "reminder", 1) == "2"
    queue(db, amina, 3, about=1, detail="3")
    assert deliveries.last_told(db, amina, "reminder", 1) == "2", "the third still waits"


def test_who_was_reached_and_who_was_not(db, everybody):
    for name in ("Amina", "Oksana", "Jonas", "Mara"):
        queue(db, everybody[name].id, about=1)
    first, second, third, _fourth = claim(db)
    deliveries.sent(db, first, message_id=1, now=NOON)
    deliveries.give_up(db, second, reason=deliveries.UNREACHABLE + "blocked")
    deliveries.give_up(db, third, reason="Bad Request")
    assert deliveries.outcomes(db, "reminder", 1) == {
        State.SENT: 1,
        State.FAILED: 2,
        State.SENDING: 1,
    }
    assert deliveries.unreached(db, "reminder", 1) == 1
    assert deliveries.people_in(db, "reminder", 1, State.SENT) == [first.person_id]


def test_a_long_reason_is_cut(db, amina):
    queue(db, amina)
    (delivery,) = claim(db)
    assert deliveries.give_up(db, delivery, reason="x" * 1000)
    assert db.execute(select(func.length(table.c.reason))).scalar_one() == 200


def test_who_pauses_gets_replies_and_nothing_else(db, amina, oksana):
    queue(db, amina, 1)
    queue(db, amina, 2, kind="event_invitation")
    queue(db, oksana, 3)
    reply(db, amina, 4)
    assert deliveries.drop_waiting(db, amina, kinds=["event_invitation"]) == 1
    assert deliveries.drop_waiting(db, amina) == 1
    assert {(each.kind, each.person_id) for each in claim(db)} == {
        ("reply", amina),
        ("reminder", oksana),
    }


def take_away(db, amina, message_id=7, **more):
    usual = {"chat_id": 1001, "due_at": NOON, "written_at": NOON}
    return deliveries.queue_deletion(
        db, person_id=amina, message_id=message_id, **{**usual, **more}
    )


def test_a_message_is_taken_away_once_and_from_where_it_stands(db, amina):
    assert take_away(db, amina)
    assert not take_away(db, amina)
    people.move(db, 1001, to=4711)
    [mine] = claim(db)
    assert (mine.deletes, mine.chat_id, mine.edits, mine.body) == (7, 1001, None, None)


def test_what_is_taken_away_is_nothing_that_waits_to_be_told(db, amina):
    take_away(db, amina)
    assert deliveries.drop_waiting(db, amina) == 0
    assert states(db) == {"due": 1}


def test_a_message_that_says_something_else_now_is_kept(db, amina, oksana):
    take_away(db, amina, due_at=NOON + timedelta(minutes=15))
    deliveries.keep_message(db, oksana, 7)
    deliveries.keep_message(db, amina, 8)
    assert states(db) == {"due": 1}
    deliveries.keep_message(db, amina, 7)
    assert states(db) == {}
    assert take_away(db, amina)  # and may be taken away later after all


def test_what_is_too_old_to_be_deleted_is_dropped(db, amina):
    take_away(db, amina)
    assert claim(db, NOON + timedelta(hours=48)) == []
    assert states(db) == {"dropped": 1}


def test_only_what_left_can_be_seen_again_and_only_by_whom_it_was_for(db, amina, oksana):
    queue(db, amina)
    [delivery] = claim(db)
    assert deliveries.told(db, delivery.id, amina)
    deliveries.postpone(db, delivery, until=AFTER)
    assert deliveries.told(db, delivery.id, amina) is None
    [delivery] = claim(db, AFTER)
    deliveries.sent(db, delivery, message_id=1, now=AFTER)
    assert deliveries.told(db, delivery.id, amina)
    assert deliveries.told(db, delivery.id, oksana) is None

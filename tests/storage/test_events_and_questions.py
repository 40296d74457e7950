"""Events with their texts and answers; questions that one person answers; contacts."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.core.clock import HOME
from bot.core.rules.events import Reach, Rsvp
from storage import contacts, deliveries, events, questions
from storage.deliveries import Urgency
from tests.chat import NOON
from tests.storage.conftest import at_once


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def make_event(db, everybody, day=date(2026, 9, 20)):
    return events.add(
        db,
        made_by=everybody["Katrin"].id,
        roles=["participant"],
        languages=["ar", "uk"],
        regions=[],
        day=day,
        time=time(15),
        zone=HOME,
        texts={"de": "Sommerfest", "ar": "حفلة"},
        now=NOON,
    )


def invite(db, event, *people):
    deliveries.queue_many(
        db,
        [person.id for person in people],
        kind=events.INVITATION,
        about=event.id,
        due_at=NOON,
        useless_after=event.starts_at,
        urgency=Urgency.SOMETIME,
    )
    return deliveries.claim(
        db, now=NOON, lease=timedelta(minutes=1), limit=9, ask_a_human=[events.INVITATION]
    )


def test_an_event_has_its_texts(db, everybody):
    event = make_event(db, everybody)
    assert event.texts == {"de": "Sommerfest", "ar": "حفلة"}
    assert events.get(db, event.id) == event
    assert events.get(db, 10**12) is None
    newer = make_event(db, everybody)
    assert events.everything(db) == [newer, event]


def test_who_was_invited_is_who_got_it(db, everybody):
    amina, oksana = everybody["Amina"], everybody["Oksana"]
    event = make_event(db, everybody)
    for each in invite(db, event, amina, oksana):
        if each.person_id == amina.id:
            deliveries.sent(db, each, message_id=1, now=NOON)
    assert events.invited_to(db, amina.id, NOON) == [event]
    assert events.invited_to(db, oksana.id, NOON) == []
    assert events.invited_to(db, amina.id, event.starts_at) == []


def test_the_newest_answer_counts_once(db, everybody):
    event, amina = make_event(db, everybody), everybody["Amina"].id
    for answer in (Rsvp.MAYBE, Rsvp.NO, Rsvp.YES):
        events.answer(db, event.id, amina, answer, NOON)
    assert [events.who_answered(db, event.id, each) for each in Rsvp] == [[amina], [], []]


def test_how_it_went_is_counted(db, everybody):
    event = make_event(db, everybody)
    people = [everybody[name] for name in ("Amina", "Oksana", "Jonas", "Mara", "Samir")]
    sent, failed, blocked, unsure, _waiting = invite(db, event, *people)
    deliveries.sent(db, sent, message_id=1, now=NOON)
    deliveries.give_up(db, failed, reason="Bad Request")
    deliveries.give_up(db, blocked, reason=deliveries.UNREACHABLE + "Forbidden")
    deliveries.unsure(db, unsure)
    events.answer(db, event.id, sent.person_id, Rsvp.YES, NOON)
    expected = Reach(sent=1, waiting=1, failed=2, blocked=1, unsure=1, yes=1)
    assert events.reach(db, event.id) == expected


def ask(db, everybody):
    asker = everybody["Amina"].id
    return questions.ask(db, asker_id=asker, text="Why?", language="ar", now=NOON)


def test_a_question_is_open_until_it_is_answered(db, everybody):
    first, second = ask(db, everybody), ask(db, everybody)
    assert [each.id for each in questions.open_ones(db)] == [first, second]
    assert questions.answer(db, first, text="Because.", by=everybody["Katrin"].id, now=NOON)
    assert [each.id for each in questions.open_ones(db)] == [second]
    assert questions.get(db, first).answer == "Because."
    assert not questions.answer(db, 10**12, text="?", by=everybody["Katrin"].id, now=NOON)


def test_of_two_coordinators_one_answers(database, everybody):
    with database.transaction() as db:
        number = ask(db, everybody)

    def answer(thread):
        with database.transaction() as db:
            by = everybody["Katrin"].id
            return questions.answer(db, number, text=f"Answer {thread}", by=by, now=NOON)

    answered = at_once(6, answer)
    assert answered.count(True) == 1
    with database.transaction() as db:
        assert questions.get(db, number).answer == f"Answer {answered.index(True)}"


def test_contacts_are_listed_for_the_mentor_and_for_all(db, everybody):
    def log(mentor, day, note=None):
        return contacts.add(
            db,
            mentor_id=everybody[mentor].id,
            participant_id=everybody["Amina"].id,
            kind="meeting",
            day=day,
            minutes=30,
            outcome="done",
            note=note,
            now=NOON,
        )

    old = log("Jonas", date(2026, 8, 1), "Likes to swim")
    new = log("Mara", date(2026, 8, 20))
    assert [each.id for each in contacts.newest(db)] == [new, old]
    assert [each.id for each in contacts.newest(db, limit=1)] == [new]
    assert [each.id for each in contacts.newest(db, of_mentor=everybody["Jonas"].id)] == [old]
    assert [each.note for each in contacts.everything(db)] == ["Likes to swim", None]

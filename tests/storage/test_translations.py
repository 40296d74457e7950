"""What waits to be translated: taken once, settled once, and said in the same transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.rules.translation import Kind, Rung, Translatable, Translation, Untranslated, Why
from storage import deliveries, erasing, messages, people, translations
from storage.tables import deliveries as outbox
from storage.tables import messages as written
from storage.tables import translations as waiting
from storage.translations import State, Then
from tests.chat import NOON
from tests.storage.conftest import at_once

LEASE = timedelta(minutes=3)
HELLO = Translation("مرحبا بكم جميعا", Rung.MACHINE)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def ask(db, everybody, author="Jonas", about="Amina", reader="Amina", row=7):
    return translations.ask(
        db,
        Translatable("Hello to all of you", "en", Kind.MESSAGE),
        "ar",
        author_id=everybody[author].id,
        about_id=everybody[about].id,
        reader_id=everybody[reader].id,
        then=Then("message", row),
        now=NOON,
        useless_after=NOON + timedelta(days=3),
    )


def queued(db):
    return [(row.kind, row.about, row.person_id) for row in db.execute(select(outbox))]


def test_what_is_settled_is_said_in_the_same_transaction(db, everybody):
    ask(db, everybody)
    [asked] = translations.claim(db, now=NOON, lease=LEASE)
    assert (asked.text.text, asked.text.language, asked.target) == (
        "Hello to all of you",
        "en",
        "ar",
    )
    assert queued(db) == []
    assert translations.settle(db, asked, HELLO, NOON)
    assert queued(db) == [("message", 7, everybody["Amina"].id)]
    known = translations.of(db, Then("message", 7), everybody["Amina"].id, "ar")
    assert (known.state, known.outcome) == (State.DONE, HELLO)
    assert translations.counts(db, NOON.date()) == {"en-ar": {"machine": 1}}


def test_whoever_comes_too_late_settles_nothing_and_it_is_said_once(db, everybody):
    """The bot died between claim and settle; another process took it; the first comes back."""
    ask(db, everybody)
    [first] = translations.claim(db, now=NOON, lease=LEASE)
    assert translations.claim(db, now=NOON + LEASE - timedelta(seconds=1), lease=LEASE) == []
    later = NOON + LEASE + timedelta(seconds=1)
    [second] = translations.claim(db, now=later, lease=LEASE)
    assert translations.settle(db, second, HELLO, later)
    assert not translations.settle(db, first, Untranslated(Why.FAILED), later)
    assert queued(db) == [("message", 7, everybody["Amina"].id)]
    assert translations.counts(db, NOON.date()) == {"en-ar": {"machine": 1}}


def test_after_three_deaths_it_is_hopeless(db, everybody):
    ask(db, everybody)
    now = NOON
    for _attempt in range(translations.MOST_ATTEMPTS):
        [asked] = translations.claim(db, now=now, lease=LEASE)
        assert not translations.is_hopeless(asked)
        now += LEASE + timedelta(seconds=1)
    [asked] = translations.claim(db, now=now, lease=LEASE)
    assert translations.is_hopeless(asked)


def test_given_back_it_waits_as_if_nobody_had_begun(db, everybody):
    ask(db, everybody)
    [asked] = translations.claim(db, now=NOON, lease=LEASE)
    assert translations.give_back(db, asked)
    [again] = translations.claim(db, now=NOON, lease=LEASE)
    assert again == asked


def test_of_many_at_once_each_is_taken_by_one(database, everybody):
    with database.transaction() as db:
        for row in range(10):
            ask(db, everybody, row=row)

    def take(number):
        with database.transaction() as db:
            return [each.id for each in translations.claim(db, now=NOON, lease=LEASE, limit=2)]

    taken = [id for some in at_once(20, take) for id in some]
    assert len(taken) == len(set(taken)) > 0


def test_a_bad_one_is_counted_once_and_only_for_its_reader(db, everybody):
    id = ask(db, everybody)
    [asked] = translations.claim(db, now=NOON, lease=LEASE)
    translations.settle(db, asked, HELLO, NOON)
    assert translations.get(db, id, everybody["Jonas"].id) is None
    mine = translations.get(db, id, everybody["Amina"].id)
    assert [translations.report(db, mine, NOON) for _time in range(2)] == [True, False]
    assert translations.counts(db, NOON.date()) == {"en-ar": {"machine": 1, "called bad": 1}}
    assert translations.counts(db, NOON.date() + timedelta(days=1)) == {}


def write(db, sender, receiver, about):
    return messages.write(
        db,
        sender_id=sender.id,
        receiver_id=receiver.id,
        about_id=about.id,
        text="See you",
        language="en",
        answer_to=None,
        now=NOON,
    )


@pytest.mark.parametrize("who", ["Amina", "Jonas"])
def test_an_erasure_takes_what_was_written_and_its_translation(db, everybody, who):
    amina, jonas = everybody["Amina"], everybody["Jonas"]
    write(db, jonas, amina, amina)
    ask(db, everybody)
    erasing.erase(db, everybody[who].id, erasing.Why.WISH, NOON)
    assert db.execute(select(written.c.id)).all() == []
    assert db.execute(select(waiting.c.id)).all() == []


def test_of_each_two_the_last_message_is_found_until_both_were_told(db, everybody):
    amina, oksana, jonas, katrin = (everybody[n] for n in ("Amina", "Oksana", "Jonas", "Katrin"))
    write(db, jonas, amina, amina)
    last = write(db, amina, jonas, amina)
    other = write(db, jonas, oksana, oksana)
    write(db, katrin, amina, amina)  # the office is no mentor
    assert [each.id for each in messages.last_ones(db)] == [last, other]
    messages.close(db, last, NOON)
    assert [each.id for each in messages.last_ones(db)] == [other]


def test_what_waits_between_the_two_is_dropped_with_the_consent(db, everybody):
    amina, jonas, katrin = (everybody[name] for name in ("Amina", "Jonas", "Katrin"))
    for id in (write(db, jonas, amina, amina), write(db, katrin, amina, amina)):
        deliveries.queue(
            db,
            key=str(id),
            kind=messages.KIND,
            person_id=amina.id,
            about=id,
            due_at=NOON,
            useless_after=NOON + timedelta(days=1),
            urgency=deliveries.Urgency.SOON,
        )
    messages.drop_waiting(db, amina.id)
    left = deliveries.claim(db, now=NOON, lease=LEASE, limit=9, ask_a_human=[])
    assert [each.about for each in left] == [2]


def test_names_of_all_whom_it_may_be_about_stay_as_they_are(db, everybody):
    """Of the mentor and of everybody with the same mentor; the first name alone is one, too."""
    people.rename(db, everybody["Oksana"].id, "Oksana Kovalenko Li")
    ask(db, everybody, reader="Katrin", about="Jonas")
    [asked] = translations.claim(db, now=NOON, lease=LEASE)
    names = set(translations.names_of(db, asked))
    assert {"Jonas", "Katrin", "Amina", "Oksana", "Kovalenko", "Oksana Kovalenko Li"} <= names
    assert not {"Li", "Samir"} & names

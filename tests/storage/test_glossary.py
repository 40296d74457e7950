"""One word a day for whoever wants one, and wordings that one coordinator decides on once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.rules.people import Role
from storage import erasing, glossary, people, phones
from storage.tables import term_proposals, term_texts
from tests.chat import NOON
from tests.storage.conftest import at_once

READERS = (Role.MENTOR, Role.MEDIATOR)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def proposed(db, person, text="A letter that decides.", language="en", term="bescheid"):
    return glossary.propose(
        db, proposer_id=person.id, term=term, language=language, text=text, now=NOON
    )


def test_whoever_wants_a_word_gets_one_until_they_do_not(db, everybody):
    jonas = everybody["Jonas"].id
    assert glossary.subscribe(db, jonas, NOON)
    assert not glossary.subscribe(db, jonas, NOON + timedelta(days=1))
    assert glossary.subscribes(db, jonas)
    assert glossary.subscribers(db, *READERS) == [jonas]
    assert glossary.unsubscribe(db, jonas)
    assert not glossary.unsubscribe(db, jonas)
    assert glossary.subscribers(db, *READERS) == []


def test_no_word_for_who_pauses_is_silent_unreachable_or_of_another_role(db, everybody):
    names = ("Jonas", "Mara", "Samir", "Katrin", "Amina")
    ids = {name: everybody[name].id for name in names}
    for id in ids.values():
        glossary.subscribe(db, id, NOON)
    assert glossary.subscribers(db, *READERS) == sorted(ids[n] for n in ("Jonas", "Mara", "Samir"))
    people.pause(db, ids["Jonas"], NOON)
    phones.silence(db, ids["Mara"], NOON)
    assert glossary.subscribers(db, *READERS) == [ids["Samir"]]
    people.reach(db, everybody["Samir"].chat_id, reachable=False)
    assert glossary.subscribers(db, *READERS) == []
    people.pause(db, ids["Jonas"], None)
    assert glossary.subscribers(db, *READERS) == [ids["Jonas"]]


def test_an_accepted_wording_is_said_in_its_language_only_and_the_next_one_replaces_it(
    db, everybody
):
    jonas, by = everybody["Jonas"], everybody["Katrin"].id
    first, second = proposed(db, jonas, "One"), proposed(db, jonas, "Two")
    assert [each.id for each in glossary.open_proposals(db)] == [first, second]
    assert glossary.accept(db, first, reviewer="A. Reviewer", by=by, now=NOON)
    own = glossary.own_text(db, "bescheid", "en")
    assert own is not None
    assert (own.text, own.reviewer, own.accepted_at) == ("One", "A. Reviewer", NOON)
    assert glossary.own_text(db, "bescheid", "de") is None
    assert glossary.own_text(db, "klage", "en") is None
    assert glossary.accept(db, second, reviewer="B. Reviewer", by=by, now=NOON)
    own = glossary.own_text(db, "bescheid", "en")
    assert own is not None
    assert (own.text, own.reviewer) == ("Two", "B. Reviewer")
    assert glossary.how_many_open(db) == 0
    assert glossary.take_back(db, "bescheid", "en")
    assert not glossary.take_back(db, "bescheid", "en")
    assert glossary.own_text(db, "bescheid", "en") is None


def test_what_is_declined_is_said_nowhere_and_cannot_be_accepted_later(db, everybody):
    by, id = everybody["Katrin"].id, proposed(db, everybody["Jonas"])
    assert glossary.decline(db, id, by=by, now=NOON)
    assert not glossary.decline(db, id, by=by, now=NOON)
    assert not glossary.accept(db, id, reviewer="A. Reviewer", by=by, now=NOON)
    assert glossary.own_text(db, "bescheid", "en") is None
    found = glossary.get(db, id)
    assert found is not None
    assert found.accepted is False
    assert not glossary.accept(db, 10**12, reviewer="A. Reviewer", by=by, now=NOON)


def test_of_several_coordinators_at_once_one_decides(database, everybody):
    with database.transaction() as db:
        id = proposed(db, everybody["Jonas"])
    by = everybody["Katrin"].id

    def decides(number: int) -> bool:
        with database.transaction() as db:
            if number % 2:
                return glossary.decline(db, id, by=by, now=NOON)
            return glossary.accept(db, id, reviewer=f"Reviewer {number}", by=by, now=NOON)

    assert sum(at_once(8, decides)) == 1
    with database.transaction() as db:
        found, texts = glossary.get(db, id), db.execute(select(term_texts)).all()
        assert found is not None
        assert bool(texts) is found.accepted


def test_whoever_is_erased_takes_the_proposals_along_and_leaves_what_is_shown_to_all(
    database, everybody
):
    jonas, by = everybody["Jonas"], everybody["Katrin"].id
    with database.transaction() as db:
        glossary.subscribe(db, jonas.id, NOON)
        proposed(db, jonas, "Still open")
        accepted = proposed(db, jonas, "Shown to all", language="de")
        glossary.accept(db, accepted, reviewer="A. Reviewer", by=by, now=NOON)
    with database.transaction() as db:
        erasing.erase(db, jonas.id, erasing.Why.WISH, NOON)
    with database.transaction() as db:
        assert db.execute(select(term_proposals)).all() == []
        assert glossary.subscribers(db, *READERS) == []
        own = glossary.own_text(db, "bescheid", "de")
        assert own is not None
        assert own.text == "Shown to all"

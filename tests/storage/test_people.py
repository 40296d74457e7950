"""Who is here, in which chat, and who cares for whom."""

from __future__ import annotations

import pytest

from bot.core.rules.people import Level, Role
from storage import people
from tests import cast
from tests.chat import NOON
from tests.storage.conftest import at_once


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def test_people_are_found_by_chat_and_by_id(db, everybody):
    amina = people.at(db, cast.AMINA)
    assert amina == everybody["Amina"] == people.find(db, amina.id)
    assert (amina.name, amina.role, amina.language) == ("Amina", Role.PARTICIPANT, "ar")
    assert people.at(db, cast.OTTO) is None
    assert people.find(db, 10**12) is None


def test_lists_are_by_name(db, everybody):
    names = [person.name for person in people.everybody(db)]
    assert names == ["Amina", "Jonas", "Katrin", "Mara", "Oksana", "Samir"]
    assert [p.name for p in people.everybody(db, Role.MENTOR)] == ["Jonas", "Mara"]
    assert [p.name for p in people.participants_of(db, everybody["Jonas"].id)] == [
        "Amina",
        "Oksana",
    ]
    assert people.participants_of(db, everybody["Mara"].id) == []


def test_asking_for_one_participant_is_asking_for_all(db, everybody):
    for mentor in everybody.values():
        found = {person.id for person in people.participants_of(db, mentor.id)}
        ids = {person.id for person in everybody.values()} | {10**12}
        assert {id for id in ids if people.is_participant_of(db, id, mentor.id)} == found


def test_a_person_changes(db, everybody):
    amina = everybody["Amina"].id
    people.speak(db, amina, "fa")
    people.be_discreet(db, amina, Level.TIME)
    people.pause(db, amina, NOON)
    people.rename(db, amina, "Amina B.")
    changed = people.get(db, amina)
    assert (changed.language, changed.level, changed.paused) == ("fa", Level.TIME, True)
    assert changed.name == "Amina B."
    people.pause(db, amina, None)
    assert not people.get(db, amina).paused


def test_who_has_blocked_the_bot_and_who_has_moved(db):
    people.reach(db, cast.AMINA, reachable=False)
    assert not people.at(db, cast.AMINA).reachable
    people.move(db, cast.AMINA, to=-100123)
    assert people.at(db, cast.AMINA) is None
    assert people.at(db, -100123).name == "Amina"


def test_a_participant_is_given_only_by_who_knows_the_present_mentor(db, everybody):
    amina, jonas, mara = (everybody[name].id for name in ("Amina", "Jonas", "Mara"))
    assert not people.give(db, amina, mentor_id=mara, instead_of=None)
    assert people.give(db, amina, mentor_id=mara, instead_of=jonas)
    assert not people.give(db, amina, mentor_id=None, instead_of=jonas)
    assert people.give(db, amina, mentor_id=None, instead_of=mara)
    assert people.give(db, amina, mentor_id=jonas, instead_of=None)


def test_only_participants_are_given(db, everybody):
    samir, mara = everybody["Samir"].id, everybody["Mara"].id
    assert not people.give(db, samir, mentor_id=mara, instead_of=None)


def test_of_two_coordinators_one_gives(database, everybody):
    amina, jonas = everybody["Amina"].id, everybody["Jonas"].id
    mentors = [everybody["Mara"].id, everybody["Samir"].id] * 4

    def give(thread):
        with database.transaction() as db:
            return people.give(db, amina, mentor_id=mentors[thread], instead_of=jonas)

    given = at_once(8, give)
    assert given.count(True) == 1
    with database.transaction() as db:
        assert people.get(db, amina).mentor_id == mentors[given.index(True)]

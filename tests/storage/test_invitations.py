"""A code is for one person, one role, fourteen days, and cannot be guessed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, cast, select

from bot.core.rules.people import Role
from storage import invitations
from storage.invitations import ALPHABET, LENGTH, LIVES, MOST_FAILURES
from storage.tables import invitations as table
from tests.chat import NOON
from tests.storage.conftest import at_once

SECOND = timedelta(seconds=1)


@pytest.fixture
def otto(everybody):
    return everybody["Samir"].id  # somebody has to be there; who it is does not matter


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def make(db, **more):
    return invitations.make(db, **{"role": Role.MENTOR, "now": NOON, **more})


def test_a_code_brings_role_name_region_and_mentor(db, everybody, otto):
    jonas, katrin = everybody["Jonas"].id, everybody["Katrin"].id
    code = make(
        db, role=Role.PARTICIPANT, name="Otto", region="Borna", mentor_id=jonas, made_by=katrin
    )
    found = invitations.use(db, code, person_id=otto, now=NOON)
    assert (found.role, found.name, found.region) == (Role.PARTICIPANT, "Otto", "Borna")
    assert (found.mentor_id, found.made_by) == (jonas, katrin)


def test_a_code_is_long_random_and_of_letters_nobody_confuses(db):
    codes = {make(db) for _time in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert len(code) == LENGTH
        assert set(code) <= set(ALPHABET)
    assert len(ALPHABET) ** LENGTH >= 2**80


def test_a_code_is_nowhere_stored(db):
    code = make(db, name="Otto")
    for row in db.execute(select(table.c.code_hash, cast(table.c.name, LargeBinary))):
        assert code not in row.code_hash
        assert b"Otto" not in bytes(row.name)


def test_a_code_is_used_once(db, otto):
    code = make(db)
    assert invitations.use(db, code, person_id=otto, now=NOON)
    assert invitations.use(db, code, person_id=otto, now=NOON) is None


def test_a_code_expires(db, otto):
    code = make(db)
    assert invitations.use(db, code, person_id=otto, now=NOON + LIVES) is None
    assert invitations.use(db, code, person_id=otto, now=NOON + LIVES - SECOND)


def test_a_code_may_be_typed_as_people_read_it(db, otto):
    code = make(db)
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l')} "
    assert invitations.use(db, typed, person_id=otto, now=NOON)


@pytest.mark.parametrize("wrong", ["", " ", "0" * LENGTH, "x" * 10_000, "' OR 1=1 --", "كود"])
def test_what_is_no_code_is_used_by_nobody(db, otto, wrong):
    make(db)
    assert invitations.use(db, wrong, person_id=otto, now=NOON) is None


def test_of_twenty_who_use_it_at_once_one_comes_in(database, otto):
    with database.transaction() as db:
        code = make(db)

    def use(_thread):
        with database.transaction() as db:
            return invitations.use(db, code, person_id=otto, now=NOON)

    assert [found is not None for found in at_once(20, use)].count(True) == 1


def test_who_guesses_too_often_has_to_wait(db):
    for _time in range(MOST_FAILURES):
        assert invitations.may_try(db, 1001, NOON)
        invitations.failed(db, 1001, NOON)
    assert not invitations.may_try(db, 1001, NOON)
    assert invitations.may_try(db, 1002, NOON), "others need not wait"
    assert invitations.may_try(db, 1001, NOON + timedelta(hours=1))
    invitations.forget_attempts(db, NOON + SECOND)
    assert invitations.may_try(db, 1001, NOON)

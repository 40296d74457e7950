"""Whatever a form does is in the audit: who, what, whose, why. And never a word of anybody."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select

from bot.core.forms import Unclear
from bot.core.rules.people import Role
from storage import audit
from storage.tables import audit as table
from tests.every import walking
from tests.every.rehearsing import Facts
from tests.every.scenes import forms
from tests.every.trying import NOT_NOTED

WALKS = 4
WORDS = ("Amina", "Oksana", "Otto", "Street", "Ms", "floor", "swim", "bicycle", "24.12.2026")


@pytest.mark.parametrize(
    ("kind", "role"), forms(), ids=lambda each: getattr(each, "__name__", str(each))
)
def test_what_a_form_changes_is_noted(kind, role, stage, db):
    facts = Facts(db)
    for number in range(WALKS):
        with stage.rehearsal(db):
            before, noted = facts.read(db), done(db)
            turn = stage.turn(db, role)
            if not submitted(kind, turn, number):
                continue
            after = facts.read(db)
            changed = {name for name in after if after[name] != before[name]} - NOT_NOTED
            new = done(db)[len(noted) :]
            assert new or not changed, f"{kind.__name__} of a {role} changes {changed}"
            for entry in new:
                assert entry.actor in (turn.person.id, None)


def submitted(kind, turn, number) -> bool:
    """Filled in somehow. Somebody who guesses at a PIN does not get through every time."""
    try:
        *_way, last = walking.random_walk(kind(turn), Random(number), detours=0)
        last.submit(turn)
    except Unclear:
        return False
    except AssertionError:
        assert any(question.secret for question in kind.questions)
        return False
    return True


def test_every_role_is_tried():
    assert {role for _kind, role in forms()} == set(Role)


def test_no_words_of_people_are_in_the_audit(stage, db):
    for kind, role in forms():
        with stage.rehearsal(db):
            turn = stage.turn(db, role)
            if not submitted(kind, turn, 7):
                continue
            for entry in done(db):
                said = " ".join([entry.act, entry.about, entry.why])
                assert not [word for word in WORDS if word in said.split()]


def done(db):
    audit.newest(db)  # what waits is written
    return db.execute(select(table).where(table.c.act != audit.SAW).order_by(table.c.id)).all()

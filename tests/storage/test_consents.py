"""The ledger is appended to and never changed; whoever shares asks it."""

from __future__ import annotations

import ast
import inspect
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.core.rules.consent import LINES, VERSION, Answer, Line, Purpose, Recipient
from storage import consents
from storage.tables import declarations
from tests.chat import NOON

EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        consents.keep_text(db, text_hash="h", version=VERSION, language="ar", text="…", now=NOON)
        yield db


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


def record(db, person_id, *answers, now=NOON):
    consents.record(
        db,
        person_id,
        answers,
        version=VERSION,
        text_hash="h",
        language="ar",
        update_id=1,
        now=now,
    )


def stands(db, person_id, line=EVENTS):
    return consents.stands(db, person_id, line.purpose, line.recipient)


def test_who_was_never_asked_has_not_agreed(db, amina):
    assert not any(stands(db, amina, line) for line in LINES)


def test_only_yes_is_yes(db, amina):
    for answer in Answer:
        record(db, amina, (EVENTS, answer))
        assert stands(db, amina) is (answer is Answer.YES)


def test_a_yes_is_for_one_line_only(db, amina):
    record(db, amina, (EVENTS, Answer.YES))
    assert [line for line in LINES if stands(db, amina, line)] == [EVENTS]


def test_the_newest_answer_counts_and_the_others_stay(db, amina):
    record(db, amina, (EVENTS, Answer.YES))
    record(db, amina, (EVENTS, Answer.WITHDRAWN), now=NOON + timedelta(seconds=1))
    assert not stands(db, amina)
    assert [each.answer for each in consents.of(db, amina)] == [Answer.YES, Answer.WITHDRAWN]


def test_of_two_answers_in_the_same_second_the_later_counts(db, amina):
    record(db, amina, (EVENTS, Answer.NO), (EVENTS, Answer.YES))
    assert stands(db, amina)


def test_what_was_shown_when_and_in_which_language_is_on_record(db, amina):
    record(db, amina, (MENTORING, Answer.YES))
    (entry,) = consents.of(db, amina)
    assert (entry.line, entry.version, entry.text_hash) == (MENTORING, VERSION, "h")
    assert (entry.language, entry.at) == ("ar", NOON)


def test_nobody_agrees_to_a_text_that_was_not_kept(db, amina):
    def record_another():
        with db.begin_nested():
            consents.record(
                db,
                amina,
                [(EVENTS, Answer.YES)],
                version=VERSION,
                text_hash="another",
                language="ar",
                update_id=1,
                now=NOON,
            )

    with pytest.raises(IntegrityError):
        record_another()


def test_a_text_is_kept_once_and_as_it_was_first(db):
    consents.keep_text(db, text_hash="h", version="x", language="de", text="other", now=NOON)
    (row,) = db.execute(declarations.select()).all()
    assert (row.text, row.version, row.language) == ("…", VERSION, "ar")


def test_who_agreed_is_who_agreed_last(db, everybody):
    amina, oksana = everybody["Amina"].id, everybody["Oksana"].id
    record(db, amina, (EVENTS, Answer.YES), (MENTORING, Answer.YES))
    record(db, oksana, (EVENTS, Answer.NO), (MENTORING, Answer.YES))
    record(db, oksana, (EVENTS, Answer.YES))
    record(db, amina, (EVENTS, Answer.WITHDRAWN))
    assert consents.who_agreed(db, Purpose.EVENTS, Recipient.OFFICE) == {oksana}
    assert consents.who_agreed(db, Purpose.MENTORING, Recipient.MENTOR) == {amina, oksana}


def test_nothing_here_can_change_or_delete():
    """The only writing words in the module are those that append."""
    tree = ast.parse(inspect.getsource(consents))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    forbidden = {"update", "delete", "text", "exec_driver_sql", "changed", "on_conflict_do_update"}
    assert not (names | imported) & (forbidden - {"text"})
    assert not attributes & (forbidden - {"text"})
    assert not any(
        isinstance(node, ast.Call) and ast.unparse(node.func).endswith("text")
        for node in ast.walk(tree)
    )

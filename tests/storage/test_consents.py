"""The ledger is appended to and never changed; whoever shares asks it."""

from __future__ import annotations

import ast
import inspect
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.core.rules.consent import (
    LINES,
    Act,
    Acted,
    Answer,
    Door,
    Hold,
    Line,
    Purpose,
    Recipient,
    hold,
)
from bot.core.rules.operator import Operator
from storage import consents, reviews
from storage.tables import declarations
from tests.chat import NOON

EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        publish(db, "1")
        consents.keep_text(db, text_hash="h", version="1", language="ar", text="…", now=NOON)
        yield db


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


def publish(db, version):
    id = reviews.enter(
        db, text_hash=version, language="de", reviewer="A. Reviewer", by=None, now=NOON
    )
    reviews.publish(db, [id], version=version, now=NOON)


def record(db, person_id, *answers, now=NOON, **more):
    consents.record(
        db,
        person_id,
        answers,
        version="1",
        text_hash="h",
        language="ar",
        update_id=1,
        now=now,
        **more,
    )


def stands(db, person_id, line=EVENTS):
    return hold(consents.standing(db, person_id), line, NOON) is Hold.STANDS


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
    assert (entry.line, entry.version, entry.text_hash) == (MENTORING, "1", "h")
    assert (entry.language, entry.at) == ("ar", NOON)


def test_nobody_agrees_to_a_text_that_was_not_kept(db, amina):
    def record_another():
        with db.begin_nested():
            consents.record(
                db,
                amina,
                [(EVENTS, Answer.YES)],
                version="1",
                text_hash="another",
                language="ar",
                update_id=1,
                now=NOON,
            )

    with pytest.raises(IntegrityError):
        record_another()


def test_a_text_is_kept_once_and_as_it_was_first(db):
    consents.keep_text(db, text_hash="h", version="x", language="de", text="other", now=NOON)
    mine = declarations.select().where(declarations.c.text_hash == "h")
    (row,) = db.execute(mine).all()
    assert (row.text, row.version, row.language) == ("…", "1", "ar")


def test_who_agreed_is_who_agreed_last(db, everybody):
    amina, oksana = everybody["Amina"].id, everybody["Oksana"].id
    record(db, amina, (EVENTS, Answer.YES), (MENTORING, Answer.YES))
    record(db, oksana, (EVENTS, Answer.NO), (MENTORING, Answer.YES))
    record(db, oksana, (EVENTS, Answer.YES))
    record(db, amina, (EVENTS, Answer.WITHDRAWN))
    assert who_may(db, Door.BROADCAST, EVENTS) == {oksana}
    assert who_may(db, Door.MENTOR, MENTORING) == {amina, oksana}


def who_may(db, door, line):
    return consents.who_may(db, door, line.purpose, line.recipient, NOON)


def test_asking_for_many_is_asking_for_each(db, everybody):
    for number, person in enumerate(everybody.values()):
        lines = LINES[: number * 3]
        record(db, person.id, *((line, Answer.YES) for line in lines), ends_on=date(2026, 9, 1))
    for now in (NOON, NOON + timedelta(days=1)):
        for line in LINES:
            for door in Door:
                asked = door, line.purpose, line.recipient, now
                each = {p.id for p in everybody.values() if consents.may_pass(db, p.id, *asked)}
                assert consents.who_may(db, *asked) == each
                for some in ([], list(each)[:1], [p.id for p in everybody.values()]):
                    assert consents.who_may_among(db, some, *asked) == each.intersection(some)


def test_how_it_was_given_is_on_record(db, amina, everybody):
    act = Act(
        Acted.PAPER,
        guardian="P. Example, guardian",
        mediator_id=everybody["Samir"].id,
        mediator="S. Example",
        entered_by=everybody["Katrin"].id,
        paper="folder 3",
        paper_day=date(2026, 8, 30),
        message_id=7,
        tries=2,
        heard=True,
    )
    record(db, amina, (EVENTS, Answer.YES), act=act, ends_on=date(2027, 1, 1))
    (entry,) = consents.of(db, amina)
    assert (entry.act, entry.ends_on, entry.update_id) == (act, date(2027, 1, 1), 1)


def test_a_new_meaning_ends_what_stood_and_other_words_do_not(db, amina):
    record(db, amina, (EVENTS, Answer.YES))
    publish(db, "1.1")
    assert stands(db, amina)
    publish(db, "2")
    assert not stands(db, amina)
    assert who_may(db, Door.BROADCAST, EVENTS) == set()


def test_what_the_operator_wants_on_paper_is_known_to_the_rule(db, amina):
    courses = Line(Purpose.COURSES, Recipient.JOBCENTER)
    record(db, amina, (courses, Answer.YES), (EVENTS, Answer.YES))
    offices = frozenset({Recipient.JOBCENTER, Recipient.AGENCY})
    reviews.remember(db, Operator(paper_needed=offices))
    assert not stands(db, amina, courses)
    assert stands(db, amina)
    reviews.remember(db, Operator())
    assert stands(db, amina, courses)


def test_who_does_not_exist_has_agreed_to_nothing(db):
    assert not stands(db, 10**9)


def test_without_a_published_declaration_nothing_stands(database, everybody):
    with database.transaction() as db:
        consents.keep_text(db, text_hash="h", version="1", language="ar", text="…", now=NOON)
        record(db, everybody["Amina"].id, (EVENTS, Answer.YES))
        assert not stands(db, everybody["Amina"].id)


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

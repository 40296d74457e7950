"""A tick costs the same however many appointments there were, and there are."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, time, timedelta

import pytest
from sqlalchemy import event, func, insert, select, text

from bot.core.clock import HOME
from bot.core.rules.appointments import Stage
from bot.core.rules.deadlines import Kind
from storage import appointments, choices, deadlines, outcomes, planning
from storage.tables import appointment_versions
from storage.tables import appointments as table
from tests.chat import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def many(db, everybody, count, begins, every):
    """So many appointments, one after the other; only what planning reads."""
    amina = everybody["Amina"].id
    first = db.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1
    rows, versions = [], []
    for number in range(count):
        at = (begins + number * every).astimezone(HOME)
        row = {
            "id": first + number,
            "participant_id": amina,
            "entered_by": amina,
            "office": "jobcenter",
            "day": at.date(),
            "time": at.time().replace(tzinfo=None),
            "zone": HOME.key,
            "starts_at": at,
            "version": 1,
            "cancelled": False,
            "answer": "",
            "entered_at": NOON - timedelta(days=400),
            "look_at": None,
        }
        rows.append(row)
        same = {name: row[name] for name in ("day", "time", "version", "cancelled")}
        changed = {"changed_by": amina, "changed_at": row["entered_at"]}
        versions.append({**same, **changed, "appointment_id": row["id"]})
    db.execute(insert(table), rows)
    db.execute(insert(appointment_versions), versions)


@contextmanager
def statements(db):
    found = []

    def listen(_conn, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield found
    event.remove(db.engine, "before_cursor_execute", listen)


def test_what_is_over_is_never_looked_at_again(db, everybody):
    many(db, everybody, 300, NOON - timedelta(days=300), timedelta(hours=12))
    planning.again(db, NOON)
    assert planning.appointments_to_plan(db, NOON + timedelta(days=1000), 1000) == []


def test_what_is_to_come_is_looked_at_before_its_first_stage_and_not_all_at_once(db, everybody):
    many(db, everybody, 400, NOON + timedelta(days=1), timedelta(days=1))
    planning.again(db, NOON)
    found = planning.appointments_to_plan(db, NOON + timedelta(hours=2), 1000)
    assert 8 <= len(found) <= 16
    assert [each.appointment.day for each in found] == sorted(
        each.appointment.day for each in found
    )
    everything = planning.appointments_to_plan(db, NOON + timedelta(days=1000), 1000)
    assert len(everything) == 400


def test_planning_anew_takes_as_many_statements_however_many_there_are(db, everybody):
    with statements(db) as few:
        planning.again(db, NOON)
    many(db, everybody, 500, NOON - timedelta(days=100), timedelta(hours=12))
    with statements(db) as more:
        planning.again(db, NOON)
    assert len(few) == len(more)


def test_the_tick_finds_them_by_an_index(db, everybody, database):
    """Nothing is read but what is due: neither past appointments nor those of next month."""
    many(db, everybody, 2000, NOON - timedelta(days=2000), timedelta(days=1))
    many(db, everybody, 500, NOON + timedelta(days=3), timedelta(days=1))
    planning.again(db, NOON)
    due = "SELECT id FROM appointments WHERE look_at <= :at ORDER BY look_at, id LIMIT 400"
    if database.is_sqlite:
        plan = explained(db, f"EXPLAIN QUERY PLAN {due}")
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan
    else:
        db.execute(text("ANALYZE appointments"))
        plan = explained(db, f"EXPLAIN {due}")
        assert "Seq Scan" not in plan
    assert "ix_appointments_look" in plan


def explained(db, asked):
    long_ago = "2010-01-01 00:00:00+00"
    return " ".join(str(row) for row in db.execute(text(asked), {"at": long_ago}))


def test_who_chose_is_read_with_it(db, everybody):
    amina = everybody["Amina"].id
    many(db, everybody, 1, NOON + timedelta(days=1), timedelta(days=1))
    planning.again(db, NOON)
    (found,) = planning.appointments_to_plan(db, NOON, 10)
    assert found.wish is None
    choices.choose(db, amina, {Stage.HOURS, Stage.WEEK}, NOON)
    choices.choose(db, amina, {Stage.HOURS}, NOON)
    (found,) = planning.appointments_to_plan(db, NOON, 10)
    assert found.wish == choices.of(db, amina) == {Stage.HOURS}
    choices.choose(db, amina, (), NOON)
    assert choices.of(db, amina) == frozenset()


def test_a_new_choice_looks_again_at_what_is_to_come(db, everybody):
    amina = everybody["Amina"].id
    many(db, everybody, 2, NOON - timedelta(days=1), timedelta(days=40))
    planning.again_for(db, amina, NOON)
    found = planning.appointments_to_plan(db, NOON, 10)
    assert [each.appointment.day for each in found] == [(NOON + timedelta(days=39)).date()]


def test_the_mark_knows_other_rules_and_a_clock_that_was_ahead(db):
    assert not planning.is_known(db, NOON, "a")
    planning.note(db, NOON, "a")
    assert planning.is_known(db, NOON, "a")
    assert planning.is_known(db, NOON + MINUTE, "a")
    assert not planning.is_known(db, NOON - MINUTE, "a"), "it planned by a clock that was ahead"
    assert not planning.is_known(db, NOON, "b")


def test_a_deadline_is_kept_found_and_finished_once(db, everybody):
    amina, jonas = everybody["Amina"].id, everybody["Jonas"].id
    made = deadlines.add(
        db,
        participant_id=amina,
        entered_by=jonas,
        kind=Kind.PERMIT,
        day=date(2026, 12, 1),
        zone=HOME,
        now=NOON,
    )
    assert deadlines.get(db, made.id) == made
    assert (made.kind, made.told_at, made.done) == (Kind.PERMIT, NOON, False)
    assert deadlines.upcoming(db, date(2026, 12, 1), [amina]) == [made]
    assert deadlines.upcoming(db, date(2026, 12, 2), [amina]) == []
    assert deadlines.upcoming(db, date(2026, 12, 1), [jonas]) == []
    assert planning.deadlines_to_plan(db, NOON, 10) == [made]
    planning.deadlines_planned(db, [(made.id, NOON + MINUTE)])
    assert planning.deadlines_to_plan(db, NOON, 10) == []
    assert deadlines.finish(db, made)
    assert not deadlines.finish(db, made)
    assert deadlines.upcoming(db, date(2026, 12, 1), [amina]) == []
    planning.again(db, NOON)
    assert planning.deadlines_to_plan(db, NOON + timedelta(days=999), 10) == []


def add(db, everybody, at=time(9), day=date(2026, 8, 31)):
    amina = everybody["Amina"].id
    return appointments.add(
        db,
        participant_id=amina,
        entered_by=amina,
        office="jobcenter",
        day=day,
        time=at,
        zone=HOME,
        place=None,
        contact=None,
        note=None,
        now=NOON - timedelta(days=10),
    )


def test_the_figures_keep_apart_what_is_not_the_same(db, everybody):
    from bot.core.rules.appointments import Coming
    from bot.core.rules.outcomes import Attendance, How, Next, Why

    came, missed, excused, beforehand, cancelled, moved, silent = (
        add(db, everybody, time(hour)) for hour in range(9, 16)
    )
    outcomes.say(db, came, how=How.WELL, now=NOON)
    outcomes.say(db, came, how=How.NOT_WELL, next=Next.PAPERS, now=NOON)
    outcomes.say(db, missed, how=How.ABSENT, why=Why.FORGOT, now=NOON)
    outcomes.say(db, excused, how=How.ABSENT, why=Why.HINDERED, now=NOON)
    appointments.answer(db, beforehand, Coming.CANNOT)
    appointments.cancel(db, cancelled, by=silent.participant_id, now=NOON - timedelta(days=2))
    outcomes.say(db, moved, how=How.MOVED, now=NOON)
    appointments.move(
        db, moved, day=date(2026, 8, 31), time=time(17), by=moved.participant_id, now=NOON
    )
    counted = outcomes.figures(db, NOON - timedelta(days=7), NOON + MINUTE)
    assert counted == {
        Attendance.CAME: 1,
        Attendance.MISSED: 1,
        Attendance.EXCUSED: 2,
        Attendance.CANCELLED: 1,
        Attendance.MOVED: 1,
        Attendance.UNKNOWN: 2,  # and what the new date of the moved one was
    }
    said = outcomes.of(db, came)
    assert (said.how, said.next, said.noted_at) == (How.NOT_WELL, Next.PAPERS, NOON)
    assert len(outcomes.of_participant(db, came.participant_id)) == 4


def test_who_was_there_is_noted_once(db, everybody):
    was, jonas, mara = add(db, everybody), everybody["Jonas"].id, everybody["Mara"].id
    assert not outcomes.has_said(db, was.id, jonas)
    assert outcomes.present(db, was, jonas, was_there=True, now=NOON)
    assert not outcomes.present(db, was, jonas, was_there=True, now=NOON)
    assert outcomes.has_said(db, was.id, jonas)
    assert outcomes.present(db, was, mara, was_there=False, now=NOON)

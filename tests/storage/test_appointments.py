"""Every version of an appointment is kept, and of two who change it one wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.clock import HOME
from bot.core.rules.appointments import Coming
from storage import appointments
from tests.chat import NOON
from tests.storage.conftest import at_once

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


@pytest.fixture
def jonas(everybody):
    return everybody["Jonas"].id


def add(db, everybody, **changes):
    amina = everybody["Amina"].id
    return appointments.add(
        db,
        **{
            "participant_id": amina,
            "entered_by": amina,
            "office": "jobcenter",
            "day": date(2026, 9, 10),
            "time": time(14, 30),
            "zone": HOME,
            "place": "Example Street 1",
            "contact": None,
            "note": None,
            "now": NOON,
            **changes,
        },
    )


def move(db, appointment, by, day=date(2026, 9, 11)):
    return appointments.move(db, appointment, day=day, time=time(8), by=by, now=LATER)


def test_it_comes_back_as_it_was_entered(db, everybody):
    entered = add(db, everybody)
    assert appointments.get(db, entered.id) == entered
    assert (entered.day, entered.time, entered.zone) == (date(2026, 9, 10), time(14, 30), HOME)
    assert (entered.place, entered.note, entered.told_at) == ("Example Street 1", None, NOON)
    assert entered.starts == datetime(2026, 9, 10, 12, 30, tzinfo=UTC)
    assert appointments.get(db, 10**12) is None


def test_a_move_is_a_new_version_and_the_old_one_is_kept(db, everybody, jonas):
    entered = add(db, everybody)
    appointments.answer(db, entered, Coming.COMES)
    moved = move(db, entered, jonas)
    assert (moved.version, moved.day, moved.time) == (2, date(2026, 9, 11), time(8))
    assert moved.coming is Coming.UNKNOWN, "who said yes to the old time has not to the new"
    assert moved.told_at == LATER
    known = [(v.version, v.day, v.changed_by) for v in appointments.versions(db, entered.id)]
    assert known == [
        (1, date(2026, 9, 10), entered.participant_id),
        (2, date(2026, 9, 11), jonas),
    ]


def test_who_saw_an_old_version_cannot_change_the_new_one(db, everybody, jonas):
    entered = add(db, everybody)
    move(db, entered, jonas)
    assert move(db, entered, jonas) is None
    assert appointments.cancel(db, entered, by=jonas, now=LATER) is None
    assert not appointments.answer(db, entered, Coming.COMES)


def test_what_is_cancelled_stays_cancelled(db, everybody, jonas):
    gone = appointments.cancel(db, add(db, everybody), by=jonas, now=LATER)
    assert gone.cancelled
    assert move(db, gone, jonas) is None
    assert move(db, replace(gone, cancelled=False), jonas) is None
    assert not appointments.answer(db, gone, Coming.COMES)
    assert appointments.upcoming(db, NOON) == []


def test_what_is_coming_is_in_the_order_of_days(db, everybody):
    amina, oksana = everybody["Amina"].id, everybody["Oksana"].id
    last = add(db, everybody, day=date(2026, 9, 20))
    first = add(db, everybody, day=date(2026, 9, 2), participant_id=oksana)
    add(db, everybody, day=date(2026, 8, 30))

    def ids(**which):
        return [each.id for each in appointments.upcoming(db, NOON, **which)]

    assert ids() == [first.id, last.id]
    assert ids(of=[amina]) == [last.id]
    assert ids(of=[]) == []
    assert ids(until=NOON + timedelta(days=3)) == [first.id]


def test_of_those_who_move_and_cancel_at_once_one_wins(database, everybody, jonas):
    with database.transaction() as db:
        entered = add(db, everybody)

    def change(thread):
        with database.transaction() as db:
            if thread % 2:
                return move(db, entered, jonas, day=date(2026, 10, 1 + thread))
            return appointments.cancel(db, entered, by=jonas, now=LATER)

    changed = [each for each in at_once(10, change) if each]
    assert len(changed) == 1
    with database.transaction() as db:
        assert appointments.get(db, entered.id) == changed[0]
        assert len(appointments.versions(db, entered.id)) == 2

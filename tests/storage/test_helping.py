"""Requests for help: one claim wins, on both databases, however many want it at once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.core.clock import HOME, moment
from bot.core.rules.helping import Kind
from storage import appointments, helping, offers, people
from storage.database import Database
from tests.chat import NOON
from tests.storage.conftest import at_once

DAY, AT = date(2026, 9, 14), time(10, 30)


def appointment(db, everybody):
    oksana = everybody["Oksana"].id
    return appointments.add(
        db,
        participant_id=oksana,
        entered_by=oksana,
        office="jobcenter",
        day=DAY,
        time=AT,
        zone=HOME,
        place=None,
        contact=None,
        note=None,
        now=NOON,
    )


def asked(db, everybody, to=None, **more):
    oksana = everybody["Oksana"].id
    return helping.ask(
        db,
        kind=Kind.ACCOMPANY if to else Kind.PHONE,
        asker_id=oksana,
        participant_id=oksana,
        language="",
        topic="",
        day=DAY,
        time=AT,
        starts=moment(DAY, AT),
        appointment_id=to.id if to else None,
        appointment_version=to.version if to else 0,
        now=NOON,
        **more,
    )


@pytest.mark.parametrize("kind", ["accompany", "phone"])
def test_fifty_claim_at_once_and_one_wins(database: Database, everybody, kind) -> None:
    helper = everybody["Jonas"].id
    with database.transaction() as db:
        to = appointment(db, everybody) if kind == "accompany" else None
        request = asked(db, everybody, to)

    def claims(number: int) -> bool:
        with database.transaction() as db:
            return helping.claim(db, request.id, helper, round=1, now=NOON)

    assert sum(at_once(50, claims)) == 1
    with database.transaction() as db:
        assert helping.get(db, request.id).claimed_by == helper


def test_fifty_ask_at_once_for_one_appointment(database: Database, everybody) -> None:
    """Two helpers on one appointment cannot be: the database itself holds one request."""
    with database.transaction() as db:
        to = appointment(db, everybody)

    def asks(number: int) -> bool:
        with database.transaction() as db:
            return asked(db, everybody, to) is not None

    assert sum(at_once(50, asks)) == 1
    with database.transaction() as db:
        standing = helping.companion(db, to.id)
        assert helping.withdraw(db, standing.id, NOON)
        assert asked(db, everybody, to) is not None  # withdrawn: it may be asked anew


def test_what_was_given_back_is_claimed_anew_and_not_as_it_was_shown(database, everybody) -> None:
    jonas, mara = everybody["Jonas"].id, everybody["Mara"].id
    with database.transaction() as db:
        request = asked(db, everybody)
        assert helping.claim(db, request.id, jonas, round=1, now=NOON)
        assert helping.escalated(db, request.id, NOON)
        assert not helping.give_back(db, request.id, mara, now=NOON)
        assert helping.give_back(db, request.id, jonas, now=NOON + timedelta(hours=1))
        again = helping.get(db, request.id)
        assert (again.claimed_by, again.round, again.escalated_at) == (None, 2, None)
        assert again.open_since == NOON + timedelta(hours=1)
        assert not helping.claim(db, request.id, mara, round=1, now=NOON)
        assert helping.claim(db, request.id, mara, round=2, now=NOON)


def test_what_is_over_or_withdrawn_cannot_be_claimed(database, everybody) -> None:
    jonas = everybody["Jonas"].id
    with database.transaction() as db:
        over, withdrawn = asked(db, everybody), asked(db, everybody)
        helping.withdraw(db, withdrawn.id, NOON)
        late = moment(DAY, AT)
        assert not helping.claim(db, over.id, jonas, round=1, now=late)
        assert not helping.claim(db, withdrawn.id, jonas, round=1, now=NOON)
        assert helping.claim(db, over.id, jonas, round=1, now=late - timedelta(minutes=1))


def test_a_claim_does_not_outlive_the_appointment_as_it_was(database, everybody) -> None:
    oksana, jonas = everybody["Oksana"].id, everybody["Jonas"].id
    with database.transaction() as db:
        to = appointment(db, everybody)
        request = asked(db, everybody, to)
        moved = appointments.move(db, to, day=DAY, time=time(14), by=oksana, now=NOON)
        assert not helping.claim(db, request.id, jonas, round=1, now=NOON)  # shown as it was
        (found,) = helping.moved(db)
        assert helping.follow(db, found, NOON)
        assert not helping.moved(db)
        assert helping.claim(db, request.id, jonas, round=1, now=NOON)
        assert helping.get(db, request.id).settled

        appointments.move(db, moved, day=DAY, time=time(15), by=oksana, now=NOON)
        helping.follow(db, *helping.moved(db), NOON)
        assert not helping.get(db, request.id).settled
        assert [each.id for each in helping.unsettled(db, NOON)] == [request.id]
        assert not helping.agree(db, request.id, jonas, version=2)
        assert helping.agree(db, request.id, jonas, version=3)
        assert helping.get(db, request.id).settled

        appointments.cancel(db, appointments.get(db, to.id), by=oksana, now=NOON)
        helping.follow(db, *helping.moved(db), NOON)
        assert helping.get(db, request.id).withdrawn_at == NOON


def test_hours_are_counted_without_a_name(database, everybody) -> None:
    samir = everybody["Samir"].id
    with database.transaction() as db:
        for minutes in (30, 45):
            request = asked(db, everybody)
            assert not helping.finish(db, request.id, samir, minutes=minutes, now=NOON)
            helping.claim(db, request.id, samir, round=1, now=NOON)
            assert helping.finish(db, request.id, samir, minutes=minutes, now=NOON)
            assert not helping.give_back(db, request.id, samir, now=NOON)
        assert helping.hours(db) == [helping.Hours("2026-09", "", "phone", 2, 75)]


def test_who_speaks_what_and_helps_on_which_day(database, everybody) -> None:
    jonas, mara = everybody["Jonas"], everybody["Mara"]
    with database.transaction() as db:
        offers.speak(db, jonas.id, ["ar", "de"])
        offers.speak(db, jonas.id, ["ar", "fr"])
        assert offers.speaks(db, jonas) == {"en", "ar", "fr"}
        offers.help_on(db, jonas.id, [1, 3])
        offers.help_on(db, mara.id, [1])
        assert [each.name for each in offers.on(db, 1)] == ["Jonas", "Mara"]
        assert [each.name for each in offers.on(db, 1, "ar")] == ["Jonas"]
        people.pause(db, jonas.id, NOON)
        assert [each.name for each in offers.on(db, 1)] == ["Mara"]
        assert offers.on(db, 2) == []

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES, Answer, Hold, hold
from storage import consents
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    WANTS_EVENTS,
    agrees,
    enters,
)

pytestmark = pytest.mark.unanswered


def stands(phone, line):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        found = consents.standing(db, person.id)
        return hold(found, line, phone.world.now) is Hold.STANDS


def takes_back(phone, line):
    phone.taps(f"✅ {line}")
    phone.taps("Take it back")


def test_one_line_is_taken_back_with_one_tap_below_its_text(oksana, katrin):
    agrees(oksana, WANTS_EVENTS, SHARES_APPOINTMENTS)
    oksana.says("/consent")
    oksana.reads("✅ Event invitations – The project office", "✅ My appointments – My mentor")
    takes_back(oksana, "Event invitations – The project office")
    oksana.sees(
        "It is taken back. From now on nothing of this is passed on:\n\n"
        "Event invitations – The project office\n\n"
        "Kept on Tuesday, 01.09.2026, 12:00. Nobody asks you for a reason."
    )
    assert oksana.labels()[-2:] == ["My consent", "Home"]
    assert not stands(oksana, WANTS_EVENTS)
    assert stands(oksana, SHARES_APPOINTMENTS)
    assert katrin.texts == [NEWS]
    katrin.taps("Show")
    assert "Oksana has taken back consent." in katrin.popup
    assert "Event invitations – The project office" in katrin.popup


def test_everything_is_taken_back_with_one_tap(oksana):
    agrees(oksana, *LINES)
    oksana.says("/consent")
    oksana.taps("Take everything back")
    assert not any(stands(oksana, line) for line in LINES)
    oksana.taps("My consent")
    oksana.reads("↩️ Event invitations – The project office")
    assert "Take everything back" not in oksana.labels()
    assert "Answer again" not in oksana.labels()  # a no is not asked again


def test_it_takes_no_more_taps_than_giving_did(amina):
    agrees(amina, *LINES)
    amina.says("/consent")
    everything = [data for row in amina.last.data for data in row if data == "withdraw.all"]
    amina.taps_data(everything[0])
    assert not any(stands(amina, line) for line in LINES)


def test_the_ledger_keeps_what_was_given_and_what_was_taken(world, oksana):
    agrees(oksana, WANTS_EVENTS)
    world.passes(minutes=30)
    oksana.says("/consent")
    takes_back(oksana, "Event invitations – The project office")
    person = oksana.person
    with world.lotse.database.transaction() as db:
        kept = consents.of(db, person.id)
    assert [(each.answer, each.language) for each in kept] == [
        (Answer.YES, "en"),
        (Answer.WITHDRAWN, "en"),
    ]
    assert kept[0].at < kept[1].at


def test_what_was_never_given_cannot_be_taken_back(oksana):
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    for forged in ("withdraw.events-office", "withdraw.all", "withdraw.nothing", "withdraw."):
        oksana.taps_data(forged)
        assert oksana.popup == OLD_BUTTON


def test_the_mentor_sees_no_appointment_any_more(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    jonas.says("/appointments")
    jonas.reads("These appointments are coming:")
    oksana.says("/consent")
    takes_back(oksana, "My appointments – My mentor")
    jonas.says("/appointments")
    jonas.sees("No appointment is coming.", "New appointment", "New deadline", "Home")


def test_what_the_mentor_was_about_to_hear_is_not_said(world, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    world.passes(hours=10)  # ten in the evening: news waits for the morning
    enters(oksana)
    oksana.says("/consent")
    takes_back(oksana, "My appointments – My mentor")
    world.passes(hours=12)
    assert jonas.texts == []

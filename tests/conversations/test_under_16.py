"""Under 16 nobody is invited in bulk: the mentor gets the event and speaks with the person."""

from __future__ import annotations

import pytest

from bot.core.rules.capacity import Guardian, GuardianRole
from bot.core.rules.consent import Act, Acted, Answer, Line, Purpose, Recipient
from bot.core.rules.people import Age, Decides, Level
from storage import consents, people
from tests.conversations.steps import EARLIER, NEWS, OLD_BUTTON, SURE, WANTS_EVENTS, agrees

NAME = Line(Purpose.MENTORING, Recipient.MENTOR)
LAYLA = Guardian(GuardianRole.PARENT, "Layla")


def is_under_16(phone, age=Age.UNDER_16):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        people.assess(
            db,
            person.id,
            age=age,
            decides=Decides.TOGETHER,
            guardian=str(LAYLA),
            by=phone.world.cast["Katrin"].id,
            now=phone.world.now,
        )


def guardian_agreed(phone, *lines):
    person, lines = phone.person, lines or (WANTS_EVENTS, NAME)
    with phone.world.lotse.database.transaction() as db:
        consents.keep_text(
            db, text_hash=EARLIER, version="1", language="en", text="…", now=phone.world.now
        )
        consents.record(
            db,
            person.id,
            [(line, Answer.YES) for line in lines],
            version="1",
            text_hash=EARLIER,
            language="en",
            update_id=1,
            now=phone.world.now,
            act=Act(acted=Acted.GUARDIAN, guardian=str(LAYLA)),
        )


def plans(katrin):
    katrin.says("/broadcast")
    katrin.taps("New invitation")
    katrin.says("20.09.2026 15:00")
    katrin.taps("English")
    katrin.says("Summer party")
    katrin.taps("That is all")
    katrin.taps("Participants")
    for label in ("Done", "All", "Skip"):
        katrin.taps(label)


def invites(katrin):
    plans(katrin)
    katrin.taps(SURE)


def test_the_mentor_is_asked_to_speak_with_the_young_person(katrin, oksana, jonas):
    is_under_16(oksana)
    guardian_agreed(oksana)
    plans(katrin)
    katrin.reads(
        "It reaches 0 people.",
        "Without consent to invitations: 1",
        "Under 16, through the mentor: 1",
    )
    katrin.taps(SURE)
    assert oksana.texts == []
    assert jonas.texts == [NEWS]
    jonas.taps("Show")
    jonas.reads("Please speak with Oksana about it.", "Summer party", "Sunday, 20.09.2026")


@pytest.mark.parametrize("level", Level)
def test_the_mentors_message_says_nothing_at_any_level(world, katrin, oksana, jonas, level):
    is_under_16(oksana)
    guardian_agreed(oksana)
    mentor = jonas.person
    with world.lotse.database.transaction() as db:
        people.be_discreet(db, mentor.id, level)
    invites(katrin)
    assert jonas.texts == [NEWS]


def test_a_mentor_who_may_not_know_the_name_reads_a_number(katrin, oksana, jonas):
    is_under_16(oksana)
    guardian_agreed(oksana, WANTS_EVENTS)
    invites(katrin)
    jonas.taps("Show")
    jonas.reads(f"Please speak with № {oksana.person.id} about it.")


def test_without_consent_the_mentor_hears_nothing(katrin, oksana, jonas):
    is_under_16(oksana)
    plans(katrin)
    katrin.reads("Without consent to invitations: 2")
    assert "Under 16" not in katrin.last.text
    katrin.taps(SURE)
    assert oksana.texts == jonas.texts == []


def test_a_consent_without_the_guardian_is_none(katrin, oksana, jonas):
    is_under_16(oksana)
    agrees(oksana, WANTS_EVENTS)
    invites(katrin)
    assert oksana.texts == jonas.texts == []


def test_who_is_found_to_be_under_16_after_planning_gets_nothing(world, katrin, oksana):
    """Asked when it leaves: in the evening it waits for the morning."""
    agrees(oksana, WANTS_EVENTS)
    world.passes(hours=10)
    invites(katrin)
    is_under_16(oksana)
    guardian_agreed(oksana)
    world.passes(hours=12)
    assert oksana.texts == []


def test_consent_taken_back_before_it_leaves(world, katrin, oksana, jonas):
    is_under_16(oksana)
    guardian_agreed(oksana)
    world.passes(hours=10)
    invites(katrin)
    oksana.taps_data("withdraw.events-office")
    world.passes(hours=12)
    assert jonas.texts == []


def test_what_the_mentor_kept_open_shows_nothing_after_a_withdrawal(katrin, oksana, jonas):
    is_under_16(oksana)
    guardian_agreed(oksana)
    invites(katrin)
    oksana.taps_data("withdraw.events-office")
    jonas.taps("Show")
    assert jonas.popup == OLD_BUTTON


def test_another_mentor_sees_nothing(katrin, oksana, jonas, mara):
    is_under_16(oksana)
    guardian_agreed(oksana)
    invites(katrin)
    shown = next(data for row in jonas.last.data for data in row if data.startswith("speak."))
    for phone in (mara, oksana):
        phone.taps_data(shown)
        assert phone.popup == OLD_BUTTON
    mara.taps_data("speak.1.999")
    assert mara.popup == OLD_BUTTON


def test_sixteen_and_seventeen_are_invited_themselves(katrin, oksana, jonas):
    is_under_16(oksana, Age.UNDER_18)
    guardian_agreed(oksana)
    invites(katrin)
    oksana.taps("Show")
    oksana.reads("Summer party")
    assert jonas.texts == []


def test_without_a_mentor_the_coordinator_sees_that_nobody_is_asked(world, katrin, oksana, jonas):
    is_under_16(oksana)
    guardian_agreed(oksana)
    person = oksana.person
    with world.lotse.database.transaction() as db:
        people.give(db, person.id, mentor_id=None, instead_of=person.mentor_id)
    plans(katrin)
    katrin.reads("Under 16, and no mentor: 1")
    katrin.taps(SURE)
    assert oksana.texts == jonas.texts == []

""" "Ask a person first" rings at a person; and the first name comes with consent to it."""

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES, Answer, Hold, Line, Purpose, Recipient, hold
from storage import consents, transfers
from tests.conversations.steps import NEWS, OLD_BUTTON, WANTS_EVENTS, agrees

COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)


def how(phone, line):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return hold(consents.standing(db, person.id), line, phone.world.now)


def open_shares(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return [each for each in transfers.of(db, person.id) if each.ended_at is None]


# -- ask a person first --------------------------------------------------------------------------


@pytest.fixture
def asked(oksana):
    agrees(oksana, *LINES, answer=Answer.NO)
    oksana.says("/consent")
    oksana.taps("✖️ Courses – Jobcenter")
    oksana.taps("Ask a person first")
    return oksana


def test_it_rings_at_the_coordinator_without_a_name(asked, katrin):
    assert katrin.texts == [NEWS]
    katrin.taps("Show")
    katrin.reads("Oksana would like something explained.")
    assert "Jobcenter" not in katrin.last.text
    katrin.taps_data("explain")
    katrin.taps("Oksana")
    katrin.reads("Oksana would like something explained:", "Courses – Jobcenter")


def test_once_explained_the_participant_is_asked_anew(world, asked, katrin):
    katrin.says("/declaration")
    katrin.taps("To be explained: 1")
    katrin.taps("Oksana")
    katrin.taps("It is explained")
    katrin.reads("Thank you. Oksana is asked again and decides alone.")
    katrin.taps("To be explained")
    katrin.reads("Nobody would like something explained at the moment.")
    asked.taps("Show")
    asked.reads("Is everything explained now?")
    asked.taps("My consent")
    asked.taps("❓ Courses – Jobcenter")
    asked.taps("Yes")
    assert how(asked, COURSES) is Hold.STANDS


def test_who_asks_once_more_rings_once_more(world, asked, katrin):
    katrin.taps_data(f"explained.{asked.person.id}")
    world.passes(hours=1)
    asked.says("/consent")
    asked.taps("✖️ Event invitations – The project office")
    asked.taps("Ask a person first")
    katrin.taps_data("explain")
    assert "Oksana" in katrin.labels()


def test_who_answered_in_the_meantime_waits_for_nobody(asked, katrin):
    asked.says("/consent")
    asked.taps("❓ Courses – Jobcenter")
    asked.taps("No")
    katrin.taps_data("explain")
    katrin.reads("Nobody would like something explained at the moment.")
    for data in (f"explainto.{asked.person.id}", f"explained.{asked.person.id}", "explained.x"):
        katrin.taps_data(data)
        assert katrin.popup == OLD_BUTTON


# -- the first name -------------------------------------------------------------------------


def test_the_mentor_reads_a_number_until_there_is_consent(oksana, jonas, katrin):
    oksana.says("/consent")
    oksana.taps("✅ Mentoring – My mentor")
    oksana.taps("Take it back")
    jonas.says("/mentees")
    assert "Oksana" not in jonas.last.text
    jonas.reads(f"№ {oksana.person.id}")
    jonas.says("/log")
    assert f"№ {oksana.person.id}" in jonas.labels()
    agrees(oksana, WANTS_EVENTS)  # the question back was understood
    oksana.says("/consent")
    oksana.taps("↩️ Mentoring – My mentor")
    oksana.taps("Yes")
    jonas.taps("Show")
    assert f"№ {oksana.person.id} is Oksana: you may know the name now." in jonas.popup
    jonas.says("/mentees")
    jonas.reads("Oksana")
    assert [(each.receiver, each.data) for each in open_shares(oksana)] == [("Jonas", "first name")]


def test_a_new_mentor_reads_no_name_without_consent(oksana, mara, katrin):
    oksana.says("/consent")
    oksana.taps("✅ Mentoring – My mentor")
    oksana.taps("Take it back")
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Give a mentor")
    katrin.taps("Mara")
    mara.taps("Show")
    assert f"You have a new participant: № {oksana.person.id}." in mara.popup
    assert not any("Oksana" in text for text in [*mara.texts, *mara.screen.popups])

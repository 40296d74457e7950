"""Mentors promise to keep secrets before they see the first name of anybody."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from bot.core.rules.consent import PLEDGE, Answer
from bot.core.rules.people import Level, Role
from bot.core.rules.pledge import NOTICE, VALID
from bot.core.words import _, entry
from handlers.people.pledge import whole_text
from storage import consents, people, pledges
from tests import cast
from tests.chat import Phone
from tests.conversations.steps import enters, invitation

FIRST = "Before you see who takes part, please read this."
PROMISE = "I promise this"
NADJA = 2001


@pytest.fixture
def nadja(world, otto):
    """A new mentor, who was just invited; Oksana is with her from the beginning."""
    phone = Phone(world, NADJA, "en")
    phone.says(f"/start {invitation(world, Role.MENTOR, name='Nadja')}")
    phone.taps("English")
    phone.taps("Only: there is news")
    mentor = phone.person
    with world.lotse.database.transaction() as db:
        oksana = people.at(db, cast.OKSANA)
        people.give(db, oksana.id, mentor_id=mentor.id, instead_of=oksana.mentor_id)
    return phone


def test_the_promise_stands_before_the_first_name_and_then_one_goes_on(nadja):
    nadja.says("/log")
    nadja.reads(FIRST, "I keep secret what I learn about participants", "RDG § 6")
    assert nadja.labels() == [PROMISE, "Home"]
    assert "Oksana" not in "".join(nadja.texts)
    nadja.taps(PROMISE)
    nadja.reads("Whom did you meet?")
    assert "Oksana" in nadja.labels()
    assert any(FIRST in text for text in nadja.texts)  # what was promised stays in the chat


def test_it_is_asked_once(nadja):
    nadja.says("/mentees")
    nadja.taps(PROMISE)
    nadja.reads("These participants are with you:", "Oksana")
    for command in ("/log", "/appointments", "/contacts", "/mentees"):
        nadja.says(command)
        assert FIRST not in nadja.last.text


@pytest.mark.parametrize(
    "said", ["/log", "/mentees", "/contacts", "/appointments", "go.log", "new", "card.1", "appt.1"]
)
def test_whatever_shows_participants_is_behind_it(nadja, jonas, said):
    enters(jonas, whose="Amina")
    nadja.says(said) if said.startswith("/") else nadja.taps_data(said)
    nadja.reads(FIRST)


def test_a_forged_answer_to_a_form_does_not_get_round_it(nadja, oksana):
    nadja.taps_data(f"1.participant.{oksana.person.id}")
    assert "Oksana" not in "".join([*nadja.texts, *nadja.screen.popups])


def test_in_the_own_language_and_in_german(world, nadja):
    nadja.says("/language")
    nadja.taps("العربية")
    nadja.taps_data("go.mentees")
    nadja.reads_words(_("Before you see who takes part, please read this."))
    assert "Mein Versprechen" in nadja.last.text or "My promise" in nadja.last.text


def test_it_is_in_the_ledger_with_its_exact_words(world, nadja):
    nadja.says("/mentees")
    nadja.taps(PROMISE)
    person = nadja.person
    with world.lotse.database.transaction() as db:
        (kept,) = consents.of(db, person.id)
        text = consents.text_of(db, kept.text_hash)
    assert (kept.line, kept.answer, kept.language) == (PLEDGE, Answer.YES, "en")
    assert kept.update_id is not None
    assert kept.act.message_id is not None
    assert text == whole_text(world.lotse.house, person)
    assert kept.text_hash == hashlib.sha256(text.encode()).hexdigest()
    assert "RDG" in text


def test_messages_name_nobody_before(world, nadja, jonas, oksana):
    person = nadja.person
    with world.lotse.database.transaction() as db:
        people.be_discreet(db, person.id, list(Level)[-1])
    said = len(nadja.texts)
    enters(oksana)
    with world.lotse.database.transaction() as db:
        amina = people.at(db, cast.AMINA)
        people.give(db, amina.id, mentor_id=None, instead_of=amina.mentor_id)
    katrin = Phone(world, cast.KATRIN)
    katrin.taps_data(f"give.{amina.id}")
    katrin.taps("Nadja")
    world.passes(minutes=10)
    assert nadja.texts[said:]
    assert "Amina" not in "".join(nadja.texts)
    assert "Oksana" not in "".join(nadja.texts)


def test_two_weeks_before_the_year_is_over_the_mentor_is_reminded(world, nadja):
    nadja.says("/mentees")
    nadja.taps(PROMISE)
    end = world.now + VALID
    world.wakes((end - NOTICE - timedelta(days=1)).date(), (world.now).time())
    said = len(nadja.texts)
    world.wakes((end - NOTICE + timedelta(days=1)).date(), (world.now).time())
    assert len(nadja.texts) == said + 1
    nadja.reads("Your promise to keep secrets is for one year.")
    nadja.taps("Read it")
    nadja.reads("My promise to keep secrets", "Promised on")
    nadja.taps(PROMISE)
    nadja.reads("Thank you. Your promise is kept")
    world.now = end + timedelta(days=1)
    nadja.says("/mentees")
    nadja.reads("These participants are with you:")


def test_after_a_year_it_is_asked_again(world, nadja):
    nadja.says("/mentees")
    nadja.taps(PROMISE)
    given = world.now
    world.now = given + VALID - timedelta(seconds=1)
    nadja.says("/mentees")
    assert FIRST not in "".join(nadja.texts[-2:])
    world.now = given + VALID
    nadja.says("/mentees")
    nadja.reads(FIRST)
    nadja.taps(PROMISE)
    nadja.reads("Oksana")


def test_promising_twice_on_one_day_is_one_entry(world, nadja):
    nadja.says("/mentees")
    first = nadja.last
    nadja.taps(PROMISE)
    nadja.taps_data("pledge", first)
    person = nadja.person
    with world.lotse.database.transaction() as db:
        assert len(consents.of(db, person.id)) == 1


def test_a_mentor_can_read_it_at_any_time(jonas):
    jonas.says("/privacy")
    jonas.taps("My promise")
    jonas.reads("My promise to keep secrets", "Promised on Tuesday, 01.09.2026, for one year.")
    assert jonas.labels() == ["Home"]


def test_mediators_promise_too_and_nobody_else(world, samir, oksana, katrin):
    samir.says("/privacy")
    assert "My promise" in samir.labels()
    for phone in (oksana, katrin):
        phone.says("/privacy")
        assert "My promise" not in phone.labels()
        phone.taps_data("pledge")
        person = phone.person
        with world.lotse.database.transaction() as db:
            assert pledges.given_at(db, person.id) is None


def test_a_pin_is_asked_for_first_and_then_the_promise(world, nadja):
    nadja.says("/privacy")
    nadja.taps("Set a PIN")
    nadja.says("4711")
    world.passes(hours=12)
    nadja.says("/mentees")
    nadja.reads("Please type your PIN.")
    nadja.says("4711")
    nadja.reads(FIRST)
    nadja.taps(PROMISE)
    nadja.reads("These participants are with you:", "Oksana")


def test_a_contact_is_logged_after_it_as_ever(nadja):
    nadja.says("/log")
    nadja.taps(PROMISE)
    nadja.taps("Oksana")
    nadja.taps_words(entry("contact_kinds", "meeting", "label"))
    nadja.taps("Today")
    nadja.taps("30 minutes")
    nadja.taps_words(entry("outcomes", "done", "label"))
    nadja.taps("Skip")
    nadja.reads("Thank you. The contact with Oksana")

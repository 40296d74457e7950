"""Minors, guardians, capacity: assessed by somebody who is named; the guardian agrees, too."""

from __future__ import annotations

import pytest

from bot.core.rules.capacity import Guardian, GuardianRole
from bot.core.rules.consent import LINES, Acted, Answer, Door, Purpose, Recipient
from bot.core.rules.people import Age, Decides
from bot.core.words import _
from handlers.consent.declaration import ANSWERS
from handlers.people.capacity import AGES, DECIDES
from storage import consents, people
from tests.conversations.steps import OLD_BUTTON, SURE, understands

pytestmark = pytest.mark.unanswered
LAYLA = Guardian(GuardianRole.PARENT, "Layla")
TOGETHER, AGREES = _("We are together"), _("Yes, I agree")
ASK_COORDINATOR = _(
    "Somebody else has to agree, too: your parents, your guardian or your legal carer. Please"
    " ask the coordinator to enter who that is."
)
APPOINTMENTS = Door.MENTOR, Purpose.APPOINTMENTS, Recipient.MENTOR


def entries(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def may_pass(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.may_pass(db, person.id, *APPOINTMENTS, phone.world.now)


def assess(phone, age=Age.ADULT, decides=Decides.SELF, guardian=LAYLA):
    """As a coordinator found it earlier."""
    person, coordinator = phone.person, phone.world.cast["Katrin"]
    with phone.world.lotse.database.transaction() as db:
        people.assess(
            db,
            person.id,
            age=age,
            decides=decides,
            guardian=str(guardian or ""),
            by=coordinator.id,
            now=phone.world.now,
        )


def card_of(katrin):
    katrin.says("/people")
    katrin.taps("Oksana · Participant")


def assesses(katrin, age, decides, guardian="", role="Parent"):
    card_of(katrin)
    katrin.taps("Age and guardian")
    katrin.taps_words(AGES[age])
    katrin.taps_words(DECIDES[decides])
    if guardian:
        katrin.says(guardian)
        katrin.taps(role)
    else:
        katrin.taps("Skip")
    katrin.taps(SURE)


def answers_all(phone, said=ANSWERS[Answer.YES]):
    phone.taps_words(_("Answer now"))
    for _line in LINES:
        phone.taps_words(said)
    understands(phone)


def begins(phone):
    phone.says("/consent")
    phone.taps_words(_("Answer now"))


# -- the assessment ----------------------------------------------------------------------------


def test_nobody_assessed_is_said_on_the_card(katrin, oksana):
    card_of(katrin)
    katrin.reads("Age and who decides: not assessed.")
    assert (oksana.person.age, oksana.person.decides) == (Age.ADULT, Decides.SELF)


def test_the_assessment_stands_on_the_card_with_who_and_when(katrin, oksana):
    assesses(katrin, Age.UNDER_18, Decides.TOGETHER, "Layla")
    katrin.reads("Kept.")
    katrin.taps("Back")
    katrin.reads(
        "16 or 17 · Person and guardian",
        "Guardian: Layla (Parent)",
        "Assessed by Katrin, Tuesday, 01.09.2026.",
    )
    person = oksana.person
    assert (person.age, person.decides) == (Age.UNDER_18, Decides.TOGETHER)
    assert Guardian.of(person.guardian) == LAYLA


def test_below_the_operators_age_the_guardian_decides_too(katrin, oksana):
    """In the tests a person decides alone from sixteen on."""
    assesses(katrin, Age.UNDER_16, Decides.SELF, "Layla")
    katrin.reads("Below 16 years the guardian has to decide, too.")
    assert oksana.person.decides is Decides.TOGETHER
    assesses(katrin, Age.UNDER_18, Decides.SELF)
    assert oksana.person.decides is Decides.SELF


def test_a_guardian_who_decides_and_is_not_named_is_remarked(katrin):
    assesses(katrin, Age.ADULT, Decides.GUARDIAN)
    katrin.reads("Until a guardian is entered no consent is collected.")


def test_nobody_but_a_coordinator_assesses(world, katrin, oksana, jonas, samir):
    person = oksana.person
    for phone in (oksana, jonas, samir):
        phone.taps_data(f"assess.{person.id}")
        assert phone.popup == OLD_BUTTON
    for wrong in (jonas.person.id, 999, "x"):
        katrin.taps_data(f"assess.{wrong}")
        assert katrin.popup == OLD_BUTTON
    assert oksana.person.assessed_at is None


# -- the guardian's step -----------------------------------------------------------------------


@pytest.mark.parametrize("age", [Age.ADULT, Age.UNDER_18])
def test_who_decides_alone_is_asked_alone(oksana, age):
    assess(oksana, age)
    begins(oksana)
    oksana.reads("To invite me to events of the project through this bot.")


@pytest.mark.parametrize(
    ("age", "decides"),
    [
        (Age.UNDER_16, Decides.SELF),
        (Age.UNDER_16, Decides.TOGETHER),
        (Age.UNDER_18, Decides.TOGETHER),
        (Age.ADULT, Decides.TOGETHER),
        (Age.ADULT, Decides.GUARDIAN),
    ],
)
def test_the_guardian_is_named_and_agrees_on_the_same_phone(oksana, age, decides):
    assess(oksana, age, decides)
    begins(oksana)
    oksana.reads("Layla (Parent)", "Please read it together now, here on this phone.")
    oksana.taps_words(TOGETHER)
    oksana.reads("Verantwortlich: Example Network")
    answers_all(oksana)
    oksana.reads("Layla (Parent)", "I agree to them.", "My appointments – My mentor: Yes")
    oksana.taps_words(AGREES)
    oksana.reads("Layla (Parent) has agreed, here on this phone.", "Is this right?")
    assert entries(oksana) == []
    oksana.taps(SURE)
    assert {(e.act.acted, Guardian.of(e.act.guardian)) for e in entries(oksana)} == {
        (Acted.GUARDIAN, LAYLA)
    }
    assert may_pass(oksana)


def test_a_guardian_who_decides_is_not_alone_with_it(oksana):
    assess(oksana, Age.ADULT, Decides.GUARDIAN)
    begins(oksana)
    oksana.reads("Layla (Parent) decides for you. You hear everything, too.")


def test_without_a_named_guardian_nothing_is_collected(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER, guardian=None)
    begins(oksana)
    oksana.reads_words(ASK_COORDINATOR)
    oksana.says("/consent")
    oksana.taps_words(_("Have it read out to me"))
    oksana.reads_words(ASK_COORDINATOR)
    assert entries(oksana) == []


def test_a_changed_answer_needs_the_guardian_again(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    begins(oksana)
    oksana.taps_words(TOGETHER)
    answers_all(oksana, ANSWERS[Answer.NO])
    oksana.taps_words(AGREES)
    oksana.taps("Change: Work permission – Ausländerbehörde")
    oksana.taps("Yes")
    understands(oksana)
    oksana.reads("I agree to them.", "Work permission – Ausländerbehörde: Yes")
    assert entries(oksana) == []


def test_the_guardians_step_cannot_be_skipped_or_forged(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    begins(oksana)
    number = oksana.last.data[0][0].partition(".")[0]
    for forged in ("agrees.yes", "agrees.", "together.yes", "agrees.0123456789abcdef", ".send"):
        oksana.taps_data(f"{number}.{forged}")
    oksana.taps_words(TOGETHER)
    answers_all(oksana)
    for forged in ("agrees.yes", "agrees.-", ".send"):
        oksana.taps_data(f"{number}.{forged}")
        oksana.reads("I agree to them.")
    oksana.says("yes")
    assert entries(oksana) == []


def test_whoever_is_assessed_in_between_cannot_sign_alone_any_more(oksana):
    begins(oksana)
    for _line in LINES:
        oksana.taps("Yes")
    understands(oksana)
    review = oksana.last
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    oksana.taps_data(review.data[0][0], review)
    oksana.reads("Consent cannot be given here yet.")
    assert entries(oksana) == []


def test_another_guardian_has_to_agree_anew(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    begins(oksana)
    oksana.taps_words(TOGETHER)
    answers_all(oksana)
    oksana.taps_words(AGREES)
    review = oksana.last
    assess(oksana, Age.UNDER_16, Decides.TOGETHER, Guardian(GuardianRole.OFFICE, "Ms Example"))
    oksana.taps_data(review.data[0][0], review)
    oksana.reads("Ms Example (Youth welfare office)")
    assert entries(oksana) == []


def test_what_was_given_alone_does_not_stand_once_a_guardian_decides(oksana):
    begins(oksana)
    for _line in LINES:
        oksana.taps("Yes")
    understands(oksana)
    oksana.taps(SURE)
    assert may_pass(oksana)
    assess(oksana, Age.ADULT, Decides.GUARDIAN)
    assert not may_pass(oksana)
    oksana.says("/consent")
    oksana.taps("Answer again")
    oksana.taps_words(TOGETHER)
    answers_all(oksana)
    oksana.taps_words(AGREES)
    oksana.taps(SURE)
    assert may_pass(oksana)


def test_one_line_cannot_be_given_past_the_guardian(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    begins(oksana)
    oksana.taps_words(TOGETHER)
    answers_all(oksana, ANSWERS[Answer.NO])
    oksana.taps_words(AGREES)
    oksana.taps(SURE)
    before = len(entries(oksana))
    oksana.says("/consent")
    oksana.taps("✖️ My appointments – My mentor")
    oksana.taps("Yes")
    oksana.reads("Please read it together now, here on this phone.")
    assert len(entries(oksana)) == before


def test_a_mediator_may_read_out_and_a_guardian_agree(oksana, samir):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    oksana.says("/consent")
    oksana.taps_words(_("Have it read out to me"))
    oksana.taps("Samir")
    oksana.taps_words(TOGETHER)
    answers_all(oksana)
    oksana.taps_words(AGREES)
    oksana.reads(
        "Samir has read the declaration out to me.",
        "Layla (Parent) has agreed, here on this phone.",
    )
    oksana.taps(SURE)
    assert {(e.act.mediator_id, Guardian.of(e.act.guardian)) for e in entries(oksana)} == {
        (samir.person.id, LAYLA)
    }


def test_taking_back_needs_no_guardian(oksana):
    assess(oksana, Age.UNDER_16, Decides.TOGETHER)
    begins(oksana)
    oksana.taps_words(TOGETHER)
    answers_all(oksana)
    oksana.taps_words(AGREES)
    oksana.taps(SURE)
    oksana.says("/consent")
    oksana.taps("Take everything back")
    assert not may_pass(oksana)


@pytest.mark.parametrize("raised", [17, 18])
def test_a_consent_age_raised_later_holds_back_what_was_said_alone(world, oksana, raised):
    assess(oksana, Age.UNDER_18, Decides.SELF, guardian=None)
    oksana.says("/consent")
    answers_all(oksana)
    oksana.taps(SURE)
    assert may_pass(oksana)
    given = len(entries(oksana))
    says_consent_age(world, 16, raised)
    assert not may_pass(oksana)
    assert len(entries(oksana)) == given  # it is held back, and nothing is rewritten
    with world.lotse.database.transaction() as db:
        assert oksana_id(world) not in consents.who_may(db, *APPOINTMENTS, world.now)
    says_consent_age(world, raised, 16)
    assert may_pass(oksana)


def oksana_id(world):
    return world.cast["Oksana"].id


def says_consent_age(world, before, after):
    file = world.settings.operator_file
    said = file.read_text()
    assert f"consent_age = {before}" in said
    file.write_text(said.replace(f"consent_age = {before}", f"consent_age = {after}"))
    world.stop()
    world.start()

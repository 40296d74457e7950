"""A declaration signed on paper: entered by the coordinator, told to the participant."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.rules.capacity import Guardian, GuardianRole
from bot.core.rules.consent import LINES, Acted, Answer, Door, Line, Purpose, Recipient
from bot.core.rules.people import Age, Decides
from bot.core.words import _
from handlers.consent.declaration import asks
from handlers.consent.published import hash_in
from storage import consents, people
from tests.conversations.steps import NEWS, OLD_BUTTON, SURE, agrees, understands

pytestmark = pytest.mark.unanswered
COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)
APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)
NEEDED = _("For this, your signature on paper is needed, too. The coordinator has the paper.")


def entries(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def newest(phone, line):
    return [each for each in entries(phone) if each.line == line][-1]


def may_pass(phone, line, door):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.may_pass(db, person.id, door, line.purpose, line.recipient, phone.world.now)


def begins(katrin, whose="Oksana"):
    katrin.says("/people")
    katrin.taps(f"{whose} · Participant")
    katrin.taps("Consent on paper")


def fills_in(katrin, *yes, day="Yesterday", guardian=""):
    for line in LINES:
        katrin.taps("Yes" if line in yes else "No")
    katrin.says("Folder 3, number 12")
    katrin.taps(day)
    if guardian:
        katrin.says(guardian)
        katrin.taps("Guardian")
    else:
        katrin.taps("Skip")


def enters(katrin, *yes, **how):
    begins(katrin)
    fills_in(katrin, *yes, **how)
    katrin.taps(SURE)


def needs_paper(world, *recipients):
    said = world.settings.operator_file.read_text()
    named = ", ".join(f'"{each}"' for each in recipients)
    changed = said.replace("paper_needed = []", f"paper_needed = [{named}]")
    world.settings.operator_file.write_text(changed)
    world.stop()
    world.start()


def test_it_stands_in_the_same_ledger_with_reference_and_day(world, katrin, oksana):
    begins(katrin)
    katrin.reads("On the paper: Event invitations – The project office")
    fills_in(katrin, COURSES)
    katrin.reads(
        "Is this right?",
        "Courses – Jobcenter Yes",
        "My appointments – My mentor No",
        "Folder 3, number 12",
        "Monday, 31.08.2026",
    )
    assert entries(oksana) == []
    katrin.taps(SURE)
    katrin.reads("Entered: 1 times yes. Oksana is told.")
    kept = entries(oksana)
    assert {each.line for each in kept} == set(LINES)
    assert [each.line for each in kept if each.answer is Answer.YES] == [COURSES]
    acts = {each.act for each in kept}
    assert len(acts) == 1
    act = acts.pop()
    assert (act.acted, act.paper, act.paper_day, act.entered_by, act.guardian) == (
        Acted.PAPER,
        "Folder 3, number 12",
        date(2026, 8, 31),
        katrin.person.id,
        "",
    )
    german = hash_in(world.lotse.house, "de")
    assert {(e.version, e.language, e.text_hash) for e in kept} == {("1", "de", german)}
    assert may_pass(oksana, COURSES, Door.SHARE)


def test_the_participant_is_told_and_can_take_it_back(katrin, oksana):
    enters(katrin, COURSES)
    assert oksana.last.text == NEWS
    oksana.taps("Show")
    oksana.reads(
        "The coordinator has entered what you signed on paper on Monday, 31.08.2026:",
        "Courses – Jobcenter: Yes",
        "My appointments – My mentor: No",
    )
    oksana.taps("My consent")
    oksana.taps("✅ Courses – Jobcenter")
    oksana.taps("Take it back")
    assert not may_pass(oksana, COURSES, Door.SHARE)


def test_in_the_own_language(katrin, amina):
    begins(katrin, "Amina")
    fills_in(katrin, COURSES)
    katrin.taps(SURE)
    amina.reads_words(_("There is news for you. Tap to see it."))
    amina.taps_words(_("Show"))
    amina.reads_words(_("Yes"))


def test_a_day_to_come_is_refused(katrin, oksana):
    begins(katrin)
    for _line in LINES:
        katrin.taps("No")
    katrin.says("Folder 3")
    katrin.says("24.12.2026")
    katrin.reads("That day is still to come.")
    katrin.taps("Today")
    katrin.taps("Skip")
    katrin.reads("Is this right?", "Tuesday, 01.09.2026")


def test_where_the_paper_is_kept_may_be_a_file_number(katrin, oksana):
    begins(katrin)
    for _line in LINES:
        katrin.taps("No")
    katrin.says("7123456-423")
    katrin.reads("On which day was it signed?")


def test_a_guardian_who_signed_is_kept_with_the_role(katrin, oksana):
    enters(katrin, COURSES, guardian="Layla")
    assert {Guardian.of(each.act.guardian) for each in entries(oksana)} == {
        Guardian(GuardianRole.GUARDIAN, "Layla")
    }


def test_where_a_guardian_decides_one_has_to_have_signed(world, katrin, oksana):
    person = oksana.person
    with world.lotse.database.transaction() as db:
        people.assess(
            db,
            person.id,
            age=Age.UNDER_16,
            decides=Decides.TOGETHER,
            guardian="parent:Layla",
            by=world.cast["Katrin"].id,
            now=world.now,
        )
    enters(katrin, COURSES)
    katrin.reads("Here a guardian has to sign, too. Please enter who it was.")
    assert entries(oksana) == []
    katrin.taps("Change: nothing")
    katrin.says("Layla")
    katrin.taps("Parent")
    katrin.taps(SURE)
    assert may_pass(oksana, COURSES, Door.SHARE)


# -- who needs the paper -----------------------------------------------------------------------


def test_where_a_signature_is_needed_a_tap_alone_does_not_stand(world, katrin, oksana):
    needs_paper(world, Recipient.JOBCENTER)
    publish_again(world)
    oksana.says("/consent")
    oksana.taps_words(_("Answer now"))
    for line in LINES:
        needed = line.recipient is Recipient.JOBCENTER
        oksana.reads_words(asks(line).values["line0"])
        assert (oksana.in_own_language(NEEDED) in oksana.last.text) is needed
        oksana.taps("Yes")
    understands(oksana)
    oksana.taps(SURE)
    oksana.reads_words(NEEDED)
    assert not may_pass(oksana, COURSES, Door.SHARE)
    assert may_pass(oksana, APPOINTMENTS, Door.MENTOR)
    enters(katrin, *LINES, day="Today")
    assert may_pass(oksana, COURSES, Door.SHARE)


def publish_again(world):
    """What is needed on paper is no part of the text, so it is the same text still."""
    with world.lotse.database.transaction() as db:
        assert consents.standing(db, world.cast["Oksana"].id).paper_needed


# -- what is newer than the paper --------------------------------------------------------------


def test_who_took_it_back_after_signing_has_not_given_it_again(world, katrin, oksana):
    agrees(oksana, COURSES)
    oksana.says("/consent")
    oksana.taps("✅ Courses – Jobcenter")
    oksana.taps("Take it back")
    enters(katrin, COURSES, day="Today")
    katrin.reads("Entered: 0 times yes.", "Not entered: 1")
    assert newest(oksana, COURSES).answer is Answer.WITHDRAWN
    assert not may_pass(oksana, COURSES, Door.SHARE)


def test_who_said_yes_after_signing_no_still_says_yes(world, katrin, oksana):
    agrees(oksana, APPOINTMENTS)
    enters(katrin, COURSES, day="Yesterday")
    assert may_pass(oksana, APPOINTMENTS, Door.MENTOR)


def test_a_newer_no_on_paper_ends_an_older_yes(world, katrin, oksana):
    agrees(oksana, APPOINTMENTS)
    world.passes(days=2)
    enters(katrin, COURSES, day="Yesterday")
    assert not may_pass(oksana, APPOINTMENTS, Door.MENTOR)


# -- who may not -------------------------------------------------------------------------------


def test_nobody_but_a_coordinator_enters_paper(katrin, oksana, jonas, samir, amina):
    person = oksana.person
    for phone in (oksana, jonas, samir, amina):
        phone.taps_data(f"paper.{person.id}")
        assert phone.popup == phone.in_own_language(_(OLD_BUTTON))
    for wrong in (jonas.person.id, 999, "x", ""):
        katrin.taps_data(f"paper.{wrong}")
        assert katrin.popup == OLD_BUTTON


def test_nobody_sees_the_paper_of_others(katrin, oksana, amina, jonas):
    enters(katrin, COURSES)
    for phone in (amina, jonas):
        phone.taps_data("entered")
        assert phone.popup == phone.in_own_language(_(OLD_BUTTON))


def test_forged_answers_are_no_answers(katrin, oksana):
    begins(katrin)
    number = katrin.last.data[0][0].partition(".")[0]
    for forged in ("courses_jobcenter.ask", "courses_jobcenter.withdrawn", "version.9", ".send"):
        katrin.taps_data(f"{number}.{forged}")
    assert entries(oksana) == []


def test_without_a_published_text_no_paper_is_entered(world, katrin, oksana):
    begins(katrin)
    said = world.settings.operator_file.read_text()
    world.settings.operator_file.write_text(said.replace("Supervisory Authority", ""))
    world.stop()
    world.start()
    katrin.taps("Yes")
    katrin.reads("There is nothing to choose from yet.")
    assert entries(oksana) == []

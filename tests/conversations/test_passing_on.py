"""The coordinator notes what was passed on: it can be read, and its end is told."""

from __future__ import annotations

import json

import pytest

from bot.core.rules.consent import LINES, Answer, Door, Line, Purpose, Recipient
from bot.core.words import _
from handlers.consent.declaration import DATA, asks, title
from handlers.consent.passing import nothing
from storage import audit, transfers
from tests.conversations.steps import NEWS, OLD_BUTTON, SURE, agrees

COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)
AGENCY = Line(Purpose.COURSES, Recipient.AGENCY)
EMPLOYER = Line(Purpose.EMPLOYER, Recipient.EMPLOYER)
PASSED = _("Data passed on")
TO_TELL = _("Who must be told")
ROOM = "Jobcenter, Room 3"


def opens_card(katrin):
    katrin.says("/people")
    katrin.taps("Oksana · Participant")


def begins(katrin):
    opens_card(katrin)
    katrin.taps_words(PASSED)


def passes_on(katrin, line=COURSES, receiver=ROOM):
    begins(katrin)
    katrin.taps_words(title(line))
    katrin.says(receiver)
    katrin.taps(SURE)


def passed(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return transfers.of(db, person.id)


def takes_back(oksana, line=COURSES):
    oksana.taps_data(f"withdraw.{line.id}")


def test_it_is_noted_to_whom_and_for_what_and_what_at_most(world, oksana, katrin):
    agrees(oksana, COURSES)
    begins(katrin)
    katrin.reads_words(_("To whom and for what? Here is only what the person agrees to today."))
    katrin.taps("Courses – Jobcenter")
    katrin.says(ROOM)
    katrin.reads_words(asks(COURSES))
    katrin.reads("Oksana", "Courses – Jobcenter", ROOM)
    assert passed(oksana) == []
    katrin.taps(SURE)
    katrin.reads_words(_("Noted. {name} can read it under /mydata.", name="Oksana"))
    (kept,) = passed(oksana)
    assert (kept.line, kept.receiver, kept.door) == (COURSES, ROOM, Door.SHARE)
    assert (kept.data, kept.by) == (DATA[Purpose.COURSES].one, katrin.person.id)
    number = oksana.person.id
    with world.lotse.database.transaction() as db:
        (noted,) = [each for each in audit.of(db, number) if each.act == "passed on"]
    assert (noted.actor, noted.about) == (katrin.person.id, str(kept.id))


def test_only_what_stands_now_and_goes_outside_is_offered(oksana, katrin):
    agrees(oksana, *LINES)
    agrees(oksana, AGENCY, answer=Answer.WITHDRAWN)
    begins(katrin)
    assert katrin.labels()[:-2] == [
        "Translation – Language mediators",
        "Referral – Counselling services",
        "Courses – Jobcenter",
        "Introduction – Employers",
        "Case discussion – Partners of the project",
        "Work permission – Ausländerbehörde",
    ]


@pytest.mark.unanswered
def test_without_any_consent_there_is_a_clear_word(oksana, katrin):
    begins(katrin)
    katrin.reads_words(nothing())
    assert passed(oksana) == []


def test_a_yes_for_the_mentor_or_the_bot_is_none_for_the_outside(oksana, katrin):
    agrees(oksana, Line(Purpose.WORK, Recipient.MENTOR), Line(Purpose.EVENTS, Recipient.OFFICE))
    begins(katrin)
    katrin.reads_words(nothing())


def test_taken_back_while_the_form_is_open_nothing_is_noted(oksana, katrin):
    agrees(oksana, COURSES, EMPLOYER)
    begins(katrin)
    katrin.taps("Courses – Jobcenter")
    katrin.says(ROOM)
    page = katrin.last
    takes_back(oksana)
    katrin.taps_data(page.data[-2][0], page)
    for row in page.data:
        katrin.taps_data(row[0], page)
    assert passed(oksana) == []


def test_a_forged_line_is_not_taken(oksana, jonas, katrin):
    agrees(oksana, COURSES)
    begins(katrin)
    good = katrin.last.data[0][0]
    for line in (AGENCY, LINES[0], Line(Purpose.FIGURES, Recipient.FUNDER)):
        katrin.taps_data(good.replace(COURSES.id, line.id))
        katrin.reads_words(_("Please tap one of the buttons."))
    for phone in (jonas, oksana):
        phone.taps_data(f"passon.{oksana.person.id}")
        assert phone.popup == OLD_BUTTON
    assert passed(oksana) == []


def test_a_file_number_is_not_kept(oksana, katrin):
    agrees(oksana, COURSES)
    begins(katrin)
    katrin.taps("Courses – Jobcenter")
    katrin.says("Jobcenter, BG-Nummer 12345BG0012345")
    assert SURE not in katrin.labels()
    assert "12345BG0012345" not in katrin.last.text


def test_the_participant_reads_who_received_what(oksana, katrin):
    agrees(oksana, COURSES)
    passes_on(katrin)
    oksana.says("/mydata")
    oksana.taps("Who received what")
    oksana.reads("This was passed on:", f"Tuesday, 01.09.2026 · {ROOM} · Courses")
    oksana.taps_data("copysend.json")
    assert oksana.last.document
    (row,) = json.loads(oksana.last.document)["stored"]["transfers"]["rows"]
    assert (row["receiver"], row["data"]) == (ROOM, DATA[Purpose.COURSES].one)


def test_from_passing_on_to_the_office_that_knows_it_is_over(world, oksana, katrin):
    agrees(oksana, COURSES, EMPLOYER)
    passes_on(katrin)
    passes_on(katrin, EMPLOYER, "Bakery Example")
    opens_card(katrin)
    assert katrin.in_own_language(TO_TELL) not in katrin.labels()
    takes_back(oksana)
    assert katrin.last.text == NEWS
    katrin.taps("Show")
    katrin.taps("Who must be told")
    katrin.reads("Oksana · Courses – Jobcenter", ROOM)
    assert "Bakery" not in katrin.last.text
    katrin.taps(f"Told: {ROOM}")
    katrin.reads("Everybody who had to be told has been told.")
    course, bakery = passed(oksana)
    assert (course.ended_at, course.told_by) == (world.now, katrin.person.id)
    assert (bakery.ended_at, bakery.told_at) == (None, None)
    begins(katrin)
    assert "Courses – Jobcenter" not in katrin.labels()


def test_the_list_opens_from_the_card_while_something_waits(oksana, amina, katrin):
    agrees(oksana, COURSES)
    agrees(amina, COURSES)
    passes_on(katrin)
    katrin.says("/people")
    katrin.taps("Amina · Participant")
    katrin.taps_words(PASSED)
    katrin.taps("Courses – Jobcenter")
    katrin.says("Somewhere else")
    katrin.taps(SURE)
    for phone in (oksana, amina):
        takes_back(phone)
    opens_card(katrin)
    katrin.taps_words(TO_TELL)
    katrin.reads("Oksana · Courses – Jobcenter", ROOM)
    assert "Somewhere else" not in katrin.last.text
    katrin.taps(f"Told: {ROOM}")
    katrin.reads("Amina · Courses – Jobcenter", "Somewhere else")
    opens_card(katrin)
    assert katrin.in_own_language(TO_TELL) not in katrin.labels()

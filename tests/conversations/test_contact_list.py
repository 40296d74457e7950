from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from bot.core.rules.consent import Line, Purpose, Recipient
from storage import people
from tests.conversations.steps import agrees, facts

NASTY = ["=1+1", "+49", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠SUM(A1)", ' "=1']
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def logs(phone, whom="Amina", note="", kind="Personal meeting"):
    phone.says("/log")
    for label in (whom, kind, "Today", "30 minutes", "done"):
        phone.taps(label)
    phone.says(note) if note else phone.taps("Skip")
    phone.reads("Thank you. The contact with")


def test_from_the_menu_to_thanks_in_eight_taps_and_one_text(jonas):
    jonas.says("/menu")
    taps = ["Log a contact", "Amina", "Personal meeting", "Today", "45 minutes", "done"]
    for label in taps:
        jonas.taps(label)
    jonas.says("Wants to learn to swim")
    jonas.reads("Thank you. The contact with Amina on Tuesday, 01.09.2026 is noted.")
    assert len(taps) <= 8


def test_every_kind_is_one_tap_further(jonas):
    jonas.says("/log")
    jonas.taps("Oksana")
    few = len(jonas.labels())
    jonas.taps("More")
    assert len(jonas.labels()) > few
    jonas.taps("Back")
    assert len(jonas.labels()) == few


def test_an_answer_is_taken_back(jonas):
    jonas.says("/log")
    jonas.taps("Oksana")
    jonas.taps("Not reached")
    jonas.taps("Back")
    jonas.reads("What was it about?")
    jonas.taps("Back")
    jonas.reads("Whom did you meet?")


def test_a_mentor_sees_own_contacts_and_the_coordinator_all(jonas, mara, katrin):
    logs(jonas, "Oksana", note="Only for the sheet")
    jonas.says("/contacts")
    jonas.sees(
        "The latest contacts:\n\nTuesday, 01.09.2026\nJonas – Oksana: Personal meeting\n"
        "30 min, done",
        "Log a contact",
        "Home",
    )
    mara.says("/contacts")
    mara.sees("No contact is noted yet.", "Log a contact", "Home")
    katrin.says("/contacts")
    katrin.reads("Jonas – Oksana: Personal meeting")
    assert katrin.labels() == ["Export", "Home"]
    assert "Only for the sheet" not in katrin.last.text


def test_a_mentor_without_participants_has_nobody_to_choose(world, mara):
    mara.says("/log")
    mara.sees("There is nothing to choose from yet.", "Home")
    mara.says("5")
    mara.reads("Please tap one of the buttons.")
    assert facts(world)["contacts"] == []


def test_mentees_are_listed(jonas, mara):
    jonas.says("/mentees")
    jonas.sees("These participants are with you:\n\nAmina\nOksana", "Log a contact", "Home")
    mara.says("/mentees")
    mara.sees("No participant is with you at the moment.", "Home")


def sheet(katrin, name, format):
    katrin.says("/export")
    katrin.taps(f"{name} {format.upper()}")
    katrin.reads(f"{name}, Tuesday, 01.09.2026, 12:00. Please keep this file safe.")
    return katrin.last.document


def xlsx(content):
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in page.iter_rows()]


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_contacts_as_sheets(jonas, katrin):
    logs(jonas, "Oksana", note="Wants to swim")
    cells = xlsx(sheet(katrin, "Contacts", "xlsx"))
    head = ["Day", "Mentor", "Participant", "Kind", "Minutes", "Outcome", "Note", "Noted at"]
    assert [cell.value for cell in cells[0]] == head
    values = [cell.value for cell in cells[1]]
    assert values[1:7] == ["Jonas", "Oksana", "Personal meeting", 30, "done", "Wants to swim"]
    assert f"{values[0]:%d.%m.%Y} {values[7]:%d.%m.%Y %H:%M}" == "01.09.2026 01.09.2026 12:00"
    assert table(sheet(katrin, "Contacts", "csv")) == [
        head,
        ["01.09.2026", *map(str, values[1:7]), "01.09.2026 12:00"],
    ]


def test_no_cell_of_a_sheet_is_a_formula(world, jonas, katrin, oksana):
    person = oksana.person
    for note in NASTY:
        logs(jonas, "Oksana", note=note)
    with world.lotse.database.transaction() as db:
        people.rename(db, person.id, "=cmd|' /C calc'!A0")
    for name in ("Contacts", "People"):
        for row in xlsx(sheet(katrin, name, "xlsx")):
            assert not [cell.value for cell in row if cell.data_type == "f"]
            assert not [cell.value for cell in row if cell.hyperlink]
        rows = table(sheet(katrin, name, "csv"))
        assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(DANGEROUS)]
        assert any("cmd|" in cell for row in rows for cell in row)


def test_what_a_note_says_stays_readable(jonas, katrin):
    logs(jonas, "Oksana", note="Line one\nline; two \"quoted\" 'single' ü مرحبا")
    for format, read in (("csv", table), ("xlsx", xlsx)):
        row = read(sheet(katrin, "Contacts", format))[1]
        note = row[6] if format == "csv" else row[6].value
        assert note == "Line one\nline; two \"quoted\" 'single' ü مرحبا"


@pytest.mark.parametrize(
    "press", ["make.contacts.exe", "make.secrets.csv", "make.contacts", "make"]
)
def test_only_known_sheets_are_made(katrin, press):
    katrin.taps_data(press)
    assert katrin.popup.startswith("This button is from an earlier message.")
    assert not katrin.texts


def test_nobody_else_gets_a_sheet(jonas, samir, oksana):
    for phone in (jonas, samir, oksana):
        phone.taps_data("make.contacts.csv")
        assert phone.popup.startswith("This button is from an earlier message.")
        assert not phone.texts


def calls(phone, name):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        people.rename(db, person.id, name)


@pytest.mark.unanswered
def test_numbers_stand_in_their_own_order_and_not_in_that_of_the_names(amina, oksana, jonas):
    calls(amina, "Zahra")  # after Oksana now
    first, second = f"№ {amina.person.id}", f"№ {oksana.person.id}"
    jonas.says("/mentees")
    assert jonas.last.text.index(first) < jonas.last.text.index(second)
    jonas.says("/log")
    assert jonas.labels()[:2] == [first, second]
    jonas.says("/appointments")
    jonas.taps("New appointment")
    assert jonas.labels()[:2] == [first, second]


@pytest.mark.unanswered
def test_a_number_stands_after_the_names_wherever_its_name_would(amina, oksana, jonas):
    agrees(oksana, Line(Purpose.MENTORING, Recipient.MENTOR))
    jonas.says("/log")
    assert jonas.labels()[:2] == ["Oksana", f"№ {amina.person.id}"]


@pytest.mark.unanswered
def test_in_the_sheet_of_people_numbers_come_last(amina, oksana, katrin):
    calls(amina, "Zahra")
    rows = table(sheet(katrin, "People", "csv"))
    assert [row[0] for row in rows[-2:]] == [f"№ {amina.person.id}", f"№ {oksana.person.id}"]

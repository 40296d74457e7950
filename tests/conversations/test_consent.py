from __future__ import annotations

import hashlib

import pytest

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, Answer, Door
from bot.core.rules.operator import Operator
from bot.core.rules.people import LANGUAGES
from bot.core.words import Reader, _, render_label
from handlers.consent.declaration import ANSWERS, asks, beginning, in_both, title
from storage import consents
from storage.tables import consents as ledger_table
from storage.tables import declarations
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import (
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    SURE,
    WANTS_EVENTS,
    agrees,
    understands,
)
from tests.ready_made import shelf

pytestmark = pytest.mark.unanswered

NOT_YET = "Consent cannot be given here yet. Please ask the coordinator."


def ledger(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def answers_all(phone, **others):
    """Yes to everything but some lines, up to the page that shows all answers."""
    phone.says("/consent")
    phone.taps("Answer now")
    for line in LINES:
        phone.taps(others.get(line.purpose.value, "Yes"))
    understands(phone)


def test_nothing_is_chosen_beforehand(oksana):
    oksana.says("/consent")
    oksana.taps("Answer now")
    assert oksana.labels() == ["Yes", "No", "Ask a person first", "Back", "Home"]
    oksana.says("yes")
    oksana.reads("Please tap one of the buttons.")
    assert ledger(oksana) == []


def test_nothing_counts_before_all_answers_were_seen_and_confirmed(world, oksana):
    answers_all(oksana, events="No", case="Ask a person first")
    case = oksana.in_own_language(title(next(each for each in LINES if each.purpose == "case")))
    oksana.reads(
        "Is this right?",
        "Event invitations – The project office No",
        f"{case} Ask a person first",
        "My appointments – My mentor Yes",
    )
    assert len([label for label in oksana.labels() if label.startswith("Change: ")]) == len(LINES)
    assert ledger(oksana) == []


def test_an_answer_is_changed_on_the_review_page(oksana):
    answers_all(oksana)
    oksana.taps("Change: Event invitations – The project office")
    oksana.reads("To invite me to events of the project through this bot.")
    oksana.taps("No")
    understands(oksana)  # "all of them" is not right any more
    oksana.reads("Event invitations – The project office No")
    oksana.taps(SURE)
    oksana.reads("You said yes to 11 of 12.")
    assert {each.line: each.answer for each in ledger(oksana)}[WANTS_EVENTS] is Answer.NO


def test_it_is_kept_with_version_text_language_and_time(world, oksana):
    answers_all(oksana, mentoring="No")
    confirmed_by = next(world.numbers) + 1
    oksana.taps(SURE)
    kept = ledger(oksana)
    assert {each.line for each in kept} == set(LINES)
    assert {(each.version, each.language, each.at) for each in kept} == {("1", "en", world.now)}
    proof = kept[0].text_hash
    with world.lotse.database.transaction() as db:
        mine = ledger_table.select().where(ledger_table.c.person_id == world.cast["Oksana"].id)
        assert {row.update_id for row in db.execute(mine)} == {confirmed_by}
        text = db.execute(declarations.select().where(declarations.c.text_hash == proof)).one()
    assert {each.text_hash for each in kept} == {text.text_hash}
    assert hashlib.sha256(text.text.encode()).hexdigest() == text.text_hash
    oksana.reads(text.text_hash[:12])


def test_what_is_kept_is_what_was_read(world, oksana):
    oksana.says("/consent")
    shown = [oksana.last.text]
    oksana.taps("Answer now")
    for _line in LINES:
        shown.append(oksana.last.text)
        oksana.taps("No")
    understands(oksana)
    oksana.taps(SURE)
    proof = ledger(oksana)[0].text_hash
    with world.lotse.database.transaction() as db:
        text = consents.text_of(db, proof)
    for page in shown:
        own, _empty, german = page.partition("\n\n")
        assert own.split("\n")[0] in text
        assert german.split("\n")[-1] in text


def test_german_and_the_own_language_stand_together(amina):
    amina.says("/consent")
    words = beginning(amina.world.operator)
    amina.reads("Verantwortlich: Example Network, Example Street 1.", "Ich nehme freiwillig teil.")
    assert amina.last.html.count("\u200f") > 5  # its own half reads from right to left
    amina.reads_words(words.values["line0"])
    amina.taps_words(_("Answer now"))
    amina.reads_words(asks(LINES[0]))
    amina.reads("Um mich über diesen Bot zu Veranstaltungen des Projekts einzuladen.")


def test_in_arabic_it_is_as_many_taps(amina):
    amina.says("/consent")
    amina.taps_words(_("Answer now"))
    for _line in LINES:
        amina.taps_words(ANSWERS[Answer.YES])
    understands(amina)
    assert amina.last.data[0][0].endswith(".send")
    amina.taps_data(amina.last.data[0][0])
    assert {(each.answer, each.language) for each in ledger(amina)} == {(Answer.YES, "ar")}


def test_ask_a_person_is_not_a_yes(world, oksana):
    answers_all(oksana, events="Ask a person first", appointments="No")
    oksana.taps(SURE)
    person = oksana.person
    with world.lotse.database.transaction() as db:
        asked = Door.BROADCAST, WANTS_EVENTS.purpose, WANTS_EVENTS.recipient, world.now
        assert not consents.may_pass(db, person.id, *asked)
        assert person.id not in consents.who_may(db, *asked)
    oksana.taps("My consent")
    oksana.reads("❓ Event invitations – The project office", "✖️ My appointments – My mentor")


def test_later_answers_win(world, oksana):
    agrees(oksana, WANTS_EVENTS, SHARES_APPOINTMENTS, answer=Answer.ASK)
    oksana.says("/consent")
    oksana.taps("Answer again")
    oksana.taps("Answer now")  # an earlier text was another one: today's is read first
    for _line in LINES:
        oksana.taps("Yes")
    understands(oksana)
    oksana.taps(SURE)
    person = oksana.person
    with world.lotse.database.transaction() as db:
        asked = Door.BROADCAST, WANTS_EVENTS.purpose, WANTS_EVENTS.recipient, world.now
        assert consents.may_pass(db, person.id, *asked)
    assert len(ledger(oksana)) == len(LINES) + 2  # appended to, never changed


def test_buttons_of_an_earlier_declaration_are_old(oksana):
    oksana.says("/consent")
    oksana.taps("Answer now")
    first = oksana.last
    oksana.says("/consent")
    oksana.taps("Answer now")
    oksana.taps_data(first.data[0][0], first)
    assert oksana.popup == OLD_BUTTON


@pytest.mark.parametrize("reviewed", ["", "de", "ar uk en", "de ar"])
def test_in_a_language_that_nobody_reviewed_no_consent_is_collected(tmp_path, reviewed):
    world = World(tmp_path / "data", reviewed=reviewed, unanswered=True)
    oksana = Phone(world, cast.OKSANA)
    assert oksana.person.name == "Oksana"
    refuses(oksana)
    world.close()


def test_without_the_operators_facts_no_consent_is_collected(tmp_path):
    world = World(tmp_path / "data", unanswered=True)
    said = world.settings.operator_file.read_text()
    world.settings.operator_file.write_text(said.replace("Supervisory Authority", " "))
    world.stop()
    world.start()
    refuses(Phone(world, cast.OKSANA))
    world.close()


def refuses(phone):
    phone.says("/consent")
    phone.sees(f"{NOT_YET}\n\nUntil then nothing about you is passed on.")
    assert "Answer now" not in phone.labels()
    phone.taps_data("consent")
    phone.reads(NOT_YET)
    assert ledger(phone) == []


def test_the_facts_vanish_between_first_and_last_answer(world, oksana):
    answers_all(oksana)
    page = oksana.last
    world.settings.operator_file.write_text("")
    world.stop()
    world.start()
    oksana.taps_data(page.data[0][0], page)
    oksana.sees(NOT_YET)
    oksana.taps("Answer now")
    oksana.reads(NOT_YET)
    assert ledger(oksana) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_declaration_fits_into_one_message(language):
    """Telegram takes 4096 characters, and a declaration must not be cut."""
    operator = Operator(*["x" * 120] * 5)
    reader = Reader(language, HOME, shelf()[1])
    shown = render_label(in_both(beginning(operator)), reader)
    assert len(shown.encode("utf-16-le")) // 2 <= 4096


def test_what_stood_keeps_the_language_it_was_given_in(world, amina):
    amina.says("/consent")
    amina.taps_words(_("Answer now"))
    for _line in LINES[:-1]:
        amina.taps_words(_("Yes"))
    amina.taps_words(_("Ask a person first"))
    understands(amina)
    amina.taps_words(_("Yes, that is right"))
    amina.says("/language")
    amina.taps("English")
    amina.says("/consent")
    amina.taps("Answer again")
    amina.taps("Answer now")  # read in Arabic, not in English
    amina.taps("Yes")
    understands(amina)
    amina.taps("Yes, that is right")

    with world.lotse.database.transaction() as db:
        ledger = consents.of(db, world.cast["Amina"].id)
    assert [each.language for each in ledger] == ["ar"] * len(LINES) + ["en"]
    assert ledger[-1].line == LINES[-1]

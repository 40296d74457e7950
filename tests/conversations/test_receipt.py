"""Whoever agreed, or took it back, holds a receipt that can be checked."""

from __future__ import annotations

import hashlib
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.core.clock import moment
from bot.core.rules.consent import LINES, Act, Acted, Answer
from bot.core.words import _
from bot.machine.dispatch import closed_words
from handlers.consent.declaration import ANSWERS
from storage import audit, consents, links
from storage.tables import audit as audit_table
from tests.conversations.steps import SHARES_APPOINTMENTS, WANTS_EVENTS, agrees, understands
from tests.screen import plain

pytestmark = pytest.mark.unanswered

PUBLIC = "https://bot.example.org"
FILE, LINK = _("Receipt as file"), _("Receipt")
BACK_TAKEN = _("It is taken back. From now on nothing of this is passed on:")


def reads_paper(phone) -> str:
    """What stands on the file that came last."""
    content = phone.last.document
    assert content
    pages = PdfReader(BytesIO(content)).pages
    printed = " ".join(page.extract_text().rpartition("\n")[0] for page in pages)  # no numbers
    return " ".join(printed.split())


def answers_everything(phone):
    phone.says("/consent")
    phone.taps_words(_("Answer now"))
    for _line in LINES:
        phone.taps_words(ANSWERS[Answer.YES])
    understands(phone)
    phone.taps_words(_("Yes, that is right"))


def reachable(world):
    world.settings.public_url = PUBLIC
    world.stop()
    world.start()


def kept_text(world, name):
    with world.lotse.database.transaction() as db:
        text_hash = consents.of(db, world.cast[name].id)[-1].text_hash
        return text_hash, consents.text_of(db, text_hash)


def test_the_receipt_holds_every_line_its_answer_and_the_text(world, oksana):
    answers_everything(oksana)
    oksana.taps_words(FILE)
    paper = reads_paper(oksana)
    text_hash, text = kept_text(world, "Oksana")
    for words in (
        "Oksana",
        "Example Network",
        "Officer, officer@example.org",
        "Jobcenter Example",
        text_hash,
        "/consent",
    ):
        assert words in paper
    assert paper.count("01.09.2026") >= 2 * len(LINES)  # in both languages
    for shown in ("01.09.2026, 12:00: version 1", "01.09.2026, 12:00: Fassung 1"):
        assert paper.count(shown) == 1
    assert "Event invitations" in paper
    assert "Um mich über diesen Bot zu Veranstaltungen des" in paper
    assert text is not None
    assert hashlib.sha256(text.encode()).hexdigest() == text_hash
    for line in plain(text).splitlines():
        assert " ".join(line.split()) in paper


def test_in_arabic_it_is_in_arabic_and_in_german(world, amina):
    answers_everything(amina)
    amina.taps_words(FILE)
    paper = reads_paper(amina)
    assert amina.in_own_language(_("Data at most: {data}", data="x")).split()[0] in paper
    assert "Um mich über diesen Bot zu Veranstaltungen des" in paper
    assert kept_text(world, "Amina")[0] in paper


def test_taking_back_has_a_receipt_of_its_own(world, oksana):
    agrees(oksana, WANTS_EVENTS, SHARES_APPOINTMENTS)
    world.now += timedelta(days=1)
    oksana.taps_data("withdraw.events-office")
    oksana.reads_words(BACK_TAKEN)
    oksana.taps_words(FILE)
    paper = reads_paper(oksana)
    assert "Receipt of withdrawal" in paper
    assert "01.09.2026, 12:00" in paper  # given
    assert "02.09.2026, 12:00" in paper  # taken back
    assert "The project office" in paper
    assert "My mentor" not in paper


def test_the_receipt_of_consent_says_what_was_taken_back(world, oksana):
    agrees(oksana, WANTS_EVENTS, SHARES_APPOINTMENTS)
    oksana.taps_data("withdraw.events-office")
    oksana.says("/consent")
    oksana.taps_words(FILE)
    assert reads_paper(oksana).count("Taken back") >= 1


def test_it_comes_at_night_because_it_was_asked_for(world, oksana):
    agrees(oksana, WANTS_EVENTS)
    world.now = moment(date(2026, 9, 1), time(23, 30))
    oksana.says("/consent")
    oksana.taps_words(FILE)
    assert oksana.last.document


def test_it_is_made_of_what_is_true_when_it_leaves(world, oksana):
    agrees(oksana, WANTS_EVENTS)
    oksana.says("/consent")
    shown = oksana.last
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    oksana.taps_data("receiptfile.given", shown)
    assert "No" in reads_paper(oksana)


def test_how_it_was_given_stands_on_it(world, oksana):
    person = oksana.person
    with world.lotse.database.transaction() as db:
        consents.keep_text(
            db, text_hash="1" * 64, version="1", language="de", text="Ein Text", now=world.now
        )
        consents.record(
            db,
            person.id,
            [(WANTS_EVENTS, Answer.YES)],
            version="1",
            text_hash="1" * 64,
            language="de",
            update_id=None,
            now=world.now,
            act=Act(
                acted=Acted.PAPER,
                guardian="A. Guardian, aunt",
                mediator_id=world.cast["Samir"].id,
                entered_by=world.cast["Katrin"].id,
                paper="Folder 7",
                paper_day=date(2026, 8, 30),
                tries=2,
                heard=True,
            ),
        )
    oksana.says("/consent")
    oksana.taps_words(FILE)
    paper = reads_paper(oksana)
    for words in ("A. Guardian, aunt", "Samir", "Folder 7", "30.08.2026", "Tries: 2", "Deutsch"):
        assert words in paper


# -- by a link -------------------------------------------------------------------------


def test_where_the_bot_has_an_address_a_link_is_offered_first(world, oksana):
    reachable(world)
    agrees(oksana, WANTS_EVENTS)
    oksana.says("/consent")
    oksana.taps_words(LINK)
    oksana.reads(f"{PUBLIC}/p/")
    assert oksana.last.document is None
    oksana.taps_words(FILE)
    assert oksana.last.document


def test_the_link_is_gone_from_the_chat_when_it_does_not_open_any_more(world, oksana):
    reachable(world)
    agrees(oksana, WANTS_EVENTS)
    oksana.says("/consent")
    oksana.taps_words(LINK)
    world.passes(minutes=70)
    assert not [text for text in oksana.texts if PUBLIC in text]


def test_the_link_opens_the_receipt_of_whoever_asked(world, oksana, amina):
    reachable(world)
    agrees(oksana, WANTS_EVENTS)
    agrees(amina, WANTS_EVENTS)
    oksana.says("/consent")
    oksana.taps_words(LINK)
    token = oksana.last.text.partition("/p/")[2].split()[0]
    with world.lotse.database.transaction() as db:
        link = links.peek(db, token, world.now)
    assert link == links.Link(world.cast["Oksana"].id, "receipt.given")


# -- from the coordinator's hand ---------------------------------------------------------


def test_the_coordinator_hands_it_over(world, katrin, oksana):
    agrees(oksana, WANTS_EVENTS)
    oksana_id = world.cast["Oksana"].id
    katrin.taps_data(f"person.{oksana_id}")
    katrin.taps_words(_("Receipts"))
    katrin.taps_words(_("Receipt of consent"))
    assert "Oksana" in reads_paper(katrin)
    with world.lotse.database.transaction() as db:
        noted = [(each.actor, each.act) for each in audit.of(db, oksana_id)]
    assert (world.cast["Katrin"].id, "took out a consent receipt") in noted


def test_it_is_in_the_language_of_the_person_it_is_about(world, katrin, amina):
    agrees(amina, WANTS_EVENTS)
    katrin.taps_data(f"handover.{world.cast['Amina'].id}.given")
    content = katrin.last.document
    assert content
    assert PdfReader(BytesIO(content)).trailer["/Root"]["/Lang"] == "ar"


def test_where_nothing_was_answered_there_is_nothing_to_hand_over(world, katrin, oksana):
    oksana_id = world.cast["Oksana"].id
    katrin.taps_data(f"receipts.{oksana_id}")
    katrin.reads("Oksana has not answered the declaration yet.")
    katrin.taps_data(f"handover.{oksana_id}.given")
    assert katrin.popup == katrin.in_own_language(closed_words())


@pytest.mark.parametrize("kind", ["given", "taken", "", "other", "given.x"])
def test_nobody_else_gets_it(world, oksana, amina, jonas, samir, otto, kind):
    agrees(oksana, WANTS_EVENTS)
    oksana_id = world.cast["Oksana"].id
    for stranger in (amina, jonas, samir, otto):
        for tap in (f"receipts.{oksana_id}", f"handover.{oksana_id}.{kind}", f"receiptfile.{kind}"):
            stranger.taps_data(tap)
            assert not [bubble for bubble in stranger.screen.bubbles if bubble.document]
            assert not [text for text in stranger.texts if "Oksana" in text]


def test_each_handing_over_is_on_the_record_once(world, katrin, oksana):
    agrees(oksana, WANTS_EVENTS)
    katrin.taps_data(f"handover.{world.cast['Oksana'].id}.given")
    with world.lotse.database.transaction() as db:
        rows = db.execute(audit_table.select()).all()
    assert [row.act for row in rows].count("took out a consent receipt") == 1
    files = [bubble for bubble in katrin.screen.bubbles if bubble.document]
    assert len(files) == 1

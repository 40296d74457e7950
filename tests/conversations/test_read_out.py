"""Somebody reads the declaration out, on the participant's own phone, and is named."""

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES, Answer
from bot.core.rules.people import Role
from bot.core.words import _
from handlers.consent.declaration import ANSWERS
from storage import consents, people
from tests import cast
from tests.chat import Phone, World
from tests.conftest import WORLDS
from tests.conversations.steps import SURE, understands

pytestmark = pytest.mark.unanswered
READ_OUT = _("Have it read out to me")


@pytest.fixture(params=WORLDS.values(), ids=list(WORLDS))
def nobody_read_arabic(request, tmp_path):
    """Only the German text is published."""
    world = World(tmp_path / "data", reviewed="de", unanswered=True, **request.param)
    yield world
    world.close()
    assert world.refused == []


def entries(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def answers(phone, said):
    phone.taps_words(_("Answer now"))
    for _line in LINES:
        phone.taps_words(said)
    understands(phone)


def begins(phone):
    phone.says("/consent")
    phone.taps_words(READ_OUT)


def test_the_mediator_is_named_in_what_is_confirmed_and_in_the_ledger(oksana, samir):
    begins(oksana)
    oksana.sees("Who reads it out to you?", "Samir", "Somebody else", "Home")
    oksana.taps("Samir")
    oksana.reads("Responsible: Example Network", "Verantwortlich: Example Network")
    answers(oksana, ANSWERS[Answer.YES])
    oksana.reads("Samir has read the declaration out to me.", "Is this right?")
    assert entries(oksana) == []
    oksana.taps(SURE)
    kept = entries(oksana)
    assert {(e.act.mediator_id, e.act.mediator, e.language) for e in kept} == {
        (samir.person.id, "", "en")
    }
    assert {(e.act.acted, e.act.tries) for e in kept} == {("self", 1)}


def test_somebody_who_is_not_in_the_network_is_named_by_name(oksana):
    begins(oksana)
    oksana.taps("Somebody else")
    oksana.says("Layla Example")
    answers(oksana, ANSWERS[Answer.NO])
    oksana.reads("Layla Example has read the declaration out to me.")
    oksana.taps(SURE)
    assert {(e.act.mediator_id, e.act.mediator) for e in entries(oksana)} == {
        (None, "Layla Example")
    }


def test_in_a_language_nobody_reviewed_the_german_text_is_shown_and_binds(nobody_read_arabic):
    amina = Phone(nobody_read_arabic, cast.AMINA)
    begins(amina)
    amina.taps("Samir")
    amina.reads("Verantwortlich: Example Network", "Ich nehme freiwillig teil.")
    own = amina.in_own_language(_("I take part of my own free will. I decide for each body"))
    assert own not in amina.last.text
    amina.taps_words(_("Answer now"))
    amina.reads("Um mich über diesen Bot zu Veranstaltungen des Projekts einzuladen.")
    assert "\n\n" not in amina.last.text  # no second text beside it
    for _line in LINES:
        amina.taps_words(ANSWERS[Answer.YES])
    understands(amina)
    amina.reads("Arbeitserlaubnis – Ausländerbehörde")  # what is signed is German, too
    amina.taps_words(_("Yes, that is right"))
    with nobody_read_arabic.lotse.database.transaction() as db:
        kept = consents.of(db, nobody_read_arabic.cast["Amina"].id)
        text = consents.text_of(db, kept[0].text_hash)
    assert {(e.language, bool(e.act.mediator_id)) for e in kept} == {("de", True)}
    assert text is not None
    assert text.startswith("Einwilligung in die Weitergabe meiner Daten")
    assert amina.in_own_language(_("Event invitations")) not in text


def test_without_a_reader_nothing_is_collected_there(nobody_read_arabic):
    amina = Phone(nobody_read_arabic, cast.AMINA)
    amina.says("/consent")
    assert amina.in_own_language(_("Answer now")) not in amina.labels()
    amina.taps_data("consent")
    amina.reads_words(_("Until then nothing about you is passed on."))
    begins(amina)
    number = amina.last.data[0][0].partition(".")[0]
    for forged in ("reader.-1", "reader.1", "read.x", "events_office.yes", ".send"):
        amina.taps_data(f"{number}.{forged}")
    assert entries(amina) == []


def test_without_any_published_text_there_is_nothing_to_read_out(tmp_path):
    world = World(tmp_path / "data", reviewed="", unanswered=True)
    oksana = Phone(world, cast.OKSANA)
    oksana.says("/consent")
    assert oksana.labels() == ["Home"]
    oksana.taps_data("readout")
    assert oksana.popup
    world.close()


@pytest.mark.parametrize("name", ["JONAS", "KATRIN", "AMINA"])
def test_only_mediators_are_offered_and_taken(world, oksana, name):
    begins(oksana)
    number = oksana.last.data[0][0].partition(".")[0]
    other = world.person(getattr(cast, name))
    oksana.taps_data(f"{number}.reader.{other.id}")
    oksana.reads("Please tap one of the buttons.", "Who reads it out to you?")


def test_a_mediator_who_left_in_between_is_asked_for_again(world, oksana, samir):
    begins(oksana)
    oksana.taps("Samir")
    answers(oksana, ANSWERS[Answer.NO])
    review = oksana.last
    gone = samir.person
    with world.lotse.database.transaction() as db:
        people.become(db, gone.id, role=Role.GUEST, region="", mentor_id=None)
    oksana.taps_data(f"{review.data[0][0]}", review)
    oksana.reads("Who reads it out to you?")
    assert entries(oksana) == []


def test_it_can_be_changed_on_the_review_page(oksana):
    begins(oksana)
    oksana.taps("Samir")
    answers(oksana, ANSWERS[Answer.NO])
    oksana.taps("Change: Samir")
    oksana.taps("Somebody else")
    oksana.says("Layla")
    oksana.reads("Layla has read the declaration out to me.")

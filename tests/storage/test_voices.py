"""A recording belongs to exactly one text in one language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import deliveries, voices
from storage.deliveries import Urgency
from tests.chat import NOON

TEXT, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def record(db, everybody, file_id, subject=TEXT, language="ar"):
    voices.store(
        db,
        subject=subject,
        language=language,
        file_id=file_id,
        by=everybody["Katrin"].id,
        now=NOON,
    )


def asked_for(db, person, detail):
    deliveries.queue(
        db,
        key=f"voice:{detail}",
        kind=voices.PLAYED,
        person_id=person.id,
        about=person.id,
        detail=detail,
        due_at=NOON,
        useless_after=NOON + timedelta(days=1),
        urgency=Urgency.SOON,
    )


def played(db, person, detail):
    asked_for(db, person, detail)
    for each in deliveries.claim(
        db, now=NOON, lease=timedelta(minutes=1), limit=10, ask_a_human=[]
    ):
        deliveries.sent(db, each, message_id=1, now=NOON)


def test_it_is_found_for_its_text_and_language_only(db, everybody):
    record(db, everybody, "one")
    assert voices.find(db, TEXT, "ar") == "one"
    assert voices.find(db, OTHER, "ar") is None
    assert voices.find(db, TEXT, "uk") is None


def test_a_newer_one_takes_the_older_ones_place(db, everybody):
    record(db, everybody, "one")
    record(db, everybody, "two", language="uk")
    record(db, everybody, "three")
    assert voices.find(db, TEXT, "ar") == "three"
    assert voices.find(db, TEXT, "uk") == "two"


def test_played_is_what_was_sent_to_this_person(db, everybody):
    amina, oksana = everybody["Amina"], everybody["Oksana"]
    asked_for(db, oksana, f"{voices.mark(TEXT, 'ar')}.260901120000")
    assert not voices.was_played(db, oksana.id, TEXT, "ar")  # asked for, and not sent yet
    played(db, amina, f"{voices.mark(TEXT, 'ar')}.260901120001")
    assert voices.was_played(db, amina.id, TEXT, "ar")
    assert not voices.was_played(db, amina.id, OTHER, "ar")
    assert not voices.was_played(db, everybody["Jonas"].id, TEXT, "ar")


def test_dari_is_not_persian(db, everybody):
    amina = everybody["Amina"]
    played(db, amina, f"{voices.mark(TEXT, 'fa_AF')}.260901120000")
    assert voices.was_played(db, amina.id, TEXT, "fa_AF")
    assert not voices.was_played(db, amina.id, TEXT, "fa")

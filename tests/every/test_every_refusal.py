"""A file number typed anywhere is refused kindly, deleted from the chat, and kept nowhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.rules.people import Role
from bot.machine.refusing import PICTURES, number_words, picture_words
from storage import dialogues, people, pins, pledges
from storage.dialogues import Dialogue
from storage.tables import metadata
from tests.chat import Phone
from tests.every import walking
from tests.every.scenes import ROLES, Stage, forms

CANARY = "7123456-423"
SPOKEN = (f"Mein Aktenzeichen ist {CANARY}", "رقم ملفي ٧١٢٣٤٥٦-٤٢٣")
TRACES = (CANARY, "٧١٢٣٤٥٦", "7123456")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One of its own: here things are really said. No guard asks anybody first."""
    with Stage(tmp_path_factory.mktemp("house")) as stage:
        samir = stage.cast[ROLES[Role.MEDIATOR]].id
        with stage.world.lotse.database.transaction() as db:
            pins.remove(db, samir)
            pledges.record(db, samir, text="…", language="en", now=stage.world.now)
        yield stage


def phone(stage: Stage, role: Role) -> Phone:
    chat_id = stage.cast[ROLES[role]].chat_id
    assert chat_id is not None
    return Phone(stage.world, chat_id)


def questions(stage: Stage) -> list[tuple[str, Role, str, dict[str, Any]]]:
    """Every question of every form, with answers that lead there."""
    found = {}
    for form, role in forms():
        with stage.scene() as db:
            for state in walking.states(form(stage.turn(db, role))):
                pending = state.pending()
                if pending is not None and not pending.paper:
                    key = (form.__name__, role, pending.name)
                    found.setdefault(key, dict(state.answers))
    return [(*key, answers) for key, answers in found.items()]


def everything_stored(stage: Stage) -> str:
    """All rows of all tables, deciphered; and the files as they are."""
    with stage.world.lotse.database.transaction() as db:
        rows = [str(row) for table in metadata.sorted_tables for row in db.execute(select(table))]
    files = Path(stage.world.settings.data_dir).iterdir()
    return "\n".join([*rows, *(f.read_bytes().decode("latin-1") for f in files if f.is_file())])


def open_at(stage: Stage, who: Phone, form: str, answers: dict[str, Any]) -> None:
    person = who.person
    with stage.world.lotse.database.transaction() as db:
        before = dialogues.load(db, person.id)
        dialogues.save(db, before, before.opened(form, answers), stage.world.now)


def where(stage: Stage, who: Phone) -> Dialogue:
    person = who.person
    with stage.world.lotse.database.transaction() as db:
        return replace(dialogues.load(db, person.id), version=0)


def test_no_question_of_any_form_takes_one(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked = questions(stage)
    assert len(asked) > 40
    for number, (form, role, _name, answers) in enumerate(asked):
        who = phone(stage, role)
        open_at(stage, who, form, answers)
        before = where(stage, who)
        stage.world.now += timedelta(seconds=1)
        who.says(SPOKEN[number % 2])
        who.reads_words(number_words())
        assert who.screen.own == [], "what was typed still stands in the chat"
        assert where(stage, who) == before
    stored = everything_stored(stage)
    assert not [trace for trace in TRACES if trace in stored or trace in caplog.text]
    print(f"{len(asked)} questions of {len({each[0] for each in asked})} forms")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("text", [SPOKEN[0], f"/ask {CANARY}", "C01X00T478"])
def test_outside_of_forms_nobody_is_asked_with_it(stage: Stage, role: Role, text: str) -> None:
    who = phone(stage, role)
    who.says("/cancel")
    who.screen.own.clear()
    who.says(text)
    who.reads_words(number_words())
    assert who.screen.own == []
    stored = everything_stored(stage)
    assert not [trace for trace in (*TRACES, "C01X00T47") if trace in stored]


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_pictures_files_and_places_are_refused_and_taken_back(stage: Stage, kind: str) -> None:
    # Of participants and mentors a photo may be a letter: see `test_letters`.
    who = phone(stage, Role.MEDIATOR if kind == "photo" else Role.PARTICIPANT)
    content = {kind: [{"file_id": "CANARY-FILE"}], "caption": f"hier {CANARY}"}
    who.says("/cancel")
    who.screen.own.clear()
    who.sends(**content)
    who.reads_words(picture_words())
    assert who.screen.own == []
    stored = everything_stored(stage)
    assert not [trace for trace in (*TRACES, "CANARY-FILE") if trace in stored]


@pytest.mark.parametrize("kind", ["voice", "sticker", "dice", "animation", "poll"])
def test_what_shows_no_paper_stays_in_the_chat(stage: Stage, kind: str) -> None:
    amina = phone(stage, Role.PARTICIPANT)
    amina.says("/cancel")
    amina.screen.own.clear()
    amina.sends(**{kind: {"file_id": "x"}})
    assert len(amina.screen.own) == 1


def test_who_has_not_arrived_is_told_so_too(stage: Stage) -> None:
    stranger = Phone(stage.world, 5001)
    stranger.says(SPOKEN[0])
    stranger.reads_words(number_words())
    assert stranger.screen.own == []
    assert stranger.labels()  # the languages to choose from
    with stage.world.lotse.database.transaction() as db:
        found = people.at(db, 5001)
        assert found is not None
        assert not found.arrived
    assert not [trace for trace in TRACES if trace in everything_stored(stage)]

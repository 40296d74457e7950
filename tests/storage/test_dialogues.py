"""A dialogue is stored by whoever knows how it stood; the other one is told so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import dialogues
from storage.dialogues import Dialogue, Overtaken
from tests.chat import NOON
from tests.storage.conftest import at_once

DAY = timedelta(days=1)


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        yield db


def test_who_has_said_nothing_yet_has_an_empty_dialogue(db, amina):
    assert dialogues.load(db, amina) == Dialogue(amina)


def test_a_dialogue_comes_back_as_it_was(db, amina):
    before = dialogues.load(db, amina)
    after = before.opened("LogContact", {"participant": 5, "note": "Schöne Grüße 🌻", "x": None})
    dialogues.save(db, before, after, NOON)
    assert dialogues.load(db, amina) == replace(after, version=1)


def test_who_opens_a_form_makes_old_buttons_old(db, amina):
    first = dialogues.load(db, amina).opened("A", {})
    assert first.closed().opened("A", {}).number == first.number + 1


def test_who_comes_second_is_told(db, amina):
    for _time in range(2):  # the first row, and a later one
        loaded = dialogues.load(db, amina)
        dialogues.save(db, loaded, replace(loaded, form="First"), NOON)
        with pytest.raises(Overtaken):
            dialogues.save(db, loaded, replace(loaded, form="Second"), NOON)
        assert dialogues.load(db, amina).form == "First"
        dialogues.save(db, dialogues.load(db, amina), dialogues.load(db, amina).closed(), NOON)


def test_of_many_at_once_one_wins(database, amina):
    with database.transaction() as db:
        loaded = dialogues.load(db, amina)

    def save(thread):
        try:
            with database.transaction() as db:
                dialogues.save(db, loaded, replace(loaded, form=f"F{thread}"), NOON)
        except Overtaken:
            return False
        return True

    assert at_once(8, save).count(True) == 1


def test_nothing_is_written_where_nothing_changed(db, amina):
    loaded = dialogues.load(db, amina)
    dialogues.save(db, loaded, loaded, NOON)
    assert dialogues.load(db, amina).version == 0


def test_half_filled_forms_are_forgotten_each_in_its_time(db, everybody):
    def fill(name, form, moved_at):
        loaded = dialogues.load(db, everybody[name].id)
        dialogues.save(db, loaded, loaded.opened(form, {"note": "private"}), moved_at)

    fill("Amina", "Short", NOON - 2 * DAY)
    fill("Oksana", "Long", NOON - 2 * DAY)
    fill("Jonas", "GoneFromTheCode", NOON - 9 * DAY)
    fill("Mara", "Short", NOON)
    dialogues.forget_silent(db, {"Short": NOON - DAY, "Long": NOON - 7 * DAY}, NOON - 3 * DAY)
    stand = {name: dialogues.load(db, everybody[name].id) for name in everybody}
    assert (stand["Amina"].form, stand["Amina"].answers) == (None, {})
    assert (stand["Jonas"].form, stand["Jonas"].answers) == (None, {})
    assert (stand["Oksana"].form, stand["Mara"].form) == ("Long", "Short")
    assert stand["Amina"].number == 1, "its buttons stay old"

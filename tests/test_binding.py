"""What binds is translated by people. No machine gets it: the types do not fit."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import get_type_hints

import pytest

from bot.core.content import TABLES
from bot.core.rules.translation import Binding, Kind, Translatable
from bot.machine.library import Library
from handlers.consent.declaration import whole_text
from handlers.consent.published import text_in
from handlers.services import emergency

ROOT = Path(__file__).parent.parent
SMUGGLED = """
from bot.core.rules.translation import Binding, Kind, Translatable
from bot.core.words import Words, _
from handlers.consent.published import text_in
from bot.turns import House


def translate(text: Translatable) -> str: ...


def smuggle(house: House, binding: Binding, words: Words) -> None:
    translate({0})
    Translatable({0}, "ar", Kind.MESSAGE)
"""


@pytest.mark.parametrize("what", ['text_in(house, "ar")', "binding", "words", '_("I agree.")'])
def test_mypy_refuses_to_hand_it_to_a_translator(tmp_path, what):
    file = tmp_path / "smuggled.py"
    file.write_text(SMUGGLED.replace("{0}", what))
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(file)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    refused = [line for line in said.stdout.splitlines() if "[arg-type]" in line]
    assert len(refused) == 2, said.stdout + said.stderr


def test_at_run_time_it_is_refused_too():
    for text in (Binding("Ich stimme zu.", "de"), None, 1):
        with pytest.raises(TypeError):
            Translatable(text, "de", Kind.MESSAGE)


def _content():
    """Deadlines, what is urgent, medicine, emergency numbers: everything that stands there."""
    library = Library()
    for table, fields in TABLES.items():
        for id in library.ids(table):
            for each in fields:
                yield library.text("de", table, id, each.name)


def test_nothing_that_stands_in_the_content_is_taken():
    texts = [text for text in _content() if text]
    assert len(texts) > 500
    for text in texts:
        with pytest.raises(TypeError):
            Translatable(text, "de", Kind.ANSWER)


def test_the_declaration_is_a_text_that_binds():
    assert get_type_hints(whole_text)["return"] is Binding
    assert get_type_hints(text_in)["return"] is Binding


def test_the_emergency_numbers_are_a_text_that_binds():
    assert get_type_hints(emergency.binding)["return"] is Binding


def test_only_what_people_write_to_each_other_may_be_translated():
    assert {kind.value for kind in Kind} == {"message", "question", "answer", "invitation"}


def test_no_function_that_translates_takes_a_bare_text():
    """The way in takes a `Translatable`; behind it the machine gets pieces, and never a `str`."""
    taken = [_first(function) for function in _translating()]
    assert Translatable in taken
    assert not {str, Binding} & set(taken)


def _first(function):
    """The type of what is translated: the first parameter; a language may come after it."""
    names = [name for name in inspect.signature(function).parameters if name != "self"]
    return get_type_hints(function)[names[0]]


def _translating():
    for module in walk_packages([str(ROOT / "bot")], "bot."):
        if not module.name.startswith(("bot.machine.translat", "bot.core.rules.translat")):
            continue
        for _name, thing in inspect.getmembers(import_module(module.name)):
            members = inspect.getmembers(thing) if inspect.isclass(thing) else [(_name, thing)]
            for name, member in members:
                if inspect.isfunction(member) and name == "translate":
                    yield member

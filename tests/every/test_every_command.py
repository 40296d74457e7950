"""What must hold for any command: who has it, what it is called, that it answers."""

from __future__ import annotations

import re

import pytest

from bot.core.pages import page
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import render_label
from bot.turns import Open
from tests.every.scenes import DISPATCH, HIGH
from tests.every.telegram import check_message
from tests.labels import LONGEST, length

EVERYBODY = {
    *("start", "menu", "language", "who", "help", "privacy", "mydata"),
    *("stop", "cancel", "ask", "services", "events"),
    *("glossary", "finder", "emergency"),
}
# Section 8 of the design, as far as it is built.
EXPECTED = {
    Role.GUEST: EVERYBODY,
    Role.PARTICIPANT: EVERYBODY | {"consent", "appointments", "folder", "requests", "messages"},
    Role.MENTOR: EVERYBODY
    | {"places", "log", "contacts", "mentees", "appointments", "folder", "requests"}
    | {"messages"},
    Role.MEDIATOR: EVERYBODY | {"places", "appointments", "requests", "answers"},
    Role.COORDINATOR: EVERYBODY
    | {
        "places",
        "broadcast",
        "people",
        "inbox",
        "appointments",
        "contacts",
        "export",
        "declaration",
    }
    | {"declaration", "requests", "messages", "answers"},
}
COMMANDS = DISPATCH.commands


@pytest.fixture(params=COMMANDS, ids=lambda command: command.name)
def command(request):
    return request.param


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_commands(role, stage, db):
    person = stage.turn(db, role).person
    assert {command.name for command in DISPATCH.of_role(person)} == EXPECTED[role]


def test_names_are_unique_and_of_the_form_telegram_accepts():
    names = [(command.name, role) for command in COMMANDS for role in command.who]
    assert len(set(names)) == len(names)
    for name, _role in names:
        assert re.fullmatch(r"[a-z_]{1,32}", name)


def test_words_that_mean_a_command_are_said_for_one_command_only():
    said = [word for command in COMMANDS for word in command.said]
    assert len(set(said)) == len(said)
    for word in said:
        assert word == word.strip().casefold()


def test_every_command_belongs_to_somebody(command):
    assert command.who
    assert command.who <= set(Role)


def test_every_command_has_a_short_help_in_every_language(command, stage):
    for language in LANGUAGES:
        label = render_label(command.help, stage.reader(language))
        assert 1 <= length(label) <= LONGEST, f"{language}: {label}"


@pytest.mark.parametrize("role", Role)
def test_the_menu_and_the_help_show_what_one_may_do_and_nothing_else(role, stage, db):
    turn = stage.turn(db, role)
    shown = {option.value.removeprefix("go.") for row in DISPATCH.menu(turn).rows for option in row}
    assert shown == {c.name for c in COMMANDS if c.in_menu and role in c.who}


@pytest.mark.parametrize("role", Role)
def test_every_command_answers_whom_it_is_for(role, command, stage, db):
    typed, tapped = stage.turn(db, role, text=f"/{command.name}"), f"go.{command.name}"
    if not any(role in each.who for each in COMMANDS if each.name == command.name):
        unknown = DISPATCH.respond(stage.turn(db, role, text="/no_such_command"), in_form=False)
        assert DISPATCH.respond(typed, in_form=False) == unknown
        assert DISPATCH.respond(stage.turn(db, role, press=tapped), in_form=True) == unknown
        return
    for turn in (typed, stage.turn(db, role, press=tapped)):
        with stage.rehearsal(db):
            _check(DISPATCH.respond(turn, in_form=False), turn, stage)


def _check(response, turn, stage):
    if isinstance(response, Open):
        response = page(response.form(turn, response.answers), HIGH)
    for language in LANGUAGES:
        check_message(response, stage.reader(language))

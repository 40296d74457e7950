"""Before a PIN or a pledge is given nothing shows case data: no command, button, form, news.

Each walk is done twice: with the guard, and, to see that the walk would find something, without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from inspect import signature
from itertools import product
from typing import Any

import pytest

from bot.core.messages import Outgoing
from bot.core.pages import page
from bot.core.rules.people import Level, Person, Role
from bot.core.words import render_label
from bot.machine.composing import Message
from bot.turns import Case, Command, Open, Reply, Said, Tap, Turn
from handlers import FEATURES
from storage import people, pins
from storage.database import Db
from storage.deliveries import Delivery
from storage.tables import consents as ledger
from tests.chat import NOON
from tests.every import walking
from tests.every.remembering import remembered
from tests.every.scenes import DISPATCH, HIGH, ROLES, Stage

KINDS = [kind for feature in FEATURES for kind in feature.deliveries]
CANARIES = ("Amina", "Oksana", "Ms Example", "Third floor", "swim", "bicycle")
IDS = tuple(map(str, range(1, 9)))
WORDS = ("yes", "all", "contacts", "xlsx", "appointments-mentor")
DETAILS = ("", "1", "1.week", "1.day", "given.1.260901120000", "taken.1.260901120000", "silenced.1")
LATER = NOON + timedelta(hours=13)


@dataclass(frozen=True)
class Walk:
    """Everything one person can press, be shown and be told."""

    stage: Stage
    db: Db
    person: Person

    def turn(self, **said: Any) -> Turn:
        house = self.stage.world.lotse.house
        return Turn(self.person, LATER, self.db, house, Said(**{"update_id": 9, **said}))

    def shows(self) -> set[str]:
        """What of the case data came up, and where."""
        found = set()
        for where, text in [*self.pressed(), *self.forms(), *self.told()]:
            own = self.person.name
            found |= {f"{name} by {where}" for name in CANARIES if name in text and name != own}
        return found

    def pressed(self) -> Iterator[tuple[str, str]]:
        commands = [f"go.{command.name}" for command in DISPATCH.of_role(self.person)]
        for data in [*commands, *(data for tap in DISPATCH.taps for data in presses(tap))]:
            with self.stage.rehearsal(self.db):
                response = DISPATCH.respond(self.turn(press=data), in_form=False)
                if isinstance(response, Open):
                    yield data, self.opened(response)
                elif response is not None:
                    yield data, self.text(response)

    def opened(self, response: Open) -> str:
        turn = self.turn()
        if stopped := DISPATCH.stop(turn, response.form.case, ""):
            return self.text(stopped)
        return self.text(page(response.form(turn, response.answers), HIGH))

    def forms(self) -> Iterator[tuple[str, str]]:
        """Of a form that was open before, every page."""
        for form in DISPATCH.forms:
            turn = self.turn()
            mine = DISPATCH.form(form.__name__, self.person) is not None
            if not mine or DISPATCH.stop(turn, form.case, ""):
                continue
            begun = form(turn)
            with remembered(begun):
                states = walking.one_of_each_kind(list(walking.states(begun)))
            for state in states:
                yield form.__name__, self.text(page(state, HIGH))

    def told(self) -> Iterator[tuple[str, str]]:
        for kind in KINDS:
            for about, detail in product(range(1, 9), DETAILS):
                composed = self.stage.world.lotse.composer.compose(
                    self.db, self.delivery(kind.name, about, detail), LATER
                )
                if isinstance(composed, Message):
                    yield kind.name, composed.text

    def delivery(self, kind: str, about: int, detail: str) -> Delivery:
        end = LATER + timedelta(days=9)
        chat = self.person.chat_id
        return Delivery(
            1, "x", kind, about, detail, None, self.person.id, chat, None, 1, False, LATER, end, end
        )

    def text(self, shown: Reply | Outgoing) -> str:
        reader = self.stage.reader("en")
        words = [shown.words, getattr(shown, "popup", None)]
        labels = [option.label for row in shown.rows for option in row]
        return " ".join(render_label(each, reader) for each in [*words, *labels] if each)


def presses(tap: Tap) -> Sequence[str]:
    wanted = len(signature(tap.does).parameters) - 1
    arguments = product(IDS + WORDS, repeat=1) if wanted == 1 else product(IDS, IDS[:2] + WORDS)
    return [".".join([tap.name, *some]) for some in arguments] if wanted else [tap.name]


@pytest.fixture
def walk(stage, db):
    """Walks as somebody of this role, at the level that shows the most."""

    def begin(role):
        person = people.get(db, stage.cast[ROLES[role]].id)
        people.be_discreet(db, person.id, list(Level)[-1])
        return Walk(stage, db, people.get(db, person.id))

    return begin


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MEDIATOR])
def test_no_first_name_appears_before_the_pledge(role, walk, db):
    pledged = walk(role)
    if role is Role.MENTOR:
        assert len(pledged.shows()) > 10
    db.execute(ledger.delete().where(ledger.c.person_id == pledged.person.id))
    assert walk(role).shows() == set()


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR])
def test_nothing_personal_appears_before_the_pin(role, walk, db):
    opened = walk(role)
    assert len(opened.shows()) >= 4
    pins.put(db, opened.person.id, "4711", NOON)  # thirteen hours before
    assert walk(role).shows() == set()


def test_whoever_opens_a_form_with_case_data_stands_behind_the_guard_already():
    """Else the person would be asked only after the form has begun."""
    commands = [each for each in DISPATCH.commands if isinstance(each.does, type)]
    assert commands
    for command in commands:
        assert order(command.case) >= order(command.does.case), command.name


def order(case: Case) -> int:
    return list(Case).index(case)


def test_what_shows_only_what_everybody_may_know_asks_for_nothing():
    free = {command.name for command in DISPATCH.commands if command.case is Case.NONE}
    must = {"start", "menu", "help", "cancel", "stop", "who", "privacy", "language", "ask"}
    assert must <= free
    assert all(isinstance(command, Command) for command in DISPATCH.commands)

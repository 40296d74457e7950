"""One cell of the table: somebody tries something with something of somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from bot.turns import House, Said, Turn
from handlers.consent.give import mark_of
from storage import audit, dialogues, links, people, phones
from tests.every import preparing, walking
from tests.every.access import NEVER, RELATIONS, form_named, rows
from tests.every.neighbours import ROLES, STRANGER
from tests.every.rehearsing import LEASE, NOTHING, Outcome, Screen

TABLE = rows()
PARTICIPANTS = ("Amina", "Oksana", "Nadia")
GONE = ("missing", "erased")
NO_BUTTON, NO_COMMAND = "nosuch.1", "/nosuchcommand"
# Half a form, a message on its way, whether a phone can be reached: no case data yet, or no more.
# A share has its own record, which is kept longer than the audit. Which place somebody looked at
# is no case data, and to note it twice would be a record of habits.
# Nor is it noted who found an answer helpful, or read which: a count has no name.
NOT_NOTED = {"dialogues", "deliveries", "chats", "transfers", "links", "place_seen"}
NOT_NOTED |= {"answer_counts", "answers_received"}
OWN_SETTINGS = {"lang", "level"}  # how somebody wants to be written to
SAME_ANYWAY = {"/help"}  # an unknown command is answered with the help


@dataclass(frozen=True)
class _Setting:
    house: House


class Stand:
    """One actor before one row of the table."""

    refused: ClassVar[dict[tuple[str, str], Outcome]] = {}
    marks: ClassVar[dict[str, str]] = {}

    def __init__(self, here, rehearsal, row, actor):
        self.here, self.rehearsal, self.row, self.actor = here, rehearsal, row, actor
        self.person = here.people[ROLES[actor]] if actor in ROLES else None
        self.chat = self.person.chat_id if self.person else STRANGER

    def relations(self):
        """Those that there are for this actor and this kind of thing."""
        if not self.row.thing:
            return [""]
        known = self.here.relations(self.actor, self.row.thing)
        return [each for each in (*RELATIONS, *GONE) if each in known]

    def data(self, relation):
        things = {kind: self.here.relations(self.actor, kind) for kind in self.here.things}
        ids = {kind: ids[relation] for kind, ids in things.items() if relation in ids}
        gone = self.here.people["Erwin"].id
        return self.row.filled({**ids, "mark": self._mark(), "erwin": gone})

    def _mark(self):
        """Of the declaration's text, as a button for this person carries it."""
        language = self.person.language if self.person else "en"
        if language not in self.marks:
            self.marks[language] = mark_of(_Setting(self.here.world.lotse.house), language)
        return self.marks[language]

    def tries(self, relation) -> Outcome:
        with self.rehearsal.undone():
            self._prepare()
            outcome = self._does(self.data(relation))
            self._is_noted(outcome)
            return outcome

    def refusal(self) -> Outcome:
        """What is said to a button or a command that does not exist at all."""
        if preparing.changes(self.row):
            return self._refusal()
        one_of = self.row.name if self.row.kind == "form" else self.row.kind
        if (one_of, self.actor) not in self.refused:
            self.refused[one_of, self.actor] = self._refusal()
        return self.refused[one_of, self.actor]

    def _refusal(self) -> Outcome:
        with self.rehearsal.undone():
            self._prepare()
            if self.row.kind in ("message", "page"):
                return Outcome(NOTHING)
            if self.row.kind == "command":
                return self.rehearsal.hears(self.chat, text=NO_COMMAND)
            if self.row.kind == "form" and self.person:
                self._opens(form_named(self.row.data.split(".")[0]), self.row.data.split(".")[1])
            return self.rehearsal.hears(self.chat, press=NO_BUTTON)

    def _prepare(self):
        if self.actor == "silenced":
            phones.silence(self.rehearsal.db, self.person.id, self.here.world.now)
        preparing.prepare(self.row, self.rehearsal, self.here)

    def _does(self, data) -> Outcome:
        match self.row.kind:
            case "command":
                return self.rehearsal.hears(self.chat, text=data)
            case "button":
                return self.rehearsal.hears(self.chat, press=data)
            case "form":
                return self._answers(*data.split("."))
            case "page":
                return self._opens_page(*data.split("."))
            case "message":
                kind, about, detail = data.split(":")
                if self.person is None:
                    return Outcome(NOTHING)
                return self.rehearsal.tells(self.person.id, kind, int(about), detail)
        raise AssertionError(self.row.kind)

    def _opens_page(self, name, argument) -> Outcome:
        """A link that was made for this person, as the web server opens it."""
        if self.person is None:
            return Outcome(NOTHING)
        db, now = self.rehearsal.db, self.here.world.now
        token = links.make(db, self.person.id, f"{name}.{argument}", now=now, lives=LEASE)
        file = self.rehearsal.shelf.take(token)
        return Outcome(Screen(popup=file.filename) if file else NOTHING)

    def _answers(self, form, question, value="") -> Outcome:
        """The form is open up to this question, and somebody forges the answer to it."""
        number = self._opens(form_named(form), question) if self.person else 1
        return self.rehearsal.hears(self.chat, press=f"{number}.{question}.{value}")

    def _opens(self, form, question) -> int:
        """Even if it is not for this person: it was theirs when their role was another."""
        db, now = self.rehearsal.db, self.here.world.now
        turn = Turn(people.get(db, self.person.id), now, db, self.here.world.lotse.house, Said())
        state = form(turn)
        if self.rehearsal.dispatch.form(form.__name__, turn.person):
            state = next(_up_to(state, question), state)
        before = dialogues.load(db, self.person.id)
        after = before.opened(form.__name__, state.answers)
        dialogues.save(db, before, after, now)
        return after.number

    def _is_noted(self, outcome):
        """Whoever is shown something of a participant has looked at it: so says the audit."""
        shown = [(self.person.id, outcome.screen.everything)] if self.person else []
        for message in outcome.others:
            labels = [button.label for row in message.rows for button in row]
            content = message.document.content if message.document else b""
            text = "\n".join([message.text, *labels, content.decode(errors="ignore")])
            shown.append((message.delivery.person_id, text))
        for reader, text in shown:
            for name in PARTICIPANTS:
                owner = self.here.people[name].id
                if re.search(rf"\b{name}\b", text) and owner != reader:
                    entries = audit.of(self.rehearsal.db, owner)
                    saw = [each for each in entries if each.act == audit.SAW]
                    assert any(each.actor == reader and each.why for each in saw), (
                        f"{self.row.data}: {name} was shown to {self.actor}, and nobody noted it"
                    )


def _up_to(form, question):
    """The form with this question before the person; not every way leads there."""
    for number in range(20):
        with suppress(AssertionError):  # nothing is offered to this person
            for state in walking.random_walk(form, Random(number), detours=0):
                pending = state.pending()
                if pending and pending.name == question:
                    yield state


def judged_at(stand: Stand) -> Iterator[str]:
    """What is wrong with one row of the table, for one actor."""
    row, actor = stand.row, stand.actor
    refused = stand.refusal()
    gone = stand.tries("missing") if row.thing else refused
    for relation in stand.relations():
        outcome = stand.tries(relation)
        may, known = row.allowed(actor, relation), _knows(actor, row.thing, relation)
        for each in _judged(row, actor, outcome, gone, refused, may=may, known=known):
            yield f"{actor}, {relation or 'at all'}: {each}"


def _knows(actor, thing, relation):
    """Whoever may see it somewhere else knows that it exists."""
    return any(row.allowed(actor, relation) for row in TABLE if thing and row.thing == thing)


def _judged(row, actor, outcome, gone, refused, *, may, known) -> Iterator[str]:
    if may:
        if _alike(outcome, gone) and row.data not in SAME_ANYWAY:
            yield f"may, and gets what nobody gets: {outcome.screen}"
        changed = set(_differences(outcome, refused)) - NOT_NOTED
        if changed and len(outcome.done) <= len(refused.done) and row.name not in OWN_SETTINGS:
            yield f"changes {changed}, and nobody noted it"
        return
    if outcome.screen != gone.screen:
        yield f"may not, and sees {outcome.screen} instead of {gone.screen}"
    if outcome.facts != gone.facts:
        yield f"may not, and changes {_differences(outcome, gone)}"
    if outcome.others:
        yield "may not, and somebody is told of it"
    if row.thing and not known and outcome.statements != gone.statements:
        yield f"may not, and is found to exist by another way: {_first_other(outcome, gone)}"
    if row.kind != "form" and gone.screen != refused.screen:
        yield f"may not, and learns that there is such a thing: {gone.screen}"
    if row.cells[actor] == NEVER and outcome.screen != refused.screen:
        yield f"never may, and sees {outcome.screen}"


def _alike(one, other):
    return (one.screen, one.facts, len(one.others)) == (other.screen, other.facts, 0)


def _differences(one, other):
    return [name for name in one.facts if one.facts[name] != other.facts.get(name)]


def _first_other(one, other):
    pairs = zip([*one.statements, "(end)"], [*other.statements, "(end)"], strict=False)
    first = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return " instead of ".join(_tables(each) for each in first)


def _tables(statement):
    verb, *rest = statement.split()
    named = re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", statement)
    return f"{verb.casefold()} {' '.join(named)}" if rest else statement

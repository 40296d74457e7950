"""Somebody writes to somebody, or answers. Nobody's phone number is needed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from bot.core.forms import Question
from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice, text
from bot.core.rules.people import Person, Role
from bot.core.rules.relay import LONGEST, Relayed
from bot.core.rules.translation import Kind, Translatable
from bot.core.words import Words, _, just, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Scene, Tap, Turn, TurnForm, id_of, pick
from bot.turns.interpreted import tell_translated
from handlers.messages.arriving import ARRIVED, beginning, quoted, received
from handlers.messages.relation import (
    OFFICE,
    WRITERS,
    about,
    is_for,
    may_reach,
    receivers,
)
from storage import audit, messages, people


class Told(Enum):
    UNDERSTOOD = "yes"


def notice() -> Question[Told]:
    """Said once, before the first message of a person."""
    return choice(
        _(
            "This is not private from the coordinator: the project office can read what you write"
            " here. Do you want to go on?"
        ),
        {Told.UNDERSTOOD: _("Yes, go on")},
    )


class WriteMessage(TurnForm):
    """A mentor or the coordinator writes."""

    case = Case.PEOPLE
    who = frozenset({Role.MENTOR, Role.COORDINATOR})

    to = pick(_("To whom do you want to write?"), receivers)
    told = notice()
    wording = text(_("Please write your message."), longest=LONGEST)

    def submit(self, turn: Turn) -> Reply:
        receiver = people.find(turn.db, self.to) if self.to != OFFICE else None
        return send(turn, receiver, self.wording)


class WriteMine(WriteMessage):
    """A participant writes to the mentor or the project office."""

    who = frozenset({Role.PARTICIPANT})


def answerable(scene: Scene) -> Sequence[Option]:
    mine = messages.received(scene.db, scene.person.id, 40)
    if scene.person.role is Role.COORDINATOR:
        mine = messages.to_the_office(scene.db, 40)
    shown = [each for each in mine if may_reach(scene, each)]
    return [Option(str(each.id), just(beginning(each))) for each in shown]


def _still(setting: Any, kept: int) -> bool:
    """Kept though it is over meanwhile: `submit` says so."""
    message = messages.get(setting.db, kept)
    return message is not None and is_for(message, setting.person)


class AnswerMessage(TurnForm):
    case = Case.PEOPLE
    who = WRITERS

    message = replace(
        pick(_("Which message do you want to answer?"), answerable),
        still=lambda setting, kept: _still(setting, int(kept)),
    )
    told = notice()
    wording = text(_("Please write your answer."), longest=LONGEST)

    def ask(self, question: Question[Any]) -> Words:
        asked = super().ask(question)
        scene: Scene = self.setting
        if question.name != "wording" or not may_reach(scene, self._read(scene)):
            return asked
        answered = quoted(scene, self.message)
        return paragraphs(answered, asked) if answered else asked

    def submit(self, turn: Turn) -> Reply:
        answered = self._read(turn)
        if not may_reach(turn, answered):
            return Reply(over(), [[HOME]])
        sender = people.get(turn.db, answered.sender_id)
        to_office = sender.role is Role.COORDINATOR
        return send(turn, None if to_office else sender, self.wording, answered.id)

    def _read(self, scene: Scene) -> Relayed:
        found = messages.get(scene.db, self.message)
        assert found
        return found


def over() -> Words:
    return _(
        "This was not sent: the two of you can no longer write to each other here."
        " You can always write to the project office."
    )


def send(turn: Turn, receiver: Person | None, wording: str, answer_to: int | None = None) -> Reply:
    """`receiver`: None for the project office."""
    person = turn.person
    whose = about(person, receiver)
    id = messages.write(
        turn.db,
        sender_id=person.id,
        receiver_id=receiver.id if receiver else None,
        about_id=whose,
        text=wording,
        language=turn.language,
        answer_to=answer_to,
        now=turn.now,
    )
    audit.note(
        turn.db,
        turn.now,
        actor=person.id,
        act="wrote a message",
        about=str(id),
        person=whose,
    )
    said = Translatable(wording, turn.language, Kind.MESSAGE)
    for reader in [receiver] if receiver else people.everybody(turn.db, Role.COORDINATOR):
        if reader.id != person.id:
            tell_translated(turn, ARRIVED, reader, said, id, whose=whose)
    return Reply(_("Your message is on its way."), [[Option("go.messages", _("Messages"))], [HOME]])


def write(turn: Turn) -> Open:
    offered = receivers(turn)
    alone = {"to": int(offered[0].value)} if len(offered) == 1 else {}
    form = WriteMine if turn.person.role is Role.PARTICIPANT else WriteMessage
    return Open(form, {**alone, **_known(turn)})


def write_to(turn: Turn, person_id: str) -> Open:
    """From the card of a person."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role not in (Role.PARTICIPANT, Role.MENTOR):
        raise NotYours
    return Open(WriteMessage, {"to": person.id, **_known(turn)})


def answer(turn: Turn, message_id: str) -> Open:
    return Open(AnswerMessage, {"message": received(turn, message_id).id, **_known(turn)})


def _known(turn: Turn) -> Mapping[str, str]:
    """Whoever wrote before has been told; the coordinator knows."""
    told = turn.person.role is Role.COORDINATOR or messages.has_written(turn.db, turn.person.id)
    return {"told": Told.UNDERSTOOD.value} if told else {}


WRITE = Tap("write", write, WRITERS, case=Case.PEOPLE)
WRITE_TO = Tap("writeto", write_to, frozenset({Role.COORDINATOR}), case=Case.PEOPLE)
ANSWER = Tap("respond", answer, WRITERS, case=Case.PEOPLE)

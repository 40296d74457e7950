"""Mentors who log contact after contact, and what they expect to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.app import Lotse
from bot.commands.benching import network, writing
from bot.core.words import Words, _, render
from handlers.contacts.log_contact import LogContact
from storage import contacts, inbox, people
from storage.deliveries import UNFINISHED
from storage.tables import deliveries
from tests.chat import plain
from tests.faults.house import Server


@dataclass(frozen=True)
class Mentor:
    writes: writing.Mentor
    expected: Sequence[str]  # for one contact, in the mentor's language
    mark: str  # "you may have got this already", in the mentor's language

    @property
    def chat_id(self) -> int:
        return self.writes.chat_id

    def contact(self, number: int) -> Iterator[dict[str, Any]]:
        return self.writes.contact(number, note(self.chat_id, number))


def note(chat_id: int, number: int) -> str:
    return f"note {chat_id} {number}"


def settle_in(lotse: Lotse, server: Server, chats: int) -> list[Mentor]:
    return [_reading(lotse, each) for each in network.settle_in(lotse, server, chats, "1")]


def _reading(lotse: Lotse, mentor: writing.Mentor) -> Mentor:
    with lotse.database.transaction() as db:
        person = people.at(db, mentor.chat_id)
        assert person
        [participant] = people.participants_of(db, person.id)
    number = f"№ {participant.id}"  # without consent a mentor knows no name
    reader = lotse.composer.reader(person)

    def read(words: Words) -> str:
        return plain(render(words, reader))

    day = date.fromisoformat(writing.yesterday())
    thanks = _("Thank you. The contact with {name} on {day} is noted.", name=number, day=day)
    expected = [read(question.ask) for question in LogContact.questions] + [read(thanks)]
    return Mentor(mentor, expected, read(_("🔁 You may have got this message already.")))


def noted(lotse: Lotse) -> list[str]:
    """The notes of all contacts that are stored."""
    with lotse.database.transaction() as db:
        return [contact.note or "" for contact in contacts.everything(db)]


def unfinished(lotse: Lotse) -> int:
    """What is still to be heard or to be said, but for what is meant for another day."""
    soon = deliveries.c.due_at < lotse.clock() + timedelta(hours=1)
    waiting = select(func.count()).where(deliveries.c.state.in_(UNFINISHED), soon)
    with lotse.database.transaction() as db:
        return inbox.waiting(db) + int(db.execute(waiting).scalar_one())

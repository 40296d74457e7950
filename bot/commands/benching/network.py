"""A network to measure with: mentors who log contacts, and people who are invited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Lotse, assemble
from bot.commands.benching.server import TOKEN, Server
from bot.commands.benching.writing import STEPS, Mentor
from bot.core.rules.events import Event
from bot.core.rules.people import Role
from bot.settings import Settings
from bot.turns import Scene
from handlers.people.pledge import sign
from storage import contacts, deliveries, events, people
from storage.deliveries import State, Urgency

CHATS, LANGUAGES = 100, ("de", "en", "ar", "uk", "fa", "tr")
FIRST_INVITED = 10_000


def lotse_of(folder: Path) -> Lotse:
    return assemble(Settings(data_dir=folder, telegram_token=TOKEN))  # type: ignore[arg-type]


def settle_in(lotse: Lotse, server: Server, chats: int = CHATS, tap_id: str = "") -> list[Mentor]:
    """So many mentors with a participant each; the bot has written to them before."""
    now = lotse.clock()
    mentors = []
    with lotse.database.transaction() as db:
        for chat_id in range(1, chats + 1):
            language = LANGUAGES[chat_id % len(LANGUAGES)]
            mentor = people.add(
                db, name="Jonas", role=Role.MENTOR, language=language, now=now,
                chat_id=chat_id, arrived=True,
            )  # fmt: skip
            sign(Scene(mentor, now, db, lotse.house))
            met = people.add(
                db, name="Amina", role=Role.PARTICIPANT, language="ar", now=now,
                mentor_id=mentor.id, arrived=True,
            )  # fmt: skip
            hello = server.call("sendMessage", chat_id=chat_id, text="Hallo")
            mentors.append(Mentor(chat_id, met.id, hello["message_id"], tap_id))
    server.order("forget", {})
    return mentors


def invite(lotse: Lotse, count: int) -> Event:
    """Queue an invitation for so many mentors who came in another chat each."""
    now, zone = lotse.clock(), lotse.house.zone
    day = (now + timedelta(days=14)).date()
    with lotse.database.transaction() as db:
        invited = [
            people.add(
                db, name="Mara", role=Role.MENTOR, language=LANGUAGES[n % len(LANGUAGES)],
                now=now, chat_id=FIRST_INVITED + n, arrived=True,
            )
            for n in range(count)
        ]  # fmt: skip
        event = events.add(
            db, made_by=invited[0].id, roles=["mentor"], languages=list(LANGUAGES), regions=(),
            day=day, time=datetime.now(UTC).time().replace(microsecond=0), zone=zone,
            texts={"de": "Sommerfest", "en": "Summer party"}, now=now,
        )  # fmt: skip
        deliveries.queue_many(
            db, [person.id for person in invited], kind=events.INVITATION, about=event.id,
            due_at=now, useless_after=event.starts_at, urgency=Urgency.SOMETIME,
        )  # fmt: skip
    return event


def sent(lotse: Lotse, event: Event) -> int:
    with lotse.database.transaction() as db:
        return deliveries.outcomes(db, events.INVITATION, event.id).get(State.SENT, 0)


class NotDone(Exception):
    """The bot was fast, but did not do its work."""


def check(folder: Path, updates: int) -> None:
    """Whether the contacts that so many updates told of are stored. Raises NotDone."""
    lotse = lotse_of(folder)
    with lotse.database.transaction() as db:
        stored = len(contacts.everything(db))
    lotse.database.close()
    told = updates // CHATS // STEPS * CHATS
    if stored < told:
        raise NotDone(f"{stored} contacts of {told}")

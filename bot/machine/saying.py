"""What a turn says goes into the outbox, in the turn's own transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.messages import Outgoing, pack
from bot.core.rules.people import Person
from bot.machine.dispatch import DETAILS_STAY
from bot.turns import Reply, Turn
from storage import deliveries, people
from storage.database import Db
from storage.deliveries import Delivery
from storage.inbox import Update
from storage.vault import HOUSE


def queue_reply(
    db: Db,
    update: Update,
    person: Person,
    outgoing: Outgoing,
    edits: int | None,
    *,
    now: datetime,
    lease: timedelta | None,
) -> Delivery | None:
    return deliveries.queue_reply(
        db,
        key=f"reply:{update.id}:{now:%Y%m%dT%H%M%S}",  # Telegram counts anew after a quiet week
        person_id=person.id,
        sealed_for=HOUSE if person.erased else person.id,  # the erased have no key any more
        chat_id=update.chat_id,
        body=pack(outgoing),
        edits=edits,
        now=now,
        lease=lease,
    )


def take_back(turn: Turn, update: Update) -> None:
    """Delete from the chat what the person has just written there."""
    message_id = turn.said.own_message_id
    if message_id is not None:
        deliveries.queue_deletion(
            turn.db,
            person_id=turn.person.id,
            chat_id=update.chat_id,
            message_id=message_id,
            due_at=turn.now,
            written_at=turn.now,
        )


def edited(turn: Turn, reply: Reply) -> int | None:
    """The message that this takes the place of. What may be copied never stands in a message
    that may not, nor the other way round: an edit cannot change that."""
    fits = turn.said.protected is not reply.shareable
    return turn.said.message_id if fits and not reply.new else None


def as_message(reply: Reply) -> Reply:
    """A pop-up that cannot be one: as a message it leaves no trace in the chat, either."""
    return replace(
        reply, words=reply.popup, popup=None, new=True, gone_after=DETAILS_STAY, shareable=False
    )


def now_in(db: Db, chat_id: int, before: Person) -> Person:
    """Whoever moved to this chat with a code, or else the one who spoke."""
    now = people.at(db, chat_id) or people.get(db, before.id)
    # Nothing is known any more of whoever was erased by this very turn, not even the language.
    return replace(before, erased=True) if now.erased else now

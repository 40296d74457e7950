"""Messages for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.messages import Document
from bot.machine.composing import Button, Message
from storage.deliveries import Delivery

AMINA, JONAS, OTTO = 7, 8, 9  # their chats
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def to(
    chat_id: int,
    text: str,
    *,
    rows: tuple[tuple[Button, ...], ...] = (),
    document: Document | None = None,
    edits: int | None = None,
) -> Message:
    delivery = Delivery(
        id=1,
        key="k",
        kind="reply",
        about=None,
        detail="",
        body=None,
        person_id=1,
        chat_id=chat_id,
        edits=edits,
        attempt=1,
        repeat=False,
        due_at=NOW,
        useless_after=NOW,
        lease_until=NOW,
    )
    return Message(delivery, chat_id, text, rows, document)

"""What a mediator answers about a request, and what is asked back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from storage.database import Db, new_id
from storage.tables import help_messages
from storage.vault import Sealed

_m = help_messages.c


@dataclass(frozen=True)
class Message:
    """An answer of the mediator, or what was asked back."""

    id: int
    request_id: int
    sender_id: int
    text: str
    file_id: str


def write(
    db: Db,
    *,
    request_id: int,
    participant_id: int,
    sender_id: int,
    text: str | None,
    file_id: str | None,
    now: datetime,
) -> int:
    return new_id(
        db,
        help_messages,
        request_id=request_id,
        participant_id=participant_id,
        sender_id=sender_id,
        text=Sealed(participant_id, text) if text else None,
        file_id=Sealed(participant_id, file_id) if file_id else None,
        at=now,
    )


def get(db: Db, message_id: int) -> Message | None:
    row = db.execute(select(help_messages).where(_m.id == message_id)).one_or_none()
    return _message(row) if row else None


def of(db: Db, request_id: int) -> Sequence[Message]:
    """The oldest first."""
    found = select(help_messages).where(_m.request_id == request_id).order_by(_m.id)
    return [_message(row) for row in db.execute(found)]


def _message(row: Row[Any]) -> Message:
    return Message(row.id, row.request_id, row.sender_id, row.text or "", row.file_id or "")

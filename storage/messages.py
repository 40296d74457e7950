"""Messages that people write to each other through the bot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update

from bot.core.rules.people import Role
from bot.core.rules.relay import Relayed
from storage.database import Db, new_id
from storage.delivery import State
from storage.tables import deliveries, messages, people
from storage.vault import Sealed

KIND = "message"  # of the delivery that brings it
_t = messages.c


def write(
    db: Db,
    *,
    sender_id: int,
    receiver_id: int | None,
    about_id: int,
    text: str,
    language: str,
    answer_to: int | None,
    now: datetime,
) -> int:
    return new_id(
        db,
        messages,
        sender_id=sender_id,
        receiver_id=receiver_id,
        about_id=about_id,
        text=Sealed(sender_id, text),
        language=language,
        answer_to=answer_to,
        sent_at=now,
    )


def get(db: Db, message_id: int) -> Relayed | None:
    row = db.execute(select(messages).where(_t.id == message_id)).one_or_none()
    return _message(row) if row else None


def read(db: Db, message_id: int, now: datetime) -> None:
    """The first time that somebody to whom it was written opened it."""
    first = (_t.id == message_id, _t.read_at.is_(None))
    db.execute(update(messages).where(*first).values(read_at=now))


def has_written(db: Db, person_id: int) -> bool:
    return db.execute(select(_t.id).where(_t.sender_id == person_id).limit(1)).first() is not None


def received(db: Db, person_id: int, limit: int = 8) -> Sequence[Relayed]:
    """What was written to this person, the newest first."""
    return _newest(db, _t.receiver_id == person_id, limit)


def to_the_office(db: Db, limit: int = 8) -> Sequence[Relayed]:
    return _newest(db, _t.receiver_id.is_(None), limit)


def about(
    db: Db, person_id: int, *, before: int | None = None, limit: int = 8
) -> Sequence[Relayed]:
    """Every message of a person, and of the mentorship: what the coordinator may look at."""
    mine = or_(_t.about_id == person_id, _t.sender_id == person_id, _t.receiver_id == person_id)
    return _newest(db, mine if before is None else and_(mine, _t.id < before), limit)


def last_ones(db: Db) -> Sequence[Relayed]:
    """The last message of each two who wrote to each other and were not told that it is over."""
    return [_message(row) for row in db.execute(_last_ones())]


@cache
def _last_ones() -> Select[Any]:
    """Asked every minute: to build it takes longer than to run it."""
    other = func.coalesce(func.nullif(_t.sender_id, _t.about_id), _t.receiver_id)
    last = select(func.max(_t.id)).where(_between_the_two()).group_by(_t.about_id, other)
    return select(messages).where(_t.id.in_(last), _t.closed_at.is_(None)).order_by(_t.id)


def close(db: Db, message_id: int, now: datetime) -> None:
    """Both are told that they can no longer write to each other."""
    db.execute(update(messages).where(_t.id == message_id).values(closed_at=now))


def drop_waiting(db: Db, participant_id: int) -> None:
    """The mentorship or the consent is over: what the two wrote and did not arrive yet, stays."""
    theirs = select(_t.id).where(_t.about_id == participant_id, _between_the_two())
    d = deliveries.c
    waiting = (d.kind == KIND, d.state == State.DUE, d.about.in_(theirs))
    db.execute(update(deliveries).where(*waiting).values(state=State.DROPPED))


def _between_the_two() -> ColumnElement[bool]:
    office = select(people.c.id).where(people.c.role == Role.COORDINATOR.value)
    return and_(_t.receiver_id.is_not(None), _t.sender_id.not_in(office))


def _newest(db: Db, which: ColumnElement[bool], limit: int) -> Sequence[Relayed]:
    found = select(messages).where(which).order_by(_t.id.desc()).limit(limit)
    return [_message(row) for row in db.execute(found)]


def _message(row: Row[Any]) -> Relayed:
    return Relayed(
        row.id,
        row.sender_id,
        row.receiver_id,
        row.about_id,
        row.text or "",
        row.language,
        row.sent_at,
        row.answer_to,
        row.read_at,
    )

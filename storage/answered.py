"""Who received which answer, and how often which answer helped or was missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from bot.core.rules.entries import Count
from storage.database import Db, changed, insert_new
from storage.tables import answer_counts, answers_received

_r, _c = answers_received.c, answer_counts.c


@dataclass(frozen=True)
class Received:
    """A person has read this text of this entry."""

    id: int
    person_id: int
    entry: str
    language: str
    text_hash: str


@dataclass(frozen=True)
class Shown:
    """A text that somebody received."""

    entry: str
    language: str
    text_hash: str


@dataclass(frozen=True)
class Counted:
    kind: Count
    entry: str
    language: str
    times: int
    last_at: datetime


def received(db: Db, person_id: int, shown: Shown, now: datetime) -> None:
    """The person has this text before them now. A newer text takes the older one's place."""
    values = {"language": shown.language, "text_hash": shown.text_hash, "at": now}
    mine = (_r.person_id == person_id, _r.entry == shown.entry)
    if not changed(db, update(answers_received).where(*mine).values(values)):
        row = {"person_id": person_id, "entry": shown.entry, **values}
        insert_new(db, answers_received, [row])


def texts_received(db: Db) -> Sequence[Shown]:
    """Every text that somebody received, once."""
    found = select(_r.entry, _r.language, _r.text_hash).distinct()
    return [Shown(row.entry, row.language, row.text_hash) for row in db.execute(found)]


def who_received(db: Db, shown: Shown, limit: int) -> Sequence[Received]:
    mine = (
        _r.entry == shown.entry,
        _r.language == shown.language,
        _r.text_hash == shown.text_hash,
    )
    found = select(answers_received).where(*mine).order_by(_r.id).limit(limit)
    return [_received(row) for row in db.execute(found)]


def get(db: Db, received_id: int) -> Received | None:
    row = db.execute(select(answers_received).where(_r.id == received_id)).one_or_none()
    return _received(row) if row else None


def changed_to(db: Db, which: Iterable[Received], now_shown: Shown) -> None:
    """They are told of the new text: so they have it from now on, and hear of it once."""
    ids = [each.id for each in which]
    values = {"language": now_shown.language, "text_hash": now_shown.text_hash}
    db.execute(update(answers_received).where(_r.id.in_(ids)).values(values))


def count(db: Db, kind: Count, entry: str, language: str, now: datetime) -> None:
    """Once more. No name, no words."""
    mine = (_c.kind == kind.value, _c.entry == entry, _c.language == language)
    more = update(answer_counts).where(*mine).values(times=_c.times + 1, last_at=now)
    if not changed(db, more):
        row = {"kind": kind.value, "entry": entry, "language": language}
        insert_new(db, answer_counts, [{**row, "times": 1, "last_at": now}])


def counted(db: Db, kinds: Iterable[Count], limit: int = 30) -> Sequence[Counted]:
    """The newest first."""
    found = (
        select(answer_counts)
        .where(_c.kind.in_([kind.value for kind in kinds]))
        .order_by(_c.last_at.desc(), _c.times.desc(), _c.entry, _c.language, _c.kind)
        .limit(limit)
    )
    return [
        Counted(Count(row.kind), row.entry, row.language, row.times, row.last_at)
        for row in db.execute(found)
    ]


def times(db: Db, kind: Count, entry: str) -> int:
    found = select(func.coalesce(func.sum(_c.times), 0))
    return int(db.execute(found.where(_c.kind == kind.value, _c.entry == entry)).scalar_one())


def _received(row: Row[Any]) -> Received:
    return Received(row.id, row.person_id, row.entry, row.language, row.text_hash)

"""Which text of the declaration was read by whom, and as which version it is published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.rules.consent import Recipient, meaning, same_meaning
from bot.core.rules.operator import Operator
from storage import marks
from storage.database import Db, new_id
from storage.tables import reviews
from storage.vault import HOUSE, Sealed

PAPER_NEEDED, CONSENT_AGE = "paper_needed", "consent_age"  # marks that repeat the file
_t = reviews.c
_versions = select(_t.version).where(_t.version.is_not(None)).distinct()


@dataclass(frozen=True)
class Review:
    """A named person has read exactly this text and stands for it."""

    id: int
    text_hash: str
    language: str
    reviewer: str
    entered_by: int | None
    entered_at: datetime
    version: str | None  # once it is published
    published_at: datetime | None


def enter(
    db: Db, *, text_hash: str, language: str, reviewer: str, by: int | None, now: datetime
) -> int:
    return new_id(
        db,
        reviews,
        text_hash=text_hash,
        language=language,
        reviewer=Sealed(HOUSE, reviewer),
        entered_by=by,
        entered_at=now,
    )


def publish(db: Db, ids: Collection[int], *, version: str, now: datetime) -> None:
    """These reviews stand for this version from now on."""
    unpublished = update(reviews).where(_t.id.in_(ids), _t.version.is_(None))
    db.execute(unpublished.values(version=version, published_at=now))


def publish_text(db: Db, review: Review, *, version: str, now: datetime) -> None:
    """This text stands for this version. What it stood for before stays on record."""
    id = review.id
    if review.version is not None:
        id = enter(
            db,
            text_hash=review.text_hash,
            language=review.language,
            reviewer=review.reviewer,
            by=review.entered_by,
            now=review.entered_at,
        )
    publish(db, [id], version=version, now=now)


def current(db: Db) -> str:
    """The newest published version; empty if none is."""
    return max((row.version for row in db.execute(_versions)), key=_order, default="")


def newest(db: Db, text_hash: str, language: str) -> Review | None:
    """The newest review of exactly this text in this language."""
    mine = (_t.text_hash == text_hash, _t.language == language)
    row = db.execute(select(reviews).where(*mine).order_by(_t.id.desc()).limit(1)).one_or_none()
    return _review(row) if row else None


def is_published(db: Db, text_hash: str, language: str) -> bool:
    """Whether exactly this text is published with the meaning that counts today."""
    mine = (_t.text_hash == text_hash, _t.language == language, _t.version.is_not(None))
    found = db.execute(select(_t.version).where(*mine)).all()
    now = current(db)
    return any(same_meaning(row.version, now) for row in found)


def published(db: Db) -> Sequence[Review]:
    """Everything that was ever published, the oldest first."""
    found = select(reviews).where(_t.version.is_not(None)).order_by(_t.id)
    return [_review(row) for row in db.execute(found)]


def remember(db: Db, operator: Operator) -> None:
    """What the operator's file says, where the rule can ask for it."""
    said = {
        PAPER_NEEDED: ",".join(sorted(operator.paper_needed or ())),
        CONSENT_AGE: str(operator.consent_age or 0),
    }
    for name, value in said.items():
        if (marks.read(db, name) or "") != value:
            marks.write(db, name, value)


def paper_needed(db: Db) -> frozenset[Recipient]:
    """Those for whom a tap is not enough."""
    said = marks.read(db, PAPER_NEEDED)
    return frozenset(map(Recipient, said.split(","))) if said else frozenset()


def consent_age(db: Db) -> int:
    """From which age a person decides alone; 0 if the operator has not said."""
    return int(marks.read(db, CONSENT_AGE) or 0)


def _order(version: str) -> tuple[int, int]:
    return int(meaning(version)), int(version.partition(".")[2] or 0)


def _review(row: Row[Any]) -> Review:
    return Review(
        row.id,
        row.text_hash,
        row.language,
        row.reviewer or "",
        row.entered_by,
        row.entered_at,
        row.version,
        row.published_at,
    )

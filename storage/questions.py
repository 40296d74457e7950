"""Questions that went to the coordinator, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.rules.questions import Asked
from storage.database import Db, changed, new_id
from storage.tables import questions
from storage.vault import Sealed

_t = questions.c


def ask(db: Db, *, asker_id: int, text: str, language: str, now: datetime) -> int:
    return new_id(
        db,
        questions,
        asker_id=asker_id,
        text=Sealed(asker_id, text),
        language=language,
        asked_at=now,
    )


def get(db: Db, question_id: int) -> Asked | None:
    row = db.execute(select(questions).where(_t.id == question_id)).one_or_none()
    return _asked(row) if row else None


def open_ones(db: Db, limit: int = 20) -> Sequence[Asked]:
    """What nobody has answered yet, the oldest first."""
    found = select(questions).where(_t.answered_at.is_(None)).order_by(_t.id).limit(limit)
    return [_asked(row) for row in db.execute(found)]


def newest(db: Db, limit: int = 90) -> Sequence[Asked]:
    """Answered or not, the newest first."""
    found = select(questions).order_by(_t.id.desc()).limit(limit)
    return [_asked(row) for row in db.execute(found)]


def answer(db: Db, question_id: int, *, text: str, by: int, now: datetime) -> bool:
    """False if somebody else answered first."""
    unanswered = (_t.id == question_id, _t.answered_at.is_(None))
    asked = get(db, question_id)
    if asked is None:
        return False
    answered = update(questions).where(*unanswered)
    # Sealed with the asker's key: whoever erases a person erases both.
    values = {"answer": Sealed(asked.asker_id, text), "answered_by": by, "answered_at": now}
    return changed(db, answered.values(values))


def answer_by_entry(
    db: Db, question_id: int, *, entry: str, text: str, by: int, now: datetime
) -> bool:
    """With an answer for all. False if somebody else answered first."""
    if not answer(db, question_id, text=text, by=by, now=now):
        return False
    db.execute(update(questions).where(_t.id == question_id).values(entry=entry))
    return True


def became(db: Db, question_id: int, entry: str) -> None:
    """It was answered, and its answer is an answer for all from now on."""
    db.execute(update(questions).where(_t.id == question_id).values(entry=entry))


def name(db: Db, question_id: int, now: datetime | None) -> bool:
    """The asker agrees that the office sees the name with it, or (None) takes that back."""
    return changed(db, update(questions).where(_t.id == question_id).values(named_at=now))


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        row.id,
        row.asker_id,
        row.text or "",
        row.language,
        row.asked_at,
        row.answer,
        row.named_at is not None,
        row.entry or "",
    )

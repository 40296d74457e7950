"""Recordings of a text that is read out: for exactly this text, in this language.

The sound stays with the messenger; here is only the id of its file.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from storage.database import Db, changed, insert_new
from storage.delivery import State
from storage.tables import deliveries, voices

PLAYED = "voice"  # the kind of the delivery that plays one
_t = voices.c


def store(
    db: Db, *, subject: str, language: str, file_id: str, by: int | None, now: datetime
) -> None:
    """`subject` is the SHA-256 of the text. A newer recording takes the older one's place."""
    db.execute(delete(voices).where(_t.subject == subject, _t.language == language))
    row = {
        "subject": subject,
        "language": language,
        "file_id": file_id,
        "stored_by": by,
        "stored_at": now,
    }
    insert_new(db, voices, [row])


def find(db: Db, subject: str, language: str) -> str | None:
    """The id of the file. None if this very text was never recorded."""
    mine = (_t.subject == subject, _t.language == language)
    return db.execute(select(_t.file_id).where(*mine)).scalar_one_or_none()


def found_right(db: Db, subject: str, language: str, *, by: int, now: datetime) -> bool:
    """Somebody listened to it. False if there is none any more."""
    mine = (_t.subject == subject, _t.language == language)
    values = {"confirmed_by": by, "confirmed_at": now}
    return changed(db, update(voices).where(*mine).values(values))


def confirmed(db: Db, subject: str, language: str) -> str | None:
    """As `find`, where somebody found it right."""
    mine = (_t.subject == subject, _t.language == language, _t.confirmed_at.is_not(None))
    return db.execute(select(_t.file_id).where(*mine)).scalar_one_or_none()


def mark(subject: str, language: str) -> str:
    """How a delivery names what it plays."""
    return f"{subject[:16]}.{language}"


def was_played(db: Db, person_id: int, subject: str, language: str) -> bool:
    """Whether this very text went to this person as a recording."""
    d = deliveries.c
    mine = (d.person_id == person_id, d.kind == PLAYED, d.state == State.SENT)
    named = d.detail.startswith(mark(subject, language) + ".", autoescape=True)
    return db.execute(select(d.id).where(*mine, named).limit(1)).first() is not None

"""The ledger of consents: appended to, never changed. Every share asks `stands`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.core.rules import consent as rules
from bot.core.rules.consent import Answer, Consent, Line, Purpose, Recipient
from storage.database import Db, insert_new
from storage.tables import consents, declarations

_t = consents.c


def record(
    db: Db,
    person_id: int,
    answers: Sequence[tuple[Line, Answer]],
    *,
    version: str,
    text_hash: str,
    language: str,
    update_id: int,
    now: datetime,
) -> None:
    rows = [
        {
            "person_id": person_id,
            "purpose": line.purpose,
            "recipient": line.recipient,
            "answer": answer,
            "version": version,
            "text_hash": text_hash,
            "language": language,
            "update_id": update_id,
            "at": now,
        }
        for line, answer in answers
    ]
    if rows:
        db.execute(consents.insert(), rows)


def keep_text(
    db: Db, *, text_hash: str, version: str, language: str, text: str, now: datetime
) -> None:
    """The exact text that was shown: what a hash in the ledger stands for."""
    row = {
        "text_hash": text_hash,
        "version": version,
        "language": language,
        "text": text,
        "shown_since": now,
    }
    insert_new(db, declarations, [row])


def of(db: Db, person_id: int) -> Sequence[Consent]:
    """All a person ever answered, in the order of giving."""
    found = select(consents).where(_t.person_id == person_id).order_by(_t.id)
    return [
        Consent(
            Line(Purpose(row.purpose), Recipient(row.recipient)),
            Answer(row.answer),
            row.version,
            row.text_hash,
            row.language,
            row.at,
        )
        for row in db.execute(found)
    ]


def stands(db: Db, person_id: int, purpose: Purpose, recipient: Recipient) -> bool:
    """Whether this person's consent to this stands now. Asked at the moment of sending."""
    return rules.stands(of(db, person_id), purpose, recipient)


def who_agreed(db: Db, purpose: Purpose, recipient: Recipient) -> Collection[int]:
    """The ids of everybody whose newest answer to this line is yes."""
    newest = (
        select(func.max(_t.id).label("id"))
        .where(_t.purpose == purpose, _t.recipient == recipient)
        .group_by(_t.person_id)
        .subquery()
    )
    found = select(_t.person_id).join(newest, newest.c.id == _t.id).where(_t.answer == Answer.YES)
    return {row.person_id for row in db.execute(found)}

"""Pledges of confidentiality: entries of the same ledger as the consents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.core.rules import pledge as rules
from bot.core.rules.consent import PLEDGE, Act, Answer
from storage import consents
from storage.database import Db
from storage.tables import consents as ledger

_t = ledger.c
_newest = select(func.max(_t.at)).where(
    _t.person_id == bindparam("person"),
    _t.purpose == PLEDGE.purpose,
    _t.answer == Answer.YES,
    _t.version == rules.VERSION,
)


def given_at(db: Db, person_id: int) -> datetime | None:
    """When this person last promised, in today's words."""
    return db.execute(_newest, {"person": person_id}).scalar_one_or_none()


def record(
    db: Db,
    person_id: int,
    *,
    text: str,
    language: str,
    now: datetime,
    update_id: int | None = None,
    message_id: int | None = None,
) -> None:
    """`text` is exactly what was shown."""
    text_hash = rules.hash_of(text)
    consents.keep_text(
        db, text_hash=text_hash, version=rules.VERSION, language=language, text=text, now=now
    )
    consents.record(
        db,
        person_id,
        [(PLEDGE, Answer.YES)],
        version=rules.VERSION,
        text_hash=text_hash,
        language=language,
        update_id=update_id,
        now=now,
        act=Act(message_id=message_id),
    )

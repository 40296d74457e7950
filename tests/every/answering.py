"""An answer of the network itself, for houses that need one of everything."""

from __future__ import annotations

from datetime import datetime

from bot.turns import House
from handlers.services.own import current
from storage import entries, voices
from storage.database import Db
from tests.ready_made import NOON


def own_answer(db: Db, by: int, now: datetime) -> int:
    """Written in English, with a draft in Arabic that nobody has reviewed."""
    id = entries.add(
        db,
        topic="housing",
        urgent=False,
        language="en",
        question="Where is the sewing club in Borna?",
        answer="In the yard of the library, on Saturdays from ten to one.",
        valid_until=None,
        by=by,
        now=now,
        today=now.date(),
    )
    made = entries.get(db, id)
    assert made
    entries.write(
        db,
        made,
        language="ar",
        question="أين نادي الخياطة في بورنا؟",
        answer="في ساحة المكتبة، كل يوم سبت من العاشرة إلى الواحدة.",
        by=by,
        now=now,
    )
    return id


def read_out(db: Db, house: House, key: str, language: str, *, by: int, right: bool) -> None:
    """Somebody has read an answer out; `right`: somebody has listened to it."""
    shown = current(db, house, key, language)
    assert shown
    kept = {"subject": shown.text_hash, "language": language}
    voices.store(db, **kept, file_id="answer-1", by=by, now=NOON)
    if right:
        voices.found_right(db, **kept, by=by, now=NOON)

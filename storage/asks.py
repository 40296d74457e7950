"""Whoever answered "ask a person first" waits for a person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.core.rules.consent import LINES, Answer, Consent, newest_of
from storage import consents
from storage.database import Db
from storage.tables import consents as ledger
from storage.tables import deliveries

EXPLAINED = "consent_explained"  # the kind of the delivery that asks anew
_t = deliveries.c
_asked = select(ledger.c.person_id).where(ledger.c.answer == Answer.ASK).distinct()


def every(db: Db, person_id: int) -> Sequence[Consent]:
    """The entries that ask, where they are the newest; in the order of asking."""
    said = consents.of(db, person_id)
    newest = [newest_of(said, line) for line in LINES]
    asking = [each for each in newest if each and each.answer is Answer.ASK]
    return sorted(asking, key=lambda each: each.id)


def of(db: Db, person_id: int) -> Sequence[Consent]:
    """Those of them that nobody has explained yet."""
    mine = (_t.kind == EXPLAINED, _t.person_id == person_id)
    done = [int(row.detail) for row in db.execute(select(_t.detail).where(*mine))]
    return [each for each in every(db, person_id) if each.id > max(done, default=0)]


def waiting(db: Db) -> Sequence[int]:
    """Who waits, the longest first."""
    ever = [row.person_id for row in db.execute(_asked)]
    found = {id: of(db, id) for id in ever}
    return sorted((id for id, asked in found.items() if asked), key=lambda id: found[id][0].id)

"""A consent ends by itself: with the mentorship, or on its date. The ledger says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from bot.core.rules.consent import LINES, Act, Acted, Answer, Consent, Line, newest_of
from storage import consents, people
from storage.database import Db
from storage.tables import consents as table

_t = table.c


def end_mentorship(db: Db, person_id: int, now: datetime) -> Sequence[Line]:
    """The declaration says that a consent ends with the mentorship. Which lines had one."""
    people.end_mentorship(db, person_id, now)
    return end(db, person_id, LINES, now)


def end(db: Db, person_id: int, lines: Collection[Line], now: datetime) -> Sequence[Line]:
    """Every yes to these lines ends now, and with it what hangs on it. Which lines had one."""
    ledger = consents.of(db, person_id)
    given = [(line, newest_of(ledger, line)) for line in lines]
    ended = [(line, yes) for line, yes in given if yes and yes.answer is Answer.YES]
    for line, yes in ended:
        _note_end(db, person_id, line, yes, now)
    return [line for line, _yes in ended]


def _note_end(db: Db, person_id: int, line: Line, yes: Consent, now: datetime) -> None:
    consents.record(
        db,
        person_id,
        [(line, Answer.ENDED)],
        version=yes.version,
        text_hash=yes.text_hash,
        language=yes.language,
        update_id=None,
        now=now,
        act=Act(Acted.HOUSE),
    )


_past = (
    select(_t.person_id).where(_t.answer == Answer.YES, _t.ends_on < bindparam("today")).distinct()
)
_newly_ended = (
    select(_t.person_id, func.max(_t.id).label("id"))
    .where(_t.answer == Answer.ENDED, _t.at >= bindparam("since"))
    .group_by(_t.person_id)
)


def overdue(db: Db, today: date) -> Mapping[int, Sequence[Line]]:
    """Whose yes still is the newest answer, though its last day is over."""
    found: dict[int, Sequence[Line]] = {}
    for row in db.execute(_past, {"today": today}).all():
        ledger = consents.of(db, row.person_id)
        newest = [each for line in LINES if (each := newest_of(ledger, line))]
        over = [
            each.line
            for each in newest
            if each.answer is Answer.YES and each.ends_on and each.ends_on < today
        ]
        if over:
            found[row.person_id] = over
    return found


def newly_ended(db: Db, since: datetime) -> Mapping[int, int]:
    """Whose consent ended since then, and the number of the last entry that says so."""
    return {row.person_id: row.id for row in db.execute(_newly_ended, {"since": since})}

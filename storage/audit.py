"""Who did what, and who looked at whose data: appended to, never changed. Ids only, no words.

The entries are a chain (`storage.chain`); `storage.proof` tells whether it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from storage import marks
from storage.chain import BASE, Entry, base_mark, book_of, head, in_order
from storage.database import Database, Db
from storage.tables import audit
from storage.witness import BEGINNING, DayHead, Head

SAW, RESUMED = "saw", "resumed after"
FIXED = re.compile(r"[ -~]*")  # ids and phrases of ours are ASCII; what people write need not be
MOST_AT_ONCE = 2000

_t = audit.c


def note(
    db: Db,
    now: datetime,
    *,
    actor: int | None,
    act: str,
    about: str = "",
    person: int | None = None,
    why: str = "",
) -> None:
    """`act` is a fixed phrase, `about` names what it was done to, `person` whose data that is,
    `why` the command, button, form or message it came from, if not as `because` said. Never what
    somebody wrote."""
    if not all(map(FIXED.fullmatch, (act, about, why))):
        raise ValueError("the audit takes ids and fixed phrases only")
    book = book_of(db)
    book.note(Entry(now, actor, act[:40], about[:60], person, (why or book.why)[:60]))


def because(db: Db, why: str) -> None:
    """What is going on from here: the command, button, form or message."""
    book_of(db).why = why


def seen(
    db: Db, now: datetime, *, actor: int | None, of: Mapping[int, Collection[str]], why: str = ""
) -> None:
    """These things of these people were shown to somebody. What is one's own is not noted: who
    looks at the own data needs no account of it, and it would be a record of habits."""
    for person, what in sorted(of.items()):
        if person != actor:
            about = " ".join(sorted(set(what)))
            note(db, now, actor=actor, act=SAW, about=about, person=person, why=why)


def of(db: Db, person_id: int) -> Sequence[Entry]:
    """What was done with a person's data, and who saw them, the oldest first."""
    book_of(db).write(db)
    found = select(audit).where(_t.person_id == person_id).order_by(_t.id)
    return [entry_of(row) for row in db.execute(found)]


def entry_of(row: Row[Any]) -> Entry:
    return Entry(row.at, row.actor, row.act, row.about, row.person_id, row.why)


def newest(db: Db) -> Head:
    book_of(db).write(db)
    return head(db, book_of(db).chain)


def head_of_the_day(db: Db, today: date) -> DayHead:
    """One line a day beside the database, to be kept elsewhere, too."""
    witness, head_now = book_of(db).chain.witness, newest(db)
    if witness is None:
        return DayHead(today, head_now)
    kept = [each for each in witness.heads() if each.day == today]
    if not kept and head_now != BEGINNING:
        witness.keep(DayHead(today, head_now))
    return DayHead(today, head_now)


def forget(db: Db, *, before: datetime, most: int = MOST_AT_ONCE) -> int:
    """Forget the oldest entries. The seal of the last of them is kept, so that the rest is
    still a chain. How many went."""
    book = book_of(db)
    book.write(db)
    in_order(db)
    first_kept = select(func.min(_t.id)).where(_t.at >= before)
    old = select(_t.id, _t.seal).order_by(_t.id).limit(most)
    until = db.execute(first_kept).scalar_one_or_none()
    gone = db.execute(old.where(_t.id < until) if until is not None else old).all()
    if not gone:
        return 0
    db.execute(delete(audit).where(_t.id <= gone[-1].id))
    marks.write(db, BASE, book.chain.base_mark(Head(gone[-1].id, gone[-1].seal)))
    return len(gone)


def begin(database: Database) -> None:
    """Entries of a release that had no seals yet get theirs, once."""
    witness = database.chain.witness
    with database.transaction() as db:
        if base_mark(db) is not None or (witness and witness.newest()):
            return
        in_order(db)
        last = BEGINNING
        for row in db.execute(select(audit).order_by(_t.id)).all():
            last = Head(row.id, database.chain.seal(last.seal, row.id, entry_of(row)))
            db.execute(update(audit).where(_t.id == row.id).values(seal=last.seal))
        marks.write(db, BASE, database.chain.base_mark(BEGINNING))
    if witness and last.id:
        witness.sees(last)


def resume(db: Db, now: datetime, *, why: str) -> None:
    """A backup was put back: what came after it is lost, and the chain goes on from its end.

    The entry says so for ever. Heads that were kept of the lost part no longer count.
    """
    last = newest(db)
    note(db, now, actor=None, act=RESUMED, about=str(last.id), why=why)
    book_of(db).write(db)
    book_of(db).believe()

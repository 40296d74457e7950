"""What waits to be translated, and how that went. A translation never happens within a turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update

from bot.core.rules.translation import Kind, Rung, Translatable, Translation, Untranslated, Why
from storage import deliveries
from storage.database import Db, changed, insert_new, new_id
from storage.delivery import Urgency
from storage.tables import people, translation_counts, translations
from storage.vault import Sealed

MOST_ATTEMPTS = 3  # then it is refused: perhaps this very text lets the translator fall over
CALLED_BAD = "called bad"
SHORTEST_NAME = 3  # letters of one part of a name; a shorter one can be any word
_t, _c = translations.c, translation_counts.c


class State(StrEnum):
    WAITING = "waiting"
    WORKING = "working"  # one process has it on lease
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Then:
    """What is said to the reader once it is known how it went: a kind of delivery."""

    kind: str
    about: int
    detail: str = ""


@dataclass(frozen=True)
class Asked:
    """A text that is, or was, to be translated."""

    id: int
    author_id: int
    about_id: int
    reader_id: int
    original: str
    text: Translatable  # the same, as a translator takes it
    target: str
    then: Then
    state: State
    attempts: int
    useless_after: datetime
    outcome: Translation | Untranslated | None = None  # None: not known yet
    reported: bool = False


def ask(
    db: Db,
    text: Translatable,
    target: str,
    *,
    author_id: int,
    reader_id: int,
    then: Then,
    about_id: int,
    now: datetime,
    useless_after: datetime,
) -> int:
    """`about_id`: whose data it is; sealed with that person's key."""
    return new_id(
        db,
        translations,
        author_id=author_id,
        about_id=about_id,
        reader_id=reader_id,
        source=text.language,
        target=target,
        kind=text.kind,
        text=Sealed(about_id, text.text),
        then_kind=then.kind,
        then_about=then.about,
        then_detail=then.detail,
        useless_after=useless_after,
        state=State.WAITING,
        asked_at=now,
    )


_late = and_(_t.state == State.WORKING, _t.lease_until < bindparam("now"))
_free = (
    select(translations)
    .where(or_(_t.state == State.WAITING, _late))
    .order_by(_t.id)
    .limit(bindparam("most"))
)


def claim(db: Db, *, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Asked]:
    """Take what waits, the oldest first; nobody else has it until the lease ends."""
    found = db.execute(_free, {"now": now, "most": limit}).all()
    return [_asked(row) for row in found if _taken(db, row, now + lease)]


def _taken(db: Db, row: Row[Any], until: datetime) -> bool:
    """One conditional update: of two processes, one has it."""
    unchanged = (_t.id == row.id, _t.state == row.state, _t.attempts == row.attempts)
    values = {"state": State.WORKING, "lease_until": until, "attempts": row.attempts + 1}
    return changed(db, update(translations).where(*unchanged).values(values))


def give_back(db: Db, asked: Asked) -> bool:
    """Not begun after all. `asked` as it was claimed."""
    mine = (_t.id == asked.id, _t.state == State.WORKING, _t.attempts == asked.attempts + 1)
    values = {"state": State.WAITING, "lease_until": None, "attempts": asked.attempts}
    return changed(db, update(translations).where(*mine).values(values))


def is_hopeless(asked: Asked) -> bool:
    """It was begun so often, and never ended."""
    return asked.attempts >= MOST_ATTEMPTS


def settle(db: Db, asked: Asked, outcome: Translation | Untranslated, now: datetime) -> bool:
    """What came out, and in the same transaction what is said then. False: the lease had run out,
    and it is somebody else's. `asked` as it was claimed."""
    values: dict[str, Any] = {"lease_until": None, "done_at": now}
    if isinstance(outcome, Translation):
        sealed = Sealed(asked.about_id, outcome.text)
        values |= {"state": State.DONE, "result": sealed, "rung": outcome.rung}
    else:
        values |= {"state": State.REFUSED, "why": outcome.why}
    mine = (_t.id == asked.id, _t.state == State.WORKING, _t.attempts == asked.attempts + 1)
    if not changed(db, update(translations).where(*mine).values(values)):
        return False
    _count(db, asked, outcome.rung if isinstance(outcome, Translation) else outcome.why, now)
    _say(db, asked, now)
    return True


def _say(db: Db, asked: Asked, now: datetime) -> None:
    then, reader = asked.then, asked.reader_id
    deliveries.queue(
        db,
        key=f"{then.kind}:{then.about}:{then.detail}:{reader}",  # as `DeliveryKind.tell` has it
        kind=then.kind,
        person_id=reader,
        about=then.about,
        detail=then.detail,
        due_at=now,  # by night it waits for the morning when it is composed
        useless_after=asked.useless_after,
        urgency=Urgency.SOON,
    )


def get(db: Db, translation_id: int, reader_id: int) -> Asked | None:
    """Only for whom it was made: button data can be forged."""
    mine = (_t.id == translation_id, _t.reader_id == reader_id)
    row = db.execute(select(translations).where(*mine)).one_or_none()
    return _asked(row) if row else None


def of(db: Db, then: Then, reader_id: int, target: str) -> Asked | None:
    """The newest of this text, for this reader, in this language."""
    mine = (
        _t.then_kind == then.kind,
        _t.then_about == then.about,
        _t.then_detail == then.detail,
        _t.reader_id == reader_id,
        _t.target == target,
    )
    found = select(translations).where(*mine).order_by(_t.id.desc()).limit(1)
    row = db.execute(found).one_or_none()
    return _asked(row) if row else None


def report(db: Db, asked: Asked, now: datetime) -> bool:
    """The reader calls it bad. Counted once."""
    first = (_t.id == asked.id, _t.reported_at.is_(None), _t.state == State.DONE)
    if not changed(db, update(translations).where(*first).values(reported_at=now)):
        return False
    _count(db, asked, CALLED_BAD, now)
    return True


def counts(db: Db, since: date) -> Mapping[str, Mapping[str, int]]:
    """By pair of languages (`ar-de`): how often translated, refused and why, called bad."""
    many = func.sum(_c.many).label("many")
    found = select(_c.pair, _c.what, many).where(_c.day >= since).group_by(_c.pair, _c.what)
    counted: dict[str, dict[str, int]] = {}
    for row in db.execute(found.order_by(_c.pair, _c.what)):
        counted.setdefault(row.pair, {})[row.what] = int(row.many)
    return counted


def waiting(db: Db) -> int:
    unfinished = _t.state.in_([State.WAITING, State.WORKING])
    return db.execute(select(func.count()).select_from(translations).where(unfinished)).scalar_one()


def names_of(db: Db, asked: Asked) -> Sequence[str]:
    """Of whom it is between, whom it is about and with whom they are: names stay as they are.
    A first name is one, too."""
    concerned = [asked.author_id, asked.reader_id, asked.about_id]
    mentors = select(people.c.mentor_id).where(people.c.id.in_(concerned))
    them = or_(
        people.c.id.in_(concerned), people.c.id.in_(mentors), people.c.mentor_id.in_(concerned)
    )
    found = [str(row.name) for row in db.execute(select(people.c.name).where(them)) if row.name]
    parts = (part for name in found for part in name.split() if len(part) >= SHORTEST_NAME)
    return sorted({*found, *parts})


def _count(db: Db, asked: Asked, what: str, now: datetime) -> None:
    pair, day = f"{asked.text.language}-{asked.target}", now.date()
    insert_new(db, translation_counts, [{"pair": pair, "what": what, "day": day, "many": 0}])
    this = (_c.pair == pair, _c.what == what, _c.day == day)
    db.execute(update(translation_counts).where(*this).values(many=_c.many + 1))


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        id=row.id,
        author_id=row.author_id,
        about_id=row.about_id,
        reader_id=row.reader_id,
        original=row.text or "",
        text=Translatable(str(row.text or ""), row.source, Kind(row.kind)),
        target=row.target,
        then=Then(row.then_kind, row.then_about, row.then_detail),
        state=State(row.state),
        attempts=row.attempts,
        useless_after=row.useless_after,
        outcome=_outcome(row),
        reported=row.reported_at is not None,
    )


def _outcome(row: Row[Any]) -> Translation | Untranslated | None:
    if row.state == State.DONE and row.result is not None:
        return Translation(row.result, Rung(row.rung))
    if row.state in (State.DONE, State.REFUSED):  # done, and the key destroyed since
        return Untranslated(Why(row.why or Why.FAILED))
    return None

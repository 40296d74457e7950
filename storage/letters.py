"""Photos of letters that wait to be read. Of the picture only its id at the messenger is here,
and that only until it is read; what was read stays until the person has checked it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update

from storage import deletions, deliveries, people
from storage.database import Db, changed, new_id
from storage.delivery import Urgency
from storage.tables import letters
from storage.vault import Sealed

MOST_ATTEMPTS = 2  # then nobody tries again: perhaps this very picture lets the reader fall over
TELLS = "letter_read"  # the kind of delivery that says how it went
USELESS_AFTER = timedelta(hours=12)
_t = letters.c


class State(StrEnum):
    WAITING = "waiting"
    READING = "reading"  # one process has it on lease
    READ = "read"
    UNREAD = "unread"


@dataclass(frozen=True)
class Letter:
    id: int
    person_id: int
    file_id: str | None
    message_id: int | None
    state: State
    attempts: int
    asked_at: datetime
    found: Mapping[str, Any]


def ask(db: Db, person_id: int, *, file_id: str, message_id: int | None, now: datetime) -> int:
    return new_id(
        db,
        letters,
        person_id=person_id,
        file_id=file_id,
        message_id=message_id,
        state=State.WAITING,
        asked_at=now,
    )


def waiting(db: Db, person_id: int) -> int:
    """How many of this person are not read yet."""
    mine = (_t.person_id == person_id, _t.state.in_([State.WAITING, State.READING]))
    return len(db.execute(select(_t.id).where(*mine)).all())


def claim(db: Db, *, now: datetime, lease: timedelta) -> Letter | None:
    """The oldest that waits; nobody else has it until the lease ends."""
    late = and_(_t.state == State.READING, _t.lease_until < now)
    free = or_(_t.state == State.WAITING, late)
    row = db.execute(select(letters).where(free).order_by(_t.id).limit(1)).one_or_none()
    if row is None:
        return None
    unchanged = (_t.id == row.id, _t.state == row.state, _t.attempts == row.attempts)
    values = {"state": State.READING, "lease_until": now + lease, "attempts": row.attempts + 1}
    taken = changed(db, update(letters).where(*unchanged).values(values))
    return _letter(row) if taken else None


def settle(db: Db, letter: Letter, found: Mapping[str, Any] | None, now: datetime) -> bool:
    """What was read (None: nothing could be), and in the same transaction: the person is told,
    and the photo goes from the chat. False: the lease had run out, and it is somebody else's."""
    values: dict[str, Any] = {"lease_until": None, "file_id": None, "message_id": None}
    if found is None:
        values |= {"state": State.UNREAD}
    else:
        values |= {"state": State.READ, "found": Sealed(letter.person_id, json.dumps(found))}
    mine = (_t.id == letter.id, _t.state == State.READING, _t.attempts == letter.attempts + 1)
    if not changed(db, update(letters).where(*mine).values(values)):
        return False
    _take_back(db, letter, now)
    deliveries.queue(
        db,
        key=f"{TELLS}:{letter.id}::{letter.person_id}",  # as `DeliveryKind.tell` has it
        kind=TELLS,
        person_id=letter.person_id,
        about=letter.id,
        detail="",
        due_at=now,
        useless_after=now + USELESS_AFTER,
        urgency=Urgency.NOW,
    )
    return True


def _take_back(db: Db, letter: Letter, now: datetime) -> None:
    person = people.find(db, letter.person_id)
    if person and person.chat_id is not None and letter.message_id is not None:
        deletions.queue_deletion(
            db,
            person_id=person.id,
            chat_id=person.chat_id,
            message_id=letter.message_id,
            due_at=now,
            written_at=letter.asked_at,
        )


def give_back(db: Db, letter: Letter) -> bool:
    """Not begun after all. `letter` as it was claimed."""
    mine = (_t.id == letter.id, _t.state == State.READING, _t.attempts == letter.attempts + 1)
    values = {"state": State.WAITING, "lease_until": None, "attempts": letter.attempts}
    return changed(db, update(letters).where(*mine).values(values))


def get(db: Db, letter_id: int, person_id: int) -> Letter | None:
    """None if it is another's, too."""
    mine = (_t.id == letter_id, _t.person_id == person_id)
    row = db.execute(select(letters).where(*mine)).one_or_none()
    return _letter(row) if row else None


def drop(db: Db, letter: Letter) -> None:
    """The person checks what was read: nothing of it is kept here any longer."""
    db.execute(delete(letters).where(_t.id == letter.id))


def forget(db: Db, *, before: datetime) -> None:
    """What nobody checked."""
    db.execute(delete(letters).where(_t.asked_at < before))


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        row.id,
        row.person_id,
        row.file_id,
        row.message_id,
        State(row.state),
        row.attempts,
        row.asked_at,
        json.loads(row.found) if row.found else {},
    )

"""Erases a person: rows, ties, and the key that opens what the person wrote (GDPR Art. 17).

What stays: a row with the number and no name, for the rows of others; the pseudonymous proof of
what was agreed to and of what left; the numbers in the audit. `storage.places` says what is what.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Table, bindparam, delete, or_, select, update

from bot.core.rules.consent import Recipient
from bot.core.rules.people import Level, Role
from storage import audit, ending, inbox, overwriting, transfers
from storage.database import Db
from storage.delivery import DELETION
from storage.delivery import State as Stands
from storage.erasures import Erasure, digest_of
from storage.people import participants_of
from storage.places import (
    Means,
    Whom,
    places_in,
    points_to_person,
    rows_about,
    tables_with,
    whom,
)
from storage.register import Nature, register
from storage.tables import (
    deliveries,
    dialogues,
    erasures,
    people,
    updates,
)
from storage.tables import transfers as passed_on
from storage.vault import HOUSE, Sealed, here

TOLD_WITHIN = timedelta(days=31)  # GDPR Art. 12 (3): without delay, at most one month
UNFINISHED = (Stands.DUE, Stands.SENDING)


class Why(StrEnum):
    WISH = "own wish"
    WRITING = "asked in writing"
    PERSON = "asked in person"
    RESTORED = "after a restore"
    FORGOTTEN = "period is over"


def erase(db: Db, person_id: int, why: str, now: datetime, by: int | None = None) -> bool:
    """All in this transaction. False if there is nobody with this number any more.

    `by`: the coordinator who does it for the person; the form that is open there is left alone.
    The list outside of the database is written before this returns: if the process dies
    before the commit, the next start does what the list says.
    """
    before = db.execute(select(people).where(people.c.id == person_id)).one_or_none()
    if before is None or before.erased_at is not None:
        return False
    _erase(db, before, why, now, by)
    actor = person_id if why == Why.WISH else by
    audit.note(db, now, actor=actor, act="erased a person", about=why, person=person_id)
    _log(before, why, now)
    return True


def _erase(db: Db, before: Row[Any], why: str, at: datetime, by: int | None = None) -> None:
    person = whom(db, before.id)
    _end_what_left(db, before, at)
    _close_forms_that_name(db, before.id, at, but=by)
    _remove_rows(db, person, at)
    _forget_the_mentor(db, before, at)
    _untie(db, before.id)
    _empty_proofs(db, person)
    _leave_the_number(db, before.id, at)
    vault, connection = here.now()
    vault.destroy(before.id, connection)
    db.execute(erasures.insert(), {"person_id": before.id, "at": at, "why": why})
    overwriting.ask_for(db, at)


def was_erased(db: Db, person_id: int) -> bool:
    found = select(people.c.id).where(people.c.id == person_id, people.c.erased_at.is_not(None))
    return db.execute(found).first() is not None


def replay(db: Db, now: datetime) -> int:
    """Erase again whoever is on the list: the database came from a backup, or a process died
    in the middle. How many."""
    vault, _connection = here.now()
    if vault.erasures is None:
        return 0
    listed = {(each.person_id, each.digest): each for each in vault.erasures.entries()}
    numbers = [number for number, _digest in listed]
    alive = select(people).where(people.c.id.in_(numbers), people.c.erased_at.is_(None))
    again = [
        (row, listed[key])
        for row in (db.execute(alive).all() if listed else ())
        if (key := (row.id, digest_of(row.id, row.came_at))) in listed
    ]
    for before, then in again:
        _erase(db, before, Why.RESTORED, datetime.fromisoformat(then.at))
        audit.note(db, now, actor=None, act="erased a person again", person=before.id)
    return len(again)


def sweep(db: Db, now: datetime) -> None:
    """What came to be after the erasure: the last message, once it left; a row that another
    process wrote meanwhile; whom to tell, once all are told or the month is over."""
    if db.execute(_anybody_gone).first() is None:
        return
    db.execute(_told_too_late(), {"long_ago": now - TOLD_WITHIN})
    for swept in _swept():
        db.execute(swept)


_gone = select(people.c.id).where(people.c.erased_at.is_not(None))
_anybody_gone = _gone.limit(1)


@cache
def _told_too_late() -> Executable:
    t = passed_on.c
    over = or_(t.told_at.is_not(None), t.ended_at < bindparam("long_ago"))
    readable = (t.person_id.in_(_gone), t.receiver.is_not(None))
    return update(passed_on).where(*readable, over).values(receiver=None)


@cache
def _swept() -> Sequence[Executable]:
    """What goes of the erased. To build these takes longer than to run them."""
    ended = (deliveries.c.person_id.in_(_gone), deliveries.c.state.not_in(UNFINISHED))
    own = [
        delete(table).where(column.in_(_gone))
        for table in tables_with(Means.OWN)
        if table not in (people, deliveries)
        for column in points_to_person(table, Means.OWN)
    ]
    return [delete(deliveries).where(*ended), *own]


def _end_what_left(db: Db, before: Row[Any], now: datetime) -> None:
    """Who got something is to be told (Art. 17 (2), 19), and nobody can be told without a name:
    so both stay readable until then, at most for a month. The mentor is told by the bot."""
    t = passed_on.c
    mine = select(passed_on).where(t.person_id == before.id)
    for row in db.execute(mine).all():
        told_by_us = row.recipient == Recipient.MENTOR and row.ended_at is None
        told_at = now if told_by_us else row.told_at
        words = f"{row.receiver or row.recipient} ({before.name})"
        receiver = None if told_at else Sealed(HOUSE, words)
        changes = {"receiver": receiver, "told_at": told_at}
        db.execute(update(passed_on).where(t.id == row.id).values(changes))
    transfers.end(db, before.id, None, now)


def _close_forms_that_name(db: Db, person_id: int, now: datetime, *, but: int | None) -> None:
    """Half-filled forms of others, perhaps with a note about the person."""
    t = dialogues.c
    others = select(dialogues).where(t.form.is_not(None), t.person_id.not_in([person_id, but or 0]))
    for row in db.execute(others).all():
        answers = json.loads(row.answers) if row.answers else {}
        if {person_id, str(person_id)} & {v for v in answers.values() if isinstance(v, int | str)}:
            closed = update(dialogues).where(t.person_id == row.person_id)
            values = {"form": None, "answers": None, "version": row.version + 1, "moved_at": now}
            db.execute(closed.values(values))


def _remove_rows(db: Db, person: Whom, now: datetime) -> None:
    for table in tables_with(Means.OWN):
        match table.name:
            case "people" | "data_keys":  # the number stays; the key goes last
                continue
            case "updates":
                _forget_what_was_heard(db, person)
            case "deliveries":
                _take_back_at_once(db, person, now)
            case _:
                db.execute(delete(table).where(rows_about(table, person)))


def _forget_what_was_heard(db: Db, person: Whom) -> None:
    """Only the numbers of the updates stay, and no chat: else the messenger could bring the very
    same tap again, to somebody it does not know."""
    mine = update(updates).where(rows_about(updates, person))
    db.execute(mine.values(chat_id=0, raw=None, state=inbox.State.DONE))


def _take_back_at_once(db: Db, person: Whom, now: datetime) -> None:
    """What was to delete itself from the chat later does so now."""
    mine = rows_about(deliveries, person)
    deletes = (deliveries.c.kind == DELETION) & deliveries.c.state.in_(UNFINISHED)
    db.execute(delete(deliveries).where(mine, ~deletes))
    db.execute(update(deliveries).where(mine, deliveries.c.due_at > now).values(due_at=now))


def _forget_the_mentor(db: Db, before: Row[Any], now: datetime) -> None:
    """Of whom it was the mentor: the mentorship ends, and the name goes from what was passed on."""
    if before.role != Role.MENTOR:
        return
    for participant in participants_of(db, before.id):
        ending.end_mentorship(db, participant.id, now)
    t = passed_on.c
    for row in db.execute(select(passed_on).where(t.recipient == Recipient.MENTOR)).all():
        if row.receiver == before.name:
            gone = {"receiver": None, "ended_at": row.ended_at or now, "told_at": now}
            db.execute(update(passed_on).where(t.id == row.id).values(gone))


def _untie(db: Db, person_id: int) -> None:
    for table in tables_with(Means.TIE):
        for name in places_in(table, Means.TIE):
            tied = update(table).where(table.c[name] == person_id)
            db.execute(tied.values({name: None}))


def _empty_proofs(db: Db, person: Whom) -> None:
    for table in tables_with(Means.PROOF):
        texts = [name for name in _free_texts(table) if table is not passed_on]
        if texts:
            mine = update(table).where(rows_about(table, person))
            db.execute(mine.values(dict.fromkeys(texts)))


def _free_texts(table: Table) -> Sequence[str]:
    return [
        entry.column
        for entry in register()
        if entry.table == table.name and entry.nature is Nature.FREE_TEXT
    ]


def _leave_the_number(db: Db, person_id: int, now: datetime) -> None:
    """Everything that says something becomes what says nothing."""
    kept = {"id", "role", "erased_at", "came_at", "name", "language", "level", "region"}
    nothing = {
        column.name: None
        for column in people.columns
        if column.name not in kept and column.nullable
    }
    values = {
        **nothing,
        "name": Sealed(HOUSE, ""),
        "language": "de",
        "level": Level.NEWS,
        "region": "",
        "age": "adult",
        "decides": "self",
        "pin_failures": 0,
        "came_at": now,
        "erased_at": now,
    }
    db.execute(update(people).where(people.c.id == person_id).values(values))


def _log(before: Row[Any], why: str, now: datetime) -> None:
    vault, _connection = here.now()
    if vault.erasures is not None:
        digest = digest_of(before.id, before.came_at)
        vault.erasures.append(Erasure(before.id, digest, now.isoformat(), why))

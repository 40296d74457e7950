"""The audit is a chain: every entry is sealed together with the one before it.

The key is not in the database. Whoever has only the database cannot change an entry, take one out
or write the table anew so that the seals fit (`storage.proof`).

Entries wait until their transaction ends and are sealed then, all in one go. On PostgreSQL the
lock that puts the writers in one order is so the last that a transaction takes: nobody waits for
it while holding what its owner wants.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection, Engine, event, select, text

from storage.tables import audit, marks
from storage.witness import BEGINNING, UNREADABLE, Head, Witness

log = logging.getLogger(__name__)

BOOK = "audit book"  # in what SQLAlchemy keeps with a connection
WRITERS = 0x107_A0  # a number of our own for PostgreSQL's advisory lock
BASE = "audit_base"  # the mark that holds the seal of the last entry that was forgotten

_newest = select(audit.c.id, audit.c.seal).order_by(audit.c.id.desc()).limit(1)
_base_mark = select(marks.c.value).where(marks.c.name == BASE)
_insert = audit.insert()


@dataclass(frozen=True)
class Entry:
    """Ids and fixed phrases, never words."""

    at: datetime
    actor: int | None  # None: somebody at the machine itself
    act: str
    about: str = ""
    person: int | None = None  # whose data
    why: str = ""


class Chain:
    def __init__(self, key: bytes, witness: Witness | None = None) -> None:
        self._key = hmac.digest(key, b"lotse audit", hashlib.sha256)
        self.witness = witness
        self.shown: Head | None = None  # what this process wrote there last

    def seal(self, before: str, id: int, entry: Entry) -> str:
        at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        fields = [before, id, at, entry.actor, entry.act, entry.about, entry.person, entry.why]
        return self._digest(json.dumps(fields))

    def base_mark(self, head: Head) -> str:
        """So that only whoever has the key can say that entries were forgotten."""
        return f"{head.id} {head.seal or '-'} {self._digest(f'base {head.id} {head.seal}')}"

    def read_base(self, mark: str) -> Head | None:
        """None if it was not this house that wrote it."""
        number, _space, rest = mark.partition(" ")
        seal = rest.partition(" ")[0].replace("-", "")
        head = Head(int(number) if number.isdecimal() else 0, seal)
        return head if hmac.compare_digest(self.base_mark(head), mark) else None

    def _digest(self, words: str) -> str:
        return hmac.new(self._key, words.encode(), hashlib.sha256).hexdigest()


class Book:
    """What one transaction notes down."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.why = ""  # what is going on: for entries that do not say it themselves
        self._waiting: list[Entry] = []
        self._written: Head | None = None
        self._seen_to = False  # whether the witness fits what this transaction builds on
        self._savepoints: list[tuple[Sequence[Entry], Head | None, bool]] = []

    def note(self, entry: Entry) -> None:
        self._waiting.append(entry)

    def write(self, db: Connection) -> None:
        if not self._waiting:
            return
        in_order(db)
        last = head(db, self.chain)
        if self._written is None:
            self._seen_to = fits(db, self.chain, last)
        rows = []
        for entry in self._waiting:
            last = Head(last.id + 1, self.chain.seal(last.seal, last.id + 1, entry))
            rows.append(_row(entry, last))
        db.execute(_insert, rows)
        self._waiting, self._written = [], last

    def show(self) -> None:
        """After the commit. What fails here fails nobody: the witness is a little behind then."""
        witness = self.chain.witness
        if self._written is None or witness is None or not self._seen_to:
            return
        try:
            witness.sees(self._written)
            self.chain.shown = self._written
        except OSError as trouble:
            log.error("the audit's witness: %s", type(trouble).__name__)

    def believe(self) -> None:
        """The witness shall believe this transaction, whatever it saw before."""
        self._seen_to = True

    def at_savepoint(self) -> None:
        self._savepoints.append((tuple(self._waiting), self._written, self._seen_to))

    def keep(self) -> None:
        self._savepoints.pop()

    def undo(self) -> None:
        waiting, self._written, self._seen_to = self._savepoints.pop()
        self._waiting = list(waiting)


def book_of(db: Connection) -> Book:
    book = db.info.get(BOOK)
    if not isinstance(book, Book):
        raise RuntimeError("the audit is written in a transaction only")
    return book


def in_order(db: Connection) -> None:
    """One writer after the other. On SQLite there is only one anyway."""
    if db.dialect.name != "sqlite":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})


def head(db: Connection, chain: Chain) -> Head:
    row = db.execute(_newest).one_or_none()
    if row is not None:
        return Head(row.id, row.seal)
    return base(db, chain) or BEGINNING


def base(db: Connection, chain: Chain) -> Head | None:
    """The last entry that was forgotten. None: no mark, or not one of ours."""
    mark = base_mark(db)
    return chain.read_base(mark) if mark else None


def base_mark(db: Connection) -> str | None:
    return db.execute(_base_mark).scalar_one_or_none()


def fits(db: Connection, chain: Chain, last: Head) -> bool:
    """Whether what the witness saw is still there. If not, it must not learn anything new:
    it is all that tells of what is gone."""
    if chain.shown == last:
        return True
    known = chain.witness.newest() if chain.witness else None
    if known is None or known == last:
        return True
    if known == UNREADABLE or known.id > last.id:
        log.critical("the end of the audit is missing: lotse audit verify")
        return False
    found = select(audit.c.seal).where(audit.c.id == known.id)
    if db.execute(found).scalar_one_or_none() == known.seal:
        return True
    forgotten = base(db, chain)
    if forgotten and known.id <= forgotten.id:
        return True
    log.critical("the audit is not the one it was: lotse audit verify")
    return False


def watch(engine: Engine) -> None:
    """What is undone by going back to a savepoint was not noted either."""
    acts = {
        "savepoint": Book.at_savepoint,
        "release_savepoint": Book.keep,
        "rollback_savepoint": Book.undo,
    }
    for name, act in acts.items():
        event.listen(engine, name, partial(_tell, act), named=True)


def _tell(act: Callable[[Book], None], conn: Connection, **_rest: object) -> None:
    if book := conn.info.get(BOOK):
        act(book)


def _row(entry: Entry, head: Head) -> dict[str, object]:
    return {
        "id": head.id,
        "at": entry.at,
        "actor": entry.actor,
        "act": entry.act,
        "about": entry.about,
        "person_id": entry.person,
        "why": entry.why,
        "seal": head.seal,
    }

"""Is the audit whole? Whatever was done to the table without the key is found here.

Changed, taken out or put in: the seals from there on do not fit. Written anew: none fits. Cut off
at the end, or exchanged for an older copy: all seals fit, and only what is kept outside tells: the
witness beside the database, the heads of the days, and heads anchored elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from storage.audit import RESUMED, entry_of
from storage.chain import Entry, base, base_mark
from storage.database import Database
from storage.tables import audit
from storage.witness import BEGINNING, UNREADABLE, DayHead, Head

AT_ONCE = 1000
LOWEST = -(2**63)  # whoever tampers may number as they like


class Kind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    REWRITTEN = "rewritten"
    CUT = "cut off"
    EXCHANGED = "exchanged"
    BASE = "beginning"  # what says how much was forgotten is not ours
    WITNESS = "witness"  # what stands beside the database cannot be read, or is gone


@dataclass(frozen=True)
class Problem:
    kind: Kind
    first: int  # the first wrong or missing entry; 0: none in particular
    last: int = 0
    at: datetime | None = None  # of that entry, as it is now
    told_by: str = ""  # the day of the head that knows better; nothing: the witness


@dataclass(frozen=True)
class Resumed:
    """A backup was put back: what came after this entry was given up."""

    id: int
    after: int
    at: datetime


@dataclass(frozen=True)
class Proof:
    entries: int
    forgotten: int  # before the first, after their time
    head: Head
    problems: Sequence[Problem]
    resumed: Sequence[Resumed] = ()

    @property
    def whole(self) -> bool:
        return not self.problems


def examine(database: Database, anchors: Sequence[DayHead] = ()) -> Proof:
    """`anchors`: heads of some days that were kept elsewhere."""
    return _Examination(database, anchors).all()


class _Examination:
    def __init__(self, database: Database, anchors: Sequence[DayHead]) -> None:
        self._database, self._chain = database, database.chain
        witness = self._chain.witness
        self._newest = witness.newest() if witness else None
        self._told = [*(witness.heads() if witness else ()), *anchors]
        wanted = [told.head.id for told in self._told]
        self._wanted = {*wanted, self._newest.id if self._newest else 0}
        self._seals: dict[int, str] = {}  # of the entries that somebody outside knows of
        self._resumed: list[Resumed] = []
        self._count = self._wrong = 0
        with database.transaction() as db:
            self._base = base(db, self._chain)
            self._forged = base_mark(db) is not None and self._base is None
        self._head = self._base or BEGINNING

    def all(self) -> Proof:
        within = [*([Problem(Kind.BASE, 0)] if self._forged else []), *self._links()]
        if self._count > 1 and self._wrong == self._count:
            within = [Problem(Kind.REWRITTEN, 1, self._head.id)]
        outside = [*self._against_witness(), *self._against_heads()]
        forgotten = self._base.id if self._base else 0
        return Proof(self._count, forgotten, self._head, [*within, *outside], self._resumed)

    def _links(self) -> Iterator[Problem]:
        """Each entry with the one before it. After a wrong one it goes on from what stands there,
        so that one wrong entry is one problem."""
        for id, seal, entry in self._entries():
            fits = self._chain.seal(self._head.seal, id, entry) == seal
            if not fits:
                self._wrong += 1
                missing = id > self._head.id + 1
                first, last = (self._head.id + 1, id - 1) if missing else (id, id)
                yield Problem(Kind.MISSING if missing else Kind.CHANGED, first, last, entry.at)
            elif entry.act == RESUMED:
                self._resumed.append(Resumed(id, int(entry.about), entry.at))
            if id in self._wanted:
                self._seals[id] = seal
            self._count += 1
            self._head = Head(id, seal)

    def _entries(self) -> Iterator[tuple[int, str, Entry]]:
        """A page at a time, each in a short transaction: the bot goes on writing meanwhile."""
        last = LOWEST
        while True:
            page = select(audit).where(audit.c.id > last).order_by(audit.c.id).limit(AT_ONCE)
            with self._database.transaction() as db:
                rows = db.execute(page).all()
            for row in rows:
                yield row.id, row.seal, entry_of(row)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].id

    def _against_witness(self) -> Iterator[Problem]:
        if self._newest == UNREADABLE or (self._newest is None and self._expects_witness()):
            yield Problem(Kind.WITNESS, 0)
        elif self._newest is not None:
            yield from self._compare(self._newest, "")

    def _expects_witness(self) -> bool:
        return self._chain.witness is not None and self._count > 0

    def _against_heads(self) -> Iterator[Problem]:
        for told in self._told:
            if not any(self._given_up(told, each) for each in self._resumed):
                yield from self._compare(told.head, f"{told.day:%d.%m.%Y}")

    def _given_up(self, told: DayHead, resumed: Resumed) -> bool:
        return told.head.id > resumed.after and told.day <= resumed.at.date()

    def _compare(self, told: Head, by: str) -> Iterator[Problem]:
        if self._base and told.id <= self._base.id:
            return  # forgotten in its time
        if told.id > self._head.id:
            yield Problem(Kind.CUT, self._head.id + 1, told.id, told_by=by)
        elif told.id in self._seals and not self._seals[told.id].startswith(told.seal):
            yield Problem(Kind.EXCHANGED, self._fork(told), told.id, told_by=by)

    def _fork(self, told: Head) -> int:
        """The first entry after the last one that somebody outside knows as it is."""
        known: Mapping[int, str] = {each.head.id: each.head.seal for each in self._told}
        right = [id for id, seal in known.items() if self._seals.get(id, "").startswith(seal)]
        return max((id for id in right if id < told.id), default=0) + 1

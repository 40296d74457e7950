"""Everything that is stored about one person, as the register describes it (GDPR Art. 15, 20).

The copy follows from the register and from `storage.places`: a new column is in it by itself.
What others wrote about the person belongs to it; who others are does not, beyond their role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Row, Table, func, select

from bot.core.rules.people import Role
from storage.database import Db
from storage.places import PLACES, Means, Whom, places_in, rows_about, tables_with, whom
from storage.register import Entry, register
from storage.tables import metadata, people

# Personal columns that are not copied, and why.
LEFT_OUT: Mapping[str, str] = {
    "people.pin": "whoever has the hash can try PINs until one fits",
    "people.id": "the number of the row; it stands nowhere outside",
    "deliveries.key": "repeats what other columns say, with numbers of other people",
    "deliveries.about": "the number of a row, perhaps of somebody else",
    "audit.about": "the number of a row, perhaps of somebody else",
}
# In these a mentor or coordinator has written about others; a participant only about themselves.
TYPED = frozenset(["dialogues.answers", "deliveries.body", "updates.raw"])
ABOUT_THEMSELVES = frozenset([Role.PARTICIPANT, Role.GUEST])

Value = str | int | bool | date | time | datetime | None


@dataclass(frozen=True)
class Stored:
    """The rows of one table that are about the person; each column with its value."""

    table: str
    rows: Sequence[Mapping[str, Value]]


@dataclass(frozen=True)
class Copy:
    person_id: int
    stored: Sequence[Stored]
    did: Mapping[str, int]  # in how many rows of others the person did what

    def rows(self, table: str) -> Sequence[Mapping[str, Value]]:
        return next((each.rows for each in self.stored if each.table == table), ())


def of(db: Db, person_id: int) -> Copy:
    person = whom(db, person_id)
    roles = {row.id: row.role for row in db.execute(select(people.c.id, people.c.role))}
    tables = reversed(tables_with(Means.OWN, Means.PROOF))
    stored = [_stored(db, table, person, roles) for table in tables]
    return Copy(person_id, [each for each in stored if each.rows], _did(db, person_id))


def counted(db: Db, person_id: int) -> Mapping[str, int]:
    """How many rows of each table are about the person."""
    person = whom(db, person_id)
    found = {
        table.name: _count(db, table, rows_about(table, person))
        for table in tables_with(Means.OWN, Means.PROOF)
    }
    return {name: rows for name, rows in found.items() if rows}


def as_json(copy: Copy, made_at: datetime) -> dict[str, Any]:
    """With what each thing is for, how long it is kept, and who sees it."""
    return {
        "made_at": made_at.isoformat(),
        "stored": {each.table: _described(each) for each in copy.stored},
        "done_in_rows_about_others": dict(copy.did),
        "not_copied": dict(LEFT_OUT),
    }


def _stored(db: Db, table: Table, person: Whom, roles: Mapping[int, str]) -> Stored:
    columns = [table.c[entry.column] for entry in copied(table.name)]
    key = list(table.primary_key)
    found = db.execute(select(table).where(rows_about(table, person)).order_by(*key)).all()
    own_role = Role(roles[person.person_id])
    return Stored(
        table.name,
        [
            {column.name: _value(column, row, person, roles, own_role) for column in columns}
            for row in found
        ],
    )


def _value(
    column: Any, row: Row[Any], person: Whom, roles: Mapping[int, str], own_role: Role
) -> Value:
    value: Value = getattr(row, column.name)
    if _names_a_person(column) and isinstance(value, int):
        return "me" if value == person.person_id else roles.get(value, "somebody")
    if str(column) in TYPED and own_role not in ABOUT_THEMSELVES and value is not None:
        return "(typed here; not copied, as it may be about others)"
    return value


@cache
def copied(table: str) -> Sequence[Entry]:
    """The columns of a table that are in the copy."""
    return [
        entry
        for entry in register()
        if entry.table == table and entry.personal and f"{table}.{entry.column}" not in LEFT_OUT
    ]


def _names_a_person(column: Any) -> bool:
    return str(column) in PLACES and column.name not in ("chat_id", "appointment_id")


def _did(db: Db, person_id: int) -> Mapping[str, int]:
    found = {
        f"{table.name}.{name}": _count(db, table, table.c[name] == person_id)
        for table in metadata.sorted_tables
        for name in places_in(table, Means.DID, Means.TIE)
    }
    return {place: rows for place, rows in found.items() if rows}


def _count(db: Db, table: Table, condition: Any) -> int:
    return db.execute(select(func.count()).select_from(table).where(condition)).scalar_one()


def _described(stored: Stored) -> dict[str, Any]:
    entries = copied(stored.table)
    return {
        "kept": sorted({entry.kept.value for entry in entries}),
        "columns": {
            entry.column: {
                "purpose": entry.purpose,
                "category": entry.nature.value,
                "seen_by": [seen.value for seen in entry.seen_by],
            }
            for entry in entries
        },
        "rows": [{name: _plain(value) for name, value in row.items()} for row in stored.rows],
    }


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date | time | datetime) else value

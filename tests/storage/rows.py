"""Rows made from the definitions of the tables: whoever adds a column has nothing to do here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table, Time, select

from storage.columns import Moment
from storage.database import Db
from storage.tables import metadata
from storage.vault import HOUSE, Private, Sealed

_numbers = count(7_000)
SOME_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def row_in(db: Db, name: str, /, **said: Any) -> Any:
    """One row with what is said, the rest made up; what it points to is made, too. Its key."""
    table = metadata.tables[name]
    values = {
        column.name: _value(db, column)
        for column in table.columns
        if column.name not in said and _needed(column)
    }
    done = db.execute(table.insert().values({**values, **said}))
    return done.inserted_primary_key


def _needed(column: Column[Any]) -> bool:
    by_itself = column.primary_key and column.autoincrement is True
    return not (column.nullable or by_itself or column.server_default or column.default)


def _value(db: Db, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return row_in(db, key.column.table.name)[0]
    kind, number = column.type, next(_numbers)
    if isinstance(kind, Private):
        return Sealed(HOUSE, f"words {number}")
    if isinstance(kind, String):
        return _text(column, number, kind.length or 80)
    made = {
        Moment: SOME_MOMENT,
        Date: date(2026, 1, 1),
        Time: time(9),
        Boolean: False,
        LargeBinary: b"key",
        Integer: number,
    }
    return next((value for type, value in made.items() if isinstance(kind, type)), number)


def _text(column: Column[Any], number: int, longest: int) -> str:
    known = {"role": "mentor", "level": "news", "language": "de", "state": "sent"}
    return known.get(column.name, f"{number:x}"[-longest:])


def is_there(db: Db, table: Table, key: Any) -> bool:
    return row_of(db, table, key) is not None


def row_of(db: Db, table: Table, key: Any) -> dict[str, Any] | None:
    same = [column == value for column, value in zip(table.primary_key, key, strict=True)]
    found = db.execute(select(table).where(*same)).one_or_none()
    return dict(found._mapping) if found else None

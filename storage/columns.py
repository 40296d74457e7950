"""Kinds of column that more than one table has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, TypeDecorator

# SQLite counts rows by itself only in a column of type INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def own_id() -> Column[Any]:
    """Where rows are removed, SQLite needs `sqlite_autoincrement` beside it: else a new row gets
    the number of the removed one, and old buttons and deliveries mean the wrong row."""
    return Column("id", Id, primary_key=True, autoincrement=True)

"""A few single values that must outlive the process."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from storage.database import Db, changed, insert_new
from storage.tables import marks

_named = select(marks.c.value).where(marks.c.name == bindparam("name"))


def read(db: Db, name: str) -> str | None:
    return db.execute(_named, {"name": name}).scalar_one_or_none()


def write(db: Db, name: str, value: str) -> None:
    if not changed(db, update(marks).where(marks.c.name == name).values(value=value)):
        insert_new(db, marks, [{"name": name, "value": value}])

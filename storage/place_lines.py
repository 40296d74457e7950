"""Direct lines into offices and services. For staff; no screen of a participant asks here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.core.rules.directory import Line
from storage.database import Db, changed, new_id
from storage.tables import place_lines
from storage.vault import HOUSE, Sealed

_t = place_lines.c


def add(db: Db, place_id: int, *, whose: str, phone: str) -> int:
    sealed = {"whose": Sealed(HOUSE, whose), "phone": Sealed(HOUSE, phone)}
    return new_id(db, place_lines, place_id=place_id, **sealed)


def of(db: Db, place_id: int) -> Sequence[Line]:
    rows = db.execute(select(place_lines).where(_t.place_id == place_id).order_by(_t.id))
    return [Line(row.id, row.place_id, row.whose or "", row.phone or "") for row in rows]


def get(db: Db, line_id: int) -> Line | None:
    row = db.execute(select(place_lines).where(_t.id == line_id)).one_or_none()
    return Line(row.id, row.place_id, row.whose or "", row.phone or "") if row else None


def remove(db: Db, line_id: int) -> bool:
    return changed(db, delete(place_lines).where(_t.id == line_id))


def replace_all(db: Db, place_id: int, lines: Sequence[tuple[str, str]]) -> bool:
    """Exactly these, as a file says. Whether that changed anything."""
    if [(line.whose, line.phone) for line in of(db, place_id)] == list(lines):
        return False
    db.execute(delete(place_lines).where(_t.place_id == place_id))
    for whose, phone in lines:
        add(db, place_id, whose=whose, phone=phone)
    return True

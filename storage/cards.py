"""What belongs to an appointment beside its time: where in the building, and what to bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.core.rules.appointments import Appointment
from storage.database import Db, changed, insert_new, new_id
from storage.tables import appointment_places, checklist
from storage.vault import Sealed

_w, _c = appointment_places.c, checklist.c
MOST_OWN = 12  # papers that a person adds: more is no list any more


@dataclass(frozen=True)
class Where:
    """ "" or None: nobody said."""

    inside: str = ""  # entrance, floor, room
    place_id: int | None = None  # of the directory

    def __bool__(self) -> bool:
        return bool(self.inside or self.place_id)


@dataclass(frozen=True)
class Paper:
    """Something to bring: one of the content, or in the person's own words."""

    id: int
    document: str | None
    text: str | None
    ticked: bool
    removed: bool


def where(db: Db, appointment_id: int) -> Where:
    row = db.execute(
        select(appointment_places).where(_w.appointment_id == appointment_id)
    ).one_or_none()
    if row is None:
        return Where()
    return Where(row.inside or "", row.place_id)


def put(db: Db, appointment: Appointment, there: Where) -> None:
    """In the place of what was known before."""
    db.execute(delete(appointment_places).where(_w.appointment_id == appointment.id))
    if not there:
        return
    owner = appointment.participant_id
    row = {
        "appointment_id": appointment.id,
        "participant_id": owner,
        "place_id": there.place_id,
        "inside": Sealed(owner, there.inside) if there.inside else None,
    }
    insert_new(db, appointment_places, [row])


# -- what to bring -------------------------------------------------------------------


def papers(db: Db, appointment_id: int) -> Sequence[Paper]:
    """What was ticked, taken off or added; all others of the kind of office are as usual."""
    found = select(checklist).where(_c.appointment_id == appointment_id).order_by(_c.id)
    return [_paper(row) for row in db.execute(found)]


def tick(db: Db, appointment: Appointment, document: str, now: datetime) -> None:
    """One of the usual papers: on, or off again."""
    mine = _row(db, appointment, document)
    ticked = db.execute(select(_c.ticked_at).where(_c.id == mine)).scalar_one()
    _set(db, mine, ticked_at=None if ticked else now)


def tick_own(db: Db, appointment: Appointment, paper_id: int, now: datetime) -> bool:
    """The same of one that was added. False: it is not of this appointment."""
    own = _own(db, appointment, paper_id)
    return own is not None and _set(db, own.id, ticked_at=None if own.ticked_at else now)


def remove(db: Db, appointment: Appointment, document: str) -> None:
    """This letter does not ask for it; or it does after all."""
    mine = _row(db, appointment, document)
    removed = db.execute(select(_c.removed).where(_c.id == mine)).scalar_one()
    _set(db, mine, removed=not removed)


def remove_own(db: Db, appointment: Appointment, paper_id: int) -> bool:
    own = _own(db, appointment, paper_id)
    return own is not None and changed(db, delete(checklist).where(_c.id == own.id))


def add(db: Db, appointment: Appointment, text: str) -> bool:
    """In the person's own words. False: there are too many."""
    own = [paper for paper in papers(db, appointment.id) if paper.document is None]
    if len(own) >= MOST_OWN:
        return False
    _new(db, appointment, text=Sealed(appointment.participant_id, text))
    return True


def _row(db: Db, appointment: Appointment, document: str) -> int:
    mine = (_c.appointment_id == appointment.id, _c.document == document)
    found = db.execute(select(_c.id).where(*mine).order_by(_c.id).limit(1)).scalar_one_or_none()
    return found if found is not None else _new(db, appointment, document=document)


def _new(db: Db, appointment: Appointment, **values: Any) -> int:
    whose = {"appointment_id": appointment.id, "participant_id": appointment.participant_id}
    return new_id(db, checklist, **whose, **values)


def _own(db: Db, appointment: Appointment, paper_id: int) -> Row[Any] | None:
    this = (_c.id == paper_id, _c.appointment_id == appointment.id, _c.document.is_(None))
    return db.execute(select(checklist).where(*this)).one_or_none()


def _set(db: Db, paper_id: int, **values: Any) -> bool:
    return changed(db, update(checklist).where(_c.id == paper_id).values(values))


def _paper(row: Row[Any]) -> Paper:
    return Paper(row.id, row.document, row.text, row.ticked_at is not None, row.removed)

"""How deliveries ended, and what was told to whom: what a human or a handler wants to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from storage.database import Db
from storage.delivery import UNREACHABLE, State
from storage.tables import deliveries

_t = deliveries.c


@dataclass(frozen=True)
class Told:
    """What a delivery was about, for composing it once more."""

    kind: str
    about: int | None
    detail: str


def told(db: Db, delivery_id: int, person_id: int) -> Told | None:
    """None if there is no such delivery to this person, or it never left."""
    left = _t.state.in_((State.SENT, State.SENDING, State.UNSURE))
    found = select(_t.kind, _t.about, _t.detail).where(
        _t.id == delivery_id, _t.person_id == person_id, or_(left, _t.repeat)
    )
    row = db.execute(found).one_or_none()
    return Told(row.kind, row.about, row.detail) if row else None


def outcomes(db: Db, kind: str, about: int) -> Mapping[State, int]:
    """How many deliveries about this stand where."""
    counted = (
        select(_t.state, func.count()).where(_t.kind == kind, _t.about == about).group_by(_t.state)
    )
    return {State(state): count for state, count in db.execute(counted)}


def unreached(db: Db, kind: str, about: int) -> int:
    """How many failed because the person blocked the bot or is gone."""
    gone = _t.reason.like(f"{UNREACHABLE}%")
    counted = select(func.count()).where(_t.kind == kind, _t.about == about, gone)
    return db.execute(counted).scalar_one()


def people_in(db: Db, kind: str, about: int, state: State) -> Sequence[int]:
    """To whom deliveries about this stand so."""
    found = select(_t.person_id).where(_t.kind == kind, _t.about == about, _t.state == state)
    return [row.person_id for row in db.execute(found.order_by(_t.id))]


def messages_about(db: Db, kind: str, about: int, detail: str) -> Mapping[int, int]:
    """Which message it became, of each person it reached."""
    sent = (_t.state == State.SENT, _t.message_id.is_not(None))
    found = select(_t.person_id, _t.message_id).where(
        _t.kind == kind, _t.about == about, _t.detail == detail, *sent
    )
    return {row.person_id: row.message_id for row in db.execute(found)}


def last_told(db: Db, person_id: int, kind: str, about: int) -> str | None:
    """The detail of the newest delivery about this that reached the person."""
    told = (State.SENT, State.UNSURE)
    found = (
        select(_t.detail)
        .where(_t.person_id == person_id, _t.kind == kind, _t.about == about, _t.state.in_(told))
        .order_by(_t.sent_at.desc().nulls_last(), _t.id.desc())
        .limit(1)
    )
    return db.execute(found).scalar_one_or_none()

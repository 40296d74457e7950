"""The outbox: everything the bot still has to say, and when.

A sender takes due deliveries on a lease. If it dies, the lease runs out and its
deliveries are unsure: nobody knows whether they left. The replies to one person
never overtake each other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, update

from storage.database import Db, changed, insert_new, new_id
from storage.delivery import REPLY as REPLY
from storage.delivery import UNFINISHED
from storage.delivery import UNREACHABLE as UNREACHABLE
from storage.delivery import Delivery as Delivery
from storage.delivery import State as State
from storage.delivery import Urgency as Urgency
from storage.tables import chats, deliveries
from storage.vault import Sealed

_t = deliveries.c
_earlier = deliveries.alias()
_in_turn = or_(
    _t.kind != REPLY,
    ~exists().where(
        _earlier.c.person_id == _t.person_id,
        _earlier.c.kind == REPLY,
        _earlier.c.state.in_(UNFINISHED),
        _earlier.c.id < _t.id,
    ),
)


def queue(
    db: Db,
    *,
    key: str,
    kind: str,
    person_id: int,
    about: int | None,
    detail: str = "",
    due_at: datetime,
    useless_after: datetime,
    urgency: Urgency,
) -> bool:
    """Say this later. Queued already under this key? Then nothing happens, and it is False."""
    row = {
        "key": key,
        "kind": kind,
        "about": about,
        "detail": detail,
        "person_id": person_id,
        "due_at": due_at,
        "useless_after": useless_after,
        "urgency": urgency,
        "state": State.DUE,
        "attempts": 0,
    }
    return insert_new(db, deliveries, [row]) > 0


def queue_many(
    db: Db,
    person_ids: Sequence[int],
    *,
    kind: str,
    about: int,
    due_at: datetime,
    useless_after: datetime,
    urgency: Urgency,
) -> int:
    """The same for many people, each once however often it is queued. How many are new."""
    rows = [
        {
            "key": f"{kind}:{about}::{person_id}",
            "kind": kind,
            "about": about,
            "detail": "",
            "person_id": person_id,
            "due_at": due_at,
            "useless_after": useless_after,
            "urgency": urgency,
            "state": State.DUE,
            "attempts": 0,
        }
        for person_id in person_ids
    ]
    return insert_new(db, deliveries, rows)


_unfinished_reply = (
    select(_t.id)
    .where(_t.person_id == bindparam("person"), _t.kind == REPLY, _t.state.in_(UNFINISHED))
    .limit(1)
)


def queue_reply(
    db: Db,
    *,
    key: str,
    person_id: int,
    chat_id: int,
    body: Mapping[str, Any],
    edits: int | None,
    now: datetime,
    lease: timedelta | None,
) -> Delivery | None:
    """Say this now. Comes back on lease, unless an earlier reply is still to leave."""
    earlier = db.execute(_unfinished_reply, {"person": person_id}).one_or_none()
    leased = lease is not None and earlier is None
    lease_until = now + lease if lease is not None and earlier is None else None
    useless_after = now + timedelta(days=1)
    id = new_id(
        db,
        deliveries,
        key=key,
        kind=REPLY,
        detail="",
        body=Sealed(person_id, json.dumps(body, ensure_ascii=False)),
        person_id=person_id,
        edits=edits,
        due_at=now,
        useless_after=useless_after,
        urgency=Urgency.NOW,
        state=State.SENDING if leased else State.DUE,
        attempts=1 if leased else 0,
        lease_until=lease_until,
    )
    if lease_until is None:
        return None
    return Delivery(
        id, key, REPLY, None, "", body, person_id, chat_id, edits, 1, False, now,
        useless_after, lease_until,
    )  # fmt: skip


def claim(
    db: Db, *, now: datetime, lease: timedelta, limit: int, ask_a_human: Collection[str]
) -> Sequence[Delivery]:
    """Take due deliveries; nobody else may send them until the lease ends."""
    _tidy(db, now, ask_a_human)
    found = db.execute(
        select(deliveries, chats.c.chat_id)
        .outerjoin(chats, chats.c.person_id == _t.person_id)
        .where(_t.state == State.DUE, _t.due_at <= now, _in_turn)
        .order_by(_t.urgency.desc(), _t.due_at, _t.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=deliveries)
    ).all()
    if not found:
        return []
    until = now + lease
    db.execute(
        update(deliveries)
        .where(_t.id.in_([row.id for row in found]))
        .values(state=State.SENDING, lease_until=until, attempts=_t.attempts + 1)
    )
    return [
        Delivery(
            row.id,
            row.key,
            row.kind,
            row.about,
            row.detail,
            json.loads(row.body) if row.body else None,
            row.person_id,
            row.chat_id,
            row.edits,
            row.attempts + 1,
            row.repeat,
            row.due_at,
            row.useless_after,
            until,
        )
        for row in found
    ]


# How a delivery ended. Each is False if its lease went to someone else.


def sent(db: Db, delivery: Delivery, *, message_id: int, now: datetime) -> bool:
    return _settle(
        db, delivery, state=State.SENT, message_id=message_id, body=None, sent_at=now, reason=None
    )


def postpone(db: Db, delivery: Delivery, *, until: datetime, repeat: bool = False) -> bool:
    """`repeat`: it may have left already; the next message says so."""
    repeat = repeat or delivery.repeat
    return _settle(db, delivery, state=State.DUE, due_at=until, repeat=repeat)


def drop(db: Db, delivery: Delivery) -> bool:
    return _settle(db, delivery, state=State.DROPPED, body=None)


def give_up(db: Db, delivery: Delivery, *, reason: str) -> bool:
    return _settle(db, delivery, state=State.FAILED, reason=reason[:200], body=None)


def unsure(db: Db, delivery: Delivery) -> bool:
    return _settle(db, delivery, state=State.UNSURE)


_mine = update(deliveries).where(
    _t.id == bindparam("delivery"),
    _t.state == State.SENDING,
    _t.attempts == bindparam("attempt"),
)


def _settle(db: Db, delivery: Delivery, **changes: object) -> bool:
    mine = {"delivery": delivery.id, "attempt": delivery.attempt}
    return changed(db, _mine, {**mine, "lease_until": None, **changes})


def _tidy(db: Db, now: datetime, ask_a_human: Collection[str]) -> None:
    """Decide about leases that ran out, and about what is too late to be said."""
    abandoned = (_t.state == State.SENDING, _t.lease_until < now)
    asking = (*abandoned, _t.kind.in_(list(ask_a_human)))
    db.execute(update(deliveries).where(*asking).values(state=State.UNSURE, lease_until=None))
    again = update(deliveries).where(*abandoned)
    db.execute(again.values(state=State.DUE, repeat=True, lease_until=None))
    useless = (_t.state == State.DUE, _t.useless_after < now)
    db.execute(update(deliveries).where(*useless).values(state=State.DROPPED, body=None))


# What a human may want to know or do.


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


def send_again(db: Db, kind: str, about: int, now: datetime) -> int:
    """A human decided: what nobody knows the fate of is sent once more, marked as a repeat."""
    unsure_ones = (_t.kind == kind, _t.about == about, _t.state == State.UNSURE)
    again = update(deliveries).where(*unsure_ones)
    return db.execute(again.values(state=State.DUE, due_at=now, repeat=True)).rowcount


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


def wake(db: Db, person_id: int, now: datetime) -> None:
    """The person goes on after a pause: what waits is looked at now."""
    waiting = (_t.person_id == person_id, _t.state == State.DUE, _t.kind != REPLY)
    db.execute(update(deliveries).where(*waiting, _t.attempts > 0).values(due_at=now))


def drop_waiting(db: Db, person_id: int, *, kinds: Collection[str] | None = None) -> int:
    """The person withdrew or left: what still waits is not said. Of these kinds, or (None) all."""
    mine = [_t.person_id == person_id, _t.state == State.DUE, _t.kind != REPLY]
    if kinds is not None:
        mine.append(_t.kind.in_(list(kinds)))
    dropped = update(deliveries).where(*mine).values(state=State.DROPPED, body=None)
    return db.execute(dropped).rowcount

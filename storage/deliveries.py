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

from sqlalchemy import Row, bindparam, exists, or_, select, update

from storage.database import Db, changed, insert_new, new_id
from storage.deletions import keep_message as keep_message
from storage.deletions import queue_deletion as queue_deletion
from storage.delivery import DELETION as DELETION
from storage.delivery import REPLY as REPLY
from storage.delivery import UNFINISHED
from storage.delivery import UNREACHABLE as UNREACHABLE
from storage.delivery import Delivery as Delivery
from storage.delivery import State as State
from storage.delivery import Urgency as Urgency
from storage.tables import chats, deliveries
from storage.telling import last_told as last_told
from storage.telling import messages_about as messages_about
from storage.telling import outcomes as outcomes
from storage.telling import people_in as people_in
from storage.telling import told as told
from storage.telling import unreached as unreached
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
    edits: int | None = None,
) -> bool:
    """Say this later. Queued already under this key? Then nothing happens, and it is False."""
    row = {
        "key": key,
        "kind": kind,
        "about": about,
        "detail": detail,
        "person_id": person_id,
        "edits": edits,
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


# In every turn; a list within IN would be written out anew each time.
_unfinished = or_(*(_t.state == state for state in UNFINISHED))
_unfinished_reply = (
    select(_t.id).where(_t.person_id == bindparam("person"), _t.kind == REPLY, _unfinished).limit(1)
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
    sealed_for: int | None = None,
) -> Delivery | None:
    """Say this now. Comes back on lease, unless an earlier reply is still to leave."""
    owner = person_id if sealed_for is None else sealed_for
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
        body=Sealed(owner, json.dumps(body, ensure_ascii=False)),
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


_due = (
    select(deliveries, chats.c.chat_id)
    .outerjoin(chats, chats.c.person_id == _t.person_id)
    .where(_t.state == State.DUE, _t.due_at <= bindparam("now"), _in_turn)
    .order_by(_t.urgency.desc(), _t.due_at, _t.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=deliveries)
)
_on_its_way = (
    update(deliveries)
    .where(_t.id.in_(bindparam("found", expanding=True)))
    .values(state=State.SENDING, lease_until=bindparam("until"), attempts=_t.attempts + 1)
)


def claim(
    db: Db, *, now: datetime, lease: timedelta, limit: int, ask_a_human: Collection[str]
) -> Sequence[Delivery]:
    """Take due deliveries; nobody else may send them until the lease ends."""
    _tidy(db, now, ask_a_human)
    found = db.execute(_due, {"now": now, "most": limit}).all()
    if not found:
        return []
    until = now + lease
    db.execute(_on_its_way, {"found": [row.id for row in found], "until": until})
    return [_on_lease(row, until) for row in found]


def _on_lease(row: Row[Any], until: datetime) -> Delivery:
    return Delivery(
        row.id,
        row.key,
        row.kind,
        row.about,
        row.detail,
        json.loads(row.body) if row.body else None,
        row.person_id,
        # The message stays where it is, though the person moved to another phone.
        row.chat_id if row.deletes is None else int(row.detail),
        row.edits,
        row.attempts + 1,
        row.repeat,
        row.due_at,
        row.useless_after,
        until,
        row.deletes,
    )


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


_abandoned = update(deliveries).where(_t.state == State.SENDING, _t.lease_until < bindparam("now"))
_abandoned_asking = _abandoned.where(_t.kind.in_(bindparam("asking", expanding=True))).values(
    state=State.UNSURE, lease_until=None
)
_abandoned_others = _abandoned.values(state=State.DUE, repeat=True, lease_until=None)
_useless = (
    update(deliveries)
    .where(_t.state == State.DUE, _t.useless_after < bindparam("now"))
    .values(state=State.DROPPED, body=None)
)


_untidy = select(
    or_(
        exists().where(_t.state == State.SENDING, _t.lease_until < bindparam("now")),
        exists().where(_t.state == State.DUE, _t.useless_after < bindparam("now")),
    )
)


def _tidy(db: Db, now: datetime, ask_a_human: Collection[str]) -> None:
    """Decide about leases that ran out, and about what is too late to be said."""
    if not db.execute(_untidy, {"now": now}).scalar_one():
        return
    db.execute(_abandoned_asking, {"now": now, "asking": list(ask_a_human)})
    db.execute(_abandoned_others, {"now": now})
    db.execute(_useless, {"now": now})


# What a human may want to do. What one may want to know is in `storage.telling`.


def send_again(db: Db, kind: str, about: int, now: datetime) -> int:
    """A human decided: what nobody knows the fate of is sent once more, marked as a repeat."""
    unsure_ones = (_t.kind == kind, _t.about == about, _t.state == State.UNSURE)
    again = update(deliveries).where(*unsure_ones)
    return db.execute(again.values(state=State.DUE, due_at=now, repeat=True)).rowcount


def wake(db: Db, person_id: int, now: datetime) -> None:
    """The person goes on after a pause: what waits is looked at now."""
    told = _t.kind.not_in((REPLY, DELETION))
    waiting = (_t.person_id == person_id, _t.state == State.DUE, told)
    db.execute(update(deliveries).where(*waiting, _t.attempts > 0).values(due_at=now))


def drop_waiting(db: Db, person_id: int, *, kinds: Collection[str] | None = None) -> int:
    """The person withdrew or left: what still waits is not said. Of these kinds, or (None) all."""
    mine = [_t.person_id == person_id, _t.state == State.DUE, _t.kind.not_in((REPLY, DELETION))]
    if kinds is not None:
        mine.append(_t.kind.in_(list(kinds)))
    dropped = update(deliveries).where(*mine).values(state=State.DROPPED, body=None)
    return db.execute(dropped).rowcount

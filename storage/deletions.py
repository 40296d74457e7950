"""Messages that disappear from a chat: deliveries that say nothing, but take one away."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete

from storage.database import Db, insert_new
from storage.delivery import DELETION, State, Urgency
from storage.tables import deliveries

_t = deliveries.c
# A bot can delete what is younger than 48 hours; the last one is for trying again.
DELETABLE = timedelta(hours=47)


def queue_deletion(
    db: Db, *, person_id: int, chat_id: int, message_id: int, due_at: datetime, written_at: datetime
) -> bool:
    """Take this message away then. False if that is queued already, or done."""
    row = {
        "key": f"{DELETION}:{chat_id}:{message_id}",
        "kind": DELETION,
        "about": None,
        "detail": str(chat_id),
        "person_id": person_id,
        "deletes": message_id,
        "due_at": due_at,
        "useless_after": written_at + DELETABLE,
        "urgency": Urgency.NOW,
        "state": State.DUE,
        "attempts": 0,
    }
    return insert_new(db, deliveries, [row]) > 0


_kept_after_all = delete(deliveries).where(
    _t.person_id == bindparam("person"),
    _t.state == State.DUE,
    _t.deletes == bindparam("message"),
)


def keep_message(db: Db, person_id: int, message_id: int) -> None:
    """Something else stands in it now: it does not delete itself any more."""
    db.execute(_kept_after_all, {"person": person_id, "message": message_id})

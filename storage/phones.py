"""Person and chat are different things: a chat falls silent, a person moves to a new phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from storage.database import Db
from storage.deliveries import REPLY, State
from storage.tables import chats, data_keys, deliveries, dialogues, metadata, people, questions
from storage.vault import Sealed, here

_chat, _out = chats.c, deliveries.c


def silence(db: Db, person_id: int, now: datetime) -> None:
    """Somebody with this phone said: this is not me. What was still to be answered is not."""
    db.execute(update(chats).where(_chat.person_id == person_id).values(silenced_at=now))
    _drop_replies(db, person_id)


def detach(db: Db, chat_id: int) -> None:
    """Nobody's chat any more: whoever writes there is a stranger."""
    db.execute(delete(chats).where(_chat.chat_id == chat_id))


def move(db: Db, person_id: int, *, to: int, instead_of: int) -> None:
    """The person is in this chat from now on, and nowhere else.

    `instead_of` is whom the chat was thought to be: a guest who is forgotten, or the person.
    """
    _drop_replies(db, person_id)
    db.execute(update(people).where(people.c.id == person_id).values(opened_at=None))
    mine = {"silenced_at": None, "told_at": None, "reachable": True, "commands": ""}
    if instead_of == person_id:
        db.execute(update(chats).where(_chat.chat_id == to).values(mine))
        return  # the turn closes the form itself
    _close_form(db, person_id)
    db.execute(delete(chats).where(or_(_chat.person_id == person_id, _chat.chat_id == to)))
    db.execute(chats.insert(), {"chat_id": to, "person_id": person_id, **mine})
    _forget_guest(db, instead_of, now_is=person_id)


def _close_form(db: Db, person_id: int) -> None:
    mine = update(dialogues).where(dialogues.c.person_id == person_id)
    db.execute(mine.values(form=None, answers=None, version=dialogues.c.version + 1))


def _drop_replies(db: Db, person_id: int) -> None:
    """Replies belong to the chat in which something was said."""
    waiting = (_out.person_id == person_id, _out.kind == REPLY, _out.state == State.DUE)
    db.execute(update(deliveries).where(*waiting).values(state=State.DROPPED, body=None))


def _forget_guest(db: Db, guest_id: int, *, now_is: int) -> None:
    """Nobody knew who it was. Now it is known; what was asked meanwhile goes with the person."""
    for row in db.execute(select(questions).where(questions.c.asker_id == guest_id)).all():
        db.execute(
            update(questions)
            .where(questions.c.id == row.id)
            .values(
                asker_id=now_is,
                text=Sealed(now_is, row.text or ""),
                answer=None if row.answer is None else Sealed(now_is, row.answer),
            )
        )
    for table in metadata.sorted_tables:
        column = table.columns.get("person_id")
        if column is not None and column.foreign_keys:
            db.execute(delete(table).where(column == guest_id))
    db.execute(delete(people).where(people.c.id == guest_id))
    db.execute(delete(data_keys).where(data_keys.c.owner == guest_id))
    here.now()[0].forget(guest_id)


# Chats that nothing reaches: the coordinator is told, once.


_unreachable = (
    select(_chat.person_id)
    .where(_chat.reachable.is_(False), _chat.told_at.is_(None))
    .order_by(_chat.person_id)
)


def unreachable(db: Db) -> Sequence[int]:
    """Whose chat is blocked or gone, and nobody has been told yet."""
    return [row.person_id for row in db.execute(_unreachable)]


def told(db: Db, person_id: int, now: datetime) -> None:
    db.execute(update(chats).where(_chat.person_id == person_id).values(told_at=now))

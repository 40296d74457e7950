"""Who may speak with the bot, in which chat, and who cares for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from bot.core.rules.people import Age, Decides, Level, Person, Role
from storage.database import Db, changed, insert_new, new_id
from storage.tables import chats, people
from storage.vault import HOUSE, Sealed

_ever = select(
    people, chats.c.chat_id, chats.c.reachable, chats.c.commands, chats.c.silenced_at
).outerjoin(chats, chats.c.person_id == people.c.id)
_everyone = _ever.where(people.c.erased_at.is_(None))
_in_chat = _everyone.where(chats.c.chat_id == bindparam("chat"))
_with_id = _everyone.where(people.c.id == bindparam("id"))
_ever_with_id = _ever.where(people.c.id == bindparam("id"))
_of_mentor = _everyone.where(
    people.c.mentor_id == bindparam("mentor"), people.c.role == Role.PARTICIPANT.value
)
_is_of_mentor = select(people.c.id).where(
    people.c.id == bindparam("id"),
    people.c.mentor_id == bindparam("mentor"),
    people.c.role == Role.PARTICIPANT.value,
    people.c.erased_at.is_(None),
)


def add(
    db: Db,
    *,
    name: str,
    role: Role,
    language: str,
    now: datetime,
    chat_id: int | None = None,
    region: str = "",
    mentor_id: int | None = None,
    arrived: bool = False,
) -> Person:
    id = new_id(
        db,
        people,
        role=role,
        name=Sealed(HOUSE, name),  # sealed anew with the person's own key below
        language=language,
        level=Level.NEWS,
        region=region,
        mentor_id=mentor_id,
        came_at=now,
        arrived_at=now if arrived else None,
    )
    rename(db, id, name)
    if chat_id is not None:
        insert_new(db, chats, [{"chat_id": chat_id, "person_id": id, "reachable": True}])
    return get(db, id)


def at(db: Db, chat_id: int) -> Person | None:
    row = db.execute(_in_chat, {"chat": chat_id}).one_or_none()
    return _person(row) if row else None


def get(db: Db, person_id: int) -> Person:
    """Somebody who is known to be there, or was: the erased have no name any more."""
    return _person(db.execute(_ever_with_id, {"id": person_id}).one())


def find(db: Db, person_id: int) -> Person | None:
    """None for a wrong number, and for the erased: for everybody else there is no such person."""
    row = db.execute(_with_id, {"id": person_id}).one_or_none()
    return _person(row) if row else None


def everybody(db: Db, *roles: Role) -> Sequence[Person]:
    """All of these roles, or simply all; by name."""
    found = _everyone.where(people.c.role.in_(roles)) if roles else _everyone
    return sorted(map(_person, db.execute(found)), key=lambda person: person.name.casefold())


def in_care_of(db: Db, person: Person) -> Sequence[Person]:
    """Those for whom this person may do something: the own participants, all, or only oneself."""
    match person.role:
        case Role.MENTOR:
            return participants_of(db, person.id)
        case Role.COORDINATOR:
            return everybody(db, Role.PARTICIPANT)
        case Role.PARTICIPANT:
            return [person]
        case _:
            return []


def participants_of(db: Db, mentor_id: int) -> Sequence[Person]:
    found = db.execute(_of_mentor, {"mentor": mentor_id})
    return sorted(map(_person, found), key=lambda person: person.name.casefold())


def is_participant_of(db: Db, person_id: int, mentor_id: int) -> bool:
    """Whether `participants_of` finds this person, without anybody's name being opened."""
    both = {"id": person_id, "mentor": mentor_id}
    return db.execute(_is_of_mentor, both).first() is not None


def rename(db: Db, person_id: int, name: str) -> None:
    _change(db, person_id, name=Sealed(person_id, name))


def live_in(db: Db, person_id: int, region: str) -> None:
    _change(db, person_id, region=region)


def become(db: Db, person_id: int, *, role: Role, region: str, mentor_id: int | None) -> None:
    _change(db, person_id, role=role, region=region, mentor_id=mentor_id)


def speak(db: Db, person_id: int, language: str) -> None:
    _change(db, person_id, language=language)


def arrive(db: Db, person_id: int, now: datetime) -> None:
    _change(db, person_id, arrived_at=now)


def be_discreet(db: Db, person_id: int, level: Level) -> None:
    _change(db, person_id, level=level)


def assess(
    db: Db,
    person_id: int,
    *,
    age: Age,
    decides: Decides,
    guardian: str,
    by: int,
    now: datetime,
) -> None:
    """Who can agree for this person, as somebody found who is named."""
    _change(
        db,
        person_id,
        age=age,
        decides=decides,
        guardian=Sealed(person_id, guardian) if guardian else None,
        assessed_by=by,
        assessed_at=now,
    )


def end_mentorship(db: Db, person_id: int, now: datetime | None) -> None:
    """None: there is a mentor again."""
    _change(db, person_id, mentored_until=now)


def pause(db: Db, person_id: int, now: datetime | None) -> None:
    """None: the pause is over."""
    _change(db, person_id, paused_at=now)


def give(db: Db, participant_id: int, *, mentor_id: int | None, instead_of: int | None) -> bool:
    """Hand a participant from one mentor (or none) to another (or none).

    False if somebody else did so first.
    """
    t = people.c
    before = t.mentor_id.is_(None) if instead_of is None else t.mentor_id == instead_of
    mine = (t.id == participant_id, t.role == Role.PARTICIPANT.value, before)
    return changed(db, update(people).where(*mine).values(mentor_id=mentor_id))


def reach(db: Db, chat_id: int, *, reachable: bool) -> None:
    """Whether the person lets the bot write: False once the bot is blocked."""
    values: dict[str, Any] = {"reachable": reachable}
    if reachable:
        values["told_at"] = None  # the next time it is news again
    db.execute(update(chats).where(chats.c.chat_id == chat_id).values(values))


def move(db: Db, chat_id: int, *, to: int) -> None:
    """Telegram gave the chat a new number."""
    db.execute(update(chats).where(chats.c.chat_id == chat_id).values(chat_id=to))


def show_commands(db: Db, chat_id: int, commands: str) -> None:
    db.execute(update(chats).where(chats.c.chat_id == chat_id).values(commands=commands))


def _change(db: Db, person_id: int, **values: Any) -> None:
    db.execute(update(people).where(people.c.id == person_id).values(values))


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name or "",
        role=Role(row.role),
        language=row.language,
        arrived=row.arrived_at is not None,
        level=Level(row.level),
        region=row.region,
        mentor_id=row.mentor_id,
        paused_at=row.paused_at,
        reachable=bool(row.reachable),
        chat_id=row.chat_id,
        commands=row.commands or "",
        silenced=row.silenced_at is not None,
        age=Age(row.age),
        decides=Decides(row.decides),
        guardian=row.guardian or "",
        assessed_by=row.assessed_by,
        assessed_at=row.assessed_at,
        has_pin=row.pin is not None,
        pin_failures=row.pin_failures,
        opened_at=row.opened_at,
        mentored_until=row.mentored_until,
        erased=row.erased_at is not None,
    )

"""Who can help: the languages people speak, and the days on which they help with forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from bot.core.rules.people import Person, Role
from storage import people
from storage.database import Db, insert_new
from storage.tables import helper_days, person_languages

_l, _d = person_languages.c, helper_days.c


def speaks(db: Db, person: Person) -> Collection[str]:
    """The language this person writes in, and all that were entered."""
    found = select(_l.language).where(_l.person_id == person.id)
    return {person.language, *(row.language for row in db.execute(found))}


def entered(db: Db, person_id: int) -> bool:
    """Whether anybody has said yet what this person speaks."""
    found = select(_l.language).where(_l.person_id == person_id).limit(1)
    return db.execute(found).first() is not None


def languages(db: Db) -> Mapping[int, Collection[str]]:
    """What was entered, of everybody."""
    found: dict[int, set[str]] = {}
    for row in db.execute(select(person_languages)):
        found.setdefault(row.person_id, set()).add(row.language)
    return found


def speak(db: Db, person_id: int, spoken: Collection[str]) -> None:
    """These languages and no others, beside the one the person writes in."""
    db.execute(person_languages.delete().where(_l.person_id == person_id))
    rows = [{"person_id": person_id, "language": each} for each in sorted(set(spoken))]
    insert_new(db, person_languages, rows)


def weekdays(db: Db, person_id: int) -> Sequence[int]:
    """On which days (Monday is 0) this person helps with forms."""
    found = select(_d.weekday).where(_d.person_id == person_id).order_by(_d.weekday)
    return [row.weekday for row in db.execute(found)]


def help_on(db: Db, person_id: int, weekdays: Collection[int]) -> None:
    db.execute(helper_days.delete().where(_d.person_id == person_id))
    rows = [{"person_id": person_id, "weekday": each} for each in sorted(set(weekdays))]
    insert_new(db, helper_days, rows)


def on(db: Db, weekday: int, language: str = "") -> Sequence[Person]:
    """Who helps with forms on this day, and speaks this language; nobody who has paused."""
    found = {row.person_id for row in db.execute(select(_d.person_id).where(_d.weekday == weekday))}
    spoken = languages(db)
    return [
        person
        for person in people.everybody(db, Role.MENTOR, Role.MEDIATOR)
        if person.id in found
        and not person.paused
        and (not language or language in {person.language, *spoken.get(person.id, ())})
    ]

"""Amina and Oksana are participants, Jonas and Mara mentors, Katrin coordinates, Samir mediates.

Otto is a stranger. All are made up.
"""

from __future__ import annotations

from datetime import datetime

from bot.core.rules.people import Person, Role
from bot.core.rules.pledge import PLEDGERS
from storage import people, pledges
from storage.database import Db

AMINA, OKSANA, JONAS, MARA, KATRIN, SAMIR, OTTO = 1001, 1002, 1003, 1004, 1005, 1006, 1007


def arrive(db: Db, now: datetime) -> dict[str, Person]:
    """Everybody but Otto is here; Jonas looks after Amina and Oksana. All keep secrets."""

    def add(
        chat_id: int, name: str, role: Role, language: str, mentor_id: int | None = None
    ) -> Person:
        return people.add(
            db,
            name=name,
            role=role,
            language=language,
            now=now,
            chat_id=chat_id,
            region="Leipzig",
            mentor_id=mentor_id,
            arrived=True,
        )

    jonas = add(JONAS, "Jonas", Role.MENTOR, "en")
    everybody = [
        jonas,
        add(MARA, "Mara", Role.MENTOR, "en"),
        add(KATRIN, "Katrin", Role.COORDINATOR, "en"),
        add(SAMIR, "Samir", Role.MEDIATOR, "en"),
        add(AMINA, "Amina", Role.PARTICIPANT, "ar", jonas.id),
        add(OKSANA, "Oksana", Role.PARTICIPANT, "en", jonas.id),
    ]
    for person in everybody:
        if person.role in PLEDGERS:
            pledges.record(db, person.id, text="My promise", language=person.language, now=now)
    return {person.name: person for person in everybody}

"""Requests for help in the houses that are walked through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from bot.core.clock import moment
from bot.core.rules.helping import Kind
from bot.core.rules.people import Person, Role
from storage import appointments, help_messages, helping, offers
from storage.database import Db
from tests.ready_made import NOON

DAY, AT = date(2026, 9, 1), time(13, 45)  # the helper was to be reminded a few minutes ago
HELPERS = {"Jonas": "Amina", "Samir": "Amina", "Oksana": "Mara", "Nadia": "Ivo", "Amina": "Mara"}
ASKERS = {"Amina": "Jonas", "Nadia": "Katrin"}


def asked_for(db: Db, everybody: Mapping[str, Person]) -> dict[str, dict[str, int]]:
    """Of each participant: company that nobody has promised yet. "promised" is of a helper, or of
    the participant whom another one helps. What a mediator wrote is of the participant."""
    participants = [each for each in everybody.values() if each.role is Role.PARTICIPANT]
    return {
        "help": {each.name: company(db, each) for each in participants},
        "promised": _promised(db, everybody),
        "translated": {each.name: _translated(db, each, everybody) for each in participants},
    }


def help_in(db: Db, everybody: Mapping[str, Person]) -> None:
    """Amina has asked for company, and got one translation; Jonas has promised something, too."""
    amina = everybody["Amina"]
    offers.help_on(db, everybody["Jonas"].id, [1])
    company(db, amina)
    text_of(db, amina, everybody["Jonas"])
    _translated(db, amina, everybody, day=date(2026, 9, 2))
    for number, asker in ((3, "Jonas"), (4, "Katrin")):
        day = date(2026, 9, number)
        text_of(db, amina, everybody["Samir"], asker=everybody[asker], day=day)


def _promised(db: Db, everybody: Mapping[str, Person]) -> dict[str, int]:
    found = {}
    for name, other in HELPERS.items():
        helps = everybody[name].role in (Role.MENTOR, Role.MEDIATOR)
        helper, participant = (name, other) if helps else (other, name)
        asker = everybody[ASKERS.get(name, participant)]
        found[name] = text_of(db, everybody[participant], everybody[helper], asker=asker)
    return found


def company(db: Db, person: Person) -> int:
    (to,) = appointments.of(db, person.id)
    request = helping.ask(
        db,
        kind=Kind.ACCOMPANY,
        asker_id=person.id,
        participant_id=person.id,
        language="",
        topic="",
        day=to.day,
        time=to.time,
        starts=to.starts,
        appointment_id=to.id,
        appointment_version=to.version,
        now=NOON - timedelta(days=1),
    )
    assert request
    return request.id


def text_of(
    db: Db,
    person: Person,
    helper: Person,
    text: str = "",
    *,
    asker: Person | None = None,
    topic: str = "work",
    day: date = DAY,
) -> int:
    """Somebody has promised to translate it."""
    request = helping.ask(
        db,
        kind=Kind.WRITTEN,
        asker_id=(asker or person).id,
        participant_id=person.id,
        language="en",
        topic=topic,
        text=text or f"Text of {person.name}",
        day=day,
        time=AT,
        starts=moment(day, AT),
        now=NOON - timedelta(days=2),
    )
    assert request
    assert helping.claim(db, request.id, helper.id, round=1, now=NOON - timedelta(days=1))
    return request.id


def _translated(db: Db, person: Person, everybody: Mapping[str, Person], *, day: date = DAY) -> int:
    samir = everybody["Samir"]
    return help_messages.write(
        db,
        request_id=text_of(db, person, samir, day=day),
        participant_id=person.id,
        sender_id=samir.id,
        text=f"Translated for {person.name}",
        file_id=None,
        now=NOON,
    )

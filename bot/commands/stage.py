"""A bot on a database that is thrown away, with a few made-up people: for talk and preview."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bot.app import Lotse, assemble
from bot.core.clock import HOME
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.rules.pledge import PLEDGERS
from bot.settings import Settings
from bot.turns import Scene
from handlers.consent.published import publish_all
from handlers.people.pledge import sign
from storage import appointments, people

OPERATOR = """[operator]
controller = "Beispielnetz (erfunden)"
person = "Karla Beispiel (erfunden)"
contact = "Projektbüro Beispielnetz (erfunden)"
officer = "Datenschutz Beispielnetz (erfunden)"
authority = "Aufsichtsbehörde des Landes (erfunden)"
ends = 2035-12-31
deleted = 2036-06-30
consent_age = 16
paper_needed = []
[operator.recipients]
jobcenter = "Jobcenter Example"
agency = "Agentur für Arbeit Example"
immigration = "Ausländerbehörde Example"
funder = "Example Foundation"
partners = "Example Partners"
"""
NAMES = {
    Role.PARTICIPANT: "Amina",
    Role.MENTOR: "Jonas",
    Role.MEDIATOR: "Samir",
    Role.COORDINATOR: "Katrin",
    Role.GUEST: "Otto",
}


@contextmanager
def stage(language: str) -> Iterator[tuple[Lotse, dict[Role, Person]]]:
    """Everybody speaks this language; Jonas looks after Amina, who has an appointment."""
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        lotse = assemble(_settings(Path(folder)))
        lotse.house.address.bot_name = "example_bot"
        try:
            yield lotse, _cast(lotse, language)
        finally:
            lotse.database.close()


def _settings(folder: Path) -> Settings:
    (folder / "operator.toml").write_text(OPERATOR, encoding="utf-8")
    return Settings(
        data_dir=folder,
        database_url="",
        key_file=None,
        organisation="Beispielnetz",
        contact="Projektbüro Beispielnetz",
        regions="Leipzig, Borna",
    )


def _cast(lotse: Lotse, language: str) -> dict[Role, Person]:
    now = lotse.clock()
    with lotse.database.transaction() as db:
        publish_all(db, lotse.house, list(LANGUAGES), reviewer="A. Beispiel (erfunden)", now=now)
        everybody = {
            role: people.add(
                db,
                name=name,
                role=role,
                language=language,
                now=now,
                chat_id=number,
                region="Leipzig",
                arrived=True,
            )
            for number, (role, name) in enumerate(NAMES.items(), 1)
        }
        amina, jonas = everybody[Role.PARTICIPANT], everybody[Role.MENTOR]
        for pledger in PLEDGERS:
            sign(Scene(everybody[pledger], now, db, lotse.house))
        people.give(db, amina.id, mentor_id=jonas.id, instead_of=None)
        at = (now + timedelta(days=8)).astimezone(HOME)
        appointments.add(
            db,
            participant_id=amina.id,
            entered_by=jonas.id,
            office="jobcenter",
            day=at.date(),
            time=at.time().replace(minute=15, second=0, microsecond=0),
            zone=HOME,
            place="Musterstraße 5, Zimmer 12",
            contact=None,
            note=None,
            now=now,
        )
        return {role: people.get(db, person.id) for role, person in everybody.items()}

"""A furnished house to walk through: everybody is there, and there is one of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, VERSION, Answer
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Reader
from bot.machine.dispatch import Dispatch
from bot.turns import Said, Turn, TurnForm
from handlers import FEATURES
from storage import appointments, consents, contacts, deliveries, events, people, questions
from storage.database import Db
from tests import cast
from tests.chat import NOON, World

ROLES = {
    Role.GUEST: "Otto",
    Role.PARTICIPANT: "Amina",
    Role.MENTOR: "Jonas",
    Role.MEDIATOR: "Samir",
    Role.COORDINATOR: "Katrin",
}
DISPATCH = Dispatch(FEATURES)
GONE = 10**12  # an id that nothing has
HIGH = 2**31  # the number of a very old chat's dialogue


class Undone(Exception):
    """Ends a transaction of which nothing is to stay."""


class Stage:
    """What happens here is undone when the scene is over."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder, reviewed=" ".join(LANGUAGES))
        with self.world.lotse.database.transaction() as db:
            self.cast = {**self.world.cast, "Otto": _guest(db)}
            _furnish(db, self.cast)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, trouble: object, trace: TracebackType | None) -> None:
        self.world.close()

    @contextmanager
    def scene(self) -> Iterator[Db]:
        try:
            with self.world.lotse.database.transaction() as db:
                yield db
                raise Undone
        except Undone:
            return

    @contextmanager
    def rehearsal(self, db: Db) -> Iterator[None]:
        """Within a scene: a part of it that is undone."""
        part = db.begin_nested()
        try:
            yield
        finally:
            part.rollback()
            self.world.lotse.database.vault.forget_all()

    def turn(self, db: Db, role: Role, **said: Any) -> Turn:
        person = people.get(db, self.cast[ROLES[role]].id)
        return Turn(person, NOON, db, self.world.lotse.house, Said(**{"update_id": 9, **said}))

    def reader(self, language: str) -> Reader:
        return Reader(language, HOME, self.world.lotse.house.speech)


def forms() -> Sequence[tuple[type[TurnForm], Role]]:
    """Every form, with each role that may open it."""
    return [
        (form, role)
        for form in DISPATCH.forms
        for role in Role
        if DISPATCH.form(form.__name__, Person(0, "", role, "en"))
    ]


def _guest(db: Db) -> Person:
    return people.add(
        db, name="Otto", role=Role.GUEST, language="en", now=NOON, chat_id=cast.OTTO, arrived=True
    )


def _furnish(db: Db, everybody: dict[str, Person]) -> None:
    amina, jonas, katrin = (everybody[name].id for name in ("Amina", "Jonas", "Katrin"))
    consents.keep_text(db, text_hash="0", version=VERSION, language="ar", text="…", now=NOON)
    consents.record(
        db,
        amina,
        [(line, Answer.YES) for line in LINES],
        version=VERSION,
        text_hash="0",
        language="ar",
        update_id=1,
        now=NOON - timedelta(days=30),
    )
    appointments.add(
        db,
        participant_id=amina,
        entered_by=amina,
        office="jobcenter",
        day=date(2026, 9, 10),
        time=time(14, 30),
        zone=HOME,
        place="Example Street 1",
        contact="Ms Example",
        note="Third floor",
        now=NOON - timedelta(days=1),
    )
    _tell(db, 1, jonas)
    contacts.add(
        db,
        mentor_id=jonas,
        participant_id=amina,
        kind="meeting",
        day=date(2026, 8, 30),
        minutes=30,
        outcome="done",
        note="Likes to swim",
        now=NOON,
    )
    questions.ask(db, asker_id=amina, text="May I bring my bicycle?", language="ar", now=NOON)
    _invite(db, katrin, [person.id for person in everybody.values()])


def _tell(db: Db, appointment_id: int, person_id: int) -> None:
    deliveries.queue(
        db,
        key=f"appointment_news:{appointment_id}:1:{person_id}",
        kind="appointment_news",
        person_id=person_id,
        about=appointment_id,
        detail="1",
        due_at=NOON,
        useless_after=NOON + timedelta(days=1),
        urgency=deliveries.Urgency.SOON,
    )


def _invite(db: Db, by: int, invited: Sequence[int]) -> None:
    event = events.add(
        db,
        made_by=by,
        roles=[Role.PARTICIPANT],
        languages=["ar"],
        regions=[],
        day=date(2026, 9, 20),
        time=time(15),
        zone=HOME,
        texts={"en": "Summer party", "de": "Sommerfest"},
        now=NOON,
    )
    deliveries.queue_many(
        db,
        invited,
        kind=events.INVITATION,
        about=event.id,
        due_at=NOON,
        useless_after=event.starts_at,
        urgency=deliveries.Urgency.SOMETIME,
    )
    for delivery in deliveries.claim(
        db, now=NOON, lease=timedelta(minutes=1), limit=100, ask_a_human=[]
    ):
        deliveries.sent(db, delivery, message_id=1, now=NOON)

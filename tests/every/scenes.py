"""A furnished house to walk through: everybody is there, and there is one of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, Act, Acted, Answer, Door
from bot.core.rules.deadlines import Kind
from bot.core.rules.events import Event
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Reader
from bot.machine.dispatch import Dispatch
from bot.turns import House, Said, Turn, TurnForm
from handlers import FEATURES
from handlers.consent.published import hash_in
from storage import (
    appointments,
    consents,
    contacts,
    deadlines,
    deliveries,
    directory,
    events,
    glossary,
    letters,
    messages,
    people,
    pins,
    place_lines,
    place_pings,
    questions,
    requests,
    transfers,
    voices,
)
from storage.database import Db
from storage.tables import consents as ledger
from tests import cast
from tests.chat import NOON, World
from tests.every.answering import own_answer, read_out
from tests.every.asking import help_in
from tests.every.undoing import undone, unlock
from tests.placed import a_place

ROLES = {
    Role.GUEST: "Otto",
    Role.PARTICIPANT: "Amina",
    Role.MENTOR: "Jonas",
    Role.MEDIATOR: "Samir",
    Role.COORDINATOR: "Katrin",
}
# Taken back, and to be explained: so that what follows from it is met, too.
UNSETTLED = [(LINES[-2], Answer.WITHDRAWN), (LINES[-1], Answer.ASK)]
DISPATCH = Dispatch(FEATURES)
GONE = 10**12  # an id that nothing has
HIGH = 2**31  # the number of a very old chat's dialogue


class Undone(Exception):
    """Ends a transaction of which nothing is to stay."""


class Stage:
    """What happens here is undone when the scene is over."""

    def __init__(self, folder: Path, *, unanswered: bool = False, furnished: bool = True) -> None:
        self.world = World(folder, reviewed=" ".join(LANGUAGES), unanswered=unanswered)
        with self.world.lotse.database.transaction() as db:
            self.cast = {**self.world.cast, "Otto": _guest(db)}
            if furnished:
                _furnish(db, self.cast)
                _read_aloud(db, self.world.lotse.house, self.cast)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, trouble: object, trace: TracebackType | None) -> None:
        self.world.close()

    @contextmanager
    def scene(self) -> Iterator[Db]:
        try:
            with self.world.lotse.database.transaction() as db:
                unlock(self.world.lotse.database, db)
                yield db
                raise Undone
        except Undone:
            return

    @contextmanager
    def rehearsal(self, db: Db) -> Iterator[None]:
        """Within a scene: a part of it that is undone."""
        with undone(self.world.lotse.database, db):
            yield

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
    consents.keep_text(db, text_hash="0", version="1", language="ar", text="…", now=NOON)
    consents.record(
        db,
        amina,
        [*((line, Answer.YES) for line in LINES[:-2]), *UNSETTLED],
        version="1",
        text_hash="0",
        language="ar",
        update_id=1,
        now=NOON - timedelta(days=30),
    )
    _left_and_ended(db, amina)
    requests.ask(db, amina, requests.Kind.COPY, "", NOON - timedelta(days=2))
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
    _deadline(db, amina, amina, date(2026, 9, 20))
    _deadline(db, amina, jonas, date(2026, 9, 21))
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
    help_in(db, everybody)
    own_answer(db, katrin, NOON)
    _words(db, jonas, katrin)
    _places(db, everybody)
    _photographed(db, everybody)
    _write_to_each_other(db, amina, jonas)
    _invite(db, katrin, [person.id for person in everybody.values()])
    _not_yet_promised(db, everybody["Samir"].id)


def _deadline(db: Db, amina: int, by: int, day: date) -> None:
    deadlines.add(
        db,
        participant_id=amina,
        entered_by=by,
        kind=Kind.OTHER,
        day=day,
        zone=HOME,
        now=NOON - timedelta(days=1),
    )


def _photographed(db: Db, everybody: dict[str, Person]) -> None:
    """Each has a letter that is read, and not checked yet."""
    for name in ("Amina", "Jonas", "Katrin"):
        letters.ask(db, everybody[name].id, file_id="photo", message_id=None, now=NOON)
        claimed = letters.claim(db, now=NOON, lease=timedelta(minutes=1))
        assert claimed
        letters.settle(db, claimed, {"day": "2026-09-14", "office": "jobcenter"}, NOON)


def _places(db: Db, everybody: dict[str, Person]) -> None:
    """Two that are shown, in two towns; one that nobody has checked; who was asked about one."""
    here = a_place(db, NOON, kinds=("mbe", "jobcenter"), phone="112", lat=51.3, lon=12.4)
    a_place(db, NOON, code="there", name="Other Centre", town="Kiel", postcode="24103")
    a_place(db, NOON, code="new", name="New Centre", checked=None, visible=False)
    place_lines.add(db, here.id, whose="Ms Direct", phone="+49 341 9999999")
    for name in ("Amina", "Jonas", "Samir"):
        directory.shown(db, here, everybody[name], NOON)
    for name in ("Jonas", "Samir", "Katrin"):
        place_pings.ask(db, here.id, everybody[name].id, NOON - timedelta(days=20))
    place_pings.ask(db, here.id, None, NOON)


def _write_to_each_other(db: Db, amina: int, jonas: int) -> None:
    for sender, receiver in ((amina, jonas), (jonas, amina), (amina, None)):
        messages.write(
            db,
            sender_id=sender,
            receiver_id=receiver,
            about_id=amina,
            text="Shall we meet?",
            language="en",
            answer_to=None,
            now=NOON,
        )


def _words(db: Db, mentor: int, coordinator: int) -> None:
    """A better wording is shown, another one is proposed, and somebody wants a word each day."""
    wording = {"term": "bescheid", "language": "en", "text": "A decision on paper."}
    shown = glossary.propose(db, proposer_id=mentor, now=NOON, **wording)
    glossary.accept(db, shown, reviewer="A. Reviewer", by=coordinator, now=NOON)
    glossary.propose(db, proposer_id=mentor, now=NOON, **wording)
    glossary.subscribe(db, mentor, NOON)


def _read_aloud(db: Db, house: House, everybody: dict[str, Person]) -> None:
    """There is a recording of the declaration in Arabic, and one line was signed on paper."""
    amina, katrin = everybody["Amina"].id, everybody["Katrin"].id
    voices.store(
        db, subject=hash_in(house, "ar"), language="ar", file_id="voice-1", by=katrin, now=NOON
    )
    for key, right in (("money-missing", True), ("work-may-i-work", False)):
        for language in ("en", "ar"):
            read_out(db, house, key, language, by=katrin, right=right)
    consents.record(
        db,
        amina,
        [(LINES[0], Answer.YES)],
        version="1",
        text_hash="0",
        language="de",
        update_id=2,
        now=NOON - timedelta(days=29),
        act=Act(acted=Acted.PAPER, entered_by=katrin, paper="Folder 1", paper_day=date(2026, 8, 1)),
    )


def _left_and_ended(db: Db, person_id: int) -> None:
    """Something left the house, and consent to it is over: the recipient must be told."""
    line = UNSETTLED[0][0]
    transfers.note(
        db,
        person_id,
        line=line,
        receiver="The funder, room 3",
        data="figures",
        door=Door.REPORT,
        by=None,
        now=NOON - timedelta(days=20),
    )
    transfers.end(db, person_id, [line], NOON)


def _not_yet_promised(db: Db, mediator: int) -> None:
    """Who has a PIN, and has not promised to keep secrets."""
    db.execute(ledger.delete().where(ledger.c.person_id == mediator))
    pins.put(db, mediator, "2468", NOON)


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
    event, _waits_to_be_sent = _event(db, by), _event(db, by)
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


def _event(db: Db, by: int) -> Event:
    return events.add(
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

"""A neighbourhood in which everybody has everything: to see who reaches what of whom.

Amina is with Jonas, Oksana with Mara in the same place, Nadia with Ivo in another; Erwin is
erased. The bot has one network, so "foreign" is: another place, and another mentor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, Answer, Door, Line, Purpose, Recipient
from bot.core.rules.deadlines import Kind as DeadlineKind
from bot.core.rules.people import Person, Role
from bot.core.rules.translation import Kind, Rung, Translatable, Translation
from handlers.appointments.access import PLANNERS
from storage import (
    answered,
    appointments,
    asks,
    consents,
    contacts,
    deadlines,
    deliveries,
    directory,
    ending,
    erasing,
    events,
    glossary,
    messages,
    people,
    pins,
    place_lines,
    place_pings,
    questions,
    requests,
    transfers,
    translations,
)
from storage import letters as photos
from storage.database import Db
from storage.tables import deliveries as outbox
from tests import cast
from tests.chat import NOON, World
from tests.every.answering import own_answer
from tests.every.asking import asked_for
from tests.placed import a_place

ASKED = Line(Purpose.FIGURES, Recipient.FUNDER)
ENDED = Line(Purpose.CASE, Recipient.PARTNERS)
PIN = "2468"
NOBODY = 10**12  # an id that nothing has
STRANGER = 9001  # a chat in which nobody is
ROLES = {
    "guest": "Otto",
    "participant": "Amina",
    "mentor": "Jonas",
    "mediator": "Samir",
    "coordinator": "Katrin",
    "silenced": "Amina",
}
OWN, MENTORED, NETWORK, FOREIGN = "own", "mentored", "network", "foreign"
LIVING = (OWN, MENTORED, NETWORK, FOREIGN)
GONE = ("missing", "erased")


@dataclass
class Neighbourhood:
    """Objects by kind and owner: `things["appointment"]["Amina"]` is an id."""

    world: World
    people: dict[str, Person]
    things: dict[str, dict[str, int]]

    def relations(self, actor: str, kind: str) -> Mapping[str, int]:
        """The ids of one kind of thing, by how this actor stands to them."""
        owners = self.things[kind]
        if kind == "event":  # one is invited to it, or not
            return {**owners, "missing": NOBODY}
        known = {
            OWN: ROLES.get(actor, ""),
            MENTORED: "Amina" if actor == "mentor" else "",
            NETWORK: "Oksana" if actor in ("participant", "mentor", "silenced") else "Amina",
            FOREIGN: "Nadia",
            "erased": "Erwin",
        }
        found = {relation: owners[who] for relation, who in known.items() if who in owners}
        return {**found, "missing": NOBODY}


def neighbourhood(folder: Path) -> Neighbourhood:
    world = World(folder, reviewed="de en ar uk")
    with world.lotse.database.transaction() as db:
        everybody = {person.name: person for person in _people(world, db)}
        here = Neighbourhood(world, everybody, _things(world, db, everybody))
        for person in everybody.values():
            pins.put(db, person.id, PIN, NOON)
        erasing.erase(db, everybody["Erwin"].id, erasing.Why.WISH, NOON)
        db.execute(delete(outbox))
        _invite(db, here)
        here.things["drafted"] = _drafted(db, here)
        here.things["delivery"] = dict(_told(db, here))
        _all_sent(db)
    return here


def _people(world: World, db: Db) -> Iterator[Person]:
    def add(name: str, role: Role, chat: int | None = None, **more: Any) -> Person:
        facts = {"region": "Leipzig", "language": "en", **more}
        return people.add(db, name=name, role=role, now=NOON, chat_id=chat, arrived=True, **facts)

    known = world.cast
    mara = known["Mara"].id
    people.give(db, known["Oksana"].id, mentor_id=mara, instead_of=known["Jonas"].id)
    yield from (people.get(db, each.id) for each in known.values())
    yield add("Otto", Role.GUEST, cast.OTTO)
    yield add("Gero", Role.GUEST, 2001)
    ivo = add("Ivo", Role.MENTOR, 2002, region="Borna")
    yield ivo
    yield add("Nadia", Role.PARTICIPANT, 2003, region="Borna", mentor_id=ivo.id)
    yield add("Erwin", Role.PARTICIPANT, 2004, mentor_id=known["Jonas"].id)
    yield add("Kofi", Role.COORDINATOR, 2005, region="Borna")


def _things(world: World, db: Db, everybody: Mapping[str, Person]) -> dict[str, dict[str, int]]:
    participants = [each for each in everybody.values() if each.role is Role.PARTICIPANT]
    for person in participants:
        _agrees(db, person)
    of_role = {
        role.value: {name: p.id for name, p in everybody.items() if p.role is role} for role in Role
    }
    mentors = {p.name: p.mentor_id or 0 for p in participants}
    return {
        **of_role,
        "mentor": {"Oksana": of_role["mentor"]["Mara"], "Nadia": of_role["mentor"]["Ivo"]},
        "guest": {"Oksana": of_role["guest"]["Gero"], "Amina": of_role["guest"]["Gero"]},
        "person": {name: person.id for name, person in everybody.items()},
        "its_mentor": {**mentors, "Erwin": of_role["mentor"]["Jonas"]},
        "appointment": {p.name: _appointment(db, p) for p in participants},
        "deadline": {p.name: _deadline(db, p) for p in participants},
        "question": {p.name: _question(db, p) for p in everybody.values()},
        "proposal": {p.name: _proposal(db, p) for p in everybody.values()},
        "entry": _entry(db, everybody),
        "received": {p.name: _received(db, p) for p in everybody.values()},
        "contact": {p.name: _contact(db, p) for p in participants},
        "ask": {p.name: asks.of(db, p.id)[-1].id for p in participants},
        "ended": {p.name: ending.newly_ended(db, NOON)[p.id] for p in participants},
        "request": {p.name: _request(db, p) for p in participants},
        "transfer": {p.name: _transfer(db, p) for p in participants if p.name != "Erwin"},
        "photo": {p.name: _photo(db, p) for p in everybody.values() if p.role in PLANNERS},
        "event": {},
        **_places(db, everybody),
        **_letters(db, everybody),
        **asked_for(db, everybody),
    }


def _photo(db: Db, person: Person) -> int:
    """Of a letter, and read already."""
    id = photos.ask(db, person.id, file_id="photo", message_id=None, now=NOON)
    claimed = photos.claim(db, now=NOON, lease=timedelta(minutes=1))
    assert claimed
    assert claimed.id == id
    found = {"day": "2026-09-10", "time": "14:30", "office": "jobcenter"}
    photos.settle(db, claimed, found, NOON)
    return id


def _letters(db: Db, everybody: Mapping[str, Person]) -> dict[str, dict[str, int]]:
    """Each participant wrote to the mentor and got an answer, translated; Mara wrote to the
    office. A message is "of" whom it was written to."""
    found: dict[str, dict[str, int]] = {"message": {}, "translation": {}}
    participants = [each for each in everybody.values() if each.role is Role.PARTICIPANT]
    for person in participants:
        mentor = next(each for each in everybody.values() if each.id == person.mentor_id)
        for sender, receiver in ((person, mentor), (mentor, person)):
            _letter(db, found, sender, receiver)
    for name in ("Katrin", "Kofi"):
        _letter(db, found, everybody["Mara"], everybody[name])
    return found


def _letter(db: Db, found: dict[str, dict[str, int]], sender: Person, receiver: Person) -> None:
    text = f"This is from {sender.name}"
    about = next((p.id for p in (sender, receiver) if p.mentor_id), sender.id)
    id = messages.write(
        db,
        sender_id=sender.id,
        receiver_id=None if receiver.role is Role.COORDINATOR else receiver.id,
        about_id=about,
        text=text,
        language="de",
        answer_to=None,
        now=NOON,
    )
    translated = translations.ask(
        db,
        Translatable(text, "de", Kind.MESSAGE),
        "en",
        author_id=sender.id,
        about_id=about,
        reader_id=receiver.id,
        then=translations.Then(messages.KIND, id),
        now=NOON,
        useless_after=NOON + timedelta(days=3),
    )
    [asked] = translations.claim(db, now=NOON, lease=timedelta(minutes=1))
    translations.settle(db, asked, Translation(f"{text}!", Rung.MACHINE), NOON)
    found["message"].setdefault(receiver.name, id)
    found["translation"].setdefault(receiver.name, translated)


def _places(db: Db, everybody: Mapping[str, Person]) -> dict[str, dict[str, int]]:
    """One place that has changed since everybody was shown it, and each was asked about it."""
    place = a_place(db, NOON)
    for person in everybody.values():
        directory.shown(db, place, person, NOON)
    directory.save(db, replace(place, phone="+49 341 7654321"), by=None, now=NOON)
    asked = NOON - timedelta(days=20)
    return {
        "place": {name: place.id for name in everybody if name != "Erwin"},
        "line": {
            name: place_lines.add(db, place.id, whose="Reception", phone="+49 341 99")
            for name in everybody
            if name != "Erwin"
        },
        "ping": {p.name: place_pings.ask(db, place.id, p.id, asked) for p in everybody.values()},
    }


def _agrees(db: Db, person: Person) -> None:
    consents.keep_text(db, text_hash="0", version="1", language="ar", text="…", now=NOON)
    consents.record(
        db,
        person.id,
        [(line, Answer.YES) for line in LINES],
        version="1",
        text_hash="0",
        language="ar",
        update_id=1,
        now=NOON - timedelta(days=30),
    )
    for line, answer in ((ASKED, Answer.ASK), (ENDED, Answer.ENDED)):
        consents.record(
            db,
            person.id,
            [(line, answer)],
            version="1",
            text_hash="0",
            language="ar",
            update_id=1,
            now=NOON,
        )


def _appointment(db: Db, person: Person) -> int:
    return appointments.add(
        db,
        participant_id=person.id,
        entered_by=person.id,
        office="jobcenter",
        day=date(2026, 9, 8),  # in a week, and two hours less: it is reminded of just now
        time=time(10),
        zone=HOME,
        place=f"Place of {person.name}",
        contact=f"Contact of {person.name}",
        note=f"Note of {person.name}",
        now=NOON - timedelta(days=1),
    ).id


def _proposal(db: Db, person: Person) -> int:
    facts = {"term": "bescheid", "language": "en", "text": f"Wording of {person.name}", "now": NOON}
    return glossary.propose(db, proposer_id=person.id, **facts)


def _deadline(db: Db, person: Person) -> int:
    return deadlines.add(
        db,
        participant_id=person.id,
        entered_by=person.mentor_id or person.id,
        kind=DeadlineKind.OTHER,
        day=date(2026, 9, 30),
        zone=HOME,
        now=NOON - timedelta(days=1),
    ).id


def _question(db: Db, person: Person) -> int:
    text = f"Question of {person.name}: may I bring a bicycle?"
    return questions.ask(db, asker_id=person.id, text=text, language="ar", now=NOON)


def _entry(db: Db, everybody: Mapping[str, Person]) -> dict[str, int]:
    """One answer of the network, nobody's in particular, with a draft in Arabic."""
    katrin = everybody["Katrin"].id
    id = own_answer(db, katrin, NOON)
    return {name: id for name in everybody if name != "Erwin"}


def _received(db: Db, person: Person) -> int:
    shown = answered.Shown("money-missing", "en", "0" * 64)
    answered.received(db, person.id, shown, NOON)
    return next(r.id for r in answered.who_received(db, shown, 99) if r.person_id == person.id)


def _request(db: Db, person: Person) -> int:
    return requests.ask(db, person.id, requests.Kind.CORRECT, f"Wish of {person.name}", NOON)


def _transfer(db: Db, person: Person) -> int:
    """It has ended, and whoever got it does not know yet."""
    line = Line(Purpose.WORK, Recipient.MENTOR)
    id = transfers.note(
        db, person.id, line=line, receiver="Somebody", data="goal", door=Door.SHARE, by=None,
        now=NOON,
    )  # fmt: skip
    transfers.end(db, person.id, [line], NOON)
    return id


def _contact(db: Db, person: Person) -> int:
    return contacts.add(
        db,
        mentor_id=person.mentor_id or 0,
        participant_id=person.id,
        kind="meeting",
        day=date(2026, 8, 30),
        minutes=30,
        outcome="done",
        note=f"Talk with {person.name}",
        now=NOON,
    )


def _invite(db: Db, here: Neighbourhood) -> None:
    """To one event everybody who acts here is invited, to the other nobody of them."""
    acting = {*ROLES.values(), "Oksana"}
    for name, by, invited in (("own", "Katrin", acting), ("foreign", "Kofi", {"Nadia"})):
        event = events.add(
            db,
            made_by=here.people[by].id,
            roles=[Role.PARTICIPANT],
            languages=["en"],
            regions=[],
            day=date(2026, 9, 20),
            time=time(15),
            zone=HOME,
            texts={"en": "Summer party"},
            now=NOON,
        )
        deliveries.queue_many(
            db,
            [here.people[each].id for each in invited],
            kind=events.INVITATION,
            about=event.id,
            due_at=NOON,
            useless_after=event.starts_at,
            urgency=deliveries.Urgency.SOMETIME,
        )
        here.things["event"][name] = event.id


def _drafted(db: Db, here: Neighbourhood) -> dict[str, int]:
    """Katrin has a draft in Arabic for each of the invitations."""
    katrin, drafts = here.people["Katrin"].id, []
    for event in here.things["event"].values():
        drafts.append(
            translations.ask(
                db,
                Translatable("Summer party", "en", Kind.INVITATION),
                "ar",
                author_id=katrin,
                about_id=katrin,
                reader_id=katrin,
                then=translations.Then("invitation_drafted", event, "ar.1"),
                now=NOON,
                useless_after=NOON + timedelta(days=3),
            )
        )
        [asked] = translations.claim(db, now=NOON, lease=timedelta(minutes=1))
        translations.settle(db, asked, Translation("حفلة", Rung.MACHINE), NOON)
    return {"Katrin": drafts[0]}


def _told(db: Db, here: Neighbourhood) -> Iterator[tuple[str, int]]:
    """Who is with whom: told on the screen only as that there is news."""
    told = {"Amina": "Amina", "Oksana": "Oksana", "Nadia": "Nadia", "Jonas": "Amina"}
    for name, whose in told.items():
        reader, about = here.people[name], here.people[whose]
        deliveries.queue(
            db,
            key=f"told:{name}",
            kind="mentorship",
            person_id=reader.id,
            about=about.id,
            detail=f"given.{about.mentor_id}",
            due_at=NOON,
            useless_after=NOON + timedelta(days=3),
            urgency=deliveries.Urgency.SOON,
        )
        mine = select(outbox.c.id).where(outbox.c.key == f"told:{name}")
        yield name, db.execute(mine).scalar_one()


def _all_sent(db: Db) -> None:
    for each in deliveries.claim(
        db, now=NOON, lease=timedelta(minutes=1), limit=100, ask_a_human=[]
    ):
        deliveries.sent(db, each, message_id=1, now=NOON)

"""Steps that many conversations have in common, and looks into what is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.core.rules.consent import LINES, Act, Answer, Line, Purpose, Recipient
from bot.core.rules.people import Level, Role
from handlers.consent.give import name_of
from handlers.consent.understand import question_back
from storage import appointments, consents, dialogues, invitations, people
from storage.tables import metadata
from tests.chat import Phone, World
from tests.ready_made import EARLIER

NEWS = "There is news for you. Tap to see it."
OLD_BUTTON = "This button is from an earlier message. Nothing has changed."
SURE = "Yes, that is right"
SEPTEMBER_14 = "14.09.2026 10:30"  # a Monday, thirteen days after the tests begin
# What a turn leaves behind whatever was said: not what anybody did.
TRACES = {"updates", "deliveries", "dialogues", "audit", "marks", "code_attempts", "data_keys"}

SHARES_APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)
WANTS_EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)


def agrees(phone: Phone, *lines: Line, answer: Answer = Answer.YES, tries: int | None = 1) -> None:
    """Has answered these lines of the declaration earlier."""
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        consents.keep_text(
            db,
            text_hash=EARLIER,
            version="1",
            language="en",
            text="An earlier text",
            now=phone.world.now,
        )
        consents.record(
            db,
            person.id,
            [(line, answer) for line in lines],
            version="1",
            text_hash=EARLIER,
            language=person.language,
            update_id=1,
            now=phone.world.now,
            act=Act(tries=tries),
        )


def right_one(phone: Phone) -> str:
    """The right answer to the question back, from the answers that are kept."""
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        kept = dialogues.load(db, person.id).answers
    given = {line: Answer(kept[name_of(line)]) for line in LINES}
    return question_back(given).right


def tries(phone: Phone, option: str) -> None:
    """Taps this answer to the question back."""
    shown = [data for row in phone.last.data for data in row]
    phone.taps_data(next(data for data in shown if data.endswith(f".question_back.{option}")))


def understands(phone: Phone) -> None:
    """Answers the question back rightly at once."""
    tries(phone, right_one(phone))


def shows_time(*phones: Phone) -> None:
    """They chose that messages may show the time."""
    for phone in phones:
        person = phone.person
        with phone.world.lotse.database.transaction() as db:
            people.be_discreet(db, person.id, Level.TIME)


def invitation(world: World, role: Role, **more: Any) -> str:
    """A code that the coordinator has made."""
    with world.lotse.database.transaction() as db:
        return invitations.make(db, role=role, now=world.now, **more)


def enters(phone: Phone, at: str = SEPTEMBER_14, *, whose: str = "", place: str = "") -> None:
    """An appointment at the Jobcenter, from the menu to "kept"."""
    phone.says("/appointments")
    phone.taps("New appointment")
    if whose:
        phone.taps(whose)
    phone.taps("Jobcenter")
    phone.says(at)
    phone.says(place) if place else phone.taps("Skip")
    phone.taps("Skip")
    phone.taps("Skip")
    phone.taps(SURE)
    phone.reads("Kept.")


def opens(phone: Phone, line: str) -> None:
    """The card of an appointment, by its line in the list."""
    phone.says("/appointments")
    phone.taps(line)


def moves(phone: Phone, line: str, to: str) -> None:
    opens(phone, line)
    phone.taps("It has moved")
    phone.says(to)
    phone.taps(SURE)
    phone.reads("It has moved. Everybody concerned is told.")


def cancels(phone: Phone, line: str) -> None:
    opens(phone, line)
    phone.taps("It is cancelled")
    phone.taps("Yes, it is cancelled")
    phone.reads("The appointment is cancelled.")


def stands(world: World) -> list[tuple[date, time, bool]]:
    """Day, time and whether cancelled, of every appointment."""
    with world.lotse.database.transaction() as db:
        known = [appointments.get(db, number) for number in range(1, 20)]
    return [(each.day, each.time, each.cancelled) for each in known if each]


def facts(world: World, *, but: int = 0) -> Mapping[str, Sequence[Any]]:
    """All that the bot remembers of what people did; without the row of one person."""
    with world.lotse.database.transaction() as db:
        found = {
            table.name: [tuple(row) for row in db.execute(table.select())]
            for table in metadata.sorted_tables
            if table.name not in TRACES
        }
    found["people"] = [row for row in found["people"] if row[0] != but]
    return found


def count(world: World, table: str) -> int:
    return len(facts(world)[table])


def dead(world: World) -> int:
    """Updates that were laid aside, or are about to be."""
    with world.lotse.database.transaction() as db:
        rows = db.execute(metadata.tables["updates"].select()).all()
    return sum(row.state != "done" for row in rows)

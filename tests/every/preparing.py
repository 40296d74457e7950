"""What must have happened before something can be done at all, for some rows of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import update

from bot.core.rules.appointments import Coming
from bot.core.rules.consent import LINES, PLEDGE, Act, Acted, Answer, Line, Purpose, Recipient
from bot.core.rules.people import Age, Decides, Person, Role
from handlers.consent.published import hash_in
from storage import appointments, consents, people, phones, questions, requests, reviews, voices
from storage.tables import consents as ledger
from tests.every.access import Row
from tests.every.neighbours import Neighbourhood
from tests.every.rehearsing import Rehearsal

ON_PAPER = Act(acted=Acted.PAPER, paper_day=date(2026, 8, 1))
INVITED = Line(Purpose.EVENTS, Recipient.OFFICE)


def prepare(row: Row, rehearsal: Rehearsal, here: Neighbourhood) -> None:
    if scene := SCENES.get(f"{row.kind} {row.name}"):
        scene(rehearsal, here)


def changes(row: Row) -> bool:
    return f"{row.kind} {row.name}" in SCENES


def _participants(here: Neighbourhood) -> Iterator[Person]:
    everybody = here.people.values()
    return (p for p in everybody if p.role is Role.PARTICIPANT and p.name != "Erwin")


def nobody_can_come(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for id in here.things["appointment"].values():
        if found := appointments.get(rehearsal.db, id):
            appointments.answer(rehearsal.db, found, Coming.CANNOT)


def all_answered(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    by = here.people["Katrin"].id
    for id in here.things["question"].values():
        questions.answer(rehearsal.db, id, text="Yes", by=by, now=here.world.now)


def answering(*answers: Answer, act: Act = Act()) -> Callable[[Rehearsal, Neighbourhood], None]:  # noqa: B008
    """Every participant gives these answers to every line, one after the other."""

    def scene(rehearsal: Rehearsal, here: Neighbourhood) -> None:
        for person in _participants(here):
            for answer in answers:
                consents.record(
                    rehearsal.db,
                    person.id,
                    [(line, answer) for line in LINES],
                    version="1",
                    text_hash="0",
                    language="ar",
                    update_id=1,
                    now=here.world.now,
                    act=act,
                )

    return scene


def an_older_version(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for person in _participants(here):
        consents.record(
            rehearsal.db,
            person.id,
            [(INVITED, Answer.YES)],
            version="0",
            text_hash="0",
            language="ar",
            update_id=1,
            now=here.world.now,
        )


def recorded(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for language in ("ar", "en"):
        subject, now = hash_in(here.world.lotse.house, language), here.world.now
        by = here.people["Katrin"].id
        voices.store(rehearsal.db, subject=subject, language=language, file_id="1", by=by, now=now)


def all_young(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    answering(Answer.YES, act=Act(acted=Acted.GUARDIAN, guardian="A parent"))(rehearsal, here)
    for person in _participants(here):
        people.assess(
            rehearsal.db,
            person.id,
            age=Age.UNDER_16,
            decides=Decides.GUARDIAN,
            guardian="A parent",
            by=here.people["Katrin"].id,
            now=here.world.now,
        )


def all_done(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    by = here.people["Katrin"].id
    for id in here.things["request"].values():
        requests.done(rehearsal.db, id, by=by, now=here.world.now)


def all_silent(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for person in _participants(here):
        phones.silence(rehearsal.db, person.id, here.world.now)


def another_language_is_read(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    reviews.enter(
        rehearsal.db,
        text_hash=hash_in(here.world.lotse.house, "tr"),
        language="tr",
        reviewer="A. Reviewer",
        by=here.people["Katrin"].id,
        now=here.world.now,
    )


def promised_long_ago(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    """Nearly a year: it must be renewed, and still stands."""
    mine = ledger.c.purpose == PLEDGE.purpose
    earlier = here.world.now - timedelta(days=360)
    rehearsal.db.execute(update(ledger).where(mine).values(at=earlier))


SCENES: Mapping[str, Callable[[Rehearsal, Neighbourhood], None]] = {
    "message cannot_come": nobody_can_come,
    "message question_answered": all_answered,
    "button say": answering(Answer.YES, Answer.NO),
    "button entered": answering(Answer.YES, act=ON_PAPER),
    "button publish": another_language_is_read,
    "message pledge_renewal": promised_long_ago,
    "button listen": recorded,
    "button speak": all_young,
    "message consent_on_paper": answering(Answer.YES, act=ON_PAPER),
    "message consent_withdrawn": answering(Answer.WITHDRAWN),
    "message consent_again": an_older_version,
    "message event_through_mentor": all_young,
    "message request_done": all_done,
    "message people_news": all_silent,
    "message voice": recorded,
}

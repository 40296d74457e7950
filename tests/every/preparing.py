"""What must have happened before something can be done at all, for some rows of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import delete, update

from bot.core.clock import moment
from bot.core.rules.appointments import Coming
from bot.core.rules.consent import LINES, PLEDGE, Act, Acted, Answer, Line, Purpose, Recipient
from bot.core.rules.directory import Place
from bot.core.rules.helping import Kind as HelpKind
from bot.core.rules.outcomes import How
from bot.core.rules.people import Age, Decides, Person, Role
from bot.core.rules.translation import Kind, Rung, Translatable, Translation
from handlers.consent.published import hash_in
from storage import (
    appointments,
    cards,
    consents,
    directory,
    events,
    glossary,
    helping,
    outcomes,
    people,
    phones,
    questions,
    requests,
    reviews,
    translations,
    voices,
)
from storage.tables import appointments as all_appointments
from storage.tables import consents as ledger
from storage.tables import deliveries as outbox
from storage.tables import help_requests as all_requests
from tests.every.access import Row
from tests.every.answering import read_out
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


def all_on_the_map(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    place = Place(0, "example", "Example", ("jobcenter",), "Lindenweg 1", town="Elsewhere")
    shown = replace(place, lat=51.0, lon=12.0, visible=True)
    by, now = here.people["Katrin"].id, here.world.now
    kept = directory.save(rehearsal.db, shown, by=by, now=now)
    directory.check(rehearsal.db, kept.id, on=now.date(), now=now, by=by)
    for id in here.things["appointment"].values():
        if found := appointments.get(rehearsal.db, id):
            cards.put(rehearsal.db, found, cards.Where(place_id=kept.id))


def today(at: time) -> Callable[[Rehearsal, Neighbourhood], None]:
    """All appointments are on this day."""

    def scene(rehearsal: Rehearsal, here: Neighbourhood) -> None:
        day = here.world.today
        values = {"day": day, "time": at, "starts_at": moment(day, at)}
        rehearsal.db.execute(update(all_appointments).values(values))

    return scene


in_the_afternoon, this_morning = today(time(15)), today(time(9))


def said(how: How) -> Callable[[Rehearsal, Neighbourhood], None]:
    """They are over, and all participants have said how it was."""

    def scene(rehearsal: Rehearsal, here: Neighbourhood) -> None:
        this_morning(rehearsal, here)
        for id in here.things["appointment"].values():
            if found := appointments.get(rehearsal.db, id):
                outcomes.say(rehearsal.db, found, how=how, now=here.world.now)

    return scene


def their_mentor_came_along(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    this_morning(rehearsal, here)
    for name, id in here.things["appointment"].items():
        found, mentor = appointments.get(rehearsal.db, id), here.people[name].mentor_id
        asked = helping.companion(rehearsal.db, id)
        if found is None or mentor is None:
            continue
        if asked is None:
            asked = helping.ask(
                rehearsal.db,
                kind=HelpKind.ACCOMPANY,
                asker_id=found.participant_id,
                participant_id=found.participant_id,
                language="en",
                topic="",
                now=here.world.now,
                appointment_id=id,
                appointment_version=1,
            )
        assert asked
        this = all_requests.c.id == asked.id
        rehearsal.db.execute(update(all_requests).where(this).values(claimed_by=mentor))


def nobody_needs_help(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for id in here.things["help"].values():
        helping.withdraw(rehearsal.db, id, here.world.now)


def their_mentor_cannot_help(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    their_mentor_came_along(rehearsal, here)
    in_the_afternoon(rehearsal, here)
    nobody_can_come(rehearsal, here)


def all_answered(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    by = here.people["Katrin"].id
    for id in here.things["question"].values():
        questions.answer(rehearsal.db, id, text="Yes", by=by, now=here.world.now)


def all_decided(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    by = here.people["Katrin"].id
    for id in here.things["proposal"].values():
        glossary.decline(rehearsal.db, id, by=by, now=here.world.now)


def one_accepted(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    by, id = here.people["Katrin"].id, here.things["proposal"]["Jonas"]
    glossary.accept(rehearsal.db, id, reviewer="A. Reviewer", by=by, now=here.world.now)


def all_want_words(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for person in here.people.values():
        glossary.subscribe(rehearsal.db, person.id, here.world.now)


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


def nothing_sent(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    """The invitations wait to be sent."""
    rehearsal.db.execute(delete(outbox).where(outbox.c.kind == events.INVITATION))


def understood_in_german(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    """Every question was translated, so that the search knows an answer."""
    for name, id in here.things["question"].items():
        if name == "Erwin":
            continue
        asker = here.people[name].id
        translations.ask(
            rehearsal.db,
            Translatable("Wie beantrage ich Kindergeld?", "ar", Kind.QUESTION),
            "de",
            author_id=asker,
            about_id=asker,
            reader_id=asker,
            then=translations.Then("question_found", id),
            now=here.world.now,
            useless_after=here.world.now,
        )
    for asked in translations.claim(
        rehearsal.db, now=here.world.now, lease=timedelta(minutes=1), limit=99
    ):
        done = Translation("Wie beantrage ich Kindergeld?", Rung.MACHINE)
        translations.settle(rehearsal.db, asked, done, here.world.now)
    rehearsal.db.execute(delete(outbox).where(outbox.c.kind == "question_found"))


def recorded(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    for language in ("ar", "en"):
        subject, now = hash_in(here.world.lotse.house, language), here.world.now
        by = here.people["Katrin"].id
        voices.store(rehearsal.db, subject=subject, language=language, file_id="1", by=by, now=now)


def read_aloud(rehearsal: Rehearsal, here: Neighbourhood) -> None:
    house, by = here.world.lotse.house, here.people["Katrin"].id
    for language in ("ar", "en"):
        read_out(rehearsal.db, house, "money-missing", language, by=by, right=True)


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
    "button late": in_the_afternoon,
    "button mins": in_the_afternoon,
    "button lost": in_the_afternoon,
    "button askcall": in_the_afternoon,
    "message comes_late": in_the_afternoon,
    "button howwas": this_morning,
    "button went": this_morning,
    "button next": said(How.WELL),
    "button away": said(How.ABSENT),
    "button newdate": this_morning,
    "button with": this_morning,
    "message afterwards": this_morning,
    "message companion_alone": their_mentor_cannot_help,
    "message help_taken": nobody_needs_help,
    "message were_you_there": their_mentor_came_along,
    "message cannot_come": nobody_can_come,
    "button way": all_on_the_map,
    "message way": all_on_the_map,
    "message question_answered": all_answered,
    "message wording_decided": all_decided,
    "button oldword": one_accepted,
    "message daily_word": all_want_words,
    "button say": answering(Answer.YES, Answer.NO),
    "button entered": answering(Answer.YES, act=ON_PAPER),
    "button publish": another_language_is_read,
    "message pledge_renewal": promised_long_ago,
    "button listen": recorded,
    "button hearanswer": read_aloud,
    "button playvoice": read_aloud,
    "button rightvoice": read_aloud,
    "message answer_voice": read_aloud,
    "button speak": all_young,
    "message consent_on_paper": answering(Answer.YES, act=ON_PAPER),
    "message consent_withdrawn": answering(Answer.WITHDRAWN),
    "message consent_again": an_older_version,
    "message event_through_mentor": all_young,
    "message request_done": all_done,
    "message people_news": all_silent,
    "message voice": recorded,
    "message question_found": understood_in_german,
    "button prepare": nothing_sent,
    "button draft": nothing_sent,
    "button owntext": nothing_sent,
    "button sendnow": nothing_sent,
    "button usedraft": nothing_sent,
    "form WriteEventText.event": nothing_sent,
    "message writing_ended": answering(Answer.WITHDRAWN),
}

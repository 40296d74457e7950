"""Nothing leaves the house against an answer: every way out, in every state of every line."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum

import pytest

from bot.core.clock import HOME
from bot.core.rules.appointments import Coming
from bot.core.rules.consent import LINES, Act, Answer, Door, Line, Purpose, Recipient
from bot.core.rules.deadlines import Kind
from bot.core.rules.directory import Place
from bot.core.rules.events import Rsvp
from bot.core.rules.people import Age, Decides, Person, Role
from bot.turns import Case, Urgency
from handlers import FEATURES
from handlers.consent.passing import PassOn
from handlers.export.sheets import SHEETS
from storage import (
    appointments,
    cards,
    consents,
    contacts,
    deadlines,
    deliveries,
    directory,
    events,
    messages,
    people,
    reviews,
)
from tests.every import asking
from tests.every.crawling import KINDS
from tests.every.doors import APPOINTMENTS, EVENTS, NAME, NEEDS_NONE, NOTE, PLACE, WAYS, Visit
from tests.every.scenes import DISPATCH, Stage
from tests.ready_made import NOON

SEERS = {Role.MENTOR, Role.MEDIATOR}
COUNTED = Counter()


class State(StrEnum):
    """How the line stands."""

    NEVER = "never"
    GIVEN = "given"
    REFUSED = "no"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    PAST = "its date is over"
    OLDER = "older version"
    ANOTHERS = "another person's"
    ASKED = "asked"


ENTRIES = {
    State.NEVER: [],
    State.GIVEN: [Answer.YES],
    State.REFUSED: [Answer.NO],
    State.WITHDRAWN: [Answer.YES, Answer.WITHDRAWN],
    State.ENDED: [Answer.YES, Answer.ENDED],
    State.PAST: [Answer.YES],
    State.OLDER: [Answer.YES],
    State.ANOTHERS: [],
    State.ASKED: [Answer.ASK],
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Oksana has an appointment, a mentor, a contact and an invitation; nobody has answered."""
    stage = Stage(tmp_path_factory.mktemp("doors") / "data", unanswered=True, furnished=False)
    with stage.world.lotse.database.transaction() as db:
        ids = _furnish(db, {name: person.id for name, person in stage.cast.items()})
    yield stage, ids
    stage.world.close()
    print("\ncells of the consent matrix:", dict(COUNTED))


def _furnish(db, ids):
    oksana, jonas, katrin = ids["Oksana"], ids["Jonas"], ids["Katrin"]
    people.rename(db, oksana, NAME)
    consents.keep_text(db, text_hash="h", version="1", language="en", text="…", now=NOON)
    appointment = appointments.add(
        db,
        participant_id=oksana,
        entered_by=oksana,
        office="jobcenter",
        day=date(2026, 9, 10),
        time=time(14, 35),
        zone=HOME,
        place=PLACE,
        contact=None,
        note=None,
        now=NOON,
    )
    appointments.answer(db, appointment, Coming.CANNOT)
    deadline = deadlines.add(
        db,
        participant_id=oksana,
        entered_by=oksana,
        kind=Kind.OBJECTION,
        day=date(2026, 9, 30),
        zone=HOME,
        now=NOON,
    )
    there = Place(0, "example", "Example", ("jobcenter",), "Lindenweg 1", town="Elsewhere")
    shown = directory.save(
        db, replace(there, lat=51.0, lon=12.0, visible=True), by=katrin, now=NOON
    )
    directory.check(db, shown.id, on=NOON.date(), now=NOON, by=katrin)
    cards.put(db, appointment, cards.Where(place_id=shown.id))
    contacts.add(
        db,
        mentor_id=jonas,
        participant_id=oksana,
        kind="meeting",
        day=date(2026, 8, 30),
        minutes=30,
        outcome="done",
        note=NOTE,
        now=NOON,
    )
    event = events.add(
        db,
        made_by=katrin,
        roles=[Role.PARTICIPANT],
        languages=["en"],
        regions=[],
        day=date(2026, 9, 20),
        time=time(15),
        zone=HOME,
        texts={"en": "Summer party", "de": "Summer party"},
        now=NOON,
    )
    events.answer(db, event.id, oksana, Rsvp.YES, NOON)
    made = {"appointment": appointment.id, "deadline": deadline.id, "event": event.id}
    return {**ids, **made, **_help(db, ids)}


def _help(db, ids):
    """Company is asked for, Samir translates, and Jonas has written a message to Oksana."""
    oksana, jonas, samir = (people.get(db, ids[name]) for name in ("Oksana", "Jonas", "Samir"))
    letter = messages.write(
        db,
        sender_id=jonas.id,
        receiver_id=oksana.id,
        about_id=oksana.id,
        text=NOTE,
        language="en",
        answer_to=None,
        now=NOON,
    )
    company = asking.company(db, oksana)
    text = asking.text_of(db, oksana, samir, f"{NOTE}, Duldung", topic="")
    return {"help": company, "text": text, "letter": letter}


# -- which doors there are ---------------------------------------------------------------------


def doors_found():
    """All that can show case data to somebody who is not the project office."""
    for feature in FEATURES:
        yield from (f"delivery {kind.name}" for kind in feature.deliveries)
        yield from (f"page {page.name}" for page in feature.pages)
        for command in feature.commands:
            if command.case is Case.PEOPLE and command.who & SEERS:
                yield f"command {command.name}"
        for tap in feature.taps:
            if tap.case is Case.PEOPLE and tap.who & SEERS:
                yield f"tap {tap.name}"
    for form in DISPATCH.forms:
        opened = any(DISPATCH.form(form.__name__, _someone(role)) for role in SEERS)
        if form.case is Case.PEOPLE and opened:
            yield f"form {form.__name__}"
    yield from (f"sheet {name}" for name in SHEETS)


def _someone(role):
    return Person(0, "", role, "en")


def test_every_door_is_in_the_matrix_or_says_why_it_needs_no_line():
    known = WAYS.keys() | NEEDS_NONE.keys()
    assert set(doors_found()) - known == set(), "enter it in tests/every/doors.py"
    assert not WAYS.keys() & NEEDS_NONE.keys()
    assert NEEDS_NONE.keys() <= set(doors_found())


# -- the matrix ---------------------------------------------------------------------------------


def answers(db, ids, line, state, *, before=()):
    """The line as it stands in this state; `before`: what was answered earlier."""
    person = ids["Amina"] if state is State.ANOTHERS else ids["Oksana"]
    said = [Answer.YES] if state is State.ANOTHERS else ENTRIES[state]
    last_day = date(2026, 8, 31) if state is State.PAST else None
    for who, answer, ends in [
        *((ids["Oksana"], each, None) for each in before),
        *((person, each, last_day) for each in said),
    ]:
        consents.record(
            db,
            who,
            [(line, answer)],
            version="1",
            text_hash="h",
            language="en",
            update_id=1,
            now=NOON - timedelta(days=2),
            act=Act(guardian="parent:P. Example"),  # so that it counts for somebody young, too
            ends_on=ends,
        )
    if state is State.OLDER:
        new = reviews.enter(db, text_hash="n", language="de", reviewer="A", by=None, now=NOON)
        reviews.publish(db, [new], version="2", now=NOON)


@pytest.mark.parametrize("state", State)
def test_the_one_function_opens_what_was_said_yes_to_and_nothing_else(house, state):
    """Every purpose × every recipient × every door, those that are in no declaration, too."""
    stage, ids = house
    with stage.scene() as db:
        for purpose, recipient in itertools.product(Purpose, Recipient):
            line = Line(purpose, recipient)
            with stage.rehearsal(db):
                answers(db, ids, line, state)
                for door in Door:
                    passed = consents.may_pass(db, ids["Oksana"], door, purpose, recipient, NOON)
                    assert passed is (state is State.GIVEN and (door, line) in OPENS), (line, door)
                    COUNTED["rule"] += 1


# By hand, and not from the code: which yes is meant for which door.
NAMED = (Door.SHARE, Door.EXPORT, Door.RELAY)
OPENS = {
    *((door, Line(Purpose.EVENTS, Recipient.OFFICE)) for door in (*NAMED, Door.BROADCAST)),
    *(
        (door, Line(purpose, Recipient.MENTOR))
        for purpose in (Purpose.MENTORING, Purpose.APPOINTMENTS, Purpose.WORK)
        for door in (*NAMED, Door.MENTOR)
    ),
    *((door, Line(Purpose.LANGUAGE, Recipient.MEDIATOR)) for door in NAMED),
    *((door, Line(Purpose.REFERRAL, Recipient.COUNSELLING)) for door in NAMED),
    *((door, Line(Purpose.COURSES, Recipient.JOBCENTER)) for door in NAMED),
    *((door, Line(Purpose.COURSES, Recipient.AGENCY)) for door in NAMED),
    *((door, Line(Purpose.EMPLOYER, Recipient.EMPLOYER)) for door in NAMED),
    *((door, Line(Purpose.CASE, Recipient.PARTNERS)) for door in NAMED),
    *((door, Line(Purpose.PERMISSION, Recipient.IMMIGRATION)) for door in NAMED),
    (Door.REPORT, Line(Purpose.FIGURES, Recipient.FUNDER)),
}
MENTORS = {line for _door, line in OPENS if line.recipient is Recipient.MENTOR}


@pytest.mark.parametrize("name", WAYS)
def test_every_way_out_is_open_in_one_cell_only(house, name):
    """Each line in each state, asked now, and planned before while there was consent."""
    stage, ids = house
    way = WAYS[name]
    with stage.scene() as db:
        for line, state in itertools.product(LINES, State):
            for before in ([], [Answer.YES]):
                planned = bool(before)
                if planned and (line != way.line or state in (State.NEVER, State.ANOTHERS)):
                    continue  # those are withdrawals: without a yes nothing is planned
                with stage.rehearsal(db):
                    answers(db, ids, line, state, before=before)
                    open_now = line == way.line and state is State.GIVEN
                    left = way.leaves(Visit(stage, db, ids))
                    assert left is open_now, (line.id, state, planned)
                    COUNTED["ways"] += 1


@pytest.mark.parametrize("state", State)
def test_only_what_stands_and_goes_outside_can_be_noted_as_passed_on(house, state):
    """The form that notes what an office was told, with each line in each state."""
    stage, ids = house
    outside = {line for door, line in OPENS if door is Door.SHARE} - {EVENTS, *MENTORS}
    with stage.scene() as db:
        for line in LINES:
            with stage.rehearsal(db):
                answers(db, ids, line, state)
                form = PassOn(stage.turn(db, Role.COORDINATOR), {"participant": ids["Oksana"]})
                expected = [line.id] if state is State.GIVEN and line in outside else []
                asked = form.pending()
                offered = [each.value for each in form.options(asked)] if asked else []
                if asked and asked.name == "line":
                    assert offered == expected, (line, state)
                else:
                    assert (expected, str(ids["Oksana"]) in offered) == ([], False)
                COUNTED["passed on"] += 1


QUEUED = {
    "event_invitation": ("Oksana", "event", ""),
    "event_through_mentor": ("Jonas", "event", "{Oksana}"),
    "appointment_news": ("Jonas", "appointment", "1"),
    "cannot_come": ("Jonas", "appointment", "1"),
    "name_known": ("Jonas", "Oksana", "260901120000"),
}


@pytest.mark.parametrize("kind", QUEUED)
@pytest.mark.parametrize("state", [each for each in State if each is not State.NEVER])
def test_what_was_queued_before_does_not_leave_after(house, kind, state):
    """The same with deliveries that wait in the outbox, through the sender's own composer."""
    stage, ids = house
    to, about, detail = QUEUED[kind]
    line = WAYS[f"delivery {kind}"].line
    with stage.scene() as db:
        answers(db, ids, line, State.GIVEN)
        if kind == "event_through_mentor":
            _under_16(db, ids)
        KINDS[kind].tell(Visit(stage, db, ids).turn(to), ids[to], ids[about], detail.format(**ids))
        if state is State.ANOTHERS:
            answers(db, ids, line, State.WITHDRAWN)
        answers(db, ids, line, state)
        left = _leaves(stage, db, kind)
        assert left is (state is State.GIVEN)
        COUNTED["queued"] += 1
        if state in (State.WITHDRAWN, State.ENDED, State.REFUSED, State.ASKED):
            assert _waiting(db, kind) == 0  # dropped in the same transaction


def _under_16(db, ids):
    people.assess(
        db,
        ids["Oksana"],
        age=Age.UNDER_16,
        decides=Decides.SELF,
        guardian="",
        by=ids["Katrin"],
        now=NOON,
    )


def _waiting(db, kind):
    found = deliveries.claim(db, now=NOON, lease=timedelta(minutes=1), limit=100, ask_a_human=[])
    return len([each for each in found if each.kind == kind])


def _leaves(stage, db, kind):
    with db.begin_nested() as part:
        claimed = deliveries.claim(
            db, now=NOON, lease=timedelta(minutes=1), limit=100, ask_a_human=[]
        )
        composer = stage.world.lotse.composer
        said = [composer.compose(db, each, NOON) for each in claimed if each.kind == kind]
        part.rollback()
    return any(message is not None for message in said)


def test_what_is_urgent_is_no_exception():
    assert {KINDS[kind].urgency for kind in QUEUED} <= set(Urgency)
    assert APPOINTMENTS in LINES

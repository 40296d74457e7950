"""With a consent ends what hangs on it, in the same transaction, on both databases."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, Acted, Answer, Door, Line, Purpose, Recipient
from storage import appointments, asks, consents, deliveries, ending, people, transfers
from storage.deliveries import Urgency
from tests.chat import NOON

EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)
APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)


@pytest.fixture
def db(database, everybody):
    with database.transaction() as db:
        consents.keep_text(db, text_hash="h", version="1", language="ar", text="…", now=NOON)
        yield db


@pytest.fixture
def amina(everybody):
    return everybody["Amina"].id


def record(db, person_id, *answers, ends_on=None):
    consents.record(
        db,
        person_id,
        answers,
        version="1",
        text_hash="h",
        language="ar",
        update_id=1,
        now=NOON,
        ends_on=ends_on,
    )


def left(db, person_id, line):
    transfers.note(
        db,
        person_id,
        line=line,
        receiver="Jonas",
        data="appointments",
        door=Door.MENTOR,
        by=None,
        now=NOON,
    )


def queue(db, kind, person_id, about, detail=""):
    deliveries.queue(
        db,
        key=f"{kind}:{about}:{detail}:{person_id}",
        kind=kind,
        person_id=person_id,
        about=about,
        detail=detail,
        due_at=NOON,
        useless_after=NOON + timedelta(days=3),
        urgency=Urgency.SOON,
    )


def waiting(db):
    found = deliveries.claim(db, now=NOON, lease=timedelta(minutes=1), limit=50, ask_a_human=[])
    return {each.key for each in found}


def appointment(db, participant_id, entered_by):
    return appointments.add(
        db,
        participant_id=participant_id,
        entered_by=entered_by,
        office="jobcenter",
        day=date(2026, 9, 10),
        time=time(10),
        zone=HOME,
        place=None,
        contact=None,
        note=None,
        now=NOON,
    ).id


def test_only_what_hung_on_it_is_dropped(db, everybody, amina):
    jonas, oksana = everybody["Jonas"].id, everybody["Oksana"].id
    own, by_mentor = appointment(db, amina, amina), appointment(db, amina, jonas)
    record(db, amina, *((line, Answer.YES) for line in LINES))
    queue(db, "event_invitation", amina, 1)
    queue(db, "event_invitation", oksana, 1)
    queue(db, "event_through_mentor", jonas, 1, str(amina))
    queue(db, "event_through_mentor", jonas, 1, str(oksana))
    queue(db, "appointment_news", jonas, own)
    queue(db, "appointment_news", jonas, by_mentor)
    queue(db, "appointment_news", amina, own)
    queue(db, "name_known", jonas, amina)
    record(db, amina, (EVENTS, Answer.WITHDRAWN), (APPOINTMENTS, Answer.NO))
    assert waiting(db) == {
        f"event_invitation:1::{oksana}",
        f"event_through_mentor:1:{oksana}:{jonas}",
        f"appointment_news:{by_mentor}::{jonas}",
        f"appointment_news:{own}::{amina}",
        f"name_known:{amina}::{jonas}",
    }


def test_open_shares_end_with_their_line_only(db, amina):
    record(db, amina, (MENTORING, Answer.YES), (APPOINTMENTS, Answer.YES))
    left(db, amina, MENTORING)
    left(db, amina, APPOINTMENTS)
    record(db, amina, (APPOINTMENTS, Answer.ASK))
    assert [each.line for each in transfers.to_tell(db)] == [APPOINTMENTS]


def test_a_mentorship_ends_and_the_ledger_says_so(db, amina):
    record(db, amina, (EVENTS, Answer.YES), (MENTORING, Answer.YES), (APPOINTMENTS, Answer.NO))
    left(db, amina, MENTORING)
    assert set(ending.end_mentorship(db, amina, NOON)) == {EVENTS, MENTORING}
    assert people.get(db, amina).mentored_until == NOON
    last = consents.of(db, amina)[-2:]
    assert {(each.answer, each.act.acted, each.text_hash) for each in last} == {
        (Answer.ENDED, Acted.HOUSE, "h")
    }
    assert ending.newly_ended(db, NOON) == {amina: last[-1].id}
    assert len(transfers.to_tell(db)) == 1
    assert ending.end_mentorship(db, amina, NOON) == []


def test_overdue_is_what_is_still_a_yes_after_its_last_day(db, amina, everybody):
    record(db, amina, (EVENTS, Answer.YES), ends_on=date(2026, 9, 5))
    record(db, amina, (MENTORING, Answer.YES), ends_on=date(2026, 9, 6))
    record(db, everybody["Oksana"].id, (EVENTS, Answer.YES), ends_on=date(2026, 9, 5))
    record(db, everybody["Oksana"].id, (EVENTS, Answer.NO))
    assert ending.overdue(db, date(2026, 9, 5)) == {}
    assert ending.overdue(db, date(2026, 9, 6)) == {amina: [EVENTS]}


def test_who_waits_for_a_person_waits_until_it_is_explained(db, amina, everybody):
    record(db, everybody["Oksana"].id, (EVENTS, Answer.ASK), (MENTORING, Answer.ASK))
    record(db, amina, (EVENTS, Answer.ASK))
    assert asks.waiting(db) == [everybody["Oksana"].id, amina]
    newest = asks.of(db, everybody["Oksana"].id)[-1]
    queue(db, asks.EXPLAINED, everybody["Oksana"].id, 1, str(newest.id))
    assert asks.waiting(db) == [amina]
    record(db, amina, (EVENTS, Answer.NO))
    assert asks.waiting(db) == []
    record(db, everybody["Oksana"].id, (APPOINTMENTS, Answer.ASK))
    assert [each.line for each in asks.of(db, everybody["Oksana"].id)] == [APPOINTMENTS]

"""A consent ends with the mentorship or on its date, and whoever has got something must hear it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.core.rules.consent import LINES, Acted, Answer, Door, Hold, Line, Purpose, Recipient, hold
from storage import consents, transfers
from storage import people as people_kept
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    WANTS_EVENTS,
    agrees,
    enters,
)

MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)
COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)


def how(phone, line):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return hold(consents.standing(db, person.id), line, phone.world.now)


def ledger(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def left(phone, line=COURSES, receiver="Room 3 of the office"):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        transfers.note(
            db,
            person.id,
            line=line,
            receiver=receiver,
            data="course",
            door=Door.SHARE,
            by=None,
            now=phone.world.now,
        )


def open_shares(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return [each for each in transfers.of(db, person.id) if each.ended_at is None]


def ends_mentorship(katrin, name="Oksana"):
    katrin.says("/people")
    katrin.taps(f"{name} · Participant")
    katrin.taps("Take from the mentor")


def agrees_until(phone, day, *lines):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        (last,) = consents.of(db, person.id)[-1:]
        consents.record(
            db,
            person.id,
            [(line, Answer.YES) for line in lines],
            version="1",
            text_hash=last.text_hash,
            language=person.language,
            update_id=1,
            now=phone.world.now,
            ends_on=day,
        )


# -- with the mentorship --------------------------------------------------------------------


def test_with_the_mentorship_every_yes_ends_and_a_no_stays_a_no(oksana, katrin):
    agrees(oksana, WANTS_EVENTS, SHARES_APPOINTMENTS)
    agrees(oksana, COURSES, answer=Answer.NO)
    ends_mentorship(katrin)
    assert {how(oksana, each) for each in (WANTS_EVENTS, SHARES_APPOINTMENTS, MENTORING)} == {
        Hold.ENDED
    }
    assert how(oksana, COURSES) is Hold.NO
    ended = [each for each in ledger(oksana) if each.answer is Answer.ENDED]
    assert {each.act.acted for each in ended} == {Acted.HOUSE}
    assert len(ended) == 3


def test_the_participant_is_told_and_may_answer_anew(world, oksana, katrin):
    agrees(oksana, *LINES)
    ends_mentorship(katrin)
    before = len(oksana.texts)
    world.passes(minutes=30)
    world.passes(minutes=30)
    assert len(oksana.texts) == before + 1
    oksana.taps("Show")
    oksana.reads("Your consent has ended. Nothing more is passed on.")
    oksana.taps("My consent")
    oksana.reads("⌛ Event invitations – The project office", "⌛ has ended")
    assert "Answer again" in oksana.labels()


def test_who_had_agreed_to_nothing_is_told_nothing_of_it(world, oksana, katrin):
    oksana.says("/consent")
    oksana.taps("✅ Mentoring – My mentor")
    oksana.taps("Take it back")
    ends_mentorship(katrin)
    before = len(oksana.texts)
    world.passes(hours=1)
    assert len(oksana.texts) == before


def test_the_mentor_is_out_at_once(world, oksana, jonas, katrin):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    jonas.says("/appointments")
    assert ("Jonas", "appointments") in [(each.receiver, each.data) for each in open_shares(oksana)]
    ends_mentorship(katrin)
    assert open_shares(oksana) == []
    jonas.says("/mentees")
    assert "Oksana" not in jonas.last.text


def test_another_mentor_is_no_end(world, oksana, katrin, mara):
    agrees(oksana, WANTS_EVENTS)
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Give a mentor")
    katrin.taps("Mara")
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS
    person = oksana.person
    with world.lotse.database.transaction() as db:
        assert people_kept.get(db, person.id).mentored_until is None


# -- on its date ------------------------------------------------------------------------------


def test_after_the_last_day_nothing_stands_even_if_nothing_ran(world, oksana):
    agrees_until(oksana, date(2026, 9, 5), WANTS_EVENTS)
    world.now = datetime(2026, 9, 5, 21, 59, tzinfo=UTC)
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS
    world.now = datetime(2026, 9, 5, 22, 1, tzinfo=UTC)
    assert how(oksana, WANTS_EVENTS) is Hold.ENDED
    assert ledger(oksana)[-1].answer is Answer.YES  # nothing ran yet


def test_when_the_day_is_over_it_is_told_once(world, oksana, katrin):
    agrees_until(oksana, date(2026, 9, 5), WANTS_EVENTS, COURSES)
    agrees(oksana, SHARES_APPOINTMENTS)
    left(oksana)
    world.reaches(date(2026, 9, 5), time(21, 0))
    assert oksana.texts == []
    world.reaches(date(2026, 9, 6), time(12, 0))
    world.reaches(date(2026, 9, 8), time(12, 0))
    assert oksana.texts == [NEWS]
    assert how(oksana, SHARES_APPOINTMENTS) is Hold.STANDS
    assert open_shares(oksana) == []
    katrin.taps("Show")
    katrin.reads("A consent is over. Somebody has to be told.")
    katrin.taps("Who must be told")
    katrin.reads("Oksana · Courses – Jobcenter", "Room 3 of the office")


def test_the_consent_given_in_the_bot_ends_on_the_operators_day(oksana):
    agrees(oksana, *LINES, answer=Answer.NO)
    oksana.says("/consent")
    oksana.taps("✖️ Event invitations – The project office")
    oksana.taps("Yes")
    assert ledger(oksana)[-1].ends_on == date(2027, 12, 31)


# -- who must be told -------------------------------------------------------------------------


def test_the_coordinator_tells_and_it_is_on_record(world, oksana, katrin):
    agrees(oksana, COURSES)
    left(oksana)
    left(oksana, WANTS_EVENTS, "another")
    oksana.says("/consent")
    oksana.taps("✅ Courses – Jobcenter")
    oksana.taps("Take it back")
    assert [each.receiver for each in open_shares(oksana)] == ["another"]
    katrin.taps("Show")
    katrin.taps("Who must be told")
    katrin.reads("Room 3 of the office")
    katrin.taps("Told: Room 3 of the office")
    katrin.reads("Everybody who had to be told has been told.")
    person = oksana.person
    with world.lotse.database.transaction() as db:
        told = [each for each in transfers.of(db, person.id) if each.told_at]
    assert [(each.receiver, each.told_by) for each in told] == [
        ("Room 3 of the office", katrin.person.id)
    ]


def test_it_is_told_once_and_only_by_coordinators(oksana, jonas, katrin):
    agrees(oksana, COURSES)
    left(oksana)
    oksana.says("/consent")
    oksana.taps("Take everything back")
    for phone in (oksana, jonas):
        for data in ("totell", "told.1"):
            phone.taps_data(data)
            assert phone.popup == OLD_BUTTON
    katrin.taps_data("totell")
    page = katrin.last
    katrin.taps("Told: Room 3 of the office")
    for data in (page.data[0][0], "told.999", "told.x", "told."):
        katrin.taps_data(data, page)
        assert katrin.popup == OLD_BUTTON

"""Who is asked for help, when the coordinator hears that nobody helps, and reminders of helpers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.core.clock import HOME, is_quiet, moment
from bot.core.rules.helping import (
    HelpRequest,
    Kind,
    escalates_at,
    helper_reminders,
    may_help,
)
from bot.core.rules.people import Person, Role

NOON = datetime(2026, 9, 1, 12, tzinfo=HOME)
DAY = date(2026, 9, 14)


def request(kind=Kind.ACCOMPANY, at=time(10, 30), **more) -> HelpRequest:
    facts = {"day": DAY, "time": at, "starts": moment(DAY, at), "open_since": NOON, **more}
    return HelpRequest(1, kind, 5, 5, "ar", "", NOON, **facts)


def person(role, id=1, language="de"):
    return Person(id, "", role, language)


@pytest.mark.parametrize(
    ("kind", "role", "speaks", "may"),
    [
        (Kind.ACCOMPANY, Role.MENTOR, {"de", "ar"}, True),
        (Kind.ACCOMPANY, Role.MEDIATOR, {"ar"}, True),
        (Kind.ACCOMPANY, Role.MENTOR, {"de"}, False),
        (Kind.FORM, Role.MENTOR, {"ar"}, True),
        (Kind.WRITTEN, Role.MENTOR, {"ar"}, False),
        (Kind.PHONE, Role.MEDIATOR, {"ar"}, True),
        (Kind.IN_PERSON, Role.MEDIATOR, {"uk"}, False),
        (Kind.ACCOMPANY, Role.PARTICIPANT, {"ar"}, False),
        (Kind.ACCOMPANY, Role.COORDINATOR, {"ar"}, False),
        (Kind.ACCOMPANY, Role.GUEST, {"ar"}, False),
    ],
)
def test_the_right_role_and_the_right_language(kind, role, speaks, may):
    assert may_help(request(kind), person(role), speaks) is may


def test_any_mentor_and_never_oneself():
    anybody = replace(request(), language="")
    assert may_help(anybody, person(Role.MENTOR), {"de"})
    assert not may_help(anybody, person(Role.MENTOR, id=5), {"de"})


def test_three_days_before_the_coordinator_hears_of_it():
    assert escalates_at(request()) == moment(date(2026, 9, 11), time(10, 30))


def test_asked_later_than_that_it_is_at_once():
    late = datetime(2026, 9, 12, 14, tzinfo=HOME)
    assert escalates_at(request(open_since=late)) == late


def test_never_at_night_and_rather_before_it():
    early = request(at=time(7, 30))
    assert escalates_at(early) == moment(date(2026, 9, 10), time(20, 45))
    at_night = datetime(2026, 9, 12, 23, tzinfo=HOME)
    assert escalates_at(request(open_since=at_night)) == moment(date(2026, 9, 13), time(8))


def test_given_back_it_is_told_anew():
    back = datetime(2026, 9, 13, 9, tzinfo=HOME)
    assert escalates_at(request(open_since=back)) == back


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.IN_PERSON])
def test_of_interpreting_a_day_before(kind):
    assert escalates_at(request(kind)) == moment(date(2026, 9, 13), time(10, 30))


def test_of_a_text_after_a_day():
    written = request(Kind.WRITTEN, day=None, starts=None)
    assert escalates_at(written) == NOON + timedelta(hours=24)


def test_of_a_form_two_days_before_its_last_day_is_over():
    form = request(Kind.FORM, starts=None)
    assert escalates_at(form) == moment(date(2026, 9, 12), time(20, 45))


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("kind", Kind)
def test_whatever_the_hour_nobody_is_woken(kind, hour):
    asked = datetime(2026, 9, 1, hour, 30, tzinfo=HOME)
    for at in (time(0, 15), time(7), time(12), time(22)):
        assert not is_quiet(escalates_at(request(kind, at, open_since=asked)))


def claimed(at=time(10, 30), when=NOON):
    return request(at=at, claimed_by=7, claimed_at=when)


def stages(asked):
    return [(each.stage, each.due_at.astimezone(HOME)) for each in helper_reminders(asked)]


def test_the_helper_is_reminded_the_evening_before_and_two_hours_before():
    assert stages(claimed()) == [
        ("day", datetime(2026, 9, 13, 18, tzinfo=HOME)),
        ("hours", datetime(2026, 9, 14, 8, 30, tzinfo=HOME)),
    ]


def test_two_hours_before_an_early_one_is_the_evening_before():
    assert stages(claimed(time(8, 15))) == [("day", datetime(2026, 9, 13, 18, tzinfo=HOME))]


def test_whoever_said_yes_in_the_morning_is_reminded_once():
    morning = datetime(2026, 9, 14, 7, tzinfo=HOME)
    assert [stage for stage, _at in stages(claimed(when=morning))] == ["hours"]


def test_nobody_is_reminded_of_what_nobody_claimed():
    assert stages(request()) == []


def test_no_reminder_at_night_and_each_ends_where_the_next_begins():
    for minute in range(0, 24 * 60, 15):
        asked = claimed(time(minute // 60, minute % 60))
        found = list(helper_reminders(asked))
        assert found
        for each in found:
            assert not is_quiet(each.due_at)
            assert each.due_at < each.useless_after <= asked.starts

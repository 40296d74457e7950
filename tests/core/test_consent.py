"""No line, no transfer: what counts as a consent, and who may collect it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rules.consent import (
    LINES,
    PLEDGE,
    Act,
    Acted,
    Answer,
    Consent,
    Door,
    Hold,
    Line,
    Purpose,
    Recipient,
    Standing,
    answer_to,
    hold,
    may_pass,
    next_version,
    same_meaning,
)
from bot.core.rules.operator import read_operator
from bot.core.rules.people import Age, Decides

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)
COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)
FACTS = {
    "controller": "Example Network",
    "person": "P. Example",
    "contact": "the office",
    "officer": "an officer",
    "authority": "an authority",
    "ends": date(2027, 12, 31),
    "deleted": date(2028, 6, 30),
    "consent_age": 16,
    "paper_needed": [],
    "recipients": {
        "jobcenter": "Jobcenter Example",
        "agency": "Agentur Example",
        "immigration": "Ausländerbehörde Example",
        "funder": "Example Foundation",
        "partners": "Example Partners",
    },
}


def said(line, answer, version="1", **more):
    return Consent(line, answer, version, "h", "ar", NOW, **more)


def ledger(*answers):
    return [said(line, answer) for line, answer in answers]


def stands(standing, line):
    return hold(standing, line, NOW) is Hold.STANDS


def yes_to(line, **more):
    return Standing([said(line, Answer.YES, **more)], "1")


entries = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(Answer)))


def test_nobody_has_agreed_to_anything_beforehand():
    for line in LINES:
        for door in Door:
            assert not may_pass(Standing([], "1"), door, line.purpose, line.recipient, NOW)


@given(entries)
def test_a_line_stands_exactly_if_its_newest_answer_is_yes(answers):
    for line in LINES:
        own = [answer for each, answer in answers if each == line]
        expected = bool(own) and own[-1] is Answer.YES
        assert stands(Standing(ledger(*answers), "1"), line) is expected


@given(entries)
def test_whoever_takes_everything_back_has_agreed_to_nothing(answers):
    after = ledger(*answers, *((line, Answer.WITHDRAWN) for line in LINES))
    assert not any(stands(Standing(after, "1"), line) for line in LINES)


def test_a_yes_to_one_recipient_is_none_to_another():
    standing = yes_to(COURSES)
    assert stands(standing, COURSES)
    assert not stands(standing, Line(Purpose.COURSES, Recipient.AGENCY))


def test_to_be_explained_first_is_no_yes_and_is_remembered():
    asked = ledger((EVENTS, Answer.ASK))
    assert answer_to(asked, EVENTS) is Answer.ASK
    assert hold(Standing(asked, "1"), EVENTS, NOW) is Hold.ASK
    assert answer_to(asked, MENTORING) is None


def test_every_line_is_there_once_and_every_purpose_has_one():
    assert len(set(LINES)) == len(LINES)
    assert len({line.id for line in LINES}) == len(LINES)
    assert {line.purpose for line in (*LINES, PLEDGE)} == set(Purpose)
    assert {line.recipient for line in LINES} == set(Recipient)


# -- what a yes opens -------------------------------------------------------------------


def opened(standing, line):
    return {door for door in Door if may_pass(standing, door, line.purpose, line.recipient, NOW)}


def test_every_line_opens_some_door_and_every_door_is_opened_by_some_line():
    found = {line: opened(yes_to(line), line) for line in LINES}
    assert all(found.values())
    assert set().union(*found.values()) == set(Door)


def test_who_gets_figures_gets_no_names():
    figures = Line(Purpose.FIGURES, Recipient.FUNDER)
    assert opened(yes_to(figures), figures) == {Door.REPORT}


def test_only_a_yes_to_invitations_lets_the_bot_write_to_many():
    broadcasting = {line for line in LINES if Door.BROADCAST in opened(yes_to(line), line)}
    assert broadcasting == {EVENTS}


def test_what_is_not_in_the_declaration_opens_nothing():
    for line in (PLEDGE, Line(Purpose.CASE, Recipient.IMMIGRATION)):
        assert opened(yes_to(line), line) == set()


def test_nobody_under_16_is_written_to_among_many():
    young = replace(yes_to(EVENTS), age=Age.UNDER_16)
    assert Door.BROADCAST not in opened(young, EVENTS)
    assert Door.RELAY in opened(young, EVENTS)
    assert Door.BROADCAST in opened(replace(young, age=Age.UNDER_18), EVENTS)


@pytest.mark.parametrize(
    ("age", "raised", "counts"),
    [(Age.UNDER_18, 16, True), (Age.UNDER_18, 18, False), (Age.ADULT, 18, True),
     (Age.UNDER_16, 14, False)],
)  # fmt: skip
def test_an_age_raised_later_holds_back_what_was_said_alone(age, raised, counts):
    alone = replace(yes_to(EVENTS), age=age, consent_age=raised)
    assert stands(alone, EVENTS) is counts
    if not counts:
        assert hold(alone, EVENTS, NOW) is Hold.GUARDIAN
    signed = yes_to(EVENTS, act=Act(guardian="parent:P. Example"))
    assert stands(replace(signed, age=age, consent_age=raised), EVENTS)


# -- why a yes may not count ----------------------------------------------------------------


def test_a_consent_ends_on_its_day():
    standing = yes_to(EVENTS, ends_on=date(2026, 9, 1))
    assert hold(standing, EVENTS, datetime(2026, 9, 1, 21, 59, tzinfo=UTC)) is Hold.STANDS
    assert hold(standing, EVENTS, datetime(2026, 9, 1, 22, 0, tzinfo=UTC)) is Hold.ENDED


def test_a_consent_that_was_ended_is_over():
    after = ledger((EVENTS, Answer.YES), (EVENTS, Answer.ENDED))
    assert hold(Standing(after, "1"), EVENTS, NOW) is Hold.ENDED


@pytest.mark.parametrize(
    ("given_in", "today", "expected"),
    [
        ("1", "1", Hold.STANDS),
        ("1", "1.1", Hold.STANDS),
        ("1.2", "1.1", Hold.STANDS),
        ("1", "2", Hold.OLDER),
        ("1.3", "2.1", Hold.OLDER),
        ("1", "10", Hold.OLDER),
        ("1", "", Hold.OLDER),
    ],
)
def test_a_consent_is_to_what_the_declaration_means(given_in, today, expected):
    standing = Standing([said(EVENTS, Answer.YES, given_in)], today)
    assert hold(standing, EVENTS, NOW) is expected


def test_versions_count_up():
    assert next_version("", changed=True) == next_version("", changed=False) == "1"
    assert next_version("1", changed=False) == "1.1"
    assert next_version("1.9", changed=False) == "1.10"
    assert next_version("9.4", changed=True) == "10"
    assert same_meaning("2", "2.7")
    assert not same_meaning("", "")


def test_where_paper_is_needed_a_tap_is_not_enough():
    paper = frozenset({Recipient.JOBCENTER})
    tapped = replace(yes_to(COURSES), paper_needed=paper)
    assert hold(tapped, COURSES, NOW) is Hold.PAPER
    signed = replace(yes_to(COURSES, act=Act(Acted.PAPER)), paper_needed=paper)
    assert hold(signed, COURSES, NOW) is Hold.STANDS
    assert stands(replace(yes_to(EVENTS), paper_needed=paper), EVENTS)


@pytest.mark.parametrize("decides", [Decides.TOGETHER, Decides.GUARDIAN])
def test_where_a_guardian_decides_the_own_yes_is_not_enough(decides):
    assert hold(replace(yes_to(EVENTS), decides=decides), EVENTS, NOW) is Hold.GUARDIAN
    with_guardian = yes_to(EVENTS, act=Act(Acted.GUARDIAN, guardian="P. Example, guardian"))
    assert stands(replace(with_guardian, decides=decides), EVENTS)


def test_of_the_erased_nothing_leaves():
    assert hold(replace(yes_to(EVENTS), erased=True), EVENTS, NOW) is Hold.ERASED


@given(entries, st.sampled_from(Door), st.sampled_from(LINES))
def test_nothing_passes_but_what_stands(answers, door, line):
    standing = Standing(ledger(*answers), "1")
    if may_pass(standing, door, line.purpose, line.recipient, NOW + timedelta(days=1)):
        assert hold(standing, line, NOW) is Hold.STANDS


# -- the operator ---------------------------------------------------------------------------


@pytest.mark.parametrize("fact", FACTS)
def test_without_any_of_the_facts_nothing_is_complete(fact):
    assert read_operator(FACTS).missing() == []
    for empty in ("", "  ", None):
        assert read_operator({**FACTS, fact: empty}).missing() == [fact]
    assert read_operator({k: v for k, v in FACTS.items() if k != fact}).missing() == [fact]


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        ("ends", "in twelve months"),
        ("deleted", 6),
        ("consent_age", "sixteen"),
        ("consent_age", True),
        ("consent_age", 0),
        ("paper_needed", "jobcenter"),
        ("recipients", "the jobcenter"),
        ("recipients", {"jobcenter": "Jobcenter Example"}),
        ("paper_needed", ["the jobcenter"]),
    ],
)
def test_what_cannot_be_read_counts_as_missing(fact, wrong):
    assert read_operator({**FACTS, fact: wrong}).missing() == [fact]


def test_days_may_stand_with_quotation_marks():
    operator = read_operator({**FACTS, "ends": "2027-12-31", "paper_needed": ["jobcenter"]})
    assert operator.ends == date(2027, 12, 31)
    assert operator.paper_needed == {Recipient.JOBCENTER}


def test_the_declaration_names_the_bodies_that_are_meant():
    said = read_operator({**FACTS, "ends": "2027-12-31"})
    assert said.recipients is not None
    assert said.recipients[Recipient.JOBCENTER] == "Jobcenter Example"
    assert Recipient.MENTOR not in said.recipients

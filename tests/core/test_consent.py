"""No line, no transfer: what counts as a consent, and who may collect it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rules.consent import (
    LINES,
    Answer,
    Consent,
    Line,
    Operator,
    Purpose,
    Recipient,
    answer_to,
    stands,
)

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
OPERATOR = Operator(
    "Example Network", "the office", "an officer", "an authority", "31.12.2027", "then", {"de": "A"}
)


def ledger(*answers):
    return [
        Consent(line, answer, "1", "h", "ar", NOW + timedelta(seconds=number))
        for number, (line, answer) in enumerate(answers)
    ]


entries = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(Answer)))


def test_nobody_has_agreed_to_anything_beforehand():
    assert not any(stands([], line.purpose, line.recipient) for line in LINES)


@given(entries)
def test_a_line_stands_exactly_if_its_newest_answer_is_yes(answers):
    for line in LINES:
        own = [answer for each, answer in answers if each == line]
        expected = bool(own) and own[-1] is Answer.YES
        assert stands(ledger(*answers), line.purpose, line.recipient) is expected


@given(entries)
def test_whoever_takes_everything_back_has_agreed_to_nothing(answers):
    after = ledger(*answers, *((line, Answer.WITHDRAWN) for line in LINES))
    assert not any(stands(after, line.purpose, line.recipient) for line in LINES)


def test_a_yes_to_one_recipient_is_none_to_another():
    given_to_jobcenter = ledger((Line(Purpose.COURSES, Recipient.JOBCENTER), Answer.YES))
    assert stands(given_to_jobcenter, Purpose.COURSES, Recipient.JOBCENTER)
    assert not stands(given_to_jobcenter, Purpose.COURSES, Recipient.AGENCY)


def test_to_be_explained_first_is_no_yes_and_is_remembered():
    line = LINES[0]
    asked = ledger((line, Answer.ASK))
    assert answer_to(asked, line) is Answer.ASK
    assert not stands(asked, line.purpose, line.recipient)
    assert answer_to(asked, LINES[1]) is None


def test_every_line_is_there_once_and_every_purpose_has_one():
    assert len(set(LINES)) == len(LINES)
    assert len({line.id for line in LINES}) == len(LINES)
    assert {line.purpose for line in LINES} == set(Purpose)
    assert {line.recipient for line in LINES} == set(Recipient)


@pytest.mark.parametrize("fact", [each.name for each in fields(Operator) if each.type == "str"])
def test_without_any_of_the_facts_nothing_is_collected(fact):
    for empty in ("", "  "):
        incomplete = replace(OPERATOR, **{fact: empty})
        assert incomplete.missing() == [fact]
        assert not incomplete.collects_in("de")


def test_consent_is_collected_only_in_a_reviewed_language_and_with_german_beside_it():
    assert OPERATOR.collects_in("de")
    assert not OPERATOR.collects_in("ar")
    assert replace(OPERATOR, reviewed={"de": "A", "ar": "B"}).collects_in("ar")
    assert not replace(OPERATOR, reviewed={"ar": "B"}).collects_in("ar")
    assert not Operator().collects_in("de")

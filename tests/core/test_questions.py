"""Kinds of question: what they take, what they refuse, what they show."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import questions
from bot.core.clock import HOME
from bot.core.forms import Partly, Unclear
from bot.core.moments import HOLIDAY, coming_moment
from bot.core.rules.questions import worth_asking
from bot.core.words import _, just

NOON = datetime(2026, 9, 1, 12, tzinfo=HOME)


@dataclass(frozen=True)
class Moment:
    now: datetime = NOON
    language: str = "de"

    @property
    def today(self) -> date:
        return self.now.date()

    def holidays(self, year: int) -> frozenset[date]:
        return frozenset({date(year, 10, 3)})


HERE = Moment()
ASK = _("?")


def values(question, draft=""):
    return [option.value for row in question.rows(HERE, draft) for option in row]


def refused(question, raw, draft=""):
    with pytest.raises(Unclear) as unclear:
        question.read(raw, HERE, draft)
    return unclear.value.words.one


def test_a_text_has_an_end_and_a_beginning():
    asked = questions.text(ASK, longest=10)
    assert asked.read("  Hallo  ", HERE, "") == "Hallo"
    assert asked.read("x" * 10, HERE, "") == "x" * 10
    assert refused(asked, "x" * 11).startswith("Please use at most")
    assert refused(asked, "🌻" * 6).startswith("Please use at most"), "as messengers count"
    assert refused(asked, " \n ").startswith("Please write")


class Way(StrEnum):
    MET = "met"
    PHONE = "phone"


def test_a_choice_takes_what_is_offered_and_guesses_nothing():
    asked = questions.choice(ASK, {Way.MET: _("We met"), Way.PHONE: _("Phone")})
    assert values(asked) == ["met", "phone"]
    assert asked.read("met", HERE, "") is Way.MET
    assert asked.keep(Way.MET) == "met"
    assert asked.recall("met") is Way.MET
    for other in ("We met", "MET", "", "met "):
        refused(asked, other)
    with pytest.raises(KeyError):
        asked.recall("a way of an older release")


def several():
    return questions.several(ASK, lambda setting: ["de", "ar", "uk"], just)


def drafted(raw, draft=""):
    with pytest.raises(Partly) as half:
        several().read(raw, HERE, draft)
    return half.value.draft


def test_several_are_added_and_taken_away_until_it_is_done():
    assert questions.DONE not in values(several()), "nothing is chosen yet"
    one = drafted("ar")
    two = drafted("de", one)
    assert two == "ar,de"
    assert drafted("ar", two) == "de"
    assert questions.DONE in values(several(), two)
    assert several().read(questions.DONE, HERE, two) == ["ar", "de"]
    assert several().read("*", HERE, "") == ["de", "ar", "uk"]
    refused(several(), "fr")
    refused(several(), questions.DONE)


def test_several_that_are_no_longer_offered_are_asked_again():
    assert several().holds_kept(HERE, "de,ar")
    assert not several().holds_kept(HERE, "de,xx")


def test_a_number_is_whole_and_not_too_large():
    asked = questions.number(ASK, {30: _("half an hour")}, most=1440)
    assert asked.read(" 45 ", HERE, "") == 45
    assert asked.read("٤٥", HERE, "") == 45, "as people type it"
    for other in ("1441", "-1", "1.5", "", "abc", "1" * 30, "²"):
        assert refused(asked, other).startswith("Please write a number")
    assert asked.show(30) == _("half an hour")
    assert asked.show(31) == 31


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-08-31", date(2026, 8, 31)),
        ("31.08.2026", date(2026, 8, 31)),
        ("gestern", date(2026, 8, 31)),
    ],
)
def test_a_past_day_is_tapped_or_typed(typed, day):
    assert questions.past_day(ASK).read(typed, HERE, "") == day


@pytest.mark.parametrize(
    "typed", ["2026-09-02", "02.09.2026", "2025-08-30", "2026-02-30", "irgendwann", ""]
)
def test_a_day_to_come_or_long_ago_is_no_past_day(typed):
    refused(questions.past_day(ASK), typed)


def test_every_offered_past_day_is_taken():
    asked = questions.past_day(ASK)
    days = [asked.read(value, HERE, "") for value in values(asked)]
    assert days == [date(2026, 9, 1), *(date(2026, 8, day) for day in (31, 30, 29, 28, 27, 26))]


MOMENT = coming_moment(ASK)


def half(raw, draft=""):
    with pytest.raises(Partly) as partly:
        MOMENT.read(raw, HERE, draft)
    return partly.value.draft


def test_a_moment_is_tapped_day_hour_and_minute():
    day = half("d2026-09-10")
    hour = half("h14", day)
    assert (day, hour) == ("2026-09-10", "2026-09-10T14")
    assert MOMENT.read("t14:30", HERE, hour) == datetime(2026, 9, 10, 14, 30)
    assert half("m2026-10") == "m2026-10"
    assert half("_", day) == day, "a cell that is no day changes nothing"


def test_a_moment_is_typed_at_once_or_in_two_parts():
    at = datetime(2026, 9, 10, 14, 30)
    assert MOMENT.read("10.09.2026 14:30", HERE, "") == at
    assert MOMENT.read("14:30", HERE, half("10.09.2026")) == at
    assert MOMENT.recall(MOMENT.keep(at)) == at


@pytest.mark.parametrize(
    "raw",
    ["01.09.2026 11:59", "2026-08-31T10:00", "10.09.2029 10:00", "31.02.2027 10:00", "h99", ""],
)
def test_what_is_over_far_away_or_no_day_is_refused(raw):
    refused(MOMENT, raw)


def taken(question, raw, draft=""):
    """The answer; None where it is refused or only half of one, and the question goes on."""
    try:
        return question.read(raw, HERE, draft)
    except Unclear:
        return None
    except Partly as partly:
        question.rows(HERE, partly.draft)
        return None


@given(st.text(max_size=40))
def test_nobody_can_type_what_breaks_a_question(typed):
    for asked in (MOMENT, questions.past_day(ASK), several(), questions.number(ASK, {}, most=9)):
        answer = taken(asked, typed)
        assert answer is None or asked.recall(asked.keep(answer)) == answer


@pytest.mark.parametrize(
    "draft", ["", "2026-09-10", "2026-09-10T14", "m2026-10", "m2027-02", "2026-09-10T00"]
)
def test_no_cell_that_is_offered_is_refused(draft):
    for value in values(MOMENT, draft):
        with suppress(Partly):
            assert MOMENT.read(value, HERE, draft) > NOON.replace(tzinfo=None)


@pytest.mark.parametrize(
    "text", ["How do I find a flat?", "Wohnung suchen", "شقة للايجار", "Хто ви"]
)
def test_a_question_is_worth_asking(text):
    assert worth_asking(text)


@pytest.mark.parametrize("text", ["", "👍", "Hi", "Hallo", "ok", "???", "123456789012345"])
def test_a_greeting_is_not(text):
    assert not worth_asking(text)


@pytest.mark.parametrize("language", ["ar", "fa", "fa_AF", "ps", "de", "uk"])
def test_a_week_reads_in_the_direction_of_the_language(language):
    here = Moment(language=language)
    _title, head, *weeks, _legend, around = MOMENT.rows(here, "m2026-10")
    whole = [option.value for option in weeks[1]]
    turned = language in ("ar", "fa", "fa_AF", "ps")
    assert whole == sorted(whole, reverse=turned)
    assert len(head) == len(whole) == 7
    assert [option.value for option in around][0 if turned else -1] == "m2026-11"


def test_a_public_holiday_is_marked_and_said_so():
    october = [option for row in MOMENT.rows(HERE, "m2026-10") for option in row]
    marked = [option.value for option in october if HOLIDAY in str(option.label)]
    assert marked == ["d2026-10-03", "_"]  # the day, and what the sign means
    november = [option for row in MOMENT.rows(HERE, "m2026-11") for option in row]
    assert not [option for option in november if HOLIDAY in str(option.label)]

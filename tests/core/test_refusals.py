"""Numbers of files and papers are noticed; telephones, days, places and amounts are not."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.rules.people import LANGUAGES
from bot.core.rules.refusals import finds
from storage.invitations import ALPHABET, LENGTH

LIST = Path(__file__).with_name("refusals.txt")
LINES = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] in "+-"]
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def test_the_list_is_long_and_has_both_kinds() -> None:
    assert len(set(LINES)) == len(LINES) >= 150
    assert sum(line[0] == "+" for line in LINES) >= 75


@pytest.mark.parametrize("line", LINES)
def test_what_is_on_the_list(line: str) -> None:
    assert finds(line[2:]) is (line[0] == "+")


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize(
    "number", ["7123456-423", "04102//0001234", "86095742719", "DE89370400440532013000"]
)
def test_in_whichever_digits(number: str, digits: str) -> None:
    assert finds(f"… {number.translate(str.maketrans(DIGITS[0], digits))} …")


@pytest.mark.parametrize(
    "wrong", ["86095742718", "A123456781", "DE89370400440532013001", "15070649C104"]
)
def test_with_a_wrong_check_digit_it_is_some_other_number(wrong: str) -> None:
    assert not finds(wrong)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
@settings(max_examples=500, deadline=None)
@example("ER873QKH1SDXNEMS")  # would be the number of an account, if any had sixteen signs
def test_an_invitation_always_passes(code: str) -> None:
    assert not finds(code)
    assert not finds(f"/start {code}")


@given(
    st.sampled_from(list(LANGUAGES)),
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times(),
    st.sampled_from(("short", "medium", "long", "full")),
)
@settings(max_examples=500, deadline=None)
def test_a_day_and_a_time_always_pass(language: str, day: date, at: time, width: str) -> None:
    locale = language if language != "ku" else "de"
    printed = format_date(datetime.combine(day, at), width, locale=locale)
    assert not finds(f"{printed} {at:%H:%M}")


@given(st.integers(30, 999), st.integers(10_000, 99_999_999), st.sampled_from(" /-"))
@settings(max_examples=500, deadline=None)
def test_a_telephone_number_always_passes(area: int, number: int, between: str) -> None:
    assert not finds(f"0{area}{between}{number}")
    assert not finds(f"+49 {area} {number}")


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    finds(text)

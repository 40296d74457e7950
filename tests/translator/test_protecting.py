"""Names, numbers, phones, addresses and office words come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.machine.translator.protecting import protect


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ruf 0341 123-4567 an", ["0341 123-4567"]),
        ("Ruf +49 341 1234567 an", ["+49 341 1234567"]),
        ("am 12.3.2027 um 9:30 Uhr", ["12.3.2027", "9:30"]),
        ("am 12.3. um 9 Uhr", ["12.3.", "9"]),
        ("غدا الساعة ١٠", ["١٠"]),
        ("nach § 24 Abs. 1 AufenthG gilt", ["§ 24 Abs. 1 AufenthG"]),
        ("Prager Straße", []),
        ("in der Musterstraße 12a, 04109 Leipzig bitte", ["Musterstraße 12a, 04109 Leipzig"]),
        ("schreib an wer@example.org", ["wer@example.org"]),
        ("siehe https://example.org/a?b=1", ["https://example.org/a?b=1"]),
        ("Es kostet 350,50 € im Monat", ["350,50 €"]),
        ("Hallo {name}, drück <b> oder /stop", ["{name}", "<b>", "/stop"]),
        ("Frau Amina kommt", ["Amina"]),
        ("Der Fiktionsbescheinigung folgt", ["Fiktionsbescheinigung"]),
    ],
)
def test_what_must_stay_is_taken_out(text, kept):
    assert protect(text, ["Amina", "Fiktionsbescheinigung"]).kept == kept


def test_a_name_inside_of_another_word_is_left():
    assert protect("Das ist Malis Brief an Mali", ["Mali"]).kept == ["Mali"]


def test_of_two_words_the_longer_one_is_kept_whole():
    kept = protect("der Aufenthaltstitel da", ["Aufenthalt", "Aufenthaltstitel"]).kept
    assert kept == ["Aufenthaltstitel"]


def test_stand_ins_may_change_their_order_but_none_may_be_lost_or_doubled():
    protected = protect("Amina kommt um 9:30", ["Amina"])
    one, two = "XQ0", "XQ1"
    assert protected.with_stand_ins == f"{one} kommt um {two}"
    assert protected.restored(f"at {two} comes {one}") == "at 9:30 comes Amina"
    assert protected.restored(f"{one} comes") is None
    assert protected.restored(f"{one} comes {one} at {two}") is None


def test_ten_stand_ins_are_told_apart():
    protected = protect(" und ".join(f"{n}:00" for n in range(10, 22)), [])
    assert protected.restored(protected.with_stand_ins) == "".join(protected.pieces)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_nothing_is_lost_whatever_was_typed(text, exact):
    protected = protect(text, exact)
    assert "".join(protected.pieces) == text
    assert len(protected.pieces) % 2 == 1
    assert protected.joined(protected.around) == text

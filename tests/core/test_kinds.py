"""Which office or service somebody names, in whatever language, and asks where it is."""

from __future__ import annotations

import pytest

from bot.machine.library import Library

LIBRARY = Library()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Ausländerbehörde", "auslaenderbehoerde"),
        ("auslanderbehorde?", "auslaenderbehoerde"),
        ("auslaenderbehoerde", "auslaenderbehoerde"),
        ("Auslenderbehörde", "auslaenderbehoerde"),
        ("Öffnungszeiten Jobcenter", "jobcenter"),
        ("Wo ist das Jobcenter?", "jobcenter"),
        ("where is the immigration office", "auslaenderbehoerde"),
        ("وين Jobcenter", "jobcenter"),
        ("Nerede Jobcenter", "jobcenter"),
        ("Mieterverein", "mieterberatung"),
        ("how do I get to the Sozialamt", "sozialamt"),
        ("MBE", "mbe"),
    ],
)
def test_its_name_alone_or_asked_for(typed: str, kind: str) -> None:
    assert LIBRARY.kind_named(typed) == kind


@pytest.mark.parametrize(
    "typed",
    ["", "?", "where is it", "Das Jobcenter hat nicht gezahlt", "I need advice", "wo ist das"],
)
def test_more_than_a_name_is_a_question(typed: str) -> None:
    assert LIBRARY.kind_named(typed) is None


def test_of_a_question_the_offices_in_it_are_known() -> None:
    asked = "Muss ich zuerst zum Jobcenter oder zum Sozialamt, und was sagt das BAMF?"
    assert list(LIBRARY.kinds_within(asked)) == ["jobcenter", "sozialamt"]
    assert list(LIBRARY.kinds_within("Mein Geld ist nicht da")) == []

"""Who helps with what: rules that rest on the content, and a status that leaves no trace."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest

from bot.core.rules.finder import (
    ANY_STATUS,
    DECIDED_BY_STATUS,
    AgeBand,
    Asked,
    German,
    Help,
    Status,
)
from bot.core.rules.who_helps import RULES, helps, ways
from bot.machine.library import Library

LIBRARY = Library()
FACTS = LIBRARY.facts()
EVERY = [Asked(*each) for each in product(FACTS.topics, AgeBand, German)]
TABLES = {"faq": FACTS.questions, "services": FACTS.service_kinds, "offices": FACTS.offices}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sources[0])
def test_every_rule_rests_on_entries_of_the_content_that_name_their_sources(rule) -> None:
    assert rule.sources
    for source in rule.sources:
        table, _dot, id = source.partition(".")
        assert TABLES[table][id].sources, source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sources[0])
def test_every_rule_names_what_there_is_and_tells_something(rule) -> None:
    assert rule.topics <= set(FACTS.topics)
    assert set(rule.offices) <= set(FACTS.offices)
    assert {*rule.services, *rule.lines} <= set(FACTS.service_kinds)
    assert set(rule.questions) <= set(FACTS.questions)
    assert rule.offices or rule.services or rule.questions


def test_whoever_asks_finds_somebody_whatever_they_answer() -> None:
    for asked, status in product(EVERY, Status):
        assert helps(asked, status).services, (asked, status)


def test_the_status_is_asked_exactly_where_it_decides() -> None:
    decided = {
        asked.topic
        for asked in EVERY
        if len({helps(asked, status) for status in (Status.ASYLUM, Status.TITLE)}) > 1
    }
    assert decided == DECIDED_BY_STATUS
    assert {t for rule in RULES if rule.statuses != ANY_STATUS for t in rule.topics} == decided


def test_what_is_found_says_nothing_of_the_status_but_by_what_it_is() -> None:
    assert {field.name for field in fields(Help)} == {"offices", "services", "questions", "lines"}
    asked = Asked("work", AgeBand.ADULT, German.B1)
    assert helps(asked, Status.ASYLUM) == helps(asked, Status.TOLERATED)


def test_whoever_would_rather_not_say_gets_both_ways_and_nothing_twice() -> None:
    for asked in (each for each in EVERY if each.topic in DECIDED_BY_STATUS):
        same, (without, with_title) = helps(asked), ways(asked)
        for status, way in ((Status.TOLERATED, without), (Status.TITLE, with_title)):
            whole = helps(asked, status)
            assert {*same.offices, *way.offices} == set(whole.offices)
            assert {*same.services, *way.services} == set(whole.services)
            assert not set(same.services) & set(way.services)
        assert without != with_title


@pytest.mark.parametrize(
    ("age", "has", "lacks"),
    [
        (AgeBand.UNDER_18, {"jmd", "schulberatung"}, {"mbe", "berufsberatung"}),
        (AgeBand.YOUNG, {"jmd", "berufsberatung"}, {"mbe", "schulberatung"}),
        (AgeBand.ADULT, {"mbe", "berufsberatung"}, {"jmd", "schulberatung"}),
    ],
)
def test_the_age_decides_between_school_jmd_and_mbe(age, has, lacks) -> None:
    found = set(helps(Asked("education", age, German.B1)).services)
    assert has <= found
    assert not lacks & found


def test_the_level_of_german_decides_on_the_course_and_on_somebody_who_interprets() -> None:
    little = helps(Asked("language", AgeBand.ADULT, German.BASIC), Status.TITLE)
    much = helps(Asked("language", AgeBand.ADULT, German.B1), Status.TITLE)
    assert {"integrationskurs", "sprachmittlung"} <= set(little.services)
    assert "berufssprachkurs" in much.services
    assert not {"integrationskurs", "sprachmittlung"} & set(much.services)


def test_nobody_is_sent_to_the_embassy_of_the_country_they_fled_from() -> None:
    assert not [rule for rule in RULES if "botschaft" in rule.offices]


def test_a_nationwide_line_has_its_number_in_the_content() -> None:
    for id in {line for rule in RULES for line in rule.lines}:
        assert FACTS.service_kinds[id].verified
        assert any(c.isdigit() for c in LIBRARY.text("de", "services", id, "how_to_find"))

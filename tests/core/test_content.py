"""Walks over every content file of every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.content import BUTTON, SOURCE, TABLES, WAYS, Field, fallback
from bot.core.rules.people import LANGUAGES, Role
from bot.machine.library import LOCALES, Library, read

LONGEST = 900
MANY_WAYS = {"de", "en", "ar", "fa", "uk", "ru", "tr", "fr"}
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SEARCHED = "synonyms"
FILES = sorted(LOCALES.glob("*/content/*.yaml"))


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def texts(path: Path) -> Iterator[tuple[str, Field, str]]:
    for id, row in read(path)["entries"].items():
        for field in TABLES[path.stem]:
            yield id, field, row.get(field.name, "")


every_file = pytest.mark.parametrize("path", FILES, ids=name)
every_table = pytest.mark.parametrize(
    "path", [each for each in FILES if each.stem != SEARCHED], ids=name
)


class TwiceRefused(yaml.SafeLoader):
    """YAML keeps the last of two equal keys without a word; a translator would lose an entry."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"twice: {keys}"
        return super().construct_mapping(node, deep)


@every_file
def test_the_head_of_a_file_says_what_it_is_and_who_reviewed_it(path: Path) -> None:
    meta = read(path)["meta"]
    assert set(meta) == {
        "content",
        "language",
        "law_state",
        "reviewed",
        "reviewer",
        "reviewed_on",
    }
    assert (meta["content"], meta["language"]) == (path.stem, path.parent.parent.name)
    assert meta["reviewed"] == bool(meta["reviewer"]) == bool(meta["reviewed_on"])


@every_file
def test_no_entry_stands_twice(path: Path) -> None:
    assert yaml.load(path.read_text(encoding="utf-8"), TwiceRefused)


@every_table
def test_a_file_has_the_entries_of_the_german_one(path: Path) -> None:
    german = read(LOCALES / SOURCE / "content" / path.name)["entries"]
    assert list(read(path)["entries"]) == list(german)


@every_table
def test_no_text_is_missing_or_too_long_or_carries_bidi_controls(path: Path) -> None:
    wrong = []
    for id, field, text in texts(path):
        units = len(text.encode("utf-16-le")) // 2
        if not field.optional and not text.strip():
            wrong.append(f"{id}.{field.name} is empty")
        if units > (field.limit or LONGEST):
            wrong.append(f"{id}.{field.name} has {units} units")
        if BIDI_CONTROLS & set(text):
            wrong.append(f"{id}.{field.name} has bidi controls")
    assert not wrong


@every_table
def test_what_does_not_depend_on_the_language_stands_in_the_german_file_only(
    path: Path,
) -> None:
    if path.parent.parent.name == SOURCE:
        return
    translated = {field.name for field in TABLES[path.stem]} | {WAYS}
    extra = {key for row in read(path)["entries"].values() for key in row} - translated
    assert not extra


@pytest.mark.parametrize("path", [each for each in FILES if each.stem == "faq"], ids=name)
def test_every_question_is_also_asked_the_way_people_ask(path: Path) -> None:
    least = 6 if path.parent.parent.name in MANY_WAYS else 3
    for id, row in read(path)["entries"].items():
        ways = row[WAYS]
        assert len(ways) >= least, id
        assert len({way.casefold() for way in ways}) == len(ways), id
        assert all(0 < len(way) <= 160 for way in ways), id


def test_the_facts_point_at_entries_that_exist() -> None:
    facts = Library().facts()
    for question in facts.questions.values():
        assert question.topic in facts.topics, question.id
        assert set(question.service_kinds) <= set(facts.service_kinds), question.id
    for office in facts.offices.values():
        assert set(office.bring) <= set(facts.documents), office.id
    explained = {each.question for each in facts.terms.values()} - {None}
    assert explained <= set(facts.questions)


def test_no_provider_is_shown_before_an_operator_checked_it() -> None:
    services = read(LOCALES / SOURCE / "content" / "services.yaml")["entries"]
    providers = [row for row in services.values() if row["kind"] == "provider"]
    assert providers
    assert not any(row["show_to_users"] for row in providers)


def test_a_participant_sees_sixteen_topics_and_no_question_for_mentors_only() -> None:
    facts = Library().facts()
    assert len(facts.topics_for(Role.PARTICIPANT)) == 16
    about_mentoring = {each.id for each in facts.questions_on("mentoring", Role.PARTICIPANT)}
    assert "mentor-role" in about_mentoring
    assert "mentor-limits" not in about_mentoring


def test_a_stranger_reads_what_a_participant_reads() -> None:
    facts = Library().facts()
    assert facts.topics_for(Role.GUEST) == facts.topics_for(Role.PARTICIPANT)


def test_dari_falls_back_to_persian_and_everything_ends_in_german() -> None:
    assert fallback("fa_AF") == ("fa_AF", "fa", "en", "de")
    assert fallback("ti") == ("ti", "en", "de")
    assert all(fallback(each)[-1] == "de" for each in LANGUAGES)


def test_a_button_label_fits_on_a_phone() -> None:
    labels = {table for table, fields in TABLES.items() for each in fields if each.limit == BUTTON}
    assert labels == {"offices", "topics", "contact_kinds", "outcomes"}

"""Walks over every content file of every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.content import BUTTON, SOURCE, TABLES, WAYS, Field, fallback
from bot.core.rules.people import LANGUAGES, Role
from bot.machine.holes import holes
from bot.machine.library import LOCALES, Library, read

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


class TwiceRefused(yaml.CSafeLoader):
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


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_empty_untranslated_or_too_long(language: str, table: str) -> None:
    """The same entries as the German file, and of each question other ways of asking it."""
    assert holes(language, table) == []


def frozen() -> Mapping[str, Sequence[str]]:
    """By table, from the file beside this one."""
    found: dict[str, list[str]] = {}
    lines = Path(__file__).with_name("content_ids.txt").read_text(encoding="utf-8").splitlines()
    for line in (each for each in lines if each and each[0] != "#"):
        if line[0] != " ":
            ids = found.setdefault(line, [])
        else:
            ids += line.split()
    return found


@pytest.mark.parametrize(("table", "ids"), frozen().items(), ids=list(frozen()))
def test_no_id_that_was_given_out_is_gone(table: str, ids: Sequence[str]) -> None:
    for language in LANGUAGES:
        here = read(LOCALES / language / "content" / f"{table}.yaml")["entries"]
        assert not set(ids) - set(here), language


def test_the_questions_offices_services_and_terms_are_as_many_as_were_collected() -> None:
    assert {table: len(ids) for table, ids in frozen().items()} == {
        "faq": 90,
        "services": 79,  # 41 kinds and 38 providers
        "offices": 27,
        "documents": 35,
        "glossary": 120,
        "contact_kinds": 34,
        "outcomes": 15,
        "topics": 16,
    }


@pytest.mark.parametrize("table", ["offices", "faq", "services", "glossary", "steps", "emergency"])
def test_whatever_is_said_names_its_source_and_whether_it_was_read_there(table: str) -> None:
    content = read(LOCALES / SOURCE / "content" / f"{table}.yaml")
    for id, row in content["entries"].items():
        assert row["source"], id
        assert all(row["source"]), id
        assert isinstance(row["verified"], bool), id


@every_table
def test_what_holds_law_says_up_to_when_it_was_read(path: Path) -> None:
    german = read(LOCALES / SOURCE / "content" / path.name)["meta"]
    law_state = read(path)["meta"]["law_state"]
    assert law_state == german["law_state"]
    if path.stem in ("offices", "faq", "services", "glossary", "steps", "notes", "emergency"):
        assert date.fromisoformat(law_state) <= date.fromisoformat("2026-12-31")


@every_table
def test_no_text_carries_bidi_controls(path: Path) -> None:
    assert not [id for id, _field, text in texts(path) if BIDI_CONTROLS & set(text)]


@pytest.mark.parametrize("path", [each for each in FILES if each.stem == "glossary"], ids=name)
def test_how_a_word_sounds_is_short_and_not_the_word_itself(path: Path) -> None:
    german = read(LOCALES / SOURCE / "content" / path.name)["entries"]
    for id, row in read(path)["entries"].items():
        assert row.get("sounds", "") != german[id]["term"], id


@every_table
def test_what_does_not_depend_on_the_language_stands_in_the_german_file_only(
    path: Path,
) -> None:
    if path.parent.parent.name == SOURCE:
        return
    translated = {field.name for field in TABLES[path.stem]} | {WAYS}
    extra = {key for row in read(path)["entries"].values() for key in row} - translated
    assert not extra


def test_the_facts_point_at_entries_that_exist() -> None:
    facts = Library().facts()
    for question in facts.questions.values():
        assert question.topic in facts.topics, question.id
        assert set(question.service_kinds) <= set(facts.service_kinds), question.id
    for office in facts.offices.values():
        assert set(office.bring) <= set(facts.documents), office.id
    assert {each.do for each in facts.terms.values()} == set(Library().ids("steps"))
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

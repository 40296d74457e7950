"""What a content file lacks: before a native speaker reads it, and before anybody relies on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.core.content import SOURCE, TABLES, WAYS, Field
from bot.core.messages import length
from bot.machine.library import LOCALES, read

LONGEST = 900  # UTF-16 units, of a text without a limit of its own
LONGEST_WAY = 160
MANY_WAYS = frozenset({"de", "en", "ar", "fa", "uk", "ru", "tr", "fr"})
LEAST_WAYS, FEWER_WAYS = 6, 3
# What is the same in two languages though it was translated.
SAME_WORDS = frozenset({"Jobcenter", "Mentoring", "Police (Polizei)", "Parents"})
# The word on the letter, and how it sounds.
GERMAN_ANYWHERE = frozenset({"offices.label", "glossary.sounds"})

# Languages that no Latin letter belongs to.
SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "fa_AF", "ps"), "ARABIC"),
    **dict.fromkeys(("uk", "ru"), "CYRILLIC"),
    "ti": "ETHIOPIC",
}

Entries = Mapping[str, Mapping[str, Any]]


def path_of(language: str, table: str, folder: Path = LOCALES) -> Path:
    return folder / language / "content" / f"{table}.yaml"


def holes(language: str, table: str, folder: Path = LOCALES) -> list[str]:
    """What is missing, empty, not translated or too long; nothing: the file is whole."""
    path = path_of(language, table, folder)
    if not path.is_file():
        return [f"{language}/{table}.yaml is missing"]
    content = read(path)
    german = read(path_of(SOURCE, table, folder))["entries"]
    english = _english(table, folder)
    found = list(_in_the_head(content.get("meta") or {}, language, table))
    if list(content["entries"]) != list(german):
        return [*found, *_other_ids(content["entries"], german)]
    for id, row in content["entries"].items():
        others = [german[id]] if language == "en" else [german[id], english.get(id, {})]
        others = [] if language == SOURCE else others
        found += _in_the_entry(table, id, row, german[id], others)
        if table == "faq":
            found += _in_the_ways(language, id, row.get(WAYS) or [])
        if language in SCRIPTS:
            found += _in_the_script(SCRIPTS[language], table, id, row, german[id])
    return found


def _english(table: str, folder: Path) -> Entries:
    path = path_of("en", table, folder)
    entries: Entries = read(path)["entries"] if path.is_file() else {}
    return entries


def _in_the_head(meta: Mapping[str, Any], language: str, table: str) -> Iterator[str]:
    if (meta.get("content"), meta.get("language")) != (table, language):
        yield "meta names another file"
    for key in ("law_state", "reviewed", "reviewer", "reviewed_on"):
        if key not in meta:
            yield f"meta.{key} is missing"


def _other_ids(entries: Entries, german: Entries) -> Iterator[str]:
    yield from (f"{id} is missing" for id in german if id not in entries)
    yield from (f"{id} is not in the German file" for id in entries if id not in german)
    if set(entries) == set(german):
        yield "the entries stand in another order than in the German file"


def _in_the_entry(
    table: str, id: str, row: Mapping[str, Any], german: Mapping[str, Any], others: list[Any]
) -> Iterator[str]:
    for field in TABLES[table]:
        name, text = f"{id}.{field.name}", str(row.get(field.name) or "")
        if not text.strip():
            if not field.optional or german.get(field.name):
                yield f"{name} is empty"
        elif length(text) > (field.limit or LONGEST):
            yield f"{name} has {length(text)} units, {field.limit or LONGEST} at most"
        elif _same(table, field, german, text, others):
            yield f"{name} is not translated"


def _in_the_script(
    script: str, table: str, id: str, row: Mapping[str, Any], german: Mapping[str, Any]
) -> Iterator[str]:
    """How a word sounds is written in the reader's script alone; all else has some of it."""
    for field in TABLES[table]:
        named = f"{table}.{field.name}"
        if named == "offices.label" or (german.get("kind"), field.name) == ("provider", "name"):
            continue
        letters = (each for each in str(row.get(field.name) or "") if each.isalpha())
        own = [unicodedata.name(each, "").startswith(script) for each in letters]
        if own and not (all(own) if named == "glossary.sounds" else any(own)):
            yield f"{id}.{field.name} is not in the script of this language"


def _same(
    table: str, field: Field, german: Mapping[str, Any], text: str, others: list[Any]
) -> bool:
    if f"{table}.{field.name}" in GERMAN_ANYWHERE or text in SAME_WORDS:
        return False
    if german.get("kind") == "provider" and field.name == "name":
        return False
    return any(text == other.get(field.name) for other in others)


def _in_the_ways(language: str, id: str, ways: list[str]) -> Iterator[str]:
    least = LEAST_WAYS if language in MANY_WAYS else FEWER_WAYS
    if len(ways) < least:
        yield f"{id} is asked in {len(ways)} other ways, {least} at least"
    if len({way.casefold() for way in ways}) < len(ways):
        yield f"{id} is asked twice in the same way"
    if not all(0 < len(way) <= LONGEST_WAY for way in ways):
        yield f"{id} is asked in an empty or very long way"

"""Content from YAML files, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Protocol

import yaml

from bot.core.content import SOURCE, TABLES, WAYS, Review, fallback
from bot.core.rules import services
from bot.core.rules.discretion import Telltales, telltales
from bot.core.rules.kinds import Kinds, kinds
from bot.core.rules.services import ContentError, Facts, Provider
from bot.core.rules.translation import Written

LOCALES = Path(__file__).parents[2] / "locales"
LARGEST = 1_000_000
"""Bytes of one content file. The largest of ours has a tenth of it."""

_NOBODY = Review(reviewed=False, reviewer=None, reviewed_on=None, law_state=None)
_SEARCH_ONLY = "synonyms"

Entries = Mapping[str, Any]


class Library:
    """A folder of content files; see `bot.core.content` for their format.

    Safe to use from several threads. A file is read at most once. Raises `ContentError` where a
    file is not what it should be, naming the file.
    """

    def __init__(self, folder: Path = LOCALES) -> None:
        self._folder = folder
        self._files: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._lock = RLock()

    def text(self, language: str, table: str, id: str, field: str) -> str:
        return self._look_up(language, table, id, field)[1]

    def language_of(self, language: str, table: str, id: str, field: str) -> str:
        return self._look_up(language, table, id, field)[0]

    def ways(self, language: str, id: str) -> tuple[str, ...]:
        return tuple(self._entries(language, "faq").get(id, {}).get(WAYS) or ())

    def ids(self, table: str) -> tuple[str, ...]:
        return tuple(self._entries(SOURCE, table))

    def synonyms(self, language: str) -> Mapping[str, tuple[str, ...]]:
        groups = self._entries(language, _SEARCH_ONLY)
        return {concept: tuple(map(str, each)) for concept, each in groups.items()}

    def review(self, language: str, table: str) -> Review:
        meta = self._file(language, table).get("meta")
        if not meta:
            return _NOBODY
        return Review(
            reviewed=bool(meta.get("reviewed")),
            reviewer=meta.get("reviewer"),
            reviewed_on=_day(meta.get("reviewed_on")),
            law_state=_day(meta.get("law_state")),
        )

    def languages(self) -> tuple[str, ...]:
        """The languages that have any content."""
        return tuple(sorted(each.parent.name for each in self._folder.glob("*/content")))

    def facts(self) -> Facts:
        with self._lock:
            return self._facts

    def providers(self) -> Sequence[Provider]:
        with self._lock:
            known = self._files.get((SOURCE, "services"))
        # They are asked for once a day: a bot at rest need not hold the whole file for that.
        rows = known or self._read(SOURCE, "services")
        named = rows.get("entries", {}).items()
        return [services.provider(id, row) for id, row in named if row.get("kind") == "provider"]

    def gives_away(self, text: str) -> bool:
        with self._lock:
            telltales = self._telltales
        return telltales.found_in(text)

    def kind_named(self, text: str) -> str | None:
        with self._lock:
            return self._kinds.named(text)

    def kinds_within(self, text: str) -> Sequence[str]:
        with self._lock:
            return self._kinds.within(text)

    @cached_property
    def _kinds(self) -> Kinds:
        return kinds(self)

    @cached_property
    def _telltales(self) -> Telltales:
        return telltales(self)

    @cached_property
    def _facts(self) -> Facts:
        faq, offices = self._entries(SOURCE, "faq"), self._entries(SOURCE, "offices")
        terms = self._entries(SOURCE, "glossary")
        numbers = self._entries(SOURCE, "emergency")
        every = self._entries(SOURCE, "services")
        kinds = {id: row for id, row in every.items() if row.get("kind") == "service_kind"}
        return Facts(
            topics={id: services.Topic(id) for id in self.ids("topics")},
            questions={id: services.question(id, row) for id, row in faq.items()},
            service_kinds={id: services.service_kind(id, row) for id, row in kinds.items()},
            offices={id: services.office(id, row) for id, row in offices.items()},
            documents={id: services.Document(id) for id in self.ids("documents")},
            terms={id: services.term(id, row) for id, row in terms.items()},
            emergencies={id: services.emergency_number(id, row) for id, row in numbers.items()},
        )

    def _look_up(self, language: str, table: str, id: str, field: str) -> tuple[str, str]:
        if id not in self._entries(SOURCE, table):
            raise KeyError(f"no {id} in {table}")
        for each in fallback(language):
            text = (self._entries(each, table).get(id) or {}).get(field)
            if text:
                return each, Written(text)
        return SOURCE, ""

    def _entries(self, language: str, table: str) -> Entries:
        entries = self._file(language, table).get("entries")
        return entries if entries else {}

    def _file(self, language: str, table: str) -> Mapping[str, Any]:
        if table not in TABLES and table != _SEARCH_ONLY:
            raise KeyError(f"no content called {table}")
        with self._lock:
            if (language, table) not in self._files:
                self._files[language, table] = self._read(language, table)
            return self._files[language, table]

    def _read(self, language: str, table: str) -> Mapping[str, Any]:
        path = self._folder / language / "content" / f"{table}.yaml"
        # A language can come from outside (a batch file): it must be a folder that is there,
        # nothing else.
        if language not in self._languages or not path.is_file():
            return {}
        return read(path)

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self.languages())


class _Loading(Protocol):
    def get_single_node(self) -> yaml.Node | None: ...
    def construct_document(self, node: yaml.Node) -> Any: ...
    def dispose(self) -> None: ...


def read(path: Path) -> Mapping[str, Any]:
    """One content file. Raises `ContentError` where it is too large, no YAML, or uses aliases."""
    content = parsed(path)
    if not isinstance(content, dict) or not isinstance(content.get("entries"), dict):
        raise ContentError(f"{_named(path)}: has no entries")
    return content


def parsed(path: Path) -> Any:
    """A YAML file of whatever shape; the same errors."""
    if path.stat().st_size > LARGEST:
        raise ContentError(f"{_named(path)}: larger than {LARGEST} bytes")
    loading: _Loading = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
    try:
        node = loading.get_single_node()
        if node is None or _has_alias(node):
            raise ContentError(f"{_named(path)}: empty, or with aliases")
        content = loading.construct_document(node)
    except yaml.YAMLError as wrong:
        raise ContentError(f"{_named(path)}: {wrong}") from wrong
    finally:
        loading.dispose()
    return content


def _has_alias(top: yaml.Node) -> bool:
    """An alias is the same node met twice. A few aliases can stand for gigabytes of text."""
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return True
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
    return False


def _named(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None

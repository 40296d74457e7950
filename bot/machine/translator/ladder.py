"""The ladder: reviewed text, then the glossary, then Argos and its checks, then a refusal.

A refusal is an answer, too: the original goes out untouched, with the way to a mediator.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.content import SOURCE, TABLES, Library
from bot.core.rules.translation import Rung, Translatable, Translation, Untranslated, Why
from bot.machine.translator.checking import faults
from bot.machine.translator.models import Pair
from bot.machine.translator.process import Busy, CannotTranslate, NotNow, Translated
from bot.machine.translator.protecting import Protected, protect

log = logging.getLogger(__name__)

LONGEST = 2000  # characters; a longer text is a letter, and a human's work
FEWEST_WORDS = 3  # with fewer, there is nothing a model could understand it by
_WORD = re.compile(r"[^\W\d_]+")


class Machine(Protocol):
    async def translate(
        self, path: Sequence[Pair], texts: Sequence[str]
    ) -> Sequence[Translated]: ...


class Ways(Protocol):
    def path(self, source: str, target: str) -> Sequence[Pair]: ...


@dataclass(frozen=True)
class Ladder:
    library: Library
    ways: Ways
    machine: Machine | None  # None without the extra
    phrases: Phrases

    async def translate(
        self, asked: Translatable, target: str, *, names: Sequence[str] = ()
    ) -> Translation | Untranslated:
        """`names`: of people, as they may stand in the text; they stay as they are."""
        if known := self.phrases.find(asked.text, asked.language, target):
            return known
        path = self.ways.path(asked.language, target) if self.machine else ()
        if not path:
            return Untranslated(Why.NO_MODEL)
        if len(_WORD.findall(asked.text)) < FEWEST_WORDS:
            return Untranslated(Why.TOO_SHORT)
        if len(asked.text) > LONGEST:
            return Untranslated(Why.TOO_LONG)
        return await self._by_machine(
            asked.text, path, [*names, *self.phrases.terms_in(asked.text)]
        )

    async def _by_machine(
        self, text: str, path: Sequence[Pair], exact: Sequence[str]
    ) -> Translation | Untranslated:
        assert self.machine
        protected = protect(text, exact)
        language = path[-1][1]
        try:
            whole = await _as_one(self.machine, path, protected)
            found = [] if whole is None else _faults(text, whole, language, protected)
            if whole is None or found:
                whole = await _in_pieces(self.machine, path, protected)
                found = _faults(text, whole, language, protected)
        except Busy:
            return Untranslated(Why.BUSY)
        except CannotTranslate:
            return Untranslated(Why.NO_MODEL)
        except NotNow:
            return Untranslated(Why.FAILED)
        if found:
            return Untranslated(Why.CHECKS, tuple(found))
        return Translation(whole.text, Rung.MACHINE)


async def _as_one(machine: Machine, path: Sequence[Pair], text: Protected) -> Translated | None:
    """With stand-ins, so that the machine sees whole sentences. None if one was lost."""
    [answer] = await machine.translate(path, [text.with_stand_ins])
    restored = text.restored(answer.text)
    return None if restored is None else Translated(restored, answer.score)


async def _in_pieces(machine: Machine, path: Sequence[Pair], text: Protected) -> Translated:
    """Around what must stay. Word order suffers; nothing is lost."""
    if not text.kept:
        [answer] = await machine.translate(path, [text.pieces[0]])
        return answer
    answers = await machine.translate(path, text.around)
    score = sum(answer.score for answer in answers)
    return Translated(text.joined([answer.text for answer in answers]), score)


def _faults(source: str, answer: Translated, language: str, protected: Protected) -> Sequence[str]:
    return faults(source, answer.text, language=language, kept=protected.kept, score=answer.score)


@dataclass(frozen=True)
class Phrases:
    """What people have written: texts that are the same in two languages, by their ids."""

    library: Library
    _by_text: dict[str, Mapping[str, tuple[str, str, str]]] = field(default_factory=dict)

    def find(self, text: str, source: str, target: str) -> Translation | None:
        """A reviewed text, or the meaning of an office word. Never a draft as if it were none."""
        place = self._of(source).get(_same(text))
        if place is None:
            return None
        table, id, name = place
        if self.library.language_of(target, table, id, name) != target:
            return None
        found = self.library.text(target, table, id, name)
        if table == GLOSSARY:
            return Translation(found, Rung.GLOSSARY)
        both = (self.library.review(each, table) for each in (source, target))
        reviewed = all(each.reviewed for each in both)
        return Translation(found, Rung.REVIEWED) if reviewed else None

    def terms_in(self, text: str) -> Sequence[str]:
        """German office words in a text of any language, as they stand there."""
        words = [
            word for term in self.library.facts().terms.values() for word in (term.term, *term.aka)
        ]
        return [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]

    def _of(self, language: str) -> Mapping[str, tuple[str, str, str]]:
        if language not in self._by_text:
            self._by_text[language] = dict(_texts(self.library, language))
        return self._by_text[language]


GLOSSARY = "glossary"


def _texts(library: Library, language: str) -> Sequence[tuple[str, tuple[str, str, str]]]:
    found = [
        (_same(library.text(language, table, id, each.name)), (table, id, each.name))
        for table, fields in TABLES.items()
        for id in library.ids(table)
        for each in fields
        if library.language_of(language, table, id, each.name) == language
    ]
    if language == SOURCE:
        terms = library.facts().terms.values()
        found += [
            (_same(word), (GLOSSARY, term.id, "plain"))
            for term in terms
            for word in (term.term, *term.aka)
        ]
    return found


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!?؟")

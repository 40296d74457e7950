"""`lotse bench questions`: what the search finds, how fast and how large, beside three others.

The others get the same texts (question, other wordings, answer), one document for each entry and
language: SQLite's FTS5 with trigrams, bm25s on words, and rapidfuzz alone.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.core.content import Library as AnyLibrary
from bot.core.rules.people import LANGUAGES
from bot.machine.library import Library
from bot.machine.search import Index
from bot.machine.translator.worker import resident
from bot.turns import OwnWording

SETS = Path("tests/machine/questions")
LARGE = 770  # entries; in 13 languages 10,010 documents
OWN_ANSWERS = 100  # of a network, beside the content, each in three languages
ROUNDS = 3
_WORD = re.compile(r"\w+")

Find = Callable[[str], Sequence[str]]  # ids, the best first
Documents = Sequence[tuple[str, str]]  # id, text


@dataclass(frozen=True)
class Asked:
    language: str
    text: str
    answers: frozenset[str]


def asked(folder: Path) -> Sequence[Asked]:
    """The questions of every `<language>.jsonl`: `{"language", "text", "answers": [ids]}`."""
    rows = [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [Asked(row["language"], row["text"], frozenset(row["answers"])) for row in rows]


class Larger(Library):
    """Many more entries, each made of a real one with its words in another order and some new."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self._many = many

    def ids(self, table: str) -> tuple[str, ...]:
        real = super().ids(table)
        if table != "faq":
            return real
        return tuple(f"{real[n % len(real)]}~{n // len(real)}" for n in range(self._many))

    def text(self, language: str, table: str, id: str, field: str) -> str:
        entry, number = _parted(id)
        return _varied(super().text(language, table, entry, field), number)

    def language_of(self, language: str, table: str, id: str, field: str) -> str:
        return super().language_of(language, table, _parted(id)[0], field)

    def ways(self, language: str, id: str) -> tuple[str, ...]:
        entry, number = _parted(id)
        return tuple(_varied(each, number) for each in super().ways(language, entry))


def _parted(id: str) -> tuple[str, int]:
    entry, _tilde, number = id.partition("~")
    return entry, int(number or 0)


def _varied(text: str, number: int) -> str:
    words = text.split()
    turned = words[number % len(words) :] + words[: number % len(words)] if words else []
    return " ".join(
        f"{word}{number}" if number and (place + number) % 4 == 0 else word
        for place, word in enumerate(turned)
    )


def documents(library: AnyLibrary) -> Documents:
    found = []
    for language in LANGUAGES:
        for id in library.ids("faq"):
            texts = [
                library.text(language, "faq", id, "question"),
                *library.ways(language, id),
                library.text(language, "faq", id, "answer"),
            ]
            found.append((id, "\n".join(texts)))
    return found


def lotse(library: AnyLibrary) -> Find:
    index = Index.build(library, LANGUAGES)
    return lambda text: [hit.id for hit in index.find(text, "de").hits]


def lotse_with_own(library: AnyLibrary) -> Find:
    index = Index.build(library, LANGUAGES).beside(own_answers())
    return lambda text: [hit.id for hit in index.find(text, "de").hits]


def own_answers() -> Sequence[OwnWording]:
    """As long as those of the content, of which they are made."""
    several = Larger(2 * OWN_ANSWERS)
    return [
        OwnWording(
            f"own-{number}",
            language,
            several.text(language, "faq", id, "question"),
            several.text(language, "faq", id, "answer"),
        )
        for number, id in enumerate(several.ids("faq")[-OWN_ANSWERS:])
        for language in ("de", "en", "ar")
    ]


def fts5_trigram(library: AnyLibrary) -> Find:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, text, tokenize=trigram)")
    database.executemany("INSERT INTO entry VALUES (?, ?)", documents(library))
    best = "SELECT id FROM entry WHERE entry MATCH ? ORDER BY bm25(entry) LIMIT 20"

    def find(text: str) -> Sequence[str]:
        plain = " ".join(_WORD.findall(text.casefold()))
        pieces = dict.fromkeys(plain[n : n + 3] for n in range(len(plain) - 2))
        wanted = " OR ".join(f'"{piece}"' for piece in pieces)
        return _first([row[0] for row in database.execute(best, (wanted or '"---"',))])

    return find


def rapidfuzz_alone(library: AnyLibrary) -> Find:
    from rapidfuzz import fuzz, process

    every = documents(library)
    lines = [(id, line.casefold()) for id, text in every for line in text.split("\n")[:-1]]
    texts = [line for _id, line in lines]

    def find(text: str) -> Sequence[str]:
        found = process.extract(text.casefold(), texts, scorer=fuzz.token_set_ratio, limit=20)
        return _first([lines[number][0] for _line, _score, number in found])

    return find


def bm25s_words(library: AnyLibrary) -> Find | None:
    """None where bm25s is not installed: it is for comparing only."""
    try:
        import bm25s
    except ImportError:
        return None
    every = documents(library)
    index = bm25s.BM25()
    index.index([_WORD.findall(text.casefold()) for _id, text in every], show_progress=False)

    def find(text: str) -> Sequence[str]:
        words = _WORD.findall(text.casefold()) or ["-"]
        numbers, _scores = index.retrieve([words], k=20, show_progress=False)
        return _first([every[number][0] for number in numbers[0]])

    return find


def _first(ids: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys(ids))[:5]


WITH_OWN = f"lotse, {OWN_ANSWERS} own answers"
METHODS: Mapping[str, Callable[[AnyLibrary], Find | None]] = {
    "lotse": lotse,
    WITH_OWN: lotse_with_own,
    "fts5 trigram": fts5_trigram,
    "bm25s": bm25s_words,
    "rapidfuzz": rapidfuzz_alone,
}


@dataclass(frozen=True)
class Quality:
    first: float
    among_three: float
    asked: int


def quality(find: Find, questions: Sequence[Asked]) -> Mapping[str, Quality]:
    """Of each language, and of all."""
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for each in questions:
        if not each.answers:
            continue
        found = find(each.text)[:3]
        hit = (bool(found and found[0] in each.answers), bool(each.answers & set(found)))
        hits[each.language].append(hit)
        hits["all"].append(hit)
    return {
        language: Quality(
            sum(first for first, _three in many) / len(many),
            sum(three for _first, three in many) / len(many),
            len(many),
        )
        for language, many in hits.items()
    }


def confident_elsewhere(questions: Sequence[Asked]) -> tuple[int, int]:
    """How many messages about something else are answered with confidence, and of how many."""
    index = Index.build(Library(), LANGUAGES)
    strange = [each for each in questions if not each.answers]
    return sum(index.find(each.text, each.language).confident for each in strange), len(strange)


def milliseconds(find: Find, questions: Sequence[Asked]) -> float:
    """For one question, the median of some rounds. The first round warms up."""
    rounds = []
    for _round in range(ROUNDS + 1):
        begun = time.perf_counter()
        for each in questions:
            find(each.text)
        rounds.append((time.perf_counter() - begun) / len(questions) * 1000)
    return median(rounds[1:])


def megabytes(method: str, entries: int) -> float | None:
    """What a process grows by when it builds this index, measured in one of its own."""
    call = [sys.executable, "-m", "bot.commands.benching.searching", method, str(entries)]
    said = subprocess.run(call, capture_output=True, text=True, check=True)
    return float(said.stdout) if said.stdout.strip() else None


def library_of(entries: int) -> AnyLibrary:
    """0: as it is."""
    return Larger(entries) if entries else Library()


def main() -> None:
    method, entries = METHODS[sys.argv[1]], int(sys.argv[2])
    library = library_of(entries)
    documents(library)  # the texts are in memory anyway
    before = resident()
    find = method(library)
    if find is not None:
        find("Wo finde ich einen Deutschkurs?")
        print((resident() - before) / 1e6)


if __name__ == "__main__":
    main()

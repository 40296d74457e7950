"""Which feature speaks for which entry, and how much: BM25, a document for an entry in a language.

Kept in flat arrays: lists of tuples would take ten times the memory.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from math import log

SATURATION = 0.5
LENGTH = 0.6
RARITY = 0.6
"""Power of the idf: below 1 because few entries make rare words look rarer than they are."""

Documents = Iterable[tuple[int, Mapping[str, float]]]
"""Entries of one language, each with its features and what they are worth."""


class Postings:
    """Features to weighted documents, of all languages; each language is weighed by itself.

    A document is an entry in a language: number `language * entries + entry`, below 65,536.
    """

    def __init__(self, languages: Iterable[Documents], entries: int) -> None:
        """Everything is read once, an entry at a time: as mappings it would not fit together."""
        self._entries = entries
        self._place: dict[str, int] = {}
        # Of each language: how many entries, how long, and what says nothing because most say it.
        self._read: list[tuple[int, float, frozenset[int]]] = []
        said = array("L")  # postings in the order in which they were read
        documents, weights = array("H"), array("f")
        for language, each in enumerate(languages):
            for entry, places, worths in self._weighed(each):
                said.extend(places)
                documents.extend([language * entries + entry] * len(places))
                weights.extend(worths)
        self._sort(said, documents, weights)

    def _weighed(self, documents: Documents) -> Iterator[tuple[int, array[int], array[float]]]:
        """BM25's weights in one language, entry by entry."""
        read = [(entry, *self._placed(features)) for entry, features in documents]
        said_in = Counter(place for _entry, places, _worths in read for place in places)
        # Said in more than half of the entries means said in none of them.
        most = max(len(read), 2) / 2
        rarity = {each: _rarity(many, len(read)) for each, many in said_in.items() if many <= most}
        average = sum(sum(worths) for _entry, _places, worths in read) / max(len(read), 1)
        common = frozenset(place for place in said_in if place not in rarity)
        self._read.append((len(read), average, common))
        for entry, places, worths in read:
            damping = SATURATION * (1 - LENGTH + LENGTH * sum(worths) / average)
            telling = [each for each in zip(places, worths, strict=True) if each[0] in rarity]
            weights = (rarity[place] * worth / (worth + damping) for place, worth in telling)
            yield entry, array("L", (place for place, _worth in telling)), array("f", weights)

    def _placed(self, features: Mapping[str, float]) -> tuple[array[int], array[float]]:
        places = (self._place.setdefault(name, len(self._place)) for name in features)
        return array("L", places), array("f", features.values())

    def _sort(self, said: array[int], documents: array[int], weights: array[float]) -> None:
        """By feature: its place says in `_starts` where it begins and ends."""
        many = array("L", bytes(array("L").itemsize * len(self._place)))
        for place in said:
            many[place] += 1
        self._starts = array("L", accumulate(many, initial=0))
        self._document = array("H", bytes(2 * len(said)))
        self._weight = array("f", bytes(4 * len(said)))
        free = array("L", self._starts)
        for number, place in enumerate(said):
            here = free[place]
            self._document[here] = documents[number]
            self._weight[here] = weights[number]
            free[place] = here + 1

    def weighed_as(self, language: int, features: Mapping[str, float]) -> dict[str, float]:
        """What an entry of this language would weigh: one that was not there when it was read."""
        many, average, common = self._read[language]
        damping = SATURATION * (1 - LENGTH + LENGTH * sum(features.values()) / average)
        weights = {}
        for name, worth in features.items():
            place = self._place.get(name)
            if place not in common:
                rarity = _rarity(self._said_in(place, language) + 1, many + 1)
                weights[name] = rarity * worth / (worth + damping)
        return weights

    def _said_in(self, place: int | None, language: int) -> int:
        """In how many entries of a language."""
        if place is None:
            return 0
        first = language * self._entries
        there = self._document[self._starts[place] : self._starts[place + 1]]
        return sum(first <= each < first + self._entries for each in there)

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        """How well each entry answers, in the language in which it does so best."""
        scores: dict[int, float] = defaultdict(float)
        place, starts, documents, weights = (
            self._place,
            self._starts,
            self._document,
            self._weight,
        )
        for feature, worth in asked.items():
            here = place.get(feature)
            if here is None:
                continue
            start, end = starts[here], starts[here + 1]
            for document, weight in zip(documents[start:end], weights[start:end], strict=True):
                scores[document] += worth * weight
        best: dict[int, float] = defaultdict(float)
        for document, score in scores.items():
            entry = document % self._entries
            best[entry] = max(best[entry], score)
        return best


def _rarity(many: int, of: int) -> float:
    return float((log((of + 0.5) / many) / log(of + 0.5)) ** RARITY)

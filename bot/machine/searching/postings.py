"""Which feature of one language speaks for which entry, and how much: BM25, one document an entry.

Kept in flat arrays: lists of tuples would take ten times the memory.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from math import log

SATURATION = 0.5
LENGTH = 0.6
RARITY = 0.6
"""Power of the idf: below 1 because few entries make rare words look rarer than they are."""

Documents = Mapping[int, Mapping[str, float]]


class Postings:
    """Features to weighted entries; entries are numbers below 65,536."""

    def __init__(self, documents: Documents) -> None:
        said_in = Counter(chain.from_iterable(documents.values()))
        # Said in more than half of the entries means said in none of them.
        telling = [each for each, many in said_in.items() if 2 * many <= max(len(documents), 2)]
        # One number says where a feature begins and ends: its place in `_starts`.
        self._place = {feature: place for place, feature in enumerate(telling)}
        self._starts = array("L", accumulate((said_in[each] for each in telling), initial=0))
        self._entry = array("H", bytes(2 * self._starts[-1]))
        self._weight = array("f", bytes(4 * self._starts[-1]))
        self._fill(documents, [_rarity(said_in[each], len(documents)) for each in telling])

    def _fill(self, documents: Documents, rarity: Sequence[float]) -> None:
        lengths = {entry: sum(each.values()) for entry, each in documents.items()}
        average = sum(lengths.values()) / max(len(lengths), 1)
        free = list(self._starts)
        for entry, features in documents.items():
            damping = SATURATION * (1 - LENGTH + LENGTH * lengths[entry] / average)
            for feature, worth in features.items():
                here = self._place.get(feature)
                if here is None:
                    continue
                self._entry[free[here]] = entry
                self._weight[free[here]] = rarity[here] * worth / (worth + damping)
                free[here] += 1

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        """How well each entry answers."""
        scores: dict[int, float] = defaultdict(float)
        place, starts, entries, weights = (
            self._place,
            self._starts,
            self._entry,
            self._weight,
        )
        for feature, worth in asked.items():
            here = place.get(feature)
            if here is None:
                continue
            start, end = starts[here], starts[here + 1]
            for entry, weight in zip(entries[start:end], weights[start:end], strict=True):
                scores[entry] += worth * weight
        return scores


def _rarity(many: int, of: int) -> float:
    return float((log((of + 0.5) / many) / log(of + 0.5)) ** RARITY)

"""The known word a misspelt one was meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

SHORTEST = 5
"""Letters. Shorter words have too many neighbours."""
ALIKE = 0.75
"""One slip in four letters, two in eight; swapped neighbours count as one slip."""


class Spelling:
    """Looks among the known words with the same first letter, which people rarely get wrong."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST - 1:
                self._by_letter[word[0]].append(word)
        self._remembered = lru_cache(maxsize=5_000)(self._meant)

    def knows(self, word: str) -> bool:
        return word in self._known

    def meant(self, word: str) -> str:
        """The nearest known word, or the word itself where none is near."""
        return self._remembered(word)

    def _meant(self, word: str) -> str:
        if word in self._known or len(word) < SHORTEST:
            return word
        near = self._by_letter.get(word[0], ())
        found = extractOne(
            word,
            near,
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=ALIKE,
        )
        return found[0] if found else word

"""Words that mean the same, in one language and across languages.

A group of synonyms is a concept; it has the same id in the synonym files of all languages. So a
German word in an Arabic sentence counts as much as the Arabic one. Two groups are special: words
that are in any question, and words that show that a message is about something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.machine.searching.folding import words

SHORTEST = 5
"""Letters a synonym needs to be found at the start or the end of a longer word («monatsmiete»)."""
LONGEST_PHRASE = 3
COMMON = "common-words"
ELSEWHERE = "other-matters"


class Concepts:
    def __init__(self, groups: Iterable[Mapping[str, tuple[str, ...]]]) -> None:
        kept: dict[frozenset[str], frozenset[str]] = {}  # most words mean one of few things
        of: dict[str, frozenset[str]] = {}
        for each in groups:
            for concept, synonyms in each.items():
                for synonym in synonyms:
                    word = " ".join(words(synonym))
                    meant = of.get(word, frozenset()) | {concept}
                    of[word] = kept.setdefault(meant, meant)
        self.common = frozenset(each for each in of if COMMON in of[each])
        self.elsewhere = frozenset(each for each in of if ELSEWHERE in of[each])
        for word in self.common | self.elsewhere:
            meant = of[word] - {COMMON, ELSEWHERE}
            of[word] = kept.setdefault(meant, meant)
        self._of = of
        self._remembered = lru_cache(maxsize=5_000)(self._look_up)

    @property
    def single_words(self) -> frozenset[str]:
        return frozenset(each for each in self._of if each and " " not in each)

    def of_word(self, word: str) -> frozenset[str]:
        """The concepts of a word or of its beginning or end."""
        return self._remembered(word)

    def of_sentence(self, sentence: list[str]) -> list[frozenset[str]]:
        """The concepts at each word of a sentence; a phrase counts at its first word."""
        return [
            self.of_word(word) | self._of_phrases(sentence[at : at + LONGEST_PHRASE])
            for at, word in enumerate(sentence)
        ]

    def _look_up(self, word: str) -> frozenset[str]:
        if word in self._of:
            return self._of[word]
        parts = [word[:n] for n in range(SHORTEST, len(word))]
        parts += [word[-n:] for n in range(SHORTEST, len(word))]
        return frozenset().union(*(self._of[part] for part in parts if part in self._of))

    def _of_phrases(self, sentence: list[str]) -> frozenset[str]:
        phrases = (" ".join(sentence[:n]) for n in range(2, len(sentence) + 1))
        return frozenset().union(*(self._of[each] for each in phrases if each in self._of))

"""What of a sentence is compared: its words, pieces of words, concepts, and which of them meet.

The weights were found on tests/machine/questions; they matter little one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, combinations

from bot.machine.searching.meaning import Concepts
from bot.machine.searching.skeleton import is_latin, skeleton
from bot.machine.searching.spelling import Spelling

PIECES = 1.2
CONCEPT = 1.5
CONCEPTS_TOGETHER = 0.5
MEANT = 0.7
SOUND = 1.5
LENGTHS = (3, 4)


Weights = dict[str, float]


class Features:
    def __init__(self, concepts: Concepts, spelling: Spelling) -> None:
        self._concepts = concepts
        self._spelling = spelling

    @staticmethod
    def word(word: str) -> str:
        """The feature of a word, which no piece of a word can be."""
        return f"{word} "

    def of(self, *sentences: Sequence[str]) -> Weights:
        """Every feature of these sentences (folded words in their order) with its weight."""
        found: Weights = defaultdict(float)
        for word, times in Counter(chain.from_iterable(sentences)).items():
            self._add_word(found, word, times)
        for sentence in sentences:
            meant = [self._spelling.meant(each) for each in sentence]
            self._add_concepts(found, meant)
        return found

    def _add_word(self, found: Weights, word: str, times: int) -> None:
        found[self.word(word)] += times
        pieces = _pieces(word)
        worth = PIECES * times / len(pieces) ** 0.5
        for piece in pieces:
            found[piece] += worth
        known = self._spelling.meant(word)
        if known != word:
            found[self.word(known)] += MEANT * times
        # Only words in other scripts and unknown Latin words: German words sound like too much.
        sound = "" if is_latin(word) and self._spelling.knows(word) else skeleton(word)
        if sound:
            found[f"~{sound}"] += SOUND * times

    def _add_concepts(self, found: Weights, meant: list[str]) -> None:
        at_word = [each for each in self._concepts.of_sentence(meant) if each]
        for concepts in at_word:
            for concept in concepts:
                found[f"#{concept}"] += CONCEPT
        together = {
            f"#{a}+{b}" if a < b else f"#{b}+{a}"
            for one, other in combinations(at_word, 2)
            for a in one
            for b in other
            if a != b
        }
        for pair in together:
            found[pair] += CONCEPTS_TOGETHER


@lru_cache(maxsize=2_000)
def _pieces(word: str) -> tuple[str, ...]:
    whole = f"^{word}$"
    return tuple(whole[at : at + n] for n in LENGTHS for at in range(len(whole) - n + 1))

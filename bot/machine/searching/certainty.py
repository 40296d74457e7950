"""Whether the best entry may be given as the answer, or a human should have the question.

A logistic regression on 2,375 messages in eight languages (`tests/machine/questions`), a quarter
of them about something else. Weighed without a language and tried on it, each of the eight in turn,
16 of 601 messages about something else were answered with confidence, and 86 of 100 of those that
were understood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from bot.machine.searching.added import Added
from bot.machine.searching.features import Features
from bot.machine.searching.meaning import Concepts
from bot.machine.searching.postings import Postings
from bot.machine.searching.spelling import Spelling

LEAD, COVERED, WORTH = 4.2, 3.3, 4.0
UNKNOWN, ELSEWHERE, SURE = 0.67, 1.9, 13.4
MOST_UNKNOWN, MOST_ELSEWHERE = 4, 3


@dataclass(frozen=True)
class Certainty:
    concepts: Concepts
    features: Features
    postings: Postings | Added
    spelling: Spelling
    also_known: frozenset[str] = frozenset()  # words of entries beside the content

    def is_sure(self, telling: Sequence[str], scores: Mapping[int, float], best: int) -> bool:
        """`telling`: the words that are not in any question."""
        if not telling:
            return False
        second = max((score for entry, score in scores.items() if entry != best), default=0.0)
        elsewhere = sum(each in self.concepts.elsewhere for each in telling)
        unknown = sum(map(self._is_unknown, telling))
        speaks = (
            LEAD * (1 - second / scores[best])
            + COVERED * self._covered(telling, best)
            + WORTH * log(scores[best] + 0.1)
        )
        against = ELSEWHERE * min(elsewhere, MOST_ELSEWHERE) + UNKNOWN * min(unknown, MOST_UNKNOWN)
        return speaks - against > SURE

    def _covered(self, telling: Sequence[str], best: int) -> float:
        """How much of what each word could speak for speaks for this entry, from 0 to 1."""
        shares = 0.0
        for word in telling:
            scores = self.postings.scores(self.features.of([word]))
            if scores:
                shares += scores.get(best, 0.0) / max(scores.values())
        return shares / len(telling)

    def _is_unknown(self, word: str) -> bool:
        """Neither a word of the content, nor near one, nor a part of one with a meaning."""
        meant = self.spelling.meant(word)
        known = meant != word or self.spelling.knows(word) or word in self.also_known
        return not known and not self.concepts.of_word(meant)

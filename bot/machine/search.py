"""Questions to answers: which entries of the FAQ a message asks for, and whether that is sure.

In process, no model, the same on every database. People write German in an Arabic chat, so every
language is searched, each by itself, and an entry is worth what its best language makes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

from bot.core.content import Library
from bot.machine.searching.features import Features
from bot.machine.searching.folding import words
from bot.machine.searching.meaning import Concepts
from bot.machine.searching.postings import Postings
from bot.machine.searching.spelling import Spelling
from bot.machine.searching.wordings import document, entries, vocabulary

MOST = 5
TELLING = 0.6
"""Words that are not in any question count once more, by this much."""
HALF = 6.0
"""The sum of weights that is shown as a score of one half."""

# A logistic regression on questions and on messages about something else; see
# tests/machine/questions.
EVIDENCE, LEAD, ELSEWHERE, SURE = 4.7, 2.1, 3.7, 6.8


@dataclass(frozen=True)
class Hit:
    """An entry of the FAQ; `score` is between 0 and 1, to compare the hits of one search."""

    id: str
    score: float


@dataclass(frozen=True)
class Found:
    """The best entries first, at most five. Where `confident` is false, a human should answer."""

    hits: tuple[Hit, ...]
    confident: bool


@dataclass(frozen=True)
class Index:
    """Built once, from a second's work; safe to use from several threads."""

    ids: Sequence[str]
    concepts: Concepts
    features: Features
    postings: tuple[Postings, ...]

    @classmethod
    def build(cls, library: Library, languages: Iterable[str]) -> Self:
        """Reads these languages; one that has no wordings yet is passed over."""
        known = tuple(languages)
        concepts = Concepts(library.synonyms(each) for each in known)
        read = tuple(filter(None, (entries(library, each) for each in known)))
        features = Features(concepts, Spelling(vocabulary(read) | concepts.single_words))
        postings = tuple(
            Postings({each.number: document(features, concepts, each) for each in language})
            for language in read
        )
        return cls(library.ids("faq"), concepts, features, postings)

    def find(self, text: str, language: str) -> Found:
        """The entries a message asks for. `language` is that of the chat, often of the message."""
        # Saying a word twice does not ask for more.
        typed = list(dict.fromkeys(words(text)))
        telling = [each for each in typed if each not in self.concepts.common]
        evidence = self._scores(self.features.of(telling))
        scores = self._scores(self.features.of(typed))
        for entry, score in evidence.items():
            scores[entry] += TELLING * score
        best = sorted(scores, key=lambda entry: (-scores[entry], entry))[:MOST]
        if not best:
            return Found(hits=(), confident=False)
        hits = tuple(Hit(self.ids[each], _shown(scores[each])) for each in best)
        lead = 1.0 - (scores[best[1]] if len(best) > 1 else 0.0) / scores[best[0]]
        return Found(hits, self._is_sure(telling, evidence.get(best[0], 0.0), lead))

    def _scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        best: dict[int, float] = defaultdict(float)
        for each in self.postings:
            for entry, score in each.scores(asked).items():
                best[entry] = max(best[entry], score)
        return best

    def _is_sure(self, telling: Sequence[str], evidence: float, lead: float) -> bool:
        """Whether enough words that are not in any question speak for the best entry."""
        elsewhere = sum(each in self.concepts.elsewhere for each in telling)
        return EVIDENCE * log(evidence + 0.1) + LEAD * lead > SURE + ELSEWHERE * elsewhere


def _shown(score: float) -> float:
    return round(score / (score + HALF), 4)

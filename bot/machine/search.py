"""Questions to answers: which entries of the FAQ a message asks for, and whether that is sure.

In process, no model, the same on every database. People write German in an Arabic chat, so every
language is searched, each by itself, and an entry is worth what its best language makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.core.content import Library
from bot.machine.searching.added import Added
from bot.machine.searching.certainty import Certainty
from bot.machine.searching.features import Features
from bot.machine.searching.folding import words
from bot.machine.searching.meaning import Concepts
from bot.machine.searching.postings import Postings
from bot.machine.searching.spelling import Spelling
from bot.machine.searching.wordings import document, entries, vocabulary
from bot.turns import OwnWording

MOST = 5
TELLING = 0.6
"""Words that are not in any question count once more, by this much."""
HALF = 6.0
"""The sum of weights that is shown as a score of one half."""


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
    postings: Postings | Added
    certainty: Certainty
    languages: Sequence[str] = ()  # those that were read, in their order

    @classmethod
    def build(cls, library: Library, languages: Iterable[str]) -> Self:
        """Reads these languages; one that has no wordings yet is passed over."""
        known = tuple(languages)
        concepts = Concepts(library.synonyms(each) for each in known)
        by_language = {each: entries(library, each) for each in known}
        there = tuple(each for each in known if by_language[each])
        read = tuple(by_language[each] for each in there)
        spelling = Spelling(vocabulary(read) | concepts.single_words)
        features = Features(concepts, spelling)
        ids = library.ids("faq")
        documents = (
            ((each.number, document(features, concepts, each)) for each in language)
            for language in read
        )
        postings = Postings(documents, len(ids))
        certainty = Certainty(concepts, features, postings, spelling)
        return cls(ids, concepts, features, postings, certainty, there)

    def beside(self, wordings: Sequence[OwnWording]) -> Self:
        """With these entries beside the content. Cheap: what is read is not read again."""
        assert isinstance(self.postings, Postings), "once is enough"
        found = Added.build(
            self.postings, len(self.ids), self.features, self.concepts, wordings, self.languages
        )
        sure = replace(self.certainty, postings=found, also_known=found.vocabulary)
        ids = [*self.ids, *found.keys]
        return replace(self, ids=ids, postings=found, certainty=sure)

    def find(self, text: str, language: str) -> Found:
        """The entries a message asks for. `language` is that of the chat, often of the message."""
        # Saying a word twice does not ask for more.
        typed = list(dict.fromkeys(words(text)))
        telling = [each for each in typed if each not in self.concepts.common]
        evidence = self.postings.scores(self.features.of(telling))
        scores = self.postings.scores(self.features.of(typed))
        for entry, score in evidence.items():
            scores[entry] += TELLING * score
        best = sorted(scores, key=lambda entry: (-scores[entry], entry))[:MOST]
        if not best:
            return Found(hits=(), confident=False)
        hits = tuple(Hit(self.ids[each], _shown(scores[each])) for each in best)
        return Found(hits, self.certainty.is_sure(telling, scores, best[0]))


def _shown(score: float) -> float:
    return round(score / (score + HALF), 4)

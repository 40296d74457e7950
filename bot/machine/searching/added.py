"""Entries beside the content, found like it: weighed by what the content says of each word.

To build the index anew for each of them would take a second. What a word is worth follows from
the postings that are there; an entry more or less changes nothing that anybody would see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from bot.machine.searching.features import Features
from bot.machine.searching.folding import words
from bot.machine.searching.meaning import Concepts
from bot.machine.searching.postings import Postings
from bot.machine.searching.wordings import Entry, document
from bot.turns import OwnWording


@dataclass(frozen=True)
class Added:
    """The postings of the content, and of some entries more, whose numbers come after."""

    base: Postings
    keys: Sequence[str] = ()
    # Of each feature: which wordings it speaks for, and how much; of each wording: which entry.
    postings: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)
    entry_of: Sequence[int] = ()
    vocabulary: frozenset[str] = frozenset()

    @classmethod
    def build(
        cls,
        base: Postings,
        entries: int,
        features: Features,
        concepts: Concepts,
        wordings: Sequence[OwnWording],
        languages: Sequence[str],
    ) -> Self:
        keys = list(dict.fromkeys(each.key for each in wordings))
        numbers = {key: entries + number for number, key in enumerate(keys)}
        postings, said = defaultdict[str, list[tuple[int, float]]](list), set[str]()
        for wording, each in enumerate(wordings):
            asked = tuple(words(each.question))
            entry = Entry(numbers[each.key], (asked,), tuple(words(each.answer)))
            language = languages.index(each.language) if each.language in languages else -1
            weights = base.weighed_as(language, document(features, concepts, entry))
            for feature, weight in weights.items():
                postings[feature].append((wording, weight))
            said.update(asked)
        entry_of = [numbers[each.key] for each in wordings]
        return cls(base, keys, dict(postings), entry_of, frozenset(said))

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        scores = self.base.scores(asked)
        mine: dict[int, float] = defaultdict(float)
        for feature, worth in asked.items():
            for wording, weight in self.postings.get(feature, ()):
                mine[wording] += worth * weight
        for wording, score in mine.items():
            entry = self.entry_of[wording]
            scores[entry] = max(scores.get(entry, 0.0), score)
        return scores

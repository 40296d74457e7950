"""Entries beside the content, found like it: weighed by what the content says of each word.

To build the index anew for each of them would take a second. What a word is worth follows from
the postings that are there; an entry more or less changes nothing that anybody would see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from bot.machine.searching.features import Features, Weights
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
    documents: Sequence[tuple[int, Weights]] = ()  # each a wording: which entry, what speaks for it
    vocabulary: frozenset[str] = frozenset()
    entries: int = field(default=0)

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
        found, said = [], set[str]()
        for each in wordings:
            asked = tuple(words(each.question))
            entry = Entry(keys.index(each.key), (asked,), tuple(words(each.answer)))
            number = languages.index(each.language) if each.language in languages else -1
            found.append(
                (
                    entries + entry.number,
                    base.weighed_as(number, document(features, concepts, entry)),
                )
            )
            said.update(asked)
        return cls(base, keys, found, frozenset(said), entries)

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        scores = self.base.scores(asked)
        if not self.documents:
            return scores
        best: dict[int, float] = defaultdict(float, scores)
        for entry, weights in self.documents:
            score = sum(worth * weights[each] for each, worth in asked.items() if each in weights)
            if score:
                best[entry] = max(best[entry], score)
        return best

"""What of the content is searched: questions, ways of asking them, office words, and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.content import SOURCE, Library
from bot.machine.searching.features import Features, Weights
from bot.machine.searching.folding import words
from bot.machine.searching.meaning import Concepts

ANSWER = 0.3
"""A word of the answer counts this much against one of the question."""

Sentence = Sequence[str]


@dataclass(frozen=True)
class Entry:
    """One entry of the FAQ in one language, folded."""

    number: int
    asked: tuple[Sentence, ...]
    answered: Sentence


def entries(library: Library, language: str) -> tuple[Entry, ...]:
    """The entries that have a wording in exactly this language."""
    found = (_entry(library, language, *each) for each in enumerate(library.ids("faq")))
    return tuple(each for each in found if each.asked)


def vocabulary(languages: Iterable[tuple[Entry, ...]]) -> set[str]:
    """Every word somebody may ask with."""
    return {
        word
        for entries in languages
        for entry in entries
        for sentence in entry.asked
        for word in sentence
    }


def document(features: Features, concepts: Concepts, entry: Entry) -> Weights:
    """What speaks for an entry."""
    found = features.of(*entry.asked)
    for word in entry.answered:
        if word not in concepts.common:
            found[features.word(word)] += ANSWER
    return found


def _entry(library: Library, language: str, number: int, id: str) -> Entry:
    question = _own(library, language, id, "question")
    terms = _terms(library, id) if language == SOURCE else ()
    asked = (question, *library.ways(language, id), *terms)
    return Entry(
        number=number,
        asked=tuple(words(each) for each in asked if each),
        answered=words(_own(library, language, id, "answer")),
    )


def _own(library: Library, language: str, id: str, field: str) -> str:
    if library.language_of(language, "faq", id, field) != language:
        return ""
    return library.text(language, "faq", id, field)


def _terms(library: Library, id: str) -> tuple[str, ...]:
    """The German office words that this entry explains."""
    about = (term for term in library.facts().terms.values() if term.question == id)
    return tuple(word for term in about for word in (term.term, *term.aka))

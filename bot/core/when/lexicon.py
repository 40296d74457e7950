"""The phrases of one language and of those its speakers mix in, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from babel import Locale

from bot.core.when.fold import fold
from bot.core.when.senses import Kind, Language, Part, Senses
from bot.core.when.words import language

_INFLECTED = frozenset({
    Kind.NUMBER, Kind.WEEKDAY, Kind.MONTH, Kind.PART, Kind.REL, Kind.FRACTION, Kind.UNIT,
    Kind.HOUR, Kind.MORGEN, Kind.NEXT, Kind.MIDNIGHT, Kind.NOON, Kind.CLOCK, Kind.SOLAR,
})  # fmt: skip
_FORGIVEN = frozenset({
    Kind.WEEKDAY, Kind.MONTH, Kind.REL, Kind.MORGEN, Kind.NEXT, Kind.LAST, Kind.COMING,
    Kind.AFTER_NEXT,
})  # fmt: skip
_SHORTEST_FORGIVEN = 6
_SHORTEST_JOINED = 4
_SHORTEST_FOREIGN_NUMBER = 4
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ZWNJ = "\u200c"
NOTHING: Senses = {}


def _spellings(phrase: str) -> Iterator[str]:
    yield phrase
    yield phrase.translate(_UMLAUTS)
    for joint in ("'", _ZWNJ):
        yield phrase.replace(joint, "")


def _names(locale: Locale) -> Iterator[tuple[str, Kind, int]]:
    """Month and weekday names. Babel's stand-alone weekdays of so and ti are Pashto: unused."""
    for context, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
        for number, name in locale.months[context][width].items():
            yield name.replace(".", ""), Kind.MONTH, number
    for width in ("wide", "abbreviated"):
        for number, name in locale.days["format"][width].items():
            yield name.replace(".", ""), Kind.WEEKDAY, number


def _composed(words: Language) -> Iterator[tuple[str, Kind, int]]:
    numbers = words.table.get(Kind.NUMBER, {})
    for ten, one, template in product((20, 30, 40, 50), range(1, 10), words.composed):
        if ten not in numbers or one not in numbers:
            continue
        tens_words = numbers[ten].split("|")
        # "двадцать первого": where the tens stand first, they stay as they are.
        if template.startswith("{ten}"):
            tens_words = tens_words[:1]
        for tens, ones in product(tens_words, numbers[one].split("|")):
            yield template.format(ten=tens, one=ones), Kind.NUMBER, ten + one


def _entries(words: Language) -> Iterator[tuple[str, Kind, int]]:
    for kind, values in words.table.items():
        for value, phrases in values.items():
            for phrase in phrases.split("|"):
                yield phrase, kind, value
    yield from _composed(words)
    for locale in words.locales:
        yield from _names(Locale.parse(locale))


@cache
def _own(code: str) -> dict[str, dict[Kind, int]]:
    """The phrases of one language alone. What stands first in its table wins over Babel."""
    phrases: dict[str, dict[Kind, int]] = {}
    for phrase, kind, value in _entries(language(code)):
        for spelling in _spellings(phrase):
            if folded := fold(spelling):
                phrases.setdefault(folded, {}).setdefault(kind, value)
    return phrases


def _mixed_in(phrase: str, senses: Senses) -> bool:
    """Whether a foreign phrase is worth knowing: "ten" in a Turkish text is an ending."""
    if Kind.NUMBER not in senses or not phrase.isascii():
        return True
    return len(phrase) >= _SHORTEST_FOREIGN_NUMBER


def _neighbours(word: str) -> Iterator[str]:
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip(typed: str, meant: str) -> bool:
    """One letter too many, missing, wrong, or two exchanged."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, wanted = typed[start:], meant[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return wanted in (rest[1:], swapped) or rest[1:] == wanted[1:] or rest == wanted[1:]


class Lexicon:
    """Looks up phrases, inflected words and slips of the finger."""

    def __init__(self, code: str) -> None:
        words = language(code)
        self.phrases = dict(_own(code))
        self._prefixes, self._suffixes = words.prefixes, words.suffixes
        for relative in words.relatives:
            for phrase, senses in _own(relative).items():
                if phrase not in self.phrases and _mixed_in(phrase, senses):
                    self.phrases[phrase] = senses
        self._longest: dict[str, int] = {}
        self._slips: dict[str, set[str]] = {}
        for phrase, senses in self.phrases.items():
            first, *others = phrase.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))
            if not others and len(first) >= _SHORTEST_FORGIVEN and _FORGIVEN & set(senses):
                for neighbour in _neighbours(first):
                    self._slips.setdefault(neighbour, set()).add(first)
        self.glued = re.compile(rf"(?<=\d){words.glued}\b") if words.glued else None

    def longest(self, first: str) -> int:
        """How many words the longest phrase beginning with this word has."""
        return self._longest.get(first, 1)

    def phrase(self, words: list[str]) -> Senses | None:
        """What several words in a row mean; the last may be inflected: "on bire"."""
        joined = " ".join(words)
        if joined in self.phrases or len(words) == 1:
            return self.phrases.get(joined)
        for stem in self._stems(words[-1]):
            senses = self.phrases.get(" ".join((*words[:-1], stem)))
            if senses is not None and Kind.NUMBER in senses:
                return senses
        return None

    def word(self, typed: str) -> Senses:
        """What a single word can mean: as it is, without its endings, or misspelt."""
        found = self.phrases.get(typed)
        if found is not None:
            return found
        for stem in self._stems(typed):
            senses = self.phrases.get(stem, NOTHING)
            kept = {kind: value for kind, value in senses.items() if kind in _INFLECTED}
            if kept:
                return kept
        return self._joined(typed) or self._misspelt(typed)

    def _stems(self, typed: str) -> Iterator[str]:
        bare = [typed[len(p) :] for p in map(fold, self._prefixes) if typed.startswith(p)]
        for start in bare:
            yield start
        for start in (typed, *bare):
            for suffix in map(fold, self._suffixes):
                if start.endswith(suffix) and len(start) - len(suffix) > 1:
                    yield start[: -len(suffix)]

    def _joined(self, typed: str) -> Senses:
        """Montagmorgen, heuteabend, «فرداصبح»."""
        for cut in range(_SHORTEST_JOINED, len(typed) - 2):
            day = self.phrases.get(typed[:cut], NOTHING)
            rest = self.phrases.get(typed[cut:], NOTHING)
            part = rest.get(Kind.PART, Part.MORNING if Kind.MORGEN in rest else None)
            if part is None:
                continue
            for kind in (Kind.WEEKDAY, Kind.REL):
                if kind in day:
                    return {kind: day[kind], Kind.PART: part}
            if Kind.MORGEN in day:
                return {Kind.REL: 1, Kind.PART: part}
        return NOTHING

    def _misspelt(self, typed: str) -> Senses:
        if len(typed) < _SHORTEST_FORGIVEN:
            return NOTHING
        near = {word for n in _neighbours(typed) for word in self._slips.get(n, ())}
        meant = [self.phrases[word] for word in near if _one_slip(typed, word)]
        if not meant or any(other != meant[0] for other in meant):
            return NOTHING
        return {kind: value for kind, value in meant[0].items() if kind in _FORGIVEN}


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; built at first use (some tens of milliseconds)."""
    return Lexicon(code)

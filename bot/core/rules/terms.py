"""German words as they stand in letters from offices, and as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Shorter names are words of other languages, too ("but", "au", "bab").
SHORT = 3
# From so many letters on a name may have one wrong letter, and two.
ONE_WRONG, TWO_WRONG = 6, 12
LONGEST = 90  # a message that is longer is no word
ARTICLES = frozenset(
    [
        *("der", "die", "das", "den", "dem", "des"),
        *("ein", "eine", "einen", "einem", "einer"),
        *("mein", "meine", "meinen", "meinem", "meiner"),
    ]
)
# "What does … mean?" as people write it in our languages around a word they copy from a letter.
_ASKING = """
    was ist sind heisst heißt bedeutet bedeutung meint genau bitte wort erklären erklär mir denn
    what whats is are s does do mean means meaning of the a an word please explain
    ما ماذا هو هي معنى يعني تعني شو ايش وش شنو كلمة ماهو ماهي
    چیست چیه چی یعنی معنی معنای است کلمه چه
    що таке означає значить це слово что такое значит означает это слово
    ne nedir demek anlamı anlama gelir geliyor kelimesi
    que quoi qu c est ce veut dire signifie le la les un une mot signification de
    çi ye çiye wateya wate tê peyva
    څه ده دی شی معنا مانا کلمې
    እንታይ እዩ እንታይዩ ማለት ትርጉም ቃል
    waa maxay waamaxay macnaheedu macnaheeda macnaha macnihiisu ereyga
"""
ENDINGS = ("", "e", "en", "n", "s", "es", "er", "se", "sen")
_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Term:
    """A German word as it stands in letters from offices; `question` is the entry that says
    more, `do` the step that tells what one may do with such a letter."""

    id: str
    term: str
    article: str
    aka: tuple[str, ...]
    category: str
    do: str
    question: str | None
    verified: bool
    sources: tuple[str, ...]

    @property
    def german(self) -> str:
        """As in a dictionary: an article stands before a noun, and behind what is more."""
        if " " in self.term:
            return f"{self.term} ({self.article})"
        return f"{self.article} {self.term}"

    @property
    def letter(self) -> str:
        return fold(self.term)[0].upper()

    @property
    def names(self) -> tuple[str, ...]:
        return self.term, *(_BRACKETS.sub("", each) for each in self.aka)


@dataclass(frozen=True)
class Meant:
    """`sure`: written as the term is written. Else a letter or two were wrong."""

    id: str
    sure: bool


class Naming:
    """Which terms a text names."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._exact: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        for term in terms:
            for name in term.names:
                if len(short := "".join(_WORD.findall(name))) <= SHORT:
                    self._capitals.setdefault(short, term.id)
                    self._capitals.setdefault(short.upper(), term.id)
                else:
                    self._add(name, term.id)
        self._words = max(map(_length, self._exact), default=0)

    def _add(self, name: str, id: str) -> None:
        for spelled in (fold(name), fold(spelled_out(name))):
            for ending in ENDINGS:
                self._exact.setdefault(spelled + ending, id)

    def named(self, text: str) -> Meant | None:
        """The term that the whole text is, if it is one: with an article, in the plural, in small
        letters, with a typing error; alone, or asked for ("what does … mean?")."""
        if len(text) > LONGEST:
            return None
        words = _WORD.findall(text)
        asked = [word for word in words if fold(word) not in ASKING] if len(words) > 1 else words
        framed = 0 < len(asked) < len(words)
        words = asked or words
        article = len(words) > 1 and words[0].casefold() in ARTICLES
        words = words[1:] if article else words
        bare = fold(" ".join(words))
        short = self._short(words, anyhow=article or framed)
        if id := short or self._exact.get(bare):
            return Meant(id, sure=True)
        near = nearest(bare, self._exact) if len(words) <= self._words else None
        return Meant(self._exact[near], sure=False) if near else None

    def within(self, text: str, most: int = 2) -> Sequence[str]:
        """The terms that stand in a text, the first ones first; of two in one place the longer."""
        words, found, at = _WORD.findall(text[:2000]), list[str](), 0
        while at < len(words) and len(found) < most:
            id, length = self._at(words, at)
            if id and id not in found:
                found.append(id)
            at += length
        return found

    def _at(self, words: Sequence[str], at: int) -> tuple[str | None, int]:
        for length in range(min(self._words, len(words) - at), 0, -1):
            some = words[at : at + length]
            if id := self._short(some) or self._exact.get(fold(" ".join(some))):
                return id, length
        return None, 1

    def _short(self, words: Sequence[str], *, anyhow: bool = False) -> str | None:
        if len(words) != 1:
            return None
        return self._capitals.get(words[0].upper() if anyhow else words[0])


def nearest(bare: str, names: Iterable[str]) -> str | None:
    """The name that this is but for a typing error or two. The first two letters are right: else
    Abmeldung would be Anmeldung."""
    allowed = (len(bare) >= ONE_WRONG) + (len(bare) >= TWO_WRONG)
    if not allowed:
        return None
    begin = bare[:2]
    near = [
        (wrong, name)
        for name in names
        if name.startswith(begin)
        and abs(len(name) - len(bare)) <= allowed
        and (wrong := _distance(name, bare)) <= allowed
    ]
    return min(near)[1] if near else None


def spelled_out(name: str) -> str:
    """`Überprüfung` is `ueberpruefung`, as on a foreign keyboard."""
    return name.casefold().translate(_SPELLED_OUT)


def fold(text: str) -> str:
    """Small letters without marks, one space between words: `Überprüfung` is `uberprufung`."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in marked if not unicodedata.combining(c))))


ASKING = frozenset(map(fold, _ASKING.split()))


def by_letter(terms: Mapping[str, Term]) -> Mapping[str, Sequence[Term]]:
    """All terms by their first letter, both in the order of the alphabet."""
    found: dict[str, list[Term]] = {}
    for term in sorted(terms.values(), key=lambda term: fold(term.term)):
        found.setdefault(term.letter, []).append(term)
    return found


def of_the_day(terms: Mapping[str, Term], day: int) -> Term:
    """Another one each day until all were there, and neighbours of the file days apart.
    `day` is a number of a day, as `date.toordinal` counts."""
    ids = sorted(terms)
    step = next(n for n in range(len(ids) // 3 + 1, 2 * len(ids) + 2) if _coprime(n, len(ids)))
    return terms[ids[day * step % len(ids)]]


def _coprime(one: int, other: int) -> bool:
    while other:
        one, other = other, one % other
    return one == 1


def _length(name: str) -> int:
    return name.count(" ") + 1


def _distance(one: str, other: str) -> int:
    """How many letters are wrong, missing or too many; two that changed places count as one."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, last[j - 2] + 1)
            row.append(least)
    return row[-1]

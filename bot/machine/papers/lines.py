"""Breaks text into lines and puts each in the order of the eye (Unicode Annex 9).

The levels come from fpdf2, which tests them against Unicode's own cases. Its reordering of lines
knows two levels only: a German name of an office with an Arabic word in it would come out torn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from bot.core.words import BIDI_CONTROLS, LTR_MARK, RTL_MARK
from bot.machine.papers.faces import Face, Faces, face_of

SLACK = 1e-6  # ems: a column made for a word must hold it, whatever the rounding


@dataclass(frozen=True)
class Letter:
    char: str  # empty for a mark of direction
    level: int
    face: Face


@dataclass(frozen=True)
class Run:
    """A piece of a line in one face and at one level; its text in the order of speech."""

    text: str
    face: Face
    level: int
    width: float  # ems

    @property
    def rtl(self) -> bool:
        return bool(self.level % 2)


@dataclass(frozen=True)
class Line:
    """Runs from left to right."""

    runs: Sequence[Run]
    rtl: bool  # where it begins

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


@dataclass(frozen=True)
class Typist:
    """Sets lines in one weight; widths are in ems."""

    faces: Faces
    bold: bool
    rtl: bool

    def lines(self, text: str, width: float) -> Sequence[Line]:
        return [line for part in text.split("\n") for line in self._paragraph(part, width)]

    def widest(self, text: str) -> float:
        """Of the whole text on one line."""
        return max((self._measure(self._letters(part)) for part in text.split("\n")), default=0)

    def longest_word(self, text: str) -> float:
        words = (word for part in text.split("\n") for word in _words(self._letters(part)))
        return max((self._measure(_trimmed(word)) for word in words), default=0)

    def _begins_right(self, text: str) -> bool:
        """As the mark at its beginning says: a line of German may stand in Arabic."""
        return text.startswith(RTL_MARK) or (self.rtl and not text.startswith(LTR_MARK))

    def _paragraph(self, text: str, width: float) -> Iterator[Line]:
        rtl, line, used = self._begins_right(text), list[Letter](), 0.0
        for word in self._fitting(_words(self._letters(text)), width):
            if line and used + self._measure(_trimmed(word)) > width + SLACK:
                yield Line(self._ordered(_trimmed(line)), rtl)
                line, used = [], 0.0
            line += word
            used += self._measure(word)
        yield Line(self._ordered(_trimmed(line)), rtl)

    def _fitting(
        self, words: Sequence[Sequence[Letter]], width: float
    ) -> Iterator[Sequence[Letter]]:
        """Words; those wider than a line, as a hash may be, in pieces."""
        for word in words:
            if self._measure(_trimmed(word)) <= width + SLACK:
                yield word
                continue
            piece: list[Letter] = []
            for letter in word:
                whole = piece and not hangs_on(letter.char)
                if whole and self._measure(_trimmed([*piece, letter])) > width + SLACK:
                    yield piece
                    piece = []
                piece.append(letter)
            yield piece

    def _letters(self, text: str) -> Sequence[Letter]:
        base = TextDirection.RTL if self._begins_right(text) else TextDirection.LTR
        resolved = BidiParagraph(text, base_direction=base).get_characters()
        levels = {each.character_index: each.embedding_level for each in resolved}
        made: list[Letter] = []
        level, face = int(base is TextDirection.RTL), Face.LATIN
        for place, char in enumerate(text):
            level = levels.get(place, level)  # a joiner has none and goes with what is before it
            if BIDI_CONTROLS.match(char):  # nothing to print, yet it keeps its neighbours apart
                made.append(Letter("", level, face))
                continue
            face = face if hangs_on(char) else face_of(char, face) or Face.LATIN
            made.append(Letter(char, level, face))
        return made

    def _measure(self, letters: Sequence[Letter]) -> float:
        return sum(run.width for run in self._runs(letters))

    def _runs(self, letters: Sequence[Letter]) -> list[Run]:
        """In the order of speech."""
        found = groupby(letters, lambda letter: (letter.level, letter.face))
        return [
            self._run("".join(letter.char for letter in group), level, face)
            for (level, face), group in found
        ]

    def _run(self, text: str, level: int, face: Face) -> Run:
        shown = text and self.faces.width(text, face, bold=self.bold, rtl=bool(level % 2))
        return Run(text, face, level, shown or 0.0)

    def _ordered(self, letters: Sequence[Letter]) -> Sequence[Run]:
        """Rule L2: from the highest level down, reverse what is at this level or above."""
        runs = self._runs(letters)
        for level in range(max((run.level for run in runs), default=0), 0, -1):
            runs = list(_reversed_from(level, runs))
        return [run for run in runs if run.text]


def _reversed_from(level: int, runs: Sequence[Run]) -> Iterator[Run]:
    for high, group in groupby(runs, lambda run: run.level >= level):
        members = list(group)
        yield from reversed(members) if high else members


def _words(letters: Sequence[Letter]) -> Sequence[Sequence[Letter]]:
    """Each with the spaces after it; a hyphen between letters ends one, too."""
    words, word = list[list[Letter]](), list[Letter]()
    for place, letter in enumerate(letters):
        if word and _may_break(word[-1], letter, letters[place - 2] if place > 1 else None):
            words.append(word)
            word = []
        word.append(letter)
    return [*words, word] if word else words


def _may_break(before: Letter, after: Letter, earlier: Letter | None) -> bool:
    if before.char == " ":
        return after.char != " "
    hyphen = before.char == "-" and earlier is not None and earlier.char.isalpha()
    return hyphen and after.char.isalpha()


def _trimmed(letters: Sequence[Letter]) -> Sequence[Letter]:
    end = len(letters)
    while end and letters[end - 1].char in ("", " "):
        end -= 1
    return letters[:end]


def hangs_on(char: str) -> bool:
    """Vowel signs and joiners are part of the letter before them."""
    return bool(char) and unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")

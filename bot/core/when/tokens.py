"""Cuts folded text into words, numbers and the shapes numbers take in dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Shape(Enum):
    WORD = auto()
    NUMBER = auto()  # 9
    YEAR_FIRST = auto()  # 2026-12-03
    YEAR_LAST = auto()  # 3.12.2026
    PAIR = auto()  # 3.12. or 3/12 or 14.30
    CLOCK = auto()  # 14:30
    JUNK = auto()  # telephone and file numbers, amounts
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `mark` is what separates the numbers; `dotted`: a dot follows."""

    shape: Shape
    text: str
    numbers: tuple[int, ...] = ()
    mark: str = ""
    dotted: bool = False

    @property
    def padded(self) -> bool:
        """Whether the first number is written with two digits: 09:15, 10.30."""
        return len(self.text) > 1 and self.text[:2].isdigit()


_PATTERN = re.compile(
    r"""
      (?P<junk>\+\s?\d[\d\s/()-]{4,}|(?<!\d)0\d{2,}(?:[\s/-]+\d{2,})*|\d{5,}
              |\d+[.,]\d{3}\b(?!\.)|\d+(?:[.,]\d+)?\s?(?:[€$%§]|euro?\b)|[€$§\#]\s?\d+
              |\d+(?:[/.-]\d+){3,}|\d+,\d+)
    | (?P<ymd>\d{4}\s?([-/.])\s?\d{1,2}\s?\3\s?\d{1,2}(?!\d)\.?(?:t(?=\d))?)
    | (?P<dmy>\d{1,2}\s?([./-])\s?\d{1,2}\s?\5(?:\s?\d{4}|\d{2})(?![\d:]))
    | (?P<clock>\d{1,2}\s?:\s?\d{2}(?::\d{2})?(?![\d:]))
    | (?P<pair>\d{1,2}(?:([./-])\d{1,2}\b\.?|\s?[/-]\s?\d{1,2}\b|\.\s\d{1,2}\.)(?![\d:]))
    | (?P<number>\d+\.?)
    | (?P<word>[^\W\d_]+)
    | (?P<sign>[^\s\w])
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_MARK = re.compile(r"[./-]")
_SHAPES = {
    "ymd": Shape.YEAR_FIRST, "dmy": Shape.YEAR_LAST, "clock": Shape.CLOCK, "pair": Shape.PAIR,
    "number": Shape.NUMBER, "junk": Shape.JUNK, "word": Shape.WORD, "sign": Shape.SIGN,
}  # fmt: skip
# 12-го, 03-Dec-2026; but 9h-10h is a span of time.
_HYPHENATED = re.compile(r"(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d{4})")
_TIME_GLUED_ON = re.compile(r"(\d)([.,])(\d{1,2}:\d{2})")


def _token(match: re.Match[str]) -> Token:
    shape = _SHAPES[match.lastgroup or "sign"]
    text = match[0]
    if shape in (Shape.WORD, Shape.SIGN, Shape.JUNK):
        return Token(shape, text)
    numbers = tuple(int(digits) for digits in _DIGITS.findall(text))
    mark = _MARK.search(text.rstrip("."))
    return Token(shape, text, numbers, mark[0] if mark else "", text.endswith("."))


def tokens(folded: str) -> Iterator[Token]:
    """The tokens of a folded text, in order. No character but spaces is lost."""
    spaced = _TIME_GLUED_ON.sub(r"\1\2 \3", folded)
    spaced = _HYPHENATED.sub(" ", spaced)
    for match in _PATTERN.finditer(spaced):
        yield _token(match)

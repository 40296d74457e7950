"""Finds patterns in a row of pieces. A piece belongs to one pattern at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.core.when.pieces import Piece
from bot.core.when.senses import Kind
from bot.core.when.tokens import Shape

_TRANSPARENT_SIGNS = frozenset(",.'\"():;|~*!«»„“”")
_NUMBERS = frozenset("nhdmy")
_FIRST_YEAR = 1000

Found = dict[str, Piece]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a kind of word, or (kind None) a number."""

    name: str
    kind: Kind | None
    optional: bool

    def accepts(self, piece: Piece) -> bool:
        if self.kind is not None:
            return piece.can_be(self.kind)
        number = piece.number
        return number is not None and (number >= _FIRST_YEAR) == (self.name == "y")


@cache
def _elements(pattern: str) -> tuple[Element, ...]:
    """`n h d m` are numbers, `y` is a year, other names are kinds; `?` marks the optional."""
    made = []
    for word in pattern.split():
        name = word.rstrip("?")
        kind = None if name in _NUMBERS else Kind[name.upper()]
        made.append(Element(name, kind, optional=word.endswith("?")))
    return tuple(made)


@dataclass(slots=True)
class Scan:
    """A row of pieces and which of them are accounted for."""

    pieces: Sequence[Piece]
    used: set[int] = field(default_factory=set)

    def transparent(self, at: int) -> bool:
        """Whether a pattern may step over a piece: commas and words without meaning."""
        piece = self.pieces[at]
        if piece.token.shape is Shape.SIGN:
            return piece.token.text in _TRANSPARENT_SIGNS
        return piece.can_be(Kind.FILLER) and at not in self.used

    def find(self, pattern: str) -> Iterator[tuple[Found, list[int]]]:
        """Where a pattern fits among the unused pieces. The caller `use`s what it accepts."""
        elements = _elements(pattern)
        for start in range(len(self.pieces)):
            if start in self.used or not self._may_start(elements, start):
                continue
            places = self._match(elements, start)
            if places:
                yield {name: self.pieces[at] for name, at in places}, [at for _, at in places]

    def _may_start(self, elements: tuple[Element, ...], start: int) -> bool:
        for element in elements:
            if element.accepts(self.pieces[start]):
                return True
            if not element.optional:
                return False
        return False

    def _match(
        self, elements: tuple[Element, ...], at: int, inside: bool = False
    ) -> list[tuple[str, int]] | None:
        if not elements:
            return []
        first, rest = elements[0], elements[1:]
        here = at
        while inside and not self._fits(first, here) and self._may_skip(here):
            here += 1
        if self._fits(first, here):
            tail = self._match(rest, here + 1, inside=True)
            if tail is not None:
                return [(first.name, here), *tail]
        return self._match(rest, at, inside) if first.optional else None

    def _fits(self, element: Element, at: int) -> bool:
        return at < len(self.pieces) and at not in self.used and element.accepts(self.pieces[at])

    def _may_skip(self, at: int) -> bool:
        return at < len(self.pieces) and self.transparent(at)

    def step_over(self, at: int, step: int = 1) -> int:
        """The next place from `at` on that means something."""
        while 0 <= at < len(self.pieces) and self.transparent(at):
            at += step
        return at

    def neighbour(self, at: int, step: int) -> Piece | None:
        """The next meaningful piece after (step 1) or before (step -1) a place."""
        there = self.step_over(at + step, step)
        return self.pieces[there] if 0 <= there < len(self.pieces) else None

    def apply(self, pattern: str, accept: Callable[[Found, list[int]], bool]) -> None:
        """Offers every fit to `accept` and uses up the pieces of those it accepts."""
        for found, places in self.find(pattern):
            if accept(found, places):
                self.used.update(places)

    def unused(self, kind: Kind) -> list[int]:
        return [at for at, p in enumerate(self.pieces) if at not in self.used and p.can_be(kind)]

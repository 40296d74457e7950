"""A typed text as a row of pieces, each with what it can mean, and which are accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.when.fold import fold
from bot.core.when.lexicon import NOTHING, Lexicon, lexicon
from bot.core.when.senses import Kind, Senses
from bot.core.when.tokens import Shape, Token, tokens

_LONGEST_SHORT = 3
_BEFORE_SHORT = frozenset({
    Kind.ON, Kind.NEXT, Kind.COMING, Kind.THIS, Kind.GREETING, Kind.LAST, Kind.UNIT, Kind.NEXT_WEEK,
    Kind.HOUR, Kind.PART,
})  # fmt: skip
_AFTER_SHORT = frozenset({Kind.AT, Kind.HOUR, Kind.PART, Kind.NEXT, Kind.NUMBER})
_SO = "so"


@dataclass(frozen=True, slots=True)
class Piece:
    token: Token
    senses: Senses

    @property
    def number(self) -> int | None:
        if self.token.shape is Shape.NUMBER:
            return self.token.numbers[0]
        return self.senses.get(Kind.NUMBER)

    @property
    def in_digits(self) -> bool:
        return self.token.shape is Shape.NUMBER

    def can_be(self, kind: Kind) -> bool:
        return kind in self.senses

    @property
    def is_known(self) -> bool:
        return bool(self.senses) or self.token.shape is not Shape.WORD


def _phrase(words: Sequence[Token], book: Lexicon) -> tuple[Senses, int]:
    """The longest known phrase at the start of some words, and how many words it takes."""
    texts: list[str] = []
    for word in words[: book.longest(words[0].text)]:
        if word.shape is not Shape.WORD:
            break
        texts.append(word.text)
    for count in range(len(texts), 0, -1):
        senses = book.phrase(texts[:count])
        if senses is not None:
            return senses, count
    return book.word(words[0].text), 1


def _without_weekday(senses: Senses) -> Senses:
    others: dict[Kind, int] = dict(senses)
    del others[Kind.WEEKDAY]
    return others


def _is_short_day(piece: Piece) -> bool:
    """Mo, Do, So, mar, sun: abbreviated weekdays in Latin letters that are words as well."""
    text = piece.token.text
    return len(text) <= _LONGEST_SHORT and text.isascii() and piece.can_be(Kind.WEEKDAY)


def _stands_as_day(
    before: Piece | None, piece: Piece, after: Piece | None, *, german: bool
) -> bool:
    """Whether an abbreviated weekday stands where one would: first or after "am", then a number.

    In German only "so" is another word as well: "so um 9" is "about nine" as often as "Sunday
    at nine", so it is no day unless something points at it.
    """
    led = before is not None and any(map(before.can_be, _BEFORE_SHORT))
    free = german and piece.token.text != _SO
    if not (led or free) and before is not None and before.token.shape is Shape.WORD:
        return False
    if after is None or after.token.shape is not Shape.WORD:
        return True
    if piece.token.text == _SO and not led:
        return False
    return any(map(after.can_be, _AFTER_SHORT))


def _without_false_days(pieces: list[Piece], language: str) -> list[Piece]:
    kept = []
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if _is_short_day(piece) and not _stands_as_day(
            before, piece, after, german=language == "de"
        ):
            piece = Piece(piece.token, _without_weekday(piece.senses))
        kept.append(piece)
    return kept


def pieces_of(text: str, language: str) -> list[Piece]:
    """The pieces of a text as a speaker of the language may have meant them."""
    book = lexicon(language)
    folded = fold(text)
    if book.glued is not None:
        folded = book.glued.sub("", folded)
    row = list(tokens(folded))
    pieces: list[Piece] = []
    at = 0
    while at < len(row):
        senses, count = NOTHING, 1
        if row[at].shape is Shape.WORD:
            senses, count = _phrase(row[at : at + 6], book)
        joined = (
            row[at]
            if count == 1
            else Token(Shape.WORD, " ".join(token.text for token in row[at : at + count]))
        )
        pieces.append(Piece(joined, senses))
        at += count
    return _without_false_days(pieces, language)

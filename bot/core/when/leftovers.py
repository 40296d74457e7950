"""What in a text was not accounted for and therefore makes its reading doubtful."""

from __future__ import annotations

from bot.core.when.pieces import Piece
from bot.core.when.reading import Doubt
from bot.core.when.scan import Scan
from bot.core.when.senses import Kind
from bot.core.when.tokens import Shape

_TIME_WORDS = (Kind.HOUR, Kind.FRACTION, Kind.MINUS, Kind.OF_HOUR, Kind.GONE)
_POINTING = (Kind.ON, Kind.AT, Kind.HOUR)
_LIMITS_NEXT = (Kind.PAST, Kind.AGO, Kind.IN)
_WEEK = 7


def take_labels(scan: Scan) -> None:
    """Numbers of rooms, floors and bus lines are nobody's date: Zimmer 214, 3. Stock."""
    for pattern in ("label n", "n label"):
        for found, places in scan.find(pattern):
            after = scan.neighbour(max(places), 1)
            dated = (
                after is not None
                and pattern == "label n"
                and any(map(after.can_be, (Kind.MONTH, Kind.HOUR, Kind.SOLAR)))
            )
            behind = pattern == "label n" or found["n"].token.dotted
            if found["n"].in_digits and behind and not dated:
                scan.used.update(places)


def _reaches(scan: Scan, at: int, step: int, claimed: set[int]) -> bool:
    """Whether something that was understood stands next to a place, in one direction."""
    there = at + step
    while (
        0 <= there < len(scan.pieces)
        and there not in claimed
        and (scan.transparent(there) or any(map(scan.pieces[there].can_be, _POINTING)))
    ):
        there += step
    return there in claimed


def _beside(scan: Scan, at: int, claimed: set[int]) -> bool:
    if scan.pieces[at].can_be(Kind.AHEAD):
        return _reaches(scan, at, 1, claimed)
    return _reaches(scan, at, -1, claimed) or _reaches(scan, at, 1, claimed)


def _is_loose_number(piece: Piece) -> bool:
    """A number nothing was made of. "Eine", "un", "bir" are articles more often than numbers."""
    if piece.token.shape is Shape.WORD:
        return piece.number not in (None, 1) and not piece.can_be(Kind.FILLER)
    return piece.token.shape is not Shape.SIGN


def _doubt_of(scan: Scan, at: int, claimed: set[int], has_date: bool) -> Doubt | None:
    piece = scan.pieces[at]
    if _is_loose_number(piece) or piece.can_be(Kind.UNSURE):
        return Doubt.UNCLEAR
    numbers = {there for there, other in enumerate(scan.pieces) if other.in_digits}
    if piece.can_be(Kind.SEVERAL) and _beside(scan, at, claimed | numbers):
        return Doubt.SEVERAL
    if piece.can_be(Kind.EDGE) and _beside(scan, at, claimed):
        return Doubt.UNCLEAR
    if any(map(piece.can_be, _LIMITS_NEXT)) and _reaches(scan, at, 1, claimed):
        return Doubt.UNCLEAR
    if piece.can_be(Kind.LATER) and _reaches(scan, at, -1, claimed):
        return Doubt.UNCLEAR
    if any(map(piece.can_be, _TIME_WORDS)) and not piece.can_be(Kind.UNIT):
        return Doubt.UNCLEAR
    if piece.can_be(Kind.SOLAR) and not has_date:
        return Doubt.JALALI
    vague = piece.can_be(Kind.MONTH) or piece.senses.get(Kind.UNIT, 0) >= _WEEK
    return Doubt.UNCLEAR if vague and not has_date and not piece.can_be(Kind.FILLER) else None


def doubts(scan: Scan, claimed: set[int], *, has_date: bool) -> list[Doubt]:
    """Why the unused pieces of a text make it doubtful. `claimed`: pieces that said something."""
    found = (
        _doubt_of(scan, at, claimed, has_date)
        for at in range(len(scan.pieces))
        if at not in scan.used
    )
    return [doubt for doubt in found if doubt is not None]

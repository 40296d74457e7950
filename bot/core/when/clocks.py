"""Times of day: which patterns of words and numbers say one."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TypeAlias

from bot.core.when.facts import Clock, Facts
from bot.core.when.pieces import Piece
from bot.core.when.reading import Doubt
from bot.core.when.scan import Found, Scan
from bot.core.when.senses import Kind, Part
from bot.core.when.tokens import Shape

Maker: TypeAlias = Callable[[Found], Clock | None]

_SHORTEST_WORD_MINUTES = 5


def _of(found: Found, name: str) -> int:
    return found[name].number or 0


def _shifted(hour: int, minutes: int) -> Clock | None:
    """An hour of the twelve-hour face and minutes to add; "halb eins" is half past twelve."""
    if not 1 <= hour <= 24:
        return None
    total = hour * 60 + minutes
    if total < 60:
        total += 12 * 60
    return Clock(total // 60, total % 60) if total < 24 * 60 else None


def _minutes(found: Found) -> int:
    if "fraction" in found:
        return found["fraction"].senses[Kind.FRACTION]
    return _of(found, "m") if 0 < _of(found, "m") < 60 else 10_000


def _later(found: Found) -> Clock | None:
    minutes = (
        _minutes(found) + found["of_hour"].senses[Kind.OF_HOUR]
        if "of_hour" in found
        else (_minutes(found))
    )
    return _shifted(_of(found, "h"), minutes) if minutes < 60 else None


def _earlier(found: Found) -> Clock | None:
    extra = found["of_hour"].senses[Kind.OF_HOUR] if "of_hour" in found else 0
    minutes = _minutes(found)
    return _shifted(_of(found, "h"), extra - minutes) if minutes < 60 else None


def _clearly_earlier(found: Found) -> Clock | None:
    """ "9 to 10" is a span, "ten to nine" a time; "ten to eleven" could be either."""
    minutes = found["m"].number or 0 if "m" in found else 0
    falling = minutes % 5 == 0 and minutes > _of(found, "h")
    clear = "fraction" in found or "minute" in found or falling
    german = found["to"].can_be(Kind.AGO)
    return _earlier(found) if clear or german else None


def _of_hour(found: Found) -> Clock | None:
    return _shifted(_of(found, "h"), found["of_hour"].senses[Kind.OF_HOUR])


def _plain(found: Found) -> Clock | None:
    return Clock(_of(found, "h")) if _of(found, "h") <= 25 else None


def _unless_article(found: Found) -> Clock | None:
    """ "Morning one" is seldom an hour: "sabah bir randevu", "le matin un rendez-vous"."""
    is_article = _of(found, "h") == 1 and not found["h"].in_digits
    return None if is_article else _plain(found)


def _are_minutes(piece: Piece, said: bool) -> bool:
    """Whether a number after an hour is its minutes: 10 Uhr 05, neun dreißig, 10 Uhr 5 Minuten."""
    number = piece.number or 0
    if number > 59 or piece.token.dotted:
        return said and number <= 59
    return said or (piece.token.padded if piece.in_digits else number >= _SHORTEST_WORD_MINUTES)


def _with_minutes(found: Found) -> Clock | None:
    if _of(found, "h") > 25 or not _are_minutes(found["m"], said="minute" in found):
        return None
    return Clock(_of(found, "h"), _of(found, "m"))


def _in_words(found: Found) -> Clock | None:
    """ "Neun dreißig"; two bare numbers in digits could be anything."""
    hour, minute = found["h"], found["m"]
    if hour.in_digits or minute.in_digits or not 10 <= _of(found, "m") <= 59:
        return None
    return _plain(found) and Clock(_of(found, "h"), _of(found, "m"))


def _noon(found: Found) -> Clock | None:
    if "h" in found and _of(found, "h") != 12:
        return None
    return Clock(12, found["fraction"].senses[Kind.FRACTION] if "fraction" in found else 0, True)


def _on_the_face(found: Found) -> Clock:
    minutes = found["clock"].senses[Kind.CLOCK]
    return Clock(minutes // 60 or 12, minutes % 60)


# In order: what says more comes first, so that a shorter pattern never takes its words.
_PATTERNS: tuple[tuple[str, Maker], ...] = (
    ("clock hour?", _on_the_face),
    ("m minute? past of_hour h hour?", _later),
    ("m minute? to of_hour h hour?", _earlier),
    ("hour? fraction past h hour?", _later),
    ("hour? m minute? past h hour?", _later),
    ("hour? fraction to h hour?", _clearly_earlier),
    ("hour? m minute? to h hour?", _clearly_earlier),
    ("less fraction hour? h hour?", _earlier),
    ("less m minute? hour? h hour?", _earlier),
    ("hour? of_hour h hour?", _of_hour),
    ("hour? h fraction gone", _later),
    ("hour? h m minute? gone", _later),
    ("hour? h fraction left", _earlier),
    ("hour? h m minute? left", _earlier),
    ("h? noon plus? fraction?", _noon),
    ("hour? h hour? minus fraction", _earlier),
    ("hour? h hour? minus m minute?", _earlier),
    ("hour? h hour? plus? fraction hour?", _later),
    ("hour? h hour plus? m minute?", _with_minutes),
    ("hour h plus? m minute?", _with_minutes),
    ("at? h plus? m minute", _with_minutes),
    ("at h m", _with_minutes),
    ("hour h hour?", _plain),
    ("at? h hour", _plain),
)
_ALSO_BEFORE_DATES = frozenset({"на", "к", "в", "у", "во"})
_MINUTES_BEHIND_HYPHEN = frozenset({0, *range(25, 60)})
_LAST_DAY = 31
_LOOSE: tuple[tuple[str, Maker], ...] = (
    ("at h", _plain),
    ("h m", _in_words),
    ("h part", _plain),
    ("part h", _unless_article),
)


def _is_day_number(scan: Scan, at: int) -> bool:
    """Whether a number belongs to something else: 3 Tage, 12. Dezember, 12th."""
    there = scan.step_over(at + 1)
    if there >= len(scan.pieces) or there in scan.used:
        return False
    after = scan.pieces[there]
    counted = after.can_be(Kind.UNIT) and not after.can_be(Kind.PART)
    return counted or any(map(after.can_be, (Kind.MONTH, Kind.ORDINAL, Kind.OF_MONTH)))


def _take(scan: Scan, facts: Facts, pattern: str, make: Maker) -> None:
    loose = pattern in dict(_LOOSE)

    def accept(found: Found, places: list[int]) -> bool:
        hour = next((at for at in places if scan.pieces[at] is found.get("h")), None)
        if loose and hour is not None:
            dotted = found["h"].token.dotted and hour + 1 < len(scan.pieces)
            if dotted or _is_day_number(scan, hour) or (found["h"].number or 0) > 24:
                return False
        clock = make(found)
        if clock is None:
            return False
        facts.clocks.append(clock)
        if "gone" in found:
            facts.not_parts.update(places)
        return True

    scan.apply(pattern, accept)


def _take_written(scan: Scan, facts: Facts) -> None:
    """14:30, 09:15."""
    for at, piece in enumerate(scan.pieces):
        if piece.token.shape is not Shape.CLOCK or at in scan.used:
            continue
        hour, minute = piece.token.numbers[:2]
        worded = _take_around(scan, at)
        if minute > 59:
            facts.doubts.append(Doubt.NO_SUCH_TIME)
            continue
        facts.clocks.append(Clock(hour, minute, piece.token.padded and (hour < 10 or not worded)))


def _take_around(scan: Scan, at: int) -> bool:
    """Uses up a time and the words that only point at it. Whether "o'clock" was among them."""
    scan.used.add(at)
    worded = False
    for step in (-1, 1):
        there = scan.step_over(at + step, step)
        if 0 <= there < len(scan.pieces):
            piece = scan.pieces[there]
            worded = worded or piece.can_be(Kind.HOUR)
            if piece.can_be(Kind.HOUR) or piece.can_be(Kind.AT):
                scan.used.add(there)
    return worded


class _Dotted(Enum):
    TIME = auto()
    DATE = auto()
    EITHER = auto()


def _leads_another(scan: Scan, at: int) -> bool:
    """Whether the word for the hour behind a place belongs to what follows: 23.11 saat 14."""
    there = scan.step_over(scan.step_over(at + 1) + 1)
    if there >= len(scan.pieces):
        return False
    number = there not in scan.used and scan.pieces[there].number is not None
    return number or scan.pieces[there].token.shape is Shape.CLOCK


def _ends_another(scan: Scan, at: int) -> bool:
    """Whether the word for the hour before a place belongs to what stands before: 9 Uhr 1.12."""
    there = scan.step_over(scan.step_over(at - 1, -1) - 1, -1)
    if there < 0:
        return False
    piece = scan.pieces[there]
    return piece.number is not None or piece.token.shape is Shape.CLOCK


def _kind_of_dotted(scan: Scan, at: int) -> _Dotted:
    """Whether 14.30, 12.3. or 10.10 is a time or a date, by its numbers and its neighbours."""
    token = scan.pieces[at].token
    hour, minute = token.numbers
    before, after = scan.neighbour(at, -1), scan.neighbour(at, 1)
    if token.mark == "-":
        pointed = before is not None and (before.can_be(Kind.AT) or before.can_be(Kind.HOUR))
        clear = _LAST_DAY < minute < 60 or (pointed and minute in _MINUTES_BEHIND_HYPHEN)
        return _Dotted.TIME if clear and hour < 24 else _Dotted.DATE
    if hour > 24 or minute > 59 or len(token.text.rstrip(".").partition(token.mark)[2]) < 2:
        return _Dotted.DATE
    if before is not None and before.can_be(Kind.HOUR) and not _ends_another(scan, at):
        return _Dotted.TIME
    if after is not None and after.can_be(Kind.HOUR) and not _leads_another(scan, at):
        return _Dotted.TIME
    if not token.dotted and not 1 <= minute <= 12:
        return _Dotted.TIME
    if token.dotted or before is None or not before.can_be(Kind.AT):
        return _Dotted.DATE
    return _Dotted.EITHER if before.token.text in _ALSO_BEFORE_DATES else _Dotted.TIME


def _take_dotted(scan: Scan, facts: Facts) -> None:
    for at, piece in enumerate(scan.pieces):
        token = piece.token
        if token.shape is not Shape.PAIR or token.mark == "/" or at in scan.used:
            continue
        kind = _kind_of_dotted(scan, at)
        if kind is _Dotted.EITHER:
            facts.doubts.append(Doubt.UNCLEAR)
        if kind is _Dotted.TIME:
            worded = _take_around(scan, at)
            hour, minute = token.numbers
            facts.clocks.append(Clock(hour, minute, token.padded and (hour < 10 or not worded)))


def take_pairs_as_clocks(scan: Scan, facts: Facts) -> None:
    """9.10 where only a time is asked for and nothing else says one."""
    for at, piece in enumerate(scan.pieces):
        token = piece.token
        fits = token.shape is Shape.PAIR and token.mark == "." and not token.dotted
        if fits and at not in scan.used and not facts.clocks and token.numbers[1] < 60:
            scan.used.add(at)
            hour, minute = token.numbers
            facts.clocks.append(Clock(hour, minute, token.padded))


def take_clocks(scan: Scan, facts: Facts) -> None:
    """Finds every time of day."""
    _take_written(scan, facts)
    _take_dotted(scan, facts)
    for pattern, make in (*_PATTERNS, *_LOOSE):
        _take(scan, facts, pattern, make)
    for at in scan.unused(Kind.MIDNIGHT):
        scan.used.add(at)
        facts.midnight = True


def take_parts(scan: Scan, facts: Facts) -> None:
    """Finds the parts of the day; "am" and "pm" count only right behind a time."""
    for at, piece in enumerate(scan.pieces):
        part = piece.senses.get(Kind.PART)
        if part is None or at in facts.not_parts:
            continue
        behind_time = scan.step_over(at - 1, -1) in scan.used
        abbreviated = piece.token.text.isascii() or len(piece.token.text) == 1
        if part not in (Part.AM, Part.PM) or not abbreviated or behind_time:
            facts.parts.append(Part(part))
            scan.used.add(at)

"""Opening times: a plain week, read as people write it on doors and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[time, time]

# Monday is 0. Each day by its first two letters, in German and in English.
_GERMAN = ("mo", "di", "mi", "do", "fr", "sa", "so")
_ENGLISH = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAYS = {name: day for names in (_GERMAN, _ENGLISH) for day, name in enumerate(names)}
_WORD = (
    "montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonnabends?|sonntags?"
    "|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?"
    "|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|mo|tu|di|we|mi|th|do|fr|sa|so|su"
)
_TOKEN = re.compile(
    rf"(?P<day>\b(?:{_WORD})\b\.?)|(?P<all>\b(?:täglich|daily)\b)"
    r"|(?P<closed>\b(?:geschlossen|closed|zu)\b)"
    r"|(?P<time>\d{1,2}(?:[:.]\d{2})?)(?:\s*(?:uhr|h)\b)?"
    r"|(?P<to>-|–|—|\bbis\b|\bto\b|\buntil\b)"
    r"|(?P<between>[,;:/+&\n]|\bund\b|\band\b|\bvon\b|\bfrom\b|\buhr\b)|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_APPOINTMENT = re.compile(
    r"(?:\b(?:nur|only|und|and|oder|or|sonst)\b\s*)*"
    r"(?:\b(?:nach|mit|by|on)\s+(?:telefonischer\s+|vorheriger\s+)?"
    r"(?:vereinbarung|absprache|anmeldung|termin|terminvereinbarung|appointment)\b"
    r"|\bn\.?\s*v\.|\bappointment\s+only\b|\bterminvereinbarung\b)(?:\s+only\b)?",
    re.IGNORECASE,
)
LONGEST = 300  # what is kept, as text


class NoHours(ValueError):
    """Not opening times as people write them."""


@dataclass(frozen=True)
class Hours:
    """On which weekdays (Monday is 0) from when to when. Without any: nothing is known."""

    week: tuple[tuple[int, tuple[Span, ...]], ...] = field(default=())

    def on(self, weekday: int) -> Sequence[Span]:
        return dict(self.week).get(weekday, ())

    @property
    def known(self) -> bool:
        return bool(self.week)

    @property
    def text(self) -> str:
        """As `read` reads it again: `Mo 09:00-12:00, 14:00-16:00; Fr 09:00-12:00`."""
        return "; ".join(
            f"{_GERMAN[day].title()} {', '.join(f'{a:%H:%M}-{b:%H:%M}' for a, b in spans)}"
            for day, spans in self.week
        )


@dataclass(frozen=True)
class Opening:
    """What somebody wrote about when a place is open."""

    hours: Hours = field(default_factory=Hours)
    by_appointment: bool = False  # and at no other time


def read(written: str) -> Opening:
    """`Mo-Do 9-12, 14-16; Fr 9-12`, or `nur nach Vereinbarung`. Nothing: nothing is known.

    A day that is named twice is open at both times (other notations let the second replace the
    first: nobody who writes for people means that). Raises `NoHours`.
    """
    rest, arranged = _APPOINTMENT.subn(" ", written)
    week = _week(rest)
    if len(week.text) > LONGEST:
        raise NoHours(written)
    return Opening(week, by_appointment=bool(arranged) and not week.known)


def _week(written: str) -> Hours:
    found: dict[int, list[Span]] = {}
    days: list[int] = []
    open_from: time | None = None
    ranging = used = False  # after "Mo -"; the days have got a time
    for kind, word in _tokens(written):
        if kind in ("day", "all"):
            days = [] if used else days
            days += range(7) if kind == "all" else _more(days, word, ranging=ranging)
            ranging = used = False
        elif kind == "time":
            if not days or (open_from is not None and not ranging):
                raise NoHours(written)
            if open_from is None:
                open_from, ranging = _clock(word), False
                continue
            for day in days:
                found.setdefault(day, []).append(_span(open_from, _clock(word, end=True)))
            open_from, used, ranging = None, True, False
        elif kind == "closed":
            used = True
        else:
            ranging = True
    if open_from is not None or (days and not used):
        raise NoHours(written)
    return Hours(tuple((day, _in_order(found[day])) for day in sorted(found)))


def _tokens(written: str) -> Iterator[tuple[str, str]]:
    for token in _TOKEN.finditer(written.casefold()):
        kind = token.lastgroup or ""
        if kind == "other" and token[0] not in ".()":
            raise NoHours(written)
        if kind in ("day", "all", "closed", "time", "to"):
            yield kind, token[kind]


def _more(before: Sequence[int], word: str, *, ranging: bool) -> Sequence[int]:
    day = _DAYS[word[:2]]
    if not (ranging and before):
        return [day]
    first = before[-1] + 1
    return [each % 7 for each in range(first, day + 1 if day >= first else day + 8)]


def _clock(word: str, *, end: bool = False) -> time:
    hour, _dot, minute = word.replace(".", ":").partition(":")
    if end and int(hour) == 24:
        return time(23, 59)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as wrong:
        raise NoHours(word) from wrong


def _span(start: time, end: time) -> Span:
    if end <= start:
        raise NoHours(f"{start}-{end}")
    return start, end


def _in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    ordered = tuple(sorted(set(spans)))
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise NoHours(f"{before} {after}")
    return ordered

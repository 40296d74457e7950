"""What a German letter says of an appointment: day, time, office, room, person.

Read from what a machine made of a picture, so any letter or digit may be wrong. Rather nothing
than something wrong: what two readings of the picture do not agree about, what a weekday
contradicts, or what stands beside another date that could be meant as well, is asked. The
letter's own date, a date of birth, a deadline and a date that was moved are never the appointment.
File numbers are not kept: nothing but what is named here leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from bot.core.rules.letter_dates import Found, dates_of
from bot.core.rules.letter_words import office_of, person_of, room_of
from bot.core.rules.refusals import finds

T = TypeVar("T")

# Other names of offices that say nothing of who writes.
ANYWHERE = frozenset([
    "Konto", "Filiale", "Betrieb", "Kammer", "Rathaus", "zuständige Stelle", "Sprechstunde",
    "Wache", "Außenstelle", "Schule", "Uni", "AA", "BA",
])  # fmt: skip

LONGEST_LETTER = 20_000  # characters; a page has three thousand


@dataclass(frozen=True)
class Proposal:
    """None, or "", is asked. `sure` means that day and time are clear; they are confirmed anyway.

    `time` without a `day` is never there: it would be offered for any day.
    """

    day: date | None = None
    time: time | None = None
    office: str | None = None  # id of the content
    room: str = ""
    person: str = ""

    def as_kept(self) -> Mapping[str, str | None]:
        return {
            "day": self.day.isoformat() if self.day else None,
            "time": self.time.isoformat("minutes") if self.time else None,
            "office": self.office,
            "room": self.room,
            "person": self.person,
        }

    @property
    def sure(self) -> bool:
        return self.day is not None and self.time is not None


def spoken_names(name: str, aka: Sequence[str]) -> Sequence[str]:
    """ "Bürgeramt / Einwohnermeldeamt" has two; words that any letter may hold are none."""
    names = [*re.split(r"[/(),]", name), *aka]
    return [each.strip() for each in names if each.strip() and each.strip() not in ANYWHERE]


def propose(readings: Sequence[str], today: date, offices: Mapping[str, Sequence[str]]) -> Proposal:
    """`readings` are of the same picture; `offices` says how each kind of office is called."""
    texts = [_cleaned(text) for text in readings if text.strip()]
    if not texts:
        return Proposal()
    found = [_appointment(text, today) for text in texts]
    day = _agreed([each.day for each in found])
    at = _agreed([each.time for each in found]) if day else None
    return Proposal(
        day,
        at,
        _agreed([office_of(text, offices) for text in texts]),
        _harmless(_agreed([room_of(text) for text in texts]) or ""),
        _harmless(_agreed([person_of(text) for text in texts]) or ""),
    )


def _agreed(values: Sequence[T | None]) -> T | None:
    """What all readings say. One that says nothing contradicts, too."""
    return values[0] if len(set(values)) == 1 else None


def _cleaned(text: str) -> str:
    text = text[:LONGEST_LETTER].replace("\r", "")
    text = re.sub(r"[ \t\u00a0]+", " ", text)
    return re.sub(r"[‐‑‒–—]", "-", text)


def _harmless(text: str) -> str:
    return "" if finds(text) else text


def _appointment(text: str, today: date) -> Found:
    """The one moment that can be meant. Nothing if there are two, or none."""
    meant = [each for each in dates_of(text, today) if each.may_be_meant]
    timed = {(each.day, each.time) for each in meant if each.time}
    days = {each.day for each in meant if each.day}
    if any(each.contradicts for each in meant):
        return Found()
    if len(days) != 1 or len(timed) > 1:
        return Found()
    return Found(day=days.pop(), time=next((at for _day, at in timed), None))

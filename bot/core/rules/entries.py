"""What the network has answered itself, beside the content of the release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

OWN = "own-"
"""How the ids of own entries begin, beside those of the content."""


class State(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"


class Count(StrEnum):
    """What became of an answer, counted without names."""

    HELPFUL = "helpful"
    NOT_MEANT = "not-meant"  # given with confidence, and not what was meant
    UNSURE = "unsure"  # something was near, and a human was asked
    NOTHING = "nothing"


MISSES = (Count.NOT_MEANT, Count.UNSURE, Count.NOTHING)


@dataclass(frozen=True)
class Wording:
    """One entry in one language."""

    language: str
    question: str
    answer: str
    state: State
    written_by: int
    reviewed_on: date | None = None

    @property
    def reviewed(self) -> bool:
        return self.state is State.REVIEWED


@dataclass(frozen=True)
class OwnEntry:
    """A question that many have, and what the network answers."""

    id: int
    topic: str
    urgent: bool
    language: str  # in which it was written
    checked_on: date
    valid_until: date | None
    version: int
    closed: bool
    wordings: Mapping[str, Wording]

    @property
    def key(self) -> str:
        return f"{OWN}{self.id}"

    @property
    def original(self) -> Wording:
        return self.wordings[self.language]

    def shown(self, language: str) -> Wording:
        """In this language if somebody reviewed it there, else as it was written."""
        found = self.wordings.get(language)
        return found if found and found.reviewed else self.original

    def stands(self, today: date) -> bool:
        return not self.closed and (self.valid_until is None or today <= self.valid_until)


def number_of(key: str) -> int | None:
    """Of `own-3`, three. None: an id of the content."""
    number = key.removeprefix(OWN)
    own = key.startswith(OWN) and number.isascii() and number.isdecimal() and len(number) < 16
    return int(number) if own else None


def hash_of(answer: str) -> str:
    """Of an answer as it stands, to see whether it has changed."""
    return sha256(" ".join(answer.split()).encode()).hexdigest()

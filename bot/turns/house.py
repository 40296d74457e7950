"""Whose bot this is, and the parts of the machine that handlers may ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.clock import HOME
from bot.core.content import Library
from bot.core.rules.operator import Operator
from bot.core.rules.papers import Paper
from bot.core.rules.services import Facts
from bot.core.rules.sheets import Sheet
from bot.core.rules.translation import Binding
from bot.core.words import Reader, Speech


@dataclass(frozen=True)
class Found:
    """What the search made of a question: ids of the content, the best first."""

    ids: Sequence[str]
    confident: bool


@dataclass(frozen=True)
class OwnWording:
    """An answer of the network itself, as it is asked for in one language."""

    key: str
    language: str
    question: str
    answer: str


@dataclass(frozen=True)
class Own:
    """What is searched beside the content. With another `version` it is loaded anew."""

    version: str = ""
    load: Callable[[], Sequence[OwnWording]] = tuple


class Answers(Protocol):
    """Finds what people ask for. Filled in by `bot.app`."""

    def find(self, text: str, language: str, own: Own = Own()) -> Found: ...


class Sheets(Protocol):
    """Writes spreadsheets. Filled in by `bot.app`."""

    def write(self, sheet: Sheet, format: str, reader: Reader) -> bytes: ...


class Papers(Protocol):
    """Writes PDFs: in the reader's language, and in German. Filled in by `bot.app`."""

    def write(self, paper: Paper, reader: Reader) -> bytes: ...


class Stamps(Protocol):
    """Short proofs that only this house can make, for these words. Filled in by `bot.app`."""

    def stamp(self, purpose: str, words: str) -> str:
        """64 hex digits, the same for the same purpose and words."""


class Interpreter(Protocol):
    """Tells where a machine can translate. Filled in by `bot.app`."""

    def can(self, source: str, target: str) -> bool:
        """Whether there are models for this: else nobody promises a translation."""


class NoInterpreter:
    def can(self, source: str, target: str) -> bool:
        return False


@dataclass
class Address:
    """Where the bot is found; known once the messenger has told."""

    bot_name: str = ""


@dataclass
class Eyes:
    """Whether a program that reads photos of letters is there."""

    open: bool = False


def no_holidays(year: int) -> frozenset[date]:
    return frozenset()


@dataclass(frozen=True)
class House:
    """Whose bot this is, and what all turns of it share."""

    organisation: str
    contact: str
    library: Library
    answers: Answers
    sheets: Sheets
    papers: Papers
    stamps: Stamps
    speech: Speech
    operator: Operator
    zone: ZoneInfo = HOME
    regions: Sequence[str] = ()
    public_url: str = ""  # where the bot's own pages are, if they can be reached
    address: Address = field(default_factory=Address)
    eyes: Eyes = field(default_factory=Eyes)
    holidays: Callable[[int], frozenset[date]] = no_holidays  # of the Land, by year
    interpreter: Interpreter = field(default_factory=NoInterpreter)
    # By language. All that the declaration says is said above, and stays as long as this house.
    declared: dict[str, Binding] = field(default_factory=dict, init=False, compare=False)

    @property
    def facts(self) -> Facts:
        return self.library.facts()

    def link(self, code: str) -> str:
        return f"https://t.me/{self.address.bot_name or 'BOT'}?start={code}"

"""What is handed over on paper: a receipt, a copy of what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.words import Value, Words


@dataclass(frozen=True)
class Grid:
    """A table: its head, and the same number of cells in every row."""

    head: Sequence[Words]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Heading:
    words: Words


Part: TypeAlias = Words | Heading | Grid


@dataclass(frozen=True)
class Annex:
    """A text just as it was once shown, whatever languages it is in. Printed once, at the end."""

    title: Words
    text: str


@dataclass(frozen=True)
class Paper:
    """Whole, in the reader's language first and then in German; then what is annexed."""

    title: Words
    parts: Sequence[Part]
    filename: str  # plain ASCII, without an ending and without a name
    annexes: Sequence[Annex] = ()

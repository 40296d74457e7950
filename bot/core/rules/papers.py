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
class Paper:
    """Whole, in the reader's language first and then in German."""

    title: Words
    parts: Sequence[Part]
    filename: str  # plain ASCII, without an ending and without a name

"""A table on its way into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from bot.core.words import Words

Cell: TypeAlias = "Words | str | int | date | time | datetime | None"


@dataclass(frozen=True)
class Sheet:
    """Words become text in the reader's language; all else stays what it is."""

    name: str
    columns: Sequence[Words]
    rows: Sequence[Sequence[Cell]]

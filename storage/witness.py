"""What the data directory knows of the audit, apart from the database.

Whoever cuts off the end of the table, or puts an older copy in its place, does it to the database
alone: this file still tells how far it went. It says at least what is true: it is written after the
commit, so a crash may leave it a little behind, and never ahead.

Whoever can write here can read the key beside it. Against that only heads kept elsewhere help.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NEWEST, HEADS = "audit-newest.txt", "audit-heads.txt"
LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\d{1,18})\s+([0-9a-f]{16,64})\b")
WIDTH = 18


@dataclass(frozen=True)
class Head:
    """The newest entry at some moment: its number and its seal."""

    id: int
    seal: str


BEGINNING = Head(0, "")
UNREADABLE = Head(-1, "")  # somebody else has written there


@dataclass(frozen=True)
class DayHead:
    day: date
    head: Head

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.head.id} {self.head.seal}"


class Witness:
    def __init__(self, folder: Path) -> None:
        self._newest, self._heads = folder / NEWEST, folder / HEADS

    def newest(self) -> Head | None:
        """None: it has seen nothing yet."""
        try:
            number, _space, seal = self._newest.read_text().strip().rpartition(" ")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return UNREADABLE
        if not number.strip().isdecimal() or not re.fullmatch(r"[0-9a-f]{64}", seal):
            return UNREADABLE
        return Head(int(number), seal)

    def sees(self, head: Head) -> None:
        """In place and always of the same length, so that no crash leaves half of it."""
        file = os.open(self._newest, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(file, f"{head.id:>{WIDTH}} {head.seal}\n".encode(), 0)
        finally:
            os.close(file)

    def heads(self) -> Sequence[DayHead]:
        """One a day, the oldest first."""
        return read_heads(self._heads.read_text()) if self._heads.exists() else ()

    def keep(self, head: DayHead) -> None:
        file = os.open(self._heads, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, f"{head}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)


def read_heads(text: str) -> Sequence[DayHead]:
    """The heads in a text, whatever stands around them: a file of ours, an e-mail."""
    return [
        DayHead(date.fromisoformat(day), Head(int(number), seal))
        for day, number, seal in LINE.findall(text)
    ]

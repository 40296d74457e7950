"""The list of erasures outside of the database: so that a restored backup erases again.

A line names a number, and a digest that tells this person from another who gets the same number
after a restore. Nothing in it says who it was.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

HEAD = "# Who was erased. Keep this file with the key file: a restored backup needs both.\n"


@dataclass(frozen=True)
class Erasure:
    person_id: int
    digest: str
    at: str
    why: str


def digest_of(person_id: int, came_at: datetime) -> str:
    """The same number with another beginning is another person."""
    return hashlib.sha256(f"{person_id} {came_at.timestamp():.6f}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class ErasureLog:
    path: Path

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def begin(self) -> None:
        """An empty list says that nobody was erased; a missing one, that nobody knows."""
        if not self.exists:
            self._append(HEAD)

    def append(self, erasure: Erasure) -> None:
        """On the disk when this returns: before the database forgets."""
        self.begin()
        self._append(json.dumps(asdict(erasure)) + "\n")

    def entries(self) -> Iterator[Erasure]:
        if not self.exists:
            return
        for line in self.path.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("{") and line.endswith("}"):  # else the power went while writing
                yield Erasure(**json.loads(line))

    def _append(self, text: str) -> None:
        made = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if not _ends_a_line(self.path):
                text = "\n" + text
            os.write(made, text.encode("ascii"))
            os.fsync(made)
        finally:
            os.close(made)
        sync_folder(self.path.parent)


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only after this."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

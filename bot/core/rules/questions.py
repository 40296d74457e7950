"""Questions to a human."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Asked:
    """A question that the bot could not answer."""

    id: int
    asker_id: int
    text: str
    language: str
    asked_at: datetime
    answer: str | None = None
    named: bool = False  # the asker agreed that the office sees the name with it
    entry: str = ""  # which answer for all was the answer


def worth_asking(text: str) -> bool:
    """Whether there is enough in it to bother a human: not only a greeting or a thumb."""
    letters = sum(character.isalpha() for character in text)
    return letters >= 12 or (letters >= 5 and len(text.split()) >= 2)

"""What the caller of the sandbox says about the people and the jumps on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Phone:
    """One phone on the page and the fictional person who holds it."""

    chat_id: int
    name: str
    language: str
    """An IETF tag, as Telegram passes it on in `language_code`."""
    note: str
    """A short caption, such as "Teilnehmerin · العربية"."""
    hello: str = "/start"
    """What the Start button sends, such as "/start CODE"."""


@dataclass(frozen=True)
class Jump:
    """A button on the clock bar. `to` answers None when there is nothing to jump to yet.

    `to` is called in a worker thread, so it may ask a database.
    """

    label: str
    to: Callable[[], datetime | None]


CAST = (
    Phone(1001, "Amina", "ar", "Teilnehmerin · العربية"),
    Phone(1002, "Oksana", "uk", "Teilnehmerin · Українська"),
    Phone(1003, "Jonas", "de", "Mentor · Deutsch"),
    Phone(1004, "Katrin", "de", "Koordinatorin · Deutsch"),
)
"""Phones for a sandbox started by itself."""

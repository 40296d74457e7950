"""What a phone shows, and what Telegram would not have shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from bot.core.words import BIDI_CONTROLS, TAG
from bot.machine.composing import Message, Pin


@dataclass
class Bubble:
    """A message as it stands on a phone."""

    id: int
    html: str
    labels: list[list[str]]
    data: list[list[str]]
    document: bytes | None = None
    voice: str = ""
    protected: bool = False
    silent: bool = False
    pin: Pin | None = None  # on the map, instead of a text
    copies: list[str] = field(default_factory=list)  # what buttons put into the clipboard

    @property
    def text(self) -> str:
        return plain(self.html)


@dataclass
class Screen:
    """What one phone shows."""

    bubbles: list[Bubble] = field(default_factory=list)
    popups: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    own: list[int] = field(default_factory=list)  # what the person wrote and still stands there

    def remove(self, message_id: int) -> None:
        self.bubbles = [bubble for bubble in self.bubbles if bubble.id != message_id]
        self.own = [own for own in self.own if own != message_id]

    def put(self, bubble: Bubble) -> None:
        """In the place of the one it edits, or below all others."""
        same = [n for n, other in enumerate(self.bubbles) if other.id == bubble.id]
        if same:
            self.bubbles[same[0]] = bubble
        else:
            self.bubbles.append(bubble)


def refused(message: Message) -> str:
    """Why Telegram would not take this message; empty if it would."""
    buttons = [button for row in message.rows for button in row]
    if not plain(message.text).strip():
        return "message text is empty"
    if len(unescape(TAG.sub("", message.text)).encode("utf-16-le")) > 2 * 4096:
        return "message is too long"
    if len(buttons) > 100 or any(len(row) > 8 for row in message.rows):
        return "reply markup is too long"
    if any(not plain(button.label).strip() for button in buttons):
        return "inline keyboard button text is empty"
    if any(not 1 <= len(button.data.encode()) <= 64 for button in buttons):
        return "BUTTON_DATA_INVALID"
    return ""


def plain(text: str) -> str:
    """As a person reads it."""
    return unescape(re.sub(r"<[^>]+>", "", BIDI_CONTROLS.sub("", text)))

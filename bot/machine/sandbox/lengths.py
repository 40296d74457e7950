"""Lengths as Telegram counts them. Source: core.telegram.org/bots/api, method by method."""

from __future__ import annotations

TEXT = 4096  # UTF-16 units, after entities parsing
CAPTION = 1024
BUTTON_DATA = 64  # bytes of UTF-8
BUTTONS = 100
COPIED = 256  # characters
TOAST = 200
COMMANDS = 100
COMMAND = 32
COMMAND_HELP = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
NAME = 64
SECRET = 256
UPLOAD = 50 << 20
DOWNLOAD = 20 << 20
OLDEST_TAP = 150.0  # seconds
OLDEST_DELETION = 48 * 3600


def units(text: str) -> int:
    """UTF-16 code units: what Telegram counts text and entities in."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def pieces(text: str, longest: int = TEXT) -> list[str]:
    """Text cut as a phone cuts it: no piece longer than `longest` UTF-16 units."""
    if units(text) <= longest:
        return [text]
    cut, used = [""], 0
    for character in text:
        used += units(character)
        if used > longest:
            cut.append("")
            used = units(character)
        cut[-1] += character
    return cut

"""What people and catalogues write, as far as ink can show it: no emoji, no boxes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.core.words import BIDI_CONTROLS
from bot.machine.papers.faces import face_of

SAID = {"✅": "+", "✔": "+", "✖": "–", "❌": "–", "❓": "?", "❗": "!", "→": ">", "←": "<"}
NO_BREAK = "\u00a0\u202f"
JOINERS = "\u200c\u200d"  # Persian and Pashto spell with them
UNKNOWN = "\ufffd"
EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"  # older than isolates, and only good for spoofing
# The library looks for the next letter by recursion: what holds none for long is cut.
NO_LETTER_FOR_LONG = re.compile(r"(?:(?!\n)[\W_]){200}")


def printable(text: str) -> str:
    shown: list[str] = []
    after_nothing = False  # a sign was left out: the space after it would hang
    for char in unicodedata.normalize("NFC", text):
        ink = _ink(char)
        if after_nothing and (ink in JOINERS or (ink == " " and _at_gap(shown))):
            continue
        after_nothing = not ink or (after_nothing and bool(BIDI_CONTROLS.fullmatch(ink)))
        shown.append(ink)
    return NO_LETTER_FOR_LONG.sub("\\g<0>\n", "".join(shown))


def _at_gap(shown: list[str]) -> bool:
    """At the beginning of a line, or after a space."""
    last = BIDI_CONTROLS.sub("", "".join(shown[-4:]))
    return not last or last[-1].isspace()


@lru_cache(4096)
def _ink(char: str) -> str:
    if char == "\n" or char in JOINERS or (BIDI_CONTROLS.match(char) and char not in EMBEDDINGS):
        return char
    kind = unicodedata.category(char)
    if kind == "Cc" or (char.isspace() and char not in NO_BREAK):
        return " "
    if kind == "Cf":
        return ""
    if face_of(char, None):
        return char
    return _instead(char, kind)


def _instead(char: str, kind: str) -> str:
    """The same in other characters (full-width forms, ligatures), or a sign that it is missing."""
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and all(face_of(each, None) for each in plain):
        return plain
    if char in SAID:
        return SAID[char]
    return UNKNOWN if kind[0] in "LN" else ""

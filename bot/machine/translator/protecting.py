"""What no machine may change: names, numbers, dates, phones, addresses, office words, places.

They are taken out before, as stand-ins, and put back afterwards. If a stand-in is lost, the text
around each of them is translated by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STAND_IN = "XQ{}"  # Latin letters and a digit: models copy what they do not know
_FOUND = re.compile(r"XQ(\d+)(?!\d)")
_DIGITS = "0-9٠-٩۰-۹"
# Longer kinds first: of two that begin at the same place, the first in this list wins.
_KINDS = (
    r"https?://\S+|www\.\S+",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\{\w*\}|<[^<>]{1,40}>|/[a-z]{3,20}\b",  # places, tags, commands
    r"§{1,2}\s*\d+\w?(?:\s*(?:Abs\.|Satz|Nr\.)\s*\d+)*(?:\s+[A-ZÄÖÜ]\w*[A-Z]\w*)?",
    r"(?:[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm))"
    r"(?:\s*\d+\s?[a-z]?\b)?(?:,?\s*\d{5}\s+[A-ZÄÖÜ][\w-]+)?",
    r"\b\d{5}\s+[A-ZÄÖÜ][\w-]+",  # a postal code and its place
    rf"(?:\+|00)?[{_DIGITS}][{_DIGITS}\s/().-]{{5,}}[{_DIGITS}]",  # phones, long dates
    rf"[{_DIGITS}]{{1,4}}[./-][{_DIGITS}]{{1,2}}(?:[./-][{_DIGITS}]{{2,4}})?\.?",
    rf"[{_DIGITS}]{{1,2}}[:.][{_DIGITS}]{{2}}",
    rf"[{_DIGITS}]+(?:[.,][{_DIGITS}]+)*(?:\s?(?:€|EUR|Euro|%))?",
)
_EXACT = re.compile("|".join(f"(?:{kind})" for kind in _KINDS))


@dataclass(frozen=True)
class Protected:
    """A text in pieces; every second one, from the second on, is to stay as it is."""

    pieces: Sequence[str]

    @property
    def kept(self) -> Sequence[str]:
        return self.pieces[1::2]

    @property
    def with_stand_ins(self) -> str:
        return "".join(
            _STAND_IN.format(number // 2) if number % 2 else piece
            for number, piece in enumerate(self.pieces)
        )

    @property
    def around(self) -> Sequence[str]:
        """What stands between, to be translated piece by piece."""
        return self.pieces[::2]

    def restored(self, translated: str) -> str | None:
        """With everything back in its place. None unless each stand-in is there exactly once."""
        found = sorted(int(each) for each in _FOUND.findall(translated))
        if found != list(range(len(self.kept))):
            return None
        return _FOUND.sub(lambda each: self.kept[int(each[1])], translated)

    def joined(self, translated: Sequence[str]) -> str:
        """The pieces between are translated; spaces at their ends stay as they were."""
        parts = list(self.pieces)
        for number, (before, after) in enumerate(zip(self.around, translated, strict=True)):
            parts[2 * number] = _with_ends_of(before, after)
        return "".join(parts)


def protect(text: str, exact: Iterable[str]) -> Protected:
    """`exact`: names of people and office words, as they stand in the text."""
    known = sorted({each for each in exact if each.strip()}, key=len, reverse=True)
    named = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in known)
    wanted = re.compile(f"(?:{named})|{_EXACT.pattern}") if named else _EXACT
    pieces, end = [], 0
    for found in wanted.finditer(text):
        pieces += [text[end : found.start()], found[0]]
        end = found.end()
    return Protected([*pieces, text[end:]])


def _with_ends_of(before: str, after: str) -> str:
    if not before.strip():
        return before
    start = before[: len(before) - len(before.lstrip())]
    end = before[len(before.rstrip()) :]
    return f"{start}{after.strip()}{end}"

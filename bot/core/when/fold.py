"""Brings typed text and word lists to one spelling: case, accents, digits, look-alike letters."""

from __future__ import annotations

import re
import unicodedata

_ZWNJ = "\u200c"

# NFD takes the hamza off أ ؤ ئ and the dots off й ї ü; these have no decomposition.
_LETTERS = {
    "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ґ": "г",
    "ة": "ه", "ۀ": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ى": "ي", "ی": "ي", "ې": "ي",
    "ۍ": "ي", "ێ": "ي", "ک": "ك", "ګ": "گ", "ٱ": "ا", "ء": "", "ـ": "", "ۆ": "و",
    "،": ",", "؛": ",", "٫": ".", "፣": ",", "፤": ",", "።": ".", "፡": ":", "፥": ":",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "⁄": "/",
    _ZWNJ: " ", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "@": " at ",
}  # fmt: skip

# Ethiopic letters that sound alike in Tigrinya and are exchanged freely: (series, written as).
_ETHIOPIC_SERIES = ((0x1220, 0x1230), (0x1280, 0x1210), (0x12D0, 0x12A0), (0x1340, 0x1338))
_ETHIOPIC_A = {"ሓ": "ሐ", "ኣ": "አ", "ሃ": "ሀ"}

_SUPERSCRIPT = re.compile(r"(\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]{2})(?!\d)")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-'](?=[^\W\d_])")
_ETHIOPIC_NUMBER = re.compile("[\u1369-\u137a]{1,2}")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
# Persian weekdays counted from Saturday: «۵شنبه». After «ساعت» the number is an hour.
_COUNTED_DAY = re.compile(r"(?<!\d)(?<!ساعت )([1-5]) ?شنبه")
_COUNTED_DAYS = dict(zip("12345", ("يك", "دو", "سه", "چهار", "پنج"), strict=True))
_SPACES = re.compile(r"\s+")
_LONGEST = 300


def _ethiopic() -> dict[str, str]:
    table = dict(_ETHIOPIC_A)
    for source, target in _ETHIOPIC_SERIES:
        for order in range(7):
            plain = chr(target + order)
            table[chr(source + order)] = _ETHIOPIC_A.get(plain, plain)
    return table


_TABLE = str.maketrans(_LETTERS | _ethiopic())


def _spell(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        letter
        for letter in marked
        if letter == _ZWNJ or unicodedata.category(letter) not in ("Mn", "Cf")
    )
    return unicodedata.normalize("NFC", kept).translate(_TABLE)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter, letter)) if letter > "\x7f" else letter


def _ethiopic_number(match: re.Match[str]) -> str:
    values = [ord(letter) - 0x1368 for letter in match[0]]
    return str(sum(value if value < 10 else (value - 9) * 10 for value in values))


def fold(text: str) -> str:
    """The text in the one spelling that word lists and phrases are compared in.

    Lower case, no accents, no short vowels, Latin digits, no direction marks; hyphens and
    apostrophes inside words become spaces. Only the first 300 characters are looked at.
    """
    text = _SUPERSCRIPT.sub(r"\1:\2", text[:_LONGEST])
    text = _spell(text)
    if not text.isascii():
        text = _ETHIOPIC_NUMBER.sub(_ethiopic_number, text)
        text = "".join(map(_digit, text))
    text = _INITIALS.sub(r"\1 ", text)
    text = _COUNTED_DAY.sub(lambda match: f"{_COUNTED_DAYS[match[1]]} شنبه", text)
    text = _BETWEEN_LETTERS.sub(" ", text)
    return _SPACES.sub(" ", text).strip()

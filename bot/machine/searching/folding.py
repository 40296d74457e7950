"""Different spellings of a word made the same: per script, without knowing the language.

Both what is searched and what is asked pass through here, so a folding need not be right for every
language, only the same on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 600
"""Characters of a message that are searched; what comes after is rarely the question."""

_SAME = {
    # Arabic, Persian and Pashto keyboards write the same letter with different characters.
    "ه": "ةہھۀە",
    "ی": "ىيېۍے",
    "ک": "ك",
    "گ": "ګ",
    "ا": "ٱ",
    "ت": "ټ",
    "د": "ډ",
    "ر": "ړ",
    "ن": "ڼ",
    # Russian and Ukrainian are mixed in one message.
    "г": "ґ",
    "и": "іы",
    "е": "єэ",
    "i": "ı",
    "o": "ø",
    "d": "đ",
    "l": "ł",
}
_DROPPED = (
    "ъь" + "\u0640\u200b\u200c\u200d\u200e\u200f\u00ad"
)  # tatweel, joiners, marks, soft hyphen
# Ge'ez series that sound alike today: each starts at the first code point and has seven forms.
_SYLLABLES = {
    0x1210: 0x1200,
    0x1280: 0x1200,
    0x1220: 0x1230,
    0x12D0: 0x12A0,
    0x1340: 0x1338,
}


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(map(ord, _DROPPED))
    table |= {ord(each): to for to, many in _SAME.items() for each in many}
    table |= {a + n: chr(b + n) for a, b in _SYLLABLES.items() for n in range(7)}
    table |= {zero + n: str(n) for zero in (0x660, 0x6F0) for n in range(10)}
    return table | {ord("ß"): "ss", ord("æ"): "a", ord("œ"): "o"}


_TABLE = _table()
_ELISION = re.compile(r"\b(l|d|j|m|t|s|c|n|qu)['’ʼ](?=\w)")
_PARAGRAPH = re.compile(r"\b(\d{1,3})\s?([a-z])\b")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_UMLAUT = re.compile(r"(?<=[aou])e")
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:وال|بال|فال|کال|ال|لل)(?=\w{3})")


def words(text: str) -> list[str]:
    """The words of a text, folded: «Aufenthaltstitel §25 b» → ["aufenthaltstitel", "25b"]."""
    text = _without_marks(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    text = _ELISION.sub(r"\1 ", text).replace("'", "").replace("’", "").replace("ʼ", "")
    text = _PARAGRAPH.sub(r"\1\2", text)
    return [_fold(each) for each in _WORD.findall(text.translate(_TABLE))]


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


@lru_cache(maxsize=5_000)
def _fold(word: str) -> str:
    # People type kuendigung, kündigung and kundigung, and double too many letters or too few.
    return _DOUBLED.sub(r"\1", _UMLAUT.sub("", _ARTICLE.sub("", word)))

"""The consonants of a word in Latin letters: «tasrih» meets «تصريح» and «rabota» meets «работа».

Arabic, Persian, Russian and Ukrainian speakers without their keyboard write by ear: the vowels
differ from person to person, the consonants hardly.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 3
"""Consonants. With fewer, too many words look the same."""

# One letter for a sound that people write in several ways, also for digits that stand for letters.
_BY_EAR = {
    "sch": "s", "sh": "s", "ch": "s", "zh": "s", "ts": "s", "z": "s", "c": "s", "9": "s",
    "kh": "k", "ck": "k", "q": "k", "x": "k", "5": "k", "gh": "g", "dj": "g", "j": "g", "8": "g",
    "th": "t", "6": "t", "dh": "d", "ph": "f", "w": "v", "7": "h",
}  # fmt: skip
_SOUNDS = {
    "b": "بб", "p": "پп", "t": "تثطт", "g": "جغگг", "s": "چزژسشصظځڅښږжзсцчшщ", "h": "حه",
    "k": "خقکкх", "d": "دذضд", "r": "رр", "f": "فф", "l": "لл", "m": "مм", "n": "نн", "v": "وв",
}  # fmt: skip
_LETTERS = str.maketrans({letter: sound for sound, many in _SOUNDS.items() for letter in many})
_EAR = re.compile("|".join(_BY_EAR))
_MUTE = re.compile(r"[^bdfghklmnprstv]|h$")
_DOUBLED = re.compile(r"(.)\1+")


def is_latin(word: str) -> bool:
    return word.isascii()


@lru_cache(maxsize=5_000)
def skeleton(word: str) -> str:
    """The sounds of a folded word, "" where too few are left."""
    heard = _by_ear(word) if is_latin(word) else word.translate(_LETTERS)
    consonants = _DOUBLED.sub(r"\1", _MUTE.sub("", heard))
    return consonants if len(consonants) >= SHORTEST else ""


def _by_ear(word: str) -> str:
    return _EAR.sub(lambda found: _BY_EAR[found[0]], word)

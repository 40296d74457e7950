"""Whether a machine's translation may be shown. Each check names a way in which Argos is known to
fail: it returns the English source for a quarter of the sentences into Arabic, repeats a word,
drops or changes numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

LEAST_OF_SCRIPT = 0.6  # of the letters, in the script of the target language
LENGTHS = (0.3, 3.0)  # characters, against the source
SHORT = 12  # characters: a short text may grow more
LONGEST_RUN = 3  # the same word so often in a row
# Log probability for each word of the answer; a clear sentence has more than half of this.
LEAST_SURE = -2.5

_SCRIPTS = {
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "uk": "\u0400-\u052f",
    "ti": "\u1200-\u139f\u2d80-\u2ddf",
}
_SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa", "fa_AF", "ps"), "ar"),
    **dict.fromkeys(("uk", "ru"), "uk"),
    "ti": "ti",
}
_LATIN = "A-Za-z\u00c0-\u024f"
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


class Fault(StrEnum):
    EMPTY = "empty"
    SAME = "same"  # as the source
    SCRIPT = "script"
    LENGTH = "length"
    REPEATED = "repeated"
    NUMBERS = "numbers"
    TERMS = "terms"
    UNSURE = "unsure"


def faults(
    source: str, target: str, *, language: str, kept: Sequence[str], score: float
) -> Sequence[Fault]:
    """What speaks against showing it; nothing if it may be shown. `kept`: what had to stay."""
    if not target.strip():
        return [Fault.EMPTY]
    own = _without(target, kept)
    found = {
        Fault.SAME: _words(_without(source, kept)) == _words(own) != [],
        Fault.SCRIPT: not _is_in_script(own, language),
        Fault.LENGTH: not _has_a_fitting_length(source, target),
        Fault.REPEATED: _repeats(target) and not _repeats(source),
        Fault.NUMBERS: _numbers(source) != _numbers(target),
        Fault.TERMS: any(target.count(each) < source.count(each) for each in kept),
        Fault.UNSURE: score < LEAST_SURE * max(1, len(_words(own))),
    }
    return [fault for fault, is_so in found.items() if is_so]


def _without(text: str, kept: Sequence[str]) -> str:
    for each in sorted(kept, key=len, reverse=True):
        text = text.replace(each, " ")
    return text


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_in_script(text: str, language: str) -> bool:
    letters = _LETTER.findall(text)
    if not letters:
        return True
    script = _SCRIPTS.get(_SCRIPT_OF.get(language, ""), _LATIN)
    fitting = re.findall(f"[{script}]", "".join(letters))
    return len(fitting) >= LEAST_OF_SCRIPT * len(letters)


def _has_a_fitting_length(source: str, target: str) -> bool:
    least, most = LENGTHS
    length = max(len(source.strip()), SHORT)
    return least * len(source.strip()) <= len(target.strip()) <= most * length


def _repeats(text: str) -> bool:
    run = 1
    for before, after in pairwise(_words(text)):
        run = run + 1 if before == after else 1
        if run >= LONGEST_RUN:
            return True
    return False


def _numbers(text: str) -> Counter[int]:
    """Whatever digits they are written with."""
    return Counter(int(each) for each in _NUMBER.findall(text))

"""Phone numbers as people write them."""

from __future__ import annotations

import re

SHORT = re.compile(r"1\d{2,5}")  # 112, 115, 116117: no country has them in its plan
LONGEST = 40


class NoNumber(ValueError):
    """Not a phone number."""


def phone(written: str) -> str:
    """`0341 / 123 45 67` becomes `+49 341 1234567`. Raises `NoNumber`; nothing stays nothing."""
    import phonenumbers  # 5 MB that only whoever enters a number needs

    bare = re.sub(r"[\s/.()-]", "", written)
    if not bare:
        return ""
    if SHORT.fullmatch(bare):
        return bare
    try:
        number = phonenumbers.parse(written, "DE")
    except phonenumbers.NumberParseException as wrong:
        raise NoNumber(written) from wrong
    if number.extension or not phonenumbers.is_possible_number(number):
        raise NoNumber(written)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

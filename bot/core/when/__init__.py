"""Dates and times as people type them, in every language. Unclear is asked, never guessed.

The text is folded to one spelling (`fold`), cut into tokens (`tokens`), each piece gets its
possible senses from the words of the language (`lexicon`, `words`), patterns claim the pieces
(`dates`, `clocks`, `weekdays`), and the facts are put together (`resolve`, `halves`,
`understanding`). Whatever number or limiting word is left unclaimed makes the reading doubtful.
German is understood in every language, since that is what the letters are written in.
"""

from __future__ import annotations

from datetime import datetime

from bot.core.when.reading import Doubt, Moment, Reading
from bot.core.when.understanding import Asked, understand

__all__ = ["Doubt", "Moment", "Reading", "answer", "read", "read_day", "read_past_day", "read_time"]


def read(text: str, language: str, now: datetime) -> Reading:
    """The day and time of an appointment to come, in local wall time.

    `now` is aware or local wall time; the zone decides about the hours that summer time
    takes away or doubles (Europe/Berlin where `now` is naive). A day without a time is sure; a
    time without a day is not.
    """
    return understand(text, language, now, Asked.BOTH)


def read_day(text: str, language: str, now: datetime) -> Reading:
    """A day to come, where a form asks for nothing else. A time beside it is kept if clear."""
    return understand(text, language, now, Asked.DAY)


def read_past_day(text: str, language: str, now: datetime) -> Reading:
    """Today or a day gone by ("gestern", "Dienstag", "3.11."), as for a contact noted down."""
    return understand(text, language, now, Asked.PAST_DAY)


def read_time(text: str, language: str, now: datetime) -> Reading:
    """A time of day, where a form has the day already; a bare "10" is enough."""
    return understand(text, language, now, Asked.TIME)


def answer(text: str, language: str, now: datetime) -> tuple[str | None, bool]:
    """`(at, sure)`: `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD`; None whenever the bot would ask."""
    reading = read(text, language, now)
    if not reading.sure or reading.day is None:
        return None, False
    if reading.time is None:
        return reading.day.isoformat(), True
    return f"{reading.day.isoformat()}T{reading.time:%H:%M}", True

"""Words that nobody but a person of the tests would say, one for each kind of secret.

They stand in every field there is. Whatever fails, none of them may be in a log, in what is
printed, or in a traceback.
"""

from __future__ import annotations

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from enum import StrEnum

from bot.machine.telegram.silence import TALKATIVE, UNBEARABLE, USUAL, HideToken


class Canary(StrEnum):
    NAME = "Zaubernuss"
    TEXT = "Zitronenfalter im Regen"
    NOTE = "Zwiebelkuchen notiert"
    PLACE = "Zufallsgasse 17"
    CONTACT = "Frau Zipfelmütze"
    ANSWER = "Zeitungsantwort"
    GUARDIAN = "Zweitvormund"
    PAPER = "Zettelkasten links"
    REGION = "Zwergenhausen"
    CODE = "ZZC0DEZZC0DEZZ00"
    PIN = "739415"
    TOKEN = "4711:AAE-notreally_a_token_but_long_enough"
    LINK = "ZZlinkZZlinkZZlinkZZlinkZZlinkZZ"
    CHAT = "998877665"


WORDS = " ".join(Canary)  # what an error would quote that quotes everything


def found_in(text: str) -> list[Canary]:
    """Which of them; also where umlauts were written as escapes."""
    unescaped = text.encode("latin-1", "backslashreplace").decode("unicode_escape", "replace")
    secret = Canary.TOKEN.partition(":")[2]
    seen = f"{text}\n{unescaped}".replace(secret, Canary.TOKEN)
    return [each for each in Canary if each in seen]


@dataclass
class Overheard:
    """All that a process would leave behind: its log at a level, and what it prints."""

    lines: list[str] = field(default_factory=list)
    printed: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, self.printed.getvalue()])


class _Journal(logging.Handler):
    def __init__(self, overheard: Overheard, level: int) -> None:
        super().__init__(level)
        self._overheard = overheard

    def emit(self, record: logging.LogRecord) -> None:
        more = {name: vars(record)[name] for name in vars(record).keys() - USUAL}
        self._overheard.lines.append(
            f"{record.name} {self.format(record)} {record.args!r} {more} {record.exc_info}"
        )


@contextmanager
def overhearing(level: int = logging.DEBUG, *, silent: bool = True) -> Iterator[Overheard]:
    """As `lotse run` sets it up; without `silent`, as Python alone would."""
    overheard, root = Overheard(), logging.getLogger()
    journal = _Journal(overheard, level)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    factory, before = logging.getLogRecordFactory(), root.level
    quiet = {name: logging.getLogger(name).level for name in (*TALKATIVE, UNBEARABLE)}
    root.addHandler(journal)
    root.setLevel(level)
    if silent:
        HideToken(Canary.TOKEN).install()
    try:
        with redirect_stderr(overheard.printed), redirect_stdout(overheard.printed):
            yield overheard
    finally:
        logging.setLogRecordFactory(factory)
        for handler in root.handlers:
            for hider in [each for each in handler.filters if isinstance(each, HideToken)]:
                handler.removeFilter(hider)
        root.removeHandler(journal)
        root.setLevel(before)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        for name, level_before in quiet.items():
            logging.getLogger(name).setLevel(level_before)

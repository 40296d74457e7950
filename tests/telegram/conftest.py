"""Every test here logs at debug level, and none may log the token."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from bot.machine.telegram.silence import TALKATIVE, UNBEARABLE, USUAL, HideToken
from tests.telegram.fake import TOKEN


class Journal(logging.Handler):
    """What a log file would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        extra = {name: vars(record)[name] for name in vars(record).keys() - USUAL}
        self.lines.append(f"{self.format(record)} {extra}")

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def unhide() -> None:
    logging.setLogRecordFactory(logging.LogRecord)
    for handler in logging.getLogger().handlers:  # pytest's own live on
        for hider in [filter for filter in handler.filters if isinstance(filter, HideToken)]:
            handler.removeFilter(hider)


@pytest.fixture(autouse=True)
def journal() -> Iterator[Journal]:
    root, journal = logging.getLogger(), Journal()
    level = root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    quiet = {name: logging.getLogger(name).level for name in (*TALKATIVE, UNBEARABLE)}
    root.setLevel(logging.DEBUG)
    root.addHandler(journal)
    HideToken(TOKEN).install()
    yield journal
    unhide()
    root.removeHandler(journal)
    root.setLevel(level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    assert TOKEN not in journal.text
    assert TOKEN.partition(":")[2] not in journal.text

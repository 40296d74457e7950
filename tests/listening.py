"""Everything that is logged while the tests run is kept and searched at the end.

At DEBUG, throughout: a name, a text or a token in any record of Lotse or of the libraries it
runs on fails the whole run. Not listened to: the stock clients that tests of the local messenger
and of the rim use as strangers; Lotse itself switches them off (`bot.machine.telegram.silence`).
"""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

LOGS = Path(__file__).parents[1] / "build" / "test-logs"  # one for each process of the tests
STRANGERS = ("telegram", "httpx", "httpcore", "hpack", "playwright")
TOKEN = r"\b\d{6,}:[A-Za-z0-9_-]{20,}"
# The cast and what they say in the conversation tests.
NEVER = re.compile(
    rf"{TOKEN}|Amina|Oksana|Jonas|Mara\b|Katrin|Samir|Otto\b|swim|Musterstraße|Example Network"
    r"|office@example\.org|Somebody"
)


class Listener(logging.Handler):
    """Writes each record as a formatter would show it, with its traceback."""

    def __init__(self, name: str) -> None:
        super().__init__(logging.DEBUG)
        LOGS.mkdir(parents=True, exist_ok=True)
        self._file = (LOGS / f"{name}.log").open("w", encoding="utf-8")
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in STRANGERS:
            return
        self._file.write(self.format(record) + "\n")

    def close(self) -> None:
        self._file.close()
        super().close()


def begin_anew() -> None:
    shutil.rmtree(LOGS, ignore_errors=True)


def lines() -> list[str]:
    """Of all processes of this run."""
    logs = sorted(LOGS.glob("*.log"))
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def found() -> list[str]:
    """Lines that hold what no log may hold."""
    return [line for line in lines() if NEVER.search(line)]

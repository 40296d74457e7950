"""Keeps secrets and words of people out of every log.

The token is part of every URL of Telegram. What people write stands in the sentences of errors,
ours and those of the libraries; so of an error only its kind and its places are logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.machine import trouble

HIDDEN = "[hidden]"
SHORTEST_SECRET = 8  # characters; whatever is shorter stands in any text

TALKATIVE = (
    "httpx",
    "httpcore",
    "aiohttp",
    "apscheduler",
    "sqlalchemy",  # rows of results at DEBUG
    "alembic",
    "fontTools",  # what it does to every table of a font
    "fpdf",
)  # they log URLs, and every ring
# python-telegram-bot logs all contents at DEBUG, whole answers at ERROR, whole batches of
# updates at CRITICAL.
UNBEARABLE = "telegram"
OFF = logging.CRITICAL + 1

# The event loop shows tasks and callbacks with their arguments and errors.
LOOP, LOOP_SAYS = "asyncio", "trouble in a task or a callback"

USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class HideToken(logging.Filter):
    """Takes secrets out of log records: message, arguments, errors, and what was added.

    A filter on a logger sees only what is logged to that very logger. So `install` puts it
    where records are made, and on the root's handlers, for fields that are added later.
    """

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = sorted(_shapes(secrets), key=len, reverse=True)

    def install(self) -> None:
        """For the whole process. The root's handlers must be there already."""
        made_by = logging.getLogRecordFactory()
        make = made_by.make if isinstance(made_by, _Records) else made_by
        logging.setLogRecordFactory(_Records(make, self))
        for handler in logging.getLogger().handlers:
            for older in [f for f in handler.filters if isinstance(f, HideToken)]:
                handler.removeFilter(older)
            handler.addFilter(self)
        trouble.install()
        quieten()

    def filter(self, record: logging.LogRecord) -> bool:
        self._hide_message(record)
        self._hide_error(record)
        for name in vars(record).keys() - USUAL:
            text = str(vars(record)[name])
            if self.hide(text) != text:
                setattr(record, name, self.hide(text))
        return True

    def hide(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def _hide_message(self, record: logging.LogRecord) -> None:
        if record.name == LOOP and record.levelno >= logging.WARNING:
            record.msg, record.args = LOOP_SAYS, ()
            return
        if isinstance(record.args, tuple):
            record.args = tuple(map(_kind_of_error, record.args))
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - logging would print all arguments
            record.msg, record.args = (
                f"{self.hide(str(record.msg))} [arguments do not fit]",
                (),
            )
            return
        if self.hide(message) != message:
            record.msg, record.args = (
                self.hide(message),
                (),
            )  # without arguments, % is just a %

    def _hide_error(self, record: logging.LogRecord) -> None:
        """An error's text is made by the first formatter, unless it is there already."""
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            record.exc_text, record.exc_info = trouble.places(record.exc_info[1]), None
        if record.stack_info:
            record.stack_info = self.hide(record.stack_info)


def _kind_of_error(argument: object) -> object:
    return type(argument).__name__ if isinstance(argument, BaseException) else argument


@dataclass(frozen=True)
class _Records:
    make: Callable[..., logging.LogRecord]
    hider: HideToken

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.make(*args, **kwargs)
        self.hider.filter(record)
        return record


def quieten() -> None:
    """Whatever level the root has."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(UNBEARABLE).setLevel(OFF)


def _shapes(secrets: Iterable[str]) -> set[str]:
    """A token is `<number>:<secret>`; the secret alone is enough to guess the rest."""
    found = {part for secret in secrets for part in (secret, secret.partition(":")[2])}
    found |= {quote(part, safe="") for part in found}
    return {shape for shape in found if len(shape) >= SHORTEST_SECRET}

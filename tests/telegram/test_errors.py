"""The table of what Telegram answers, and what becomes of the message."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.machine.outcomes import Later, Moved, Never, Outcome, Unsure
from bot.machine.telegram.errors import outcome_of
from bot.machine.telegram.request import Refused

SOON = Later(timedelta(seconds=5))
A_MINUTE = Later(timedelta(minutes=1), whole_bot=True)
PLACE = cast(Any, SimpleNamespace(host="x", port=443, ssl=True, is_ssl=True))


def because(trouble: TelegramError, cause: Exception) -> TelegramError:
    trouble.__cause__ = cause
    return trouble


def unreachable(reason: str) -> Never:
    return Never(reason, unreachable=True)


BLOCKED = "Forbidden: bot was blocked by the user"
DEACTIVATED = "Forbidden: user is deactivated"
NEVER_MET = "Forbidden: bot can't initiate conversation with a user"

TABLE: list[tuple[TelegramError, Outcome]] = [
    (RetryAfter(7), Later(timedelta(seconds=7), whole_bot=True)),
    (RetryAfter(timedelta(seconds=90)), Later(timedelta(seconds=90), whole_bot=True)),
    (NetworkError("Too Many Requests: retry after 5"), Later(timedelta(seconds=5), True)),
    (Forbidden(BLOCKED), unreachable(BLOCKED)),
    (Forbidden(DEACTIVATED), unreachable(DEACTIVATED)),
    (Forbidden(NEVER_MET), unreachable(NEVER_MET)),
    (BadRequest("Bad Request: chat not found"), unreachable("Chat not found")),
    (BadRequest("Bad Request: private chat not found"), unreachable("Private chat not found")),
    (Forbidden("Forbidden: not enough rights"), Never("Forbidden: not enough rights")),
    (BadRequest("Bad Request: message is too long"), Never("Message is too long")),
    (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Never("Button_data_invalid")),
    (BadRequest('Can\'t parse "Amina" here'), Never("Can't parse")),
    (BadRequest("Bad Request: wrong name Amina Secret at 15"), Never("Wrong name … at 15")),
    (Forbidden("Forbidden: AMINA_SECRET 4915112345678"), Never("Forbidden: …")),
    (NetworkError("Request Entity Too Large"), Never("Request Entity Too Large")),
    (ChatMigrated(-1005), Moved(-1005)),
    (InvalidToken(), A_MINUTE),
    (EndPointNotFound("x"), A_MINUTE),
    (Conflict("Conflict: terminated by other getUpdates request"), A_MINUTE),
    (because(NetworkError("x"), aiohttp.ClientConnectorError(PLACE, OSError(111, "x"))), SOON),
    (because(NetworkError("x"), aiohttp.ClientConnectorDNSError(PLACE, OSError("x"))), SOON),
    (because(NetworkError("x"), aiohttp.ClientConnectorSSLError(PLACE, OSError("x"))), SOON),
    (because(NetworkError("x"), aiohttp.ClientConnectorCertificateError(PLACE, OSError())), SOON),
    (because(TimedOut(), aiohttp.ConnectionTimeoutError("x")), SOON),
    (because(NetworkError("x"), aiohttp.InvalidURL("x")), SOON),
    (because(NetworkError("x"), Refused("redirected")), SOON),
    (because(TimedOut(), aiohttp.SocketTimeoutError("x")), Unsure()),
    (because(TimedOut(), TimeoutError()), Unsure()),
    (because(NetworkError("x"), aiohttp.ServerDisconnectedError()), Unsure()),
    (because(NetworkError("x"), aiohttp.ClientOSError(104, "reset")), Unsure()),
    (because(NetworkError("x"), aiohttp.ClientPayloadError("x")), Unsure()),
    (NetworkError("Internal Server Error: restart"), Unsure()),
    (NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed"), Unsure()),
    (TelegramError("Invalid server response"), Unsure()),
]


@pytest.mark.parametrize(("trouble", "outcome"), TABLE, ids=repr)
def test_what_each_error_means(trouble: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(trouble) == outcome


def test_a_page_in_the_answer_is_not_kept_as_the_reason() -> None:
    page = Forbidden("Forbidden (403). Parsing the server response b'<html>/bot1:x/' failed")
    assert outcome_of(page) == Never("Forbidden (403)")


def test_asking_how_long_to_wait_warns_nobody(recwarn: pytest.WarningsRecorder) -> None:
    outcome_of(RetryAfter(7))
    assert not recwarn.list

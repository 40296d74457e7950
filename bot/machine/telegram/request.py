"""HTTP for python-telegram-bot, on aiohttp.

The library's own client takes three times the CPU for a message, and gets slower
the more requests are in flight. See also `NEVER_LEFT`: nobody else can tell.
"""

from __future__ import annotations

import json
import ssl
from functools import cache
from typing import Any

import aiohttp
import certifi
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT, READ, UPLOAD = 5.0, 20.0, 60.0  # seconds; to read is to wait for any piece of an answer
LONGEST_PAUSE = 86_400  # seconds that anybody may ask us to wait
AT_ONCE = 100  # connections; more than the bot ever has in flight, so nothing waits for one


class Refused(Exception):
    """The request was not carried out, and no part of it will be."""


# Causes after which a request surely did not reach Telegram. After any other it may have.
# The time to connect includes the wait for a free connection.
NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, no such host, no route, TLS
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    Refused,
)


class AiohttpRequest(BaseRequest):
    """Raises `NetworkError` or `TimedOut` whose `__cause__` says what happened.

    The messages of aiohttp's own errors contain the URL, and the URL contains the
    token: they stay in `__cause__`.
    """

    def __init__(
        self,
        *,
        connect: float = CONNECT,
        read: float = READ,
        upload: float = UPLOAD,
        at_once: int = AT_ONCE,
    ) -> None:
        self._connect, self._read, self._upload = connect, read, upload
        self._at_once = at_once
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._at_once, ssl=_trusted()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Lotse", "Accept-Encoding": "identity"},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        patience = _patience(
            connect=_chosen(connect_timeout, self._connect),
            read=_chosen(read_timeout, self._read),
            upload=_chosen(write_timeout, self._upload),
        )
        try:
            return await self._exchange(method, url, _body(request_data), patience)
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError, Refused) as error:
            raise NetworkError(type(error).__name__) from error

    async def _exchange(
        self, method: str, url: str, body: _Body, patience: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise Refused("the line is closed")
        async with self._session.request(
            method,
            url,
            data=body,
            headers=FORM if isinstance(body, bytes) else None,
            timeout=patience,
            allow_redirects=False,
        ) as response:
            if 300 <= response.status < 400:  # followed, it would lose its body on the way
                raise Refused("redirected")
            return response.status, await response.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library expects it, whatever came. The original logs what it cannot read."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        if "result" in answer:
            return answer
        hints, description = _hints(answer), _description(answer)
        return {"result": None, "description": description, "parameters": hints}


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_Body = bytes | aiohttp.FormData | None


def _chosen(given: Any, usual: float) -> float:
    return float(usual if given is None or given is BaseRequest.DEFAULT_NONE else given)


def _patience(*, connect: float, read: float, upload: float) -> aiohttp.ClientTimeout:
    """The total keeps an answer that comes drop by drop from lasting for ever."""
    total = connect + upload + read
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


@cache  # reading them takes 30 ms
def _trusted() -> ssl.SSLContext:
    """The system's certificates, for who has an authority of their own; and those that every
    system should have, but a bare Debian does not."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _body(data: RequestData | None) -> _Body:
    """A form: of all encodings the one that any Bot API server is sure to know."""
    if data is None:
        return None
    if not data.contains_files:
        return data.url_encoded_parameters({"errors": "replace"}).encode()
    # The names of files must come as they are: Telegram shows percent signs to people.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value.encode(errors="replace").decode())
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=_harmless(filename), content_type=kind)
    return form


def _harmless(filename: str) -> str:
    kept = (letter if letter.isprintable() and letter not in '"\\/' else "_" for letter in filename)
    return "".join(kept)


def _description(answer: dict[str, Any]) -> str:
    description = answer.get("description")
    return description if isinstance(description, str) else ""


def _hints(answer: dict[str, Any]) -> dict[str, int]:
    hints = answer.get("parameters")
    if not isinstance(hints, dict):
        return {}
    known = {name: hints.get(name) for name in ("retry_after", "migrate_to_chat_id")}
    sane = {name: hint for name, hint in known.items() if type(hint) is int}
    if "retry_after" in sane:
        sane["retry_after"] = min(max(sane["retry_after"], 1), LONGEST_PAUSE)
    return sane

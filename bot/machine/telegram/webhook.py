"""Telegram calls: updates come as requests, and are kept before they are answered with 200.

Whoever finds the address can call it. Only Telegram knows the secret.
"""

from __future__ import annotations

import hmac
import json
import logging
import re

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.machine.telegram.alarms import Alarm
from bot.machine.telegram.calls import call
from bot.machine.telegram.inbound import WANTED, received, update_id
from bot.machine.telegram.polling import Keep

log = logging.getLogger(__name__)

SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 256 * 1024  # bytes; Telegram itself drops updates above 64 KiB
CONNECTIONS = 20  # that Telegram may open at once; all it sends is put in the inbox, no more


class WeakSecret(ValueError):
    """A sentence for the operator."""


class Webhook(Starlette):
    """POST to `path` brings an update; GET /healthz tells that somebody is at home.

    Raises WeakSecret, so that no webhook is ever open to everybody.
    """

    def __init__(self, secret: str, keep: Keep, *, path: str = "/webhook") -> None:
        self._secret = checked(secret).encode()
        self._keep = keep
        self._alarm = Alarm(log, "webhook")
        super().__init__(
            routes=[
                Route(path, self.take, methods=["POST"]),
                Route("/healthz", _at_home, methods=["GET"]),
            ]
        )

    async def take(self, request: Request) -> Response:
        if not self._is_telegram(request):
            self._alarm.ring("a call without the secret")
            return PlainTextResponse("no", 403, headers={"Connection": "close"})
        body = await _read(request)
        if body is None:
            self._alarm.ring("a call that is too long")
            return PlainTextResponse("too long", 413, headers={"Connection": "close"})
        return await self._put_down(body)

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.getlist(HEADER)
        # compare_digest takes the same time however much of the secret was guessed.
        return len(given) == 1 and hmac.compare_digest(given[0].encode(), self._secret)

    async def _put_down(self, body: bytes) -> Response:
        raw = _parsed(body)
        if update_id(raw) is None:
            self._alarm.ring("an update that cannot be read")
            return PlainTextResponse("ok")  # else Telegram would repeat it until it expires
        assert isinstance(raw, dict)
        try:
            await self._keep([received(raw)])
        except Exception as trouble:  # noqa: BLE001 - so that Telegram repeats it
            self._alarm.ring(type(trouble).__name__)
            return PlainTextResponse("later", 500)
        self._alarm.over()
        return PlainTextResponse("ok")


def checked(secret: str) -> str:
    if not SECRET.fullmatch(secret):
        raise WeakSecret(
            "The webhook needs a secret of 32 to 256 characters, of the letters A-Z and a-z, "
            "digits, _ and -."
        )
    return secret


async def register(bot: Bot, url: str, secret: str) -> bool:
    """Tell Telegram where to call. Whether it agreed; else nothing comes in."""
    wishes = {
        "url": url,
        "secret_token": checked(secret),
        "allowed_updates": WANTED,
        "max_connections": CONNECTIONS,
    }
    try:
        await call(bot, "setWebhook", wishes)
    except TelegramError as error:
        log.error("the webhook was not set: %s", type(error).__name__)
        return False
    return True


async def _at_home(request: Request) -> Response:
    return PlainTextResponse("ok")


async def _read(request: Request) -> bytes | None:
    """None for more than Telegram ever sends. Whatever the header says, it is counted."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None

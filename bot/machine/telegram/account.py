"""The bot's account: the line to Telegram, and who the bot is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.machine.telegram.calls import call
from bot.machine.telegram.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org"
Line: TypeAlias = Bot


@dataclass(frozen=True)
class Account:
    id: int
    username: str
    name: str


class UnknownToken(Exception):
    """Telegram does not know this token. Trying again will not help."""


class NoAnswer(Exception):
    """Telegram cannot be reached, or its answer cannot be read."""


@asynccontextmanager
async def line(token: str, api: str = TELEGRAM) -> AsyncIterator[Bot]:
    """An open line to a Bot API server; `api` is its scheme and host. Nothing is sent yet."""
    async with AiohttpRequest() as request:
        base = api.rstrip("/")
        yield Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=request,
            get_updates_request=request,
        )


async def who_am_i(bot: Bot) -> Account:
    """Raises UnknownToken or NoAnswer; neither holds the token."""
    try:
        me = await call(bot, "getMe", {})
    except (InvalidToken, EndPointNotFound):
        raise UnknownToken from None
    except TelegramError as error:
        raise NoAnswer(type(error).__name__) from None
    if not isinstance(me, dict) or type(me.get("id")) is not int:
        raise NoAnswer("no account in the answer")
    return Account(me["id"], str(me.get("username", "")), str(me.get("first_name", "")))

"""One call of a method of Telegram, by its name, with the raw answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest


async def call(
    bot: Bot,
    method: str,
    parameters: Mapping[str, object],
    *,
    wait: float | None = None,
) -> Any:
    """What Telegram answers, as JSON. Parameters that are None are left out.

    `wait` is in seconds, for an answer; None waits as long as the bot's request does.
    Raises TelegramError. The bot's own methods make objects of every answer, at the
    price of the whole call, and raise KeyError for an answer they do not expect although
    the message was sent; `Bot.get_updates` fails for a whole batch because of one update.
    `Bot.do_api_request` knows only methods that the bot does not have itself.
    """
    patience = BaseRequest.DEFAULT_NONE if wait is None else wait
    return await bot._post(method, dict(parameters), read_timeout=patience)

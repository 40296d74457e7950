"""A stock bot of python-telegram-bot that echoes: the measure for `lotse bench`, and the
negative control of the tests. `python -m bot.machine.telegram.echo URL TOKEN [SECONDS]`"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


def echo(url: str, token: str, seconds: float = 0) -> None:
    """Polls until a signal; each update takes its handler so many seconds more."""

    async def answer(update: Update, context: Any) -> None:
        if seconds:
            await asyncio.sleep(seconds)
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    builder = Application.builder().token(token).base_url(f"{url}/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    echo(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))

"""`lotse run`: serves Telegram until SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import sys

from bot.app import assemble
from bot.machine.telegram.silence import HideToken
from bot.machine.telegram.webhook import WeakSecret, checked
from bot.running import AlreadyRunning, alone
from bot.running import serve as serve_lotse
from bot.settings import Settings
from storage import rotating
from storage.vault import KeyFileProblem

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def serve(*, webhook: bool) -> int:
    settings = Settings()
    token = settings.telegram_token.get_secret_value()
    secret = settings.webhook_secret.get_secret_value()
    logging.basicConfig(level=settings.log_level.upper(), format=LINE, stream=sys.stderr)
    HideToken(token, secret).install()
    if ":" not in token:
        return _no(
            "LOTSE_TELEGRAM_TOKEN is missing or no token: BotFather gives you one, see the README."
        )
    try:
        if webhook:
            checked(secret)
            if not settings.webhook_url:
                return _no("LOTSE_WEBHOOK_URL is missing: where shall Telegram send updates?")
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(settings.data_dir):
            rotating.finish(settings.keys, settings.url)  # if `lotse keys rotate` was broken off
            asyncio.run(serve_lotse(assemble(settings), webhook=webhook))
    except (KeyFileProblem, WeakSecret) as problem:
        return _no(str(problem))
    except AlreadyRunning:
        return _no("Another Lotse is running on this data directory.")
    return 0


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1

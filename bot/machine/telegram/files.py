"""Fetches a file that somebody sent. It stays in memory."""

from __future__ import annotations

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.machine.telegram.calls import call

log = logging.getLogger(__name__)

PATIENCE = 40.0  # seconds


async def fetch(bot: Bot, file_id: str, most: int) -> bytes | None:
    """Never raises: None if it cannot be had, or is larger than `most` bytes."""
    try:
        found = await call(bot, "getFile", {"file_id": file_id})
        path, size = _where(found), _size(found)
        if path is None or size > most:
            return None
        content = await bot.request.retrieve(f"{bot.base_file_url}/{path}", read_timeout=PATIENCE)
    except TelegramError as error:  # its text may hold the address, and that holds the token
        log.warning("a file was not fetched: %s", type(error).__name__)
        return None
    return content if len(content) <= most else None


def _where(found: object) -> str | None:
    """Below the address for files. A server of one's own in local mode names a file of its own
    disk instead, which is not ours to open."""
    path = found.get("file_path") if isinstance(found, dict) else None
    if not isinstance(path, str) or path.startswith("/") or ".." in path or "://" in path:
        return None
    return path


def _size(found: object) -> int:
    size = found.get("file_size") if isinstance(found, dict) else None
    return size if isinstance(size, int) else 0

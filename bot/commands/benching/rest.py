"""How long the bot takes to start, and how much memory it holds at rest."""

from __future__ import annotations

import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from bot.commands.benching.rounds import lotse
from bot.commands.benching.server import Server, wait_until

SETTLED = 2.0  # seconds after the first reply: all that is read at start has been read


def start_time(server: Server, folder: Path) -> float:
    """Seconds from the start of the process until it polled, kept what was there, and said so."""
    server.order("update", {"edited_message": {"message_id": 1}})  # nobody answers that
    began = time.monotonic()
    with lotse(server, folder):
        wait_until(lambda: not server.look("state")["pending_updates"], every=0.01)
        return time.monotonic() - began


def memory(server: Server, folder: Path) -> float:
    """Megabytes (10^6 bytes) of a bot that has started and answered somebody."""
    with lotse(server, folder, {}) as pid:
        server.order("forget", {})
        server.order("say", {"chat_id": 1, "text": "/menu"})
        wait_until(lambda: bool(server.look("transcript")))
        time.sleep(SETTLED)  # noqa: TID251 - a measurement in a process of its own
        return resident(pid) / 1e6


def resident(pid: int) -> int:
    """Bytes of memory a process holds."""
    with suppress(ImportError):
        return int(
            import_module("psutil").Process(pid).memory_info().rss
        )  # only developers have it
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * 4096

"""Updates a second: a stock echo bot without a database, and Lotse's whole durable step."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bot.commands.benching.server import TOKEN, Server, child, wait_until

WARM_UP = 200
FAST = {"LOTSE_PACE": "1000000", "LOTSE_PACE_PER_CHAT": "1000000", "LOTSE_IN_FLIGHT": "32"}


@contextmanager
def echoing(server: Server, folder: Path) -> Iterator[None]:
    with child(["bot.machine.telegram.echo", server.url, TOKEN], {}, folder):
        yield


@contextmanager
def lotse(server: Server, folder: Path, settings: Mapping[str, str] = FAST) -> Iterator[int]:
    """`lotse run`; its process id."""
    with child(["bot", "run"], environment(server, folder, settings), folder) as process:
        yield process.pid


def environment(server: Server, folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    own = {
        "LOTSE_TELEGRAM_TOKEN": TOKEN,
        "LOTSE_TELEGRAM_API": server.url,
        "LOTSE_DATA_DIR": str(folder),
        "LOTSE_LOG_LEVEL": "WARNING",
    }
    return {**own, **settings}


def rate(server: Server, updates: Iterator[dict[str, Any]], count: int) -> float:
    """Updates a second, from the moment they are there to the last reply, when warm."""
    answered(server, list(islice(updates, WARM_UP)))
    batch = list(islice(updates, count))
    began = time.monotonic()
    return count / (answered(server, batch) - began)


def answered(server: Server, updates: Sequence[dict[str, Any]]) -> float:
    """When the last of these was answered, by the machine's monotonic clock."""
    server.order("forget", {})
    server.order("update", updates)
    last = f"transcript?after={len(updates) - 1}"
    wait_until(lambda: bool(server.look(last)))
    return float(server.look(last)[0]["at"])

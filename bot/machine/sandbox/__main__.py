"""The local messenger as a process of its own, for tests and benchmarks."""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from bot.machine.sandbox.people import CAST
from bot.machine.sandbox.sandbox import Sandbox


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.machine.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--token", default="1:x")
    parser.add_argument("--no-page", action="store_true", help="the Bot API and /control only")
    parser.add_argument("--flood-limit", action="store_true", help="429 above 30 messages a second")
    parser.add_argument("--admit-everybody", action="store_true", help="no 'chat not found'")
    parser.add_argument("--first-retry", type=float, default=1.0, help="webhook's first pause, s")
    parser.add_argument("--state", type=Path, default=None, help="keep the state in this file")
    return parser.parse_args()


async def _serve(options: argparse.Namespace) -> None:
    sandbox = Sandbox(
        options.token,
        () if options.no_page else CAST,
        page=not options.no_page,
        flood_limit=options.flood_limit,
        admit_everybody=options.admit_everybody,
        state_file=options.state,
        first_retry=options.first_retry,
    )
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await sandbox.start(options.port)
    print(f"listening on {sandbox.url}", flush=True)
    await ended.wait()
    await sandbox.stop()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))

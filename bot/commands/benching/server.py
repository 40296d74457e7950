"""Processes of their own: the local messenger, and the bots that are measured against it."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any
from urllib.request import Request, urlopen

HOUSE = Path(__file__).parents[3]  # where `bot` can be imported from
TOKEN = "1:x"  # noqa: S105 - the local messenger's own
PATIENCE = 60.0  # seconds


class Stuck(Exception):
    """What was waited for did not come."""


@dataclass(frozen=True)
class Server:
    """The local messenger, driven over HTTP."""

    url: str

    def order(self, act: str, order: object) -> Any:
        body = json.dumps(order).encode()
        return _answer(Request(f"{self.url}/control/{act}", body))  # noqa: S310 - loopback

    def call(self, method: str, **parameters: object) -> Any:
        """A call of the Bot API, as a bot makes it."""
        body, kind = json.dumps(parameters).encode(), {"Content-Type": "application/json"}
        url = f"{self.url}/bot{TOKEN}/{method}"
        return _answer(Request(url, body, kind))  # noqa: S310 - loopback

    def look(self, what: str) -> Any:
        return _answer(Request(f"{self.url}/control/{what}"))  # noqa: S310 - loopback


def _answer(request: Request) -> Any:
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
        return json.load(answer)["result"]


@contextmanager
def messenger(*options: str) -> Iterator[Server]:
    """The local messenger without its page, open to everybody."""
    command = ["bot.machine.sandbox", "--no-page", "--admit-everybody", *options]
    with TemporaryDirectory() as folder, child(command, {}, Path(folder)) as process:
        assert process.stdout
        yield Server(process.stdout.readline().split()[-1])


@contextmanager
def child(
    module: Sequence[str], settings: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[str]]:
    """`python -m ...` with these settings and no others. Asked to end in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        env={**environment(), **settings},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def environment() -> dict[str, str]:
    """None of our own settings; and a place for what Python compiles, as an installed bot has."""
    unwanted = ("LOTSE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PYTHONPATH": str(HOUSE), "PYTHONPYCACHEPREFIX": compiled()}


@cache
def compiled() -> str:
    """One place for all that this process starts: to compile the bot takes longer than a start."""
    folder = mkdtemp(prefix="lotse-compiled-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def wait_until(done: Callable[[], bool], every: float = 0.05, patience: float = PATIENCE) -> None:
    """Raises Stuck."""
    end = time.monotonic() + patience
    while not done():
        if time.monotonic() > end:
            raise Stuck
        time.sleep(every)  # noqa: TID251 - a measurement in a process of its own

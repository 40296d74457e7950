"""The bot as a process of its own, against the local messenger as another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import Lotse, assemble
from bot.commands.benching.server import TOKEN, Server, environment
from bot.settings import Settings
from tests.faults.born import Born, nursery

RUN = ("bot", "run")
DYING = ("tests.faults.dying",)
ECHO = ("bot.machine.telegram.echo",)


@dataclass
class Bots:
    """Starts one process after the other on the same data; none outlives its test."""

    server: Server
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    started: list[Born] = field(default_factory=list)

    def start(self, command: Sequence[str] = RUN, **settings: str) -> Born:
        wanted = {**environment(), **self.environment, **settings}
        process = nursery().bear(command, self.folder, self.folder / "bot.log", wanted)
        self.started.append(process)
        return process

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LOTSE_TELEGRAM_TOKEN": TOKEN,
            "LOTSE_TELEGRAM_API": self.server.url,
            "LOTSE_DATA_DIR": str(self.folder),
            "LOTSE_LOG_LEVEL": "DEBUG",
            "LOTSE_PACE": "1000",
            "LOTSE_PACE_PER_CHAT": "1000",
            "LOTSE_LEASE": "1",
            **self.settings,
        }

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text(errors="replace")

    def lotse(self) -> Lotse:
        """The same bot in this process, to look at its database."""
        url = self.settings.get("LOTSE_DATABASE_URL", "")
        token: Any = TOKEN
        return assemble(Settings(data_dir=self.folder, database_url=url, telegram_token=token))

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()


@contextmanager
def bots(server: Server, folder: Path, **settings: str) -> Iterator[Bots]:
    folder.mkdir(parents=True, exist_ok=True)
    crew = Bots(server, folder, settings)
    try:
        yield crew
    finally:
        crew.end()


def eventually(done: Callable[[], object], what: str = "", *, patience: float = 30) -> None:
    """Looks again and again; fails if it does not come true."""
    end = time.monotonic() + patience
    while not done():
        assert time.monotonic() < end, f"this did not come true: {what or done}"
        time.sleep(0.02)

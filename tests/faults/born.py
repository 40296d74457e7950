"""Processes from the nursery, to be used like those of `subprocess`."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from signal import SIGKILL, SIGTERM
from threading import Condition, Lock, Thread

from bot.commands.benching.server import HOUSE, environment


class Born:
    """One process: what `subprocess.Popen` can, as far as it is needed here."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._changed = Condition()

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        with self._changed:
            if not self._changed.wait_for(lambda: self.returncode is not None, timeout):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        self._signal(SIGKILL)

    def terminate(self) -> None:
        self._signal(SIGTERM)

    def ended(self, code: int) -> None:
        with self._changed:
            self.returncode = code
            self._changed.notify_all()

    def _signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class Nursery:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            env=environment(),
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._one_at_a_time = Lock()
        self._newest: SimpleQueue[Born] = SimpleQueue()
        self._alive: dict[int, Born] = {}
        Thread(target=self._listen, daemon=True).start()

    def bear(
        self, command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str]
    ) -> Born:
        """A process that runs as `python -m <command>` would, and writes to the log."""
        order = {
            "command": list(command),
            "folder": str(folder),
            "log": str(log),
            "environment": dict(environment),
        }
        assert self._process.stdin
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            return self._newest.get(timeout=30)

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            event = json.loads(line)
            if pid := event.get("born"):
                self._alive[pid] = Born(pid)
                self._newest.put(self._alive[pid])
            else:
                self._alive.pop(event["ended"]).ended(event["code"])


@cache
def nursery() -> Nursery:
    """One for all tests of a process."""
    begun = Nursery()
    atexit.register(begun.close)
    return begun

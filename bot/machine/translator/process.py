"""One worker process with a bounded queue: killed at its time or memory limit and started again."""

from __future__ import annotations

import asyncio
import importlib.util
import itertools
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.machine.translator.models import Pair
from bot.machine.translator.worker import resident

log = logging.getLogger(__name__)

LOOKS = 0.1  # seconds between looks at the clock and the memory
LONGEST_LINE = 1 << 20
# Passed on to the worker; everything else of the environment may hold secrets.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "TZ")


class NotNow(Exception):
    """No translation from this process: it was full, too slow, too big, or fell over."""


class Busy(NotNow):
    """So many wait already that one more would wait too long."""


class Died(NotNow):
    """Killed at a limit, or crashed. The next job gets a new process."""


class CannotTranslate(NotNow):
    """The worker says no: the model is missing, or is not what it was."""


@dataclass(frozen=True)
class Limits:
    seconds: float = 60  # for one job
    waiting: int = 20  # jobs
    soft: int = 700_000_000  # bytes; above, models are unloaded
    hard: int = 1_500_000_000  # bytes; above, the process is killed
    idle: float = 600  # seconds; then it ends and gives its memory back


@dataclass(frozen=True)
class Translated:
    text: str
    score: float  # log probability of all its sentences together: 0 is best


def is_installed() -> bool:
    """Whether the extra `argos` is there."""
    return importlib.util.find_spec("argostranslate") is not None


class Worker:
    """Use in one event loop. `close` ends the process."""

    def __init__(self, models: Path, limits: Limits | None = None) -> None:
        self._models = models
        self.limits = limits or Limits()
        self._numbers = itertools.count(1)
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process: asyncio.subprocess.Process | None = None
        self._ends: asyncio.TimerHandle | None = None
        self.started = 0  # processes so far

    async def translate(self, path: Sequence[Pair], texts: Sequence[str]) -> Sequence[Translated]:
        """Raises NotNow; nothing waits longer than its turn and the limit."""
        if self._waiting >= self.limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with self._turn:
                return await self._one(path, texts)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        if self._ends:
            self._ends.cancel()
        await self._kill()

    async def _one(self, path: Sequence[Pair], texts: Sequence[str]) -> Sequence[Translated]:
        process = await self._running()
        number = next(self._numbers)
        job = json.dumps({"id": number, "path": list(path), "texts": list(texts)})
        try:
            answer = await self._ask(process, job)
        except BaseException:
            # Cancelled, too: its late answer must not be taken for the next one's.
            await self._kill()
            raise
        self._end_when_idle()
        if answer.get("id") != number:
            await self._kill()
            raise Died
        if "refused" in answer:
            raise CannotTranslate(str(answer["refused"]))
        pairs = zip(answer["texts"], answer["scores"], strict=True)
        return [Translated(str(text), float(score)) for text, score in pairs]

    async def _ask(self, process: asyncio.subprocess.Process, job: str) -> Mapping[str, Any]:
        reading = asyncio.ensure_future(self._answer(process, job))
        ends = asyncio.get_running_loop().time() + self.limits.seconds
        try:
            while not reading.done():
                await asyncio.wait([reading], timeout=LOOKS)
                self._check(process, reading, ends)
            answer: Mapping[str, Any] = json.loads(reading.result())
        except (OSError, ValueError, asyncio.IncompleteReadError):
            log.warning("the translator ended by itself")
            raise Died from None
        finally:
            reading.cancel()
        return answer

    def _check(
        self, process: asyncio.subprocess.Process, reading: asyncio.Future[bytes], ends: float
    ) -> None:
        if reading.done():
            return
        if asyncio.get_running_loop().time() > ends:
            log.warning("the translator was too slow")
            raise Died
        if resident(process.pid) > self.limits.hard:
            log.warning("the translator took too much memory")
            raise Died

    async def _answer(self, process: asyncio.subprocess.Process, job: str) -> bytes:
        assert process.stdin
        assert process.stdout
        process.stdin.write(job.encode() + b"\n")
        await process.stdin.drain()
        return await process.stdout.readuntil(b"\n")

    async def _running(self) -> asyncio.subprocess.Process:
        if self._ends:
            self._ends.cancel()
        if self._process is not None and self._process.returncode is None:
            return self._process
        self.started += 1
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.machine.translator.worker"),
            *(str(self._models), str(self.limits.soft)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # it might quote what people wrote
            env=environment(self._models),
            limit=LONGEST_LINE,
            start_new_session=True,  # Ctrl-C in the terminal is the bot's affair
        )
        return self._process

    def _end_when_idle(self) -> None:
        loop = asyncio.get_running_loop()
        self._ends = loop.call_later(self.limits.idle, lambda: loop.create_task(self._kill()))

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def environment(models: Path) -> dict[str, str]:
    """Argos makes folders and reads settings when it is imported: all of it below the models.

    onnxruntime from 1.29 on tells its maker about every start unless it is told not to.
    """
    own = models / ".argos"
    places = {f"XDG_{each}_HOME": str(own / each.lower()) for each in ("DATA", "CONFIG", "CACHE")}
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **passed_on,
        **places,
        "HOME": str(own),
        "ORT_DISABLE_TELEMETRY": "1",
        "ARGOS_PACKAGES_DIR": str(own / "packages"),
        "ARGOS_DEVICE_TYPE": "cpu",
        "ARGOS_INTER_THREADS": "1",
        "ARGOS_INTRA_THREADS": "1",  # with all cores it was slower: 3.0 s against 2.4 s
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }

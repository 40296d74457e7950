"""kill -9, again and again, while mentors write."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from bot.app import Lotse
from tests.faults.born import Born
from tests.faults.dying import STEPS
from tests.faults.house import DYING, Bots, eventually
from tests.faults.mentors import Mentor, noted, unfinished

LATENCY = 0.004  # seconds until the messenger answers; else nothing is ever on its way
LATEST = 4.0  # seconds a process has to come to its step


@dataclass
class Campaign:
    bots: Bots
    lotse: Lotse  # the same bot in this process, to look at its database
    mentors: Sequence[Mentor]
    contacts: int  # of each mentor
    kills: int
    random: random.Random
    deaths: list[float] = field(default_factory=list)
    at_steps: int = 0
    _before: int = 0

    def run(self) -> None:
        self._slow_down()
        steps = list(self._steps())
        share = -(-len(steps) // self.kills)
        named = cycle(self.random.sample(sorted(STEPS), len(STEPS)))
        for number in range(self.kills):
            batch = steps[number * share : (number + 1) * share]
            if batch:
                self.bots.server.order("update", batch)
            if number % 2:
                self._die_at(next(named))
            else:
                self._die_sometime()
        self._finish()

    def _slow_down(self) -> None:
        for method in ("sendMessage", "editMessageText"):
            fault = {"method": method, "times": -1, "kind": "slow", "seconds": LATENCY}
            self.bots.server.order("faults", fault)

    def _steps(self) -> Iterator[dict[str, object]]:
        for number in range(1, self.contacts + 1):
            for turn in zip(*(mentor.contact(number) for mentor in self.mentors), strict=True):
                yield from turn

    def _die_at(self, step: str) -> None:
        passings = self.random.randint(1, STEPS[step].often)
        process = self.bots.start(DYING, LOTSE_TEST_DEATH=f"{step}:{passings}")
        try:
            process.wait(LATEST)
            assert process.returncode == -9, self.bots.log[-2000:]
            self.at_steps += 1
        except subprocess.TimeoutExpired:  # there was not so much to do
            self._kill(process)
        self._dead()

    def _die_sometime(self) -> None:
        self._before += self._said(self._before)
        process = self.bots.start()
        eventually(lambda: self._said(self._before), "the bot speaks")
        time.sleep(self.random.uniform(0, 0.08))
        self._kill(process)
        self._dead()

    def _dead(self) -> None:
        """Noted once the messenger has heard what was on the wire; else, on a busy machine, that
        would count for the next death."""
        self._said(self._before)
        self.deaths.append(time.monotonic())

    def _kill(self, process: Born) -> None:
        assert process.poll() is None, self.bots.log[-2000:]
        process.kill()
        process.wait()

    def _said(self, after: int) -> int:
        """Sends and edits since then, as numbered by the messenger."""
        return len(self.bots.server.look(f"transcript?after={after}"))

    def _finish(self) -> None:
        """Without any more deaths: what is left is done, and the end is an orderly one."""
        process = self.bots.start()
        eventually(self._finished, "all is noted and said", patience=60)
        self.bots.server.order("say", {"chat_id": 99, "text": "/start"})
        eventually(lambda: self.bots.server.look("transcript?chat_id=99"), "the next is heard")
        process.terminate()
        assert process.wait(20) == 0

    def _finished(self) -> bool:
        return len(noted(self.lotse)) >= len(self.mentors) * self.contacts and not unfinished(
            self.lotse
        )

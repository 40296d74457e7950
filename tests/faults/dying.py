"""`lotse run`, dying by its own `kill -9` at a named step: `python -m tests.faults.dying`.

LOTSE_TEST_DEATH="settled:3" dies when the step is passed for the third time. The bot itself
knows nothing of it: the steps are wrapped around its parts before it starts.
"""

from __future__ import annotations

import functools
import inspect
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cli import main
from bot.machine.conversation import Conversation
from bot.machine.sending import Sender
from bot.machine.telegram.outbound import Telegram
from bot.serving import Rim
from storage import deliveries, inbox

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Step:
    owner: Any
    name: str
    when: str
    often: int = 1  # how many times a process with a little to do passes it for sure


STEPS: Mapping[str, Step] = {
    "polled": Step(Rim, "keep", BEFORE),
    "kept, not committed": Step(inbox, "keep", AFTER),
    "kept": Step(Rim, "keep", AFTER),
    "queued, not committed": Step(deliveries, "queue_reply", AFTER, 9),
    "heard, not committed": Step(inbox, "done", AFTER),
    "heard": Step(Conversation, "hear_some", AFTER),
    "claimed, not committed": Step(deliveries, "claim", AFTER),
    "claimed": Step(Sender, "_claim", AFTER),
    "leaving": Step(Telegram, "send", BEFORE, 9),
    "sent": Step(Telegram, "send", AFTER, 9),
    "settled, not committed": Step(deliveries, "sent", AFTER, 9),
    "settled": Step(Sender, "_settle_all", AFTER, 2),
    "answering a tap": Step(Telegram, "answer_tap", BEFORE),
}


class Death:
    def __init__(self, passings: int) -> None:
        self._left = passings

    def comes_nearer(self, result: object = True) -> None:
        """A step that had nothing to do does not count."""
        self._left -= 1 if result else 0
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def wrapped(work: Callable[..., Any], when: str, death: Death) -> Callable[..., Any]:
    @functools.wraps(work)
    def sync(*args: Any, **kwargs: Any) -> Any:
        if when == BEFORE:
            death.comes_nearer()
        result = work(*args, **kwargs)
        if when == AFTER:
            death.comes_nearer(result is None or result)
        return result

    @functools.wraps(work)
    async def asynchronous(*args: Any, **kwargs: Any) -> Any:
        if when == BEFORE:
            death.comes_nearer()
        result = await work(*args, **kwargs)
        if when == AFTER:
            death.comes_nearer()
        return result

    return asynchronous if inspect.iscoroutinefunction(work) else sync


def arrange(death: str) -> None:
    name, _colon, passings = death.rpartition(":")
    step = STEPS[name]
    work = getattr(step.owner, step.name)
    setattr(step.owner, step.name, wrapped(work, step.when, Death(int(passings))))


if __name__ == "__main__":
    if "LOTSE_TEST_DEATH" in os.environ:
        arrange(os.environ["LOTSE_TEST_DEATH"])
    sys.argv = ["lotse", "run"]
    main()

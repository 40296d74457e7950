"""`lotse keys rotate`, dying by its own `kill -9`: `python -m tests.faults.rotating`.

LOTSE_TEST_DEATH="before take_new" or "after rewrap" names the step.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot.cli import main
from storage import rotating

STEPS = ("make_new", "_rewrap_all", "rewrap", "keep_old", "take_new", "drop_old")
DEATHS = [f"{when} {step}" for step in STEPS for when in ("before", "after")]


def arrange(death: str) -> None:
    when, _space, step = death.partition(" ")
    work: Callable[..., Any] = getattr(rotating, step)

    def dying(*args: Any) -> Any:
        if when == "before" and _counts(step):
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*args)
        if when == "after" and _counts(step):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(rotating, step, dying)


_passed = {"drop_old": 0}


def _counts(step: str) -> bool:
    """The old key is looked for once before anything has begun."""
    if step not in _passed:
        return True
    _passed[step] += 1
    return _passed[step] > 1


if __name__ == "__main__":
    arrange(os.environ["LOTSE_TEST_DEATH"])
    sys.argv = ["lotse", "keys", "rotate"]
    main()

"""Where bots are born: `python -m tests.faults.nursery`, a process that has read the bot's code.

To read the code takes most of a start, and is the same after every kill. So each bot is forked from
a process that has imported it and done nothing else. Its environment, its folder and its data it
reads itself, as with `python -m`, until its own end or until `kill -9`. That it starts with
`python -m` alone, too, is held by `test_bench` and `test_commands`.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import signal
import sys
from importlib import import_module
from typing import Any

KNOWN = ("bot.cli", "bot.commands.run", "tests.faults.dying", "tests.faults.rotating")


def say(**event: int) -> None:
    os.write(1, json.dumps(event).encode() + b"\n")


def ended() -> None:
    """Tells of all that died since it was looked."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        say(ended=pid, code=os.waitstatus_to_exitcode(status))


def serve() -> dict[str, Any] | None:
    """Forks for each order. Returns one of them only in its child; None if there are no more."""
    heard, ringing = os.pipe()
    os.set_blocking(ringing, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(ringing)
    with open(0, buffering=1, closefd=False) as orders:
        while True:
            ready, _, _ = select.select([0, heard], [], [])
            if heard in ready:
                os.read(heard, 4096)
                ended()
            if 0 not in ready:
                continue
            line = orders.readline()  # one at a time: the next comes after `born`
            if not line:
                return None
            pid = os.fork()
            if pid == 0:
                break
            say(born=pid)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.close(heard)
    os.close(ringing)
    order: dict[str, Any] = json.loads(line)
    return order


def live(order: dict[str, Any]) -> None:
    """As if `python -m` had started it."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for opened, stream in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(opened, stream)
    os.close(log)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    module, *arguments = order["command"]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for module in KNOWN:
        import_module(module)
    gc.freeze()
    if born := serve():
        live(born)

"""Starts the reader's own process for one picture, and ends it whatever happens."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from bot.machine.reading.limits import PATIENCE

WORKER = "bot.machine.reading.worker"


class NotRead(Exception):
    """No picture, or too large a one, or it took too long."""


async def texts_of(picture: bytes, program: str) -> Sequence[str]:
    """What it says, read in two ways. Raises NotRead."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        WORKER,
        program,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # what it starts ends with it
    )
    try:
        answer, _nothing = await asyncio.wait_for(process.communicate(picture), PATIENCE)
    except TimeoutError:
        raise NotRead("too slow") from None
    finally:
        _end(process)
        await process.wait()
    return _understood(answer)


def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _understood(answer: bytes) -> Sequence[str]:
    try:
        told = json.loads(answer)
    except ValueError:
        raise NotRead("no answer") from None
    texts = told.get("texts")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise NotRead(str(told.get("trouble", "")))
    return texts

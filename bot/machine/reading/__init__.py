"""Reads photos of letters, in a process of its own. A picture is never written anywhere."""

from __future__ import annotations

import shutil
import subprocess

from bot.machine.reading.limits import LANGUAGE


def can_read(program: str) -> bool:
    """Whether the program is there at all; starts nothing."""
    return bool(program) and shutil.which(program) is not None


def knows_german(program: str) -> bool:
    """Whether it knows German; for the doctor."""
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.split()

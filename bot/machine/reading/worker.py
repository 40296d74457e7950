"""`python -m bot.machine.reading.worker PROGRAM`: a picture in, JSON with what it says out.

A stranger's file is opened here: so in a process that may write no file, and that ends when it
takes too much memory or time. Picture and text go through pipes only.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence

from bot.machine.reading.limits import LANGUAGE, MEMORY, MOST_PIXELS, SECONDS
from bot.machine.reading.marking import marked
from bot.machine.reading.straightening import straightened

# Two readings of the picture that differ in size and in how the page is taken apart.
WAYS = ((2000, "4"), (2400, "6"))


def confine() -> None:
    """Nothing that runs here, nor what it starts, can write to a disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read(picture: bytes, program: str = "tesseract") -> Sequence[str]:
    """What it says, once for each way. Raises OSError, ValueError for what is no picture."""
    return [marked(_recognised(page, mode, program)) for page, mode in _pages(picture)]


def _pages(picture: bytes) -> Sequence[tuple[bytes, str]]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    opened = Image.open(io.BytesIO(picture), formats=("JPEG", "PNG", "WEBP"))
    if opened.width * opened.height > MOST_PIXELS:
        raise ValueError("too large")
    grey = ImageOps.autocontrast(ImageOps.exif_transpose(opened).convert("L"), cutoff=1)
    grey = straightened(grey)
    pages = []
    for tall, mode in WAYS:
        scale = tall / max(grey.size)
        resized = grey.resize(
            (round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS
        )
        out = io.BytesIO()
        resized.save(out, "PPM")  # of a grey picture this is PGM, which nothing has to unpack
        pages.append((out.getvalue(), mode))
    return pages


def _recognised(page: bytes, mode: str, program: str) -> str:
    """Tab-separated: every word with how sure the program is of it."""
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--psm", mode, "--dpi", "200", "tsv"]
    calm = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=page, capture_output=True, env=calm, check=False)
    if done.returncode != 0:
        raise OSError("not recognised")
    return done.stdout.decode(errors="replace")


def main() -> int:
    confine()
    try:
        texts = read(sys.stdin.buffer.read(), sys.argv[1])
    except Exception as trouble:  # noqa: BLE001 - whatever a stranger's file does to a library
        print(json.dumps({"trouble": type(trouble).__name__}))
        return 1
    print(json.dumps({"texts": texts}))
    return 0


if __name__ == "__main__":  # pragma: no cover - as a process of its own
    sys.exit(main())

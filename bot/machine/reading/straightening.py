"""Turns a page so that its lines lie level: a program that reads lines mixes them up else."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

ANGLES = [quarter / 4 for quarter in range(-16, 17)]  # degrees
SMALL = 500  # pixels: enough to see lines, and fast


def straightened(page: Image.Image) -> Image.Image:
    """Turned by at most four degrees."""
    small = page.copy()
    small.thumbnail((SMALL, SMALL))
    angle = max(ANGLES, key=lambda each: _contrast(_turned(small, each)))
    return _turned(page, angle) if angle else page


def _turned(page: Image.Image, angle: float) -> Image.Image:
    return page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=180)


def _contrast(page: Image.Image) -> float:
    """How much rows differ from the rows below them: most where lines of text lie level."""
    middle = page.crop(
        (page.width // 8, page.height // 10, page.width * 7 // 8, page.height * 9 // 10)
    )
    rows = middle.resize((1, middle.height), Image.Resampling.BOX).tobytes()
    return sum((one - next_one) ** 2 for one, next_one in pairwise(rows))

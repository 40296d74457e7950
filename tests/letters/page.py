"""A sheet of paper, written on and then photographed badly. Lengths are in pixels of the sheet."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from datetime import date, time

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bot.machine.papers.faces import Face, file_of

WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dpi
LEFT, RIGHT = 130, 1120
SIZE = 23  # of letters: eleven points


@dataclass(frozen=True)
class Truth:
    """What the letter says; None: it says no one moment, and must be asked."""

    day: date | None
    time: time | None
    office: str = ""
    room: str = ""
    person: str = ""


@dataclass
class Page:
    """Printed from top to bottom."""

    rng: random.Random
    y: int = 90
    image: Image.Image = field(default_factory=lambda: Image.new("L", (WIDTH, HEIGHT), 255))

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image)

    def at(self, x: int, y: int, text: str, size: int = SIZE, *, bold: bool = False) -> None:
        self.draw.text((x, y), text, font=_font(size, bold=bold), fill=20)

    def line(self, text: str = "", size: int = SIZE, *, bold: bool = False, x: int = LEFT) -> None:
        if text:
            self.at(x, self.y, text, size, bold=bold)
        self.y += int(size * 1.45)

    def lines(self, *texts: str, size: int = SIZE, x: int = LEFT) -> None:
        for text in texts:
            self.line(text, size, x=x)

    def words(self, text: str, size: int = SIZE, *, bold: bool = False) -> None:
        """A paragraph, broken where the sheet ends."""
        font, row = _font(size, bold=bold), ""
        for word in text.split(" "):
            longer = f"{row} {word}".strip()
            if font.getlength(longer) > RIGHT - LEFT:
                self.line(row, size, bold=bold)
                longer = word
            row = longer
        self.line(row, size, bold=bold)
        self.y += size // 2

    def table(self, columns: list[int], *rows: list[str], bold_head: bool = True) -> None:
        for number, row in enumerate(rows):
            for x, cell in zip(columns, row, strict=True):
                self.at(x, self.y, cell, bold=bold_head and number == 0)
            self.y += int(SIZE * 1.7)
        self.y += SIZE // 2

    def rule(self) -> None:
        self.draw.line((LEFT, self.y, RIGHT, self.y), fill=60, width=2)
        self.y += 18


def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file_of(Face.LATIN, bold=bold)), size)


def photographed(page: Page, rng: random.Random) -> bytes:
    """A little out of focus, askew, in uneven light, with noise, as a messenger sends it on."""
    image = page.image
    border = Image.new("L", (WIDTH + 120, HEIGHT + 120), rng.randint(90, 170))
    border.paste(image, (60, 60))
    image = border.rotate(rng.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, fillcolor=130)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.15)))
    image = _in_uneven_light(image, rng)
    noise = Image.effect_noise(image.size, rng.uniform(8, 26))
    image = Image.blend(image, noise, rng.uniform(0.04, 0.14))
    longest = rng.choice((1280, 1600, 1920))  # what messengers make of a picture
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=rng.randint(60, 88))
    return out.getvalue()


def _in_uneven_light(image: Image.Image, rng: random.Random) -> Image.Image:
    gradient = Image.linear_gradient("L").resize(image.size)
    if rng.random() < 0.5:
        gradient = gradient.rotate(180)
    dark = Image.blend(Image.new("L", image.size, 255), gradient, rng.uniform(0.05, 0.3))
    from PIL import ImageChops

    return ImageChops.multiply(image, dark)

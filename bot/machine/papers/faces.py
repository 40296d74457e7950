"""The faces of a paper: which of them shows a character, and how wide text is in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

FONTS = Path(__file__).parent / "fonts"


class Face(StrEnum):
    """Each is there in regular and in bold. The first that has a character shows it."""

    LATIN = "latin"  # and Cyrillic
    ARABIC = "arabic"
    ETHIOPIC = "ethiopic"


def file_of(face: Face, *, bold: bool) -> Path:
    return FONTS / f"{face}-{'bold' if bold else 'regular'}.ttf"


def face_of(char: str, before: Face | None) -> Face | None:
    """None: none of them has it. Signs and spaces stay with the letters before them."""
    holding = _holding(char)
    if before in holding and not char.isalnum():
        return before
    return holding[0] if holding else None


@lru_cache(4096)
def _holding(char: str) -> Sequence[Face]:
    return [face for face in Face if ord(char) in _characters(face)]


class Faces:
    """For one language of one paper: what was measured is what people wrote, and goes with it."""

    def __init__(self, language: str) -> None:
        self.language = language.replace("_", "-")
        self._widths: dict[tuple[str, Face, bool, bool], float] = {}

    def width(self, text: str, face: Face, *, bold: bool, rtl: bool) -> float:
        """In ems."""
        key = text, face, bold, rtl
        if key not in self._widths:
            font = _font(face, bold)
            advances = (place.x_advance for place in self._shaped(*key).glyph_positions)
            self._widths[key] = sum(advances) / font.face.upem
        return self._widths[key]

    def glyphs(self, text: str, face: Face, *, bold: bool, rtl: bool) -> Sequence[int]:
        """Numbers in the font; 0 is the box that stands for what it does not have."""
        return [info.codepoint for info in self._shaped(text, face, bold, rtl).glyph_infos]

    def _shaped(self, text: str, face: Face, bold: bool, rtl: bool) -> Any:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = self.language
        hb.shape(_font(face, bold), buffer)
        return buffer


@cache
def _font(face: Face, bold: bool) -> Any:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(file_of(face, bold=bold)))))


@cache
def _characters(face: Face) -> frozenset[int]:
    """Of both weights: what is in one is in the other."""
    return frozenset(_font(face, False).face.unicodes)

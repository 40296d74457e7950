"""Puts the parts of a paper onto pages, in one language. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.rules.papers import Grid, Heading, Paper
from bot.core.words import (
    COMMAND,
    END,
    LEFT_TO_RIGHT,
    Both,
    Reader,
    Value,
    Words,
    render_label,
    right_to_left,
)
from bot.machine.papers.faces import Faces
from bot.machine.papers.grids import PADDING, widths
from bot.machine.papers.lines import Line, Run, Typist
from bot.machine.papers.printable import printable

WIDTH, HEIGHT = 595.28, 841.89  # A4
LEFT, RIGHT, TOP, BOTTOM = 62.0, WIDTH - 62.0, 62.0, HEIGHT - 70.0
TITLE, HEADING, TEXT, SMALL = 17.0, 12.5, 10.5, 9.5  # sizes of letters
LEADING = 1.5  # Arabic and Ethiopic need air
FOLLOWED_BY = 3  # lines that must fit below a heading


@dataclass(frozen=True)
class Ink:
    """A run where it is printed: its left end on its baseline."""

    x: float
    y: float
    run: Run
    size: float
    bold: bool


@dataclass(frozen=True)
class Rule:
    y: float
    width: float  # of the line


@dataclass(frozen=True)
class Sheet:
    """A paper in one language: what is on each of its pages."""

    language: str
    pages: Sequence[Sequence[Ink | Rule]]


def title_of(paper: Paper, reader: Reader) -> str:
    """For the file itself, where no name belongs: only a title that has no places."""
    return paper.filename if paper.title.values else printable(render_label(paper.title, reader))


def typeset(paper: Paper, reader: Reader) -> Sheet:
    press = _Press(reader)
    press.print(text_of(paper.title, reader), TITLE, bold=True)
    press.skip(TEXT)
    for part in paper.parts:
        match part:
            case Heading(words):
                press.head(text_of(words, reader))
            case Grid(head, rows):
                press.grid(
                    [text_of(words, reader) for words in head],
                    [[text_of(cell, reader) for cell in row] for row in rows],
                )
            case Words():
                press.print(text_of(part, reader), TEXT, bold=False)
                press.skip(TEXT * 0.6)
    return Sheet(press.faces.language, press.pages)


def annexed(paper: Paper, reader: Reader, binding: str) -> Sheet:
    """What the annexes are is said in both languages, as they themselves mostly are."""
    press = _Press(reader)
    for annex in paper.annexes:
        press.head(text_of(Both(binding, annex.title), reader).replace("\n\n", "\n"))
        press.print(_legible(annex.text), SMALL, bold=False)
        press.skip(TEXT)
    return Sheet(press.faces.language, press.pages)


def text_of(value: Value, reader: Reader) -> str:
    """A label of one line loses the isolates that stand all around it; beside others in a
    line, and from right to left, a phone number needs them. So: a label of two lines."""
    words = Words("{value}\n", {"value": value})
    return _legible(render_label(words, reader).removesuffix("\n"))


def _legible(text: str) -> str:
    """In a chat a command is kept together, too: its slash would stand on the wrong side."""
    return COMMAND.sub(f"{LEFT_TO_RIGHT}\\g<0>{END}", printable(text))


@dataclass
class _Press:
    """Prints from top to bottom, and takes a new page when one is full."""

    reader: Reader
    pages: list[list[Ink | Rule]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def __post_init__(self) -> None:
        self.faces = Faces(self.reader.language)
        self.rtl = right_to_left(self.reader.language)

    def typist(self, *, bold: bool) -> Typist:
        return Typist(self.faces, bold, self.rtl)

    def skip(self, height: float) -> None:
        self.y += height

    def need(self, height: float) -> bool:
        """Whether this took a new page."""
        if self.y + height <= BOTTOM or self.y == TOP:
            return False
        self.pages.append([])
        self.y = TOP
        return True

    def print(self, text: str, size: float, *, bold: bool) -> None:
        lines = self.typist(bold=bold).lines(text, (RIGHT - LEFT) / size)
        for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
            self.need(size * LEADING * (2 if left == 2 else 1))  # no last line stands alone
            self._line(line, LEFT, RIGHT, size, bold=bold)
            self.skip(size * LEADING)

    def head(self, text: str) -> None:
        self.skip(HEADING * 0.6)
        self.need((HEADING + FOLLOWED_BY * TEXT) * LEADING)
        self.print(text, HEADING, bold=True)
        self.skip(HEADING * 0.2)

    def _line(self, line: Line, left: float, right: float, size: float, *, bold: bool) -> None:
        x = right - line.width * size if line.rtl else left
        for run in line.runs:
            self.pages[-1].append(Ink(x, self.y + size, run, size, bold))
            x += run.width * size

    # -- tables ------------------------------------------------------------------

    def grid(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        measured = [[self._measured(cell, bold=True) for cell in head]]
        measured += [[self._measured(cell, bold=False) for cell in row] for row in rows]
        columns = widths(measured, RIGHT - LEFT)
        top = self._row(head, columns, bold=True)
        self.need(2 * len(top) * SMALL * LEADING)
        self._put_row(top, columns, bold=True, rule=0.9)
        for row in rows:
            self._keep_row(self._row(row, columns, bold=False), top, columns)
        self.skip(TEXT * 0.6)

    def _measured(self, text: str, *, bold: bool) -> tuple[float, float]:
        """How wide its longest word and the whole of it are, with what stands around it."""
        typist = self.typist(bold=bold)
        words = typist.longest_word(text), typist.widest(text)
        return words[0] * SMALL + 2 * PADDING, words[1] * SMALL + 2 * PADDING

    def _row(
        self, cells: Sequence[str], columns: Sequence[float], *, bold: bool
    ) -> list[list[Line | None]]:
        """Line by line, each with a piece of every cell."""
        typist = self.typist(bold=bold)
        broken = [
            typist.lines(cell, (width - 2 * PADDING) / SMALL)
            for cell, width in zip(cells, columns, strict=True)
        ]
        deep = max(map(len, broken), default=0)
        return [[cell[n] if n < len(cell) else None for cell in broken] for n in range(deep)]

    def _keep_row(
        self,
        row: list[list[Line | None]],
        top: list[list[Line | None]],
        columns: Sequence[float],
    ) -> None:
        """Whole on a page if it can be; the head is repeated on every page."""
        height = len(row) * SMALL * LEADING + PADDING
        if height < (BOTTOM - TOP) / 3 and self.need(height):
            self._put_row(top, columns, bold=True, rule=0.9)
        while row:
            if self.need(SMALL * LEADING + PADDING):
                self._put_row(top, columns, bold=True, rule=0.9)
            fitting = max(1, int((BOTTOM - self.y - PADDING) / (SMALL * LEADING)))
            self._put_row(row[:fitting], columns, bold=False, rule=0.3)
            row = row[fitting:]

    def _put_row(
        self, row: list[list[Line | None]], columns: Sequence[float], *, bold: bool, rule: float
    ) -> None:
        for pieces in row:
            edge = RIGHT if self.rtl else LEFT
            for piece, width in zip(pieces, columns, strict=True):
                start, end = (edge - width, edge) if self.rtl else (edge, edge + width)
                if piece:
                    self._line(piece, start + PADDING, end - PADDING, SMALL, bold=bold)
                edge = start if self.rtl else end
            self.skip(SMALL * LEADING)
        self.pages[-1].append(Rule(self.y + PADDING / 2, rule))
        self.skip(PADDING)

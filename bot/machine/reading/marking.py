"""Words of a recognised page, line by line; digits that are not sure become question marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SURE = 60  # of 100; below it a digit is a guess
DIGITS = re.compile(r"\d")
COLUMNS = ("level", "page", "block", "paragraph", "line", "word", "left", "top", "width", "height",
           "sure", "text")  # fmt: skip


def marked(table: str) -> str:
    """Text whose paragraphs stand apart."""
    lines: dict[tuple[int, int, int], list[str]] = {}
    for row in _words(table):
        place = int(row["block"]), int(row["paragraph"]), int(row["line"])
        lines.setdefault(place, []).append(_word(row))
    text, last = "", (0, 0)
    for (block, paragraph, _line), words in lines.items():
        apart = "\n\n" if (block, paragraph) != last and text else "\n"
        text, last = f"{text}{apart if text else ''}{' '.join(words)}", (block, paragraph)
    return text


def _words(table: str) -> Iterator[Mapping[str, str]]:
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) == len(COLUMNS) and cells[0] == "5" and cells[-1].strip():
            yield dict(zip(COLUMNS, cells, strict=True))


def _word(row: Mapping[str, str]) -> str:
    return row["text"] if float(row["sure"]) >= SURE else DIGITS.sub("?", row["text"])

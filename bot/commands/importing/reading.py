"""A file becomes rows of texts, or is refused with a sentence.

Whoever wrote the file may mean no good: nothing in it is run, and nothing is unpacked that would
fill the memory.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

LARGEST = 5_000_000  # bytes
UNPACKED = 20_000_000  # of all that is in an XLSX, which is a ZIP
MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 200, 5_000, 60
LONGEST = 2_000  # characters of one cell
DELIMITERS = ";,\t"


class Refused(Exception):
    """The whole file cannot be taken; the words are for whoever sent it."""


@dataclass(frozen=True)
class Line:
    """A row as it stands in the file, with its number there; by the names of the columns."""

    number: int
    cells: Mapping[str, str]
    trouble: str = ""  # why it cannot be taken, seen while reading


@dataclass(frozen=True)
class Table:
    columns: Sequence[str]
    lines: Sequence[Line]
    delimiter: str = ";"


def read(path: Path) -> Table:
    if path.stat().st_size > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 1_000_000} MB.")
    match path.suffix.casefold():
        case ".xlsx":
            return _xlsx(path)
        case ".csv":
            return _csv(path)
        case ".yaml" | ".yml":
            return _yaml(path)
    raise Refused("Only files that end with .xlsx, .csv or .yaml can be imported.")


# -- CSV ---------------------------------------------------------------------------


def _csv(path: Path) -> Table:
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _table(((list(row), "") for row in rows), delimiter)
    except csv.Error as wrong:
        raise Refused("This is not a CSV file.") from wrong


def _decoded(raw: bytes) -> str:
    """UTF-8, with or without a mark; else as German Windows writes it."""
    if b"\0" in raw:
        raise Refused("This is not a CSV file.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The letters of this file cannot be read. Please save it as UTF-8.")


# -- XLSX --------------------------------------------------------------------------


def _xlsx(path: Path) -> Table:
    _safe_to_unpack(path)
    from openpyxl import load_workbook  # 10 MB that only an import needs
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            return _table(_cells(book.worksheets[0]))
        finally:
            book.close()
    except (InvalidFileException, KeyError, ValueError, IndexError, SyntaxError, OSError) as wrong:
        raise Refused("This is not an XLSX file, or it is damaged.") from wrong


def _safe_to_unpack(path: Path) -> None:
    """A ZIP can stand for much more than it is; and XML for much more than it holds."""
    try:
        with zipfile.ZipFile(path) as parts:
            found = parts.infolist()
            if len(found) > MOST_PARTS or sum(each.file_size for each in found) > UNPACKED:
                raise Refused("Unpacked, this file would be far too large.")
            for each in found:
                with parts.open(each) as part:
                    content = part.read(UNPACKED + 1)  # what is promised above may be a lie
                _without_entities(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as wrong:
        raise Refused("This is not an XLSX file, or it is damaged.") from wrong


def _without_entities(content: bytes) -> None:
    if len(content) > UNPACKED:
        raise Refused("Unpacked, this file would be far too large.")
    if (
        content[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"<!DOCTYPE" in content
        or b"<!ENTITY" in content
    ):
        raise Refused("There is something in this file that no list needs.")


def _cells(sheet: Any) -> Iterator[tuple[list[str], str]]:
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        formula = any(cell.data_type == "f" for cell in row)
        yield [_text(cell.value) for cell in row], "a cell is a formula" if formula else ""


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


# -- YAML --------------------------------------------------------------------------


def _yaml(path: Path) -> Table:
    from bot.core.rules.services import ContentError
    from bot.machine.library import parsed

    try:
        content = parsed(path)
    except (ContentError, UnicodeDecodeError) as wrong:
        raise Refused("This is not YAML as it is needed: a list of places, no aliases.") from wrong
    named = ("places", "entries")
    if isinstance(content, dict):
        content = next((content[name] for name in named if name in content), None)
    rows = content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("This YAML holds no list of places.")
    if len(rows) > MOST_ROWS:
        raise Refused(f"The file has more than {MOST_ROWS} rows.")
    columns = list(dict.fromkeys(str(name) for row in rows for name in row))
    lines = [
        _line(number, columns, [_of_yaml(row.get(name)) for name in columns], "")
        for number, row in enumerate(rows, 1)
    ]
    return Table(columns, lines)


def _of_yaml(value: object) -> str:
    return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)


# -- all of them -------------------------------------------------------------------


def _table(rows: Iterable[tuple[list[str], str]], delimiter: str = ";") -> Table:
    columns: list[str] = []
    lines: list[Line] = []
    for number, (row, trouble) in enumerate(rows, 1):
        if not any(cell.strip() for cell in row):
            continue
        if number > MOST_ROWS:
            raise Refused(f"The file has more than {MOST_ROWS} rows.")
        if not columns:
            columns = _columns(row)
            continue
        lines.append(_line(number, columns, row, trouble))
    if not columns:
        raise Refused("The file is empty.")
    return Table(columns, lines, delimiter)


def _columns(row: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in row]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Refused(f"The file has more than {MOST_COLUMNS} columns.")
    if len(set(names)) != len(names):
        raise Refused("Two columns of the file have the same name.")
    return names


def _line(number: int, columns: Sequence[str], row: Sequence[str], trouble: str) -> Line:
    padded = [*row, *[""] * len(columns)]
    cells = dict(zip(columns, (_cell(cell) for cell in padded), strict=False))
    if any(cell.strip() for cell in row[len(columns) :]):
        trouble = trouble or "there are more cells than columns"
    if any(len(cell) > LONGEST for cell in cells.values()):
        trouble = trouble or f"a cell has more than {LONGEST} characters"
    if any(cell.startswith("=") for cell in cells.values()):
        trouble = trouble or "a cell is a formula"
    return Line(number, cells, trouble)


def _cell(text: str) -> str:
    """Our own CSV files put an apostrophe before what a spreadsheet would run."""
    text = text.strip()
    return text[1:].strip() if text.startswith("'") else text

"""The rows that could not be taken, beside the file: to be mended and imported again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

import yaml

from bot.commands.importing.columns import REASON
from bot.commands.importing.reading import Line, Table
from bot.machine.sheets import harmless

Failed = Sequence[tuple[Line, str]]


def write(path: Path, table: Table, failed: Failed) -> Path:
    """In the format of the file itself; for its operator alone."""
    beside = path.with_name(f"{path.stem}.failed{path.suffix}")
    columns = [column for column in table.columns if column.casefold() not in (REASON, "grund")]
    rows = [[*(line.cells.get(column, "") for column in columns), why] for line, why in failed]
    keep_private(beside, _content(path.suffix.casefold(), [*columns, REASON], rows, table))
    return beside


def _content(
    suffix: str, columns: Sequence[str], rows: Sequence[Sequence[str]], table: Table
) -> bytes:
    if suffix == ".xlsx":
        return _xlsx(columns, rows)
    if suffix == ".csv":
        made = io.StringIO()
        writer = csv.writer(made, delimiter=table.delimiter, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([[harmless(cell) for cell in row] for row in rows])
        return made.getvalue().encode("utf-8-sig")
    plain = [{name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in rows]
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)
    return str(text).encode()


def _xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        page = book.add_worksheet()
        for number, row in enumerate([columns, *rows]):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
    return made.getvalue()


def keep_private(path: Path, content: bytes) -> None:
    """Mode 0600 from its first byte on."""
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(made, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)

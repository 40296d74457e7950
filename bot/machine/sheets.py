"""Spreadsheets, safe against formulas: what people wrote is text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time

from bot.core.rules.sheets import Cell, Sheet
from bot.core.words import BIDI_CONTROLS, Reader, Words, render_label

# A cell of a CSV file that begins so is run by spreadsheet programs (OWASP: CSV injection),
# also in the full-width forms.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DATE, TIME, MOMENT = "dd.mm.yyyy", "hh:mm", "dd.mm.yyyy hh:mm"


class SheetWriter:
    def write(self, sheet: Sheet, format: str, reader: Reader) -> bytes:
        """`format` is xlsx or csv."""
        if format == "csv":
            return _csv(sheet, reader)
        return _xlsx(sheet, reader)


def _xlsx(sheet: Sheet, reader: Reader) -> bytes:
    import xlsxwriter  # 5 MB that a bot at rest does not need

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        page = book.add_worksheet(sheet.name)
        bold = book.add_format({"bold": True})
        for column, words in enumerate(sheet.columns):
            page.write_string(0, column, _text(words, reader), bold)
        formats = {kind: book.add_format({"num_format": kind}) for kind in (DATE, TIME, MOMENT)}
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                _put(page, number, column, cell, reader, formats)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
        page.set_column(0, len(sheet.columns) - 1, 18)
    return made.getvalue()


def _put(page, number, column, cell, reader, formats) -> None:  # type: ignore[no-untyped-def]
    match cell:
        case None:
            page.write_blank(number, column, None)
        case datetime():  # before date, which it is too
            page.write_datetime(number, column, cell, formats[MOMENT])
        case date():
            page.write_datetime(number, column, cell, formats[DATE])
        case time():
            page.write_datetime(number, column, cell, formats[TIME])
        case int():
            page.write_number(number, column, cell)
        case Words() | str():
            page.write_string(number, column, _text(cell, reader))


def _csv(sheet: Sheet, reader: Reader) -> bytes:
    """As German Excel opens it by a double click: UTF-8 with a mark, semicolons, CRLF."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(words, reader) for words in sheet.columns])
    writer.writerows(_plain(row, reader) for row in sheet.rows)
    return made.getvalue().encode("utf-8-sig")


def _plain(row: Sequence[Cell], reader: Reader) -> Sequence[str]:
    return [_cell(cell, reader) for cell in row]


def _cell(cell: Cell, reader: Reader) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case time():
            return f"{cell:%H:%M}"
        case int():
            return str(cell)
        case _:
            return harmless(_text(cell, reader))


def harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def _text(cell: Words | str, reader: Reader) -> str:
    text = render_label(cell, reader) if isinstance(cell, Words) else cell
    return BIDI_CONTROLS.sub("", text)

"""Typeset pages as a PDF. The only place that draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fpdf import FPDF
from fpdf.line_break import Fragment
from fpdf.output import OutputProducer, PDFInfo

from bot.machine.papers.faces import Face, file_of
from bot.machine.papers.lines import Run
from bot.machine.papers.typesetting import HEIGHT, LEFT, RIGHT, SMALL, WIDTH, Ink, Rule, Sheet

PRODUCER = "Lotse"
FOOT = HEIGHT - 40.0


class _Undated(OutputProducer):
    def _add_info(self) -> PDFInfo:
        """Two papers with the same content are the same file."""
        info = super()._add_info()
        info.creation_date = None  # type: ignore[assignment]
        return info


class _File(FPDF):
    def file_id(self) -> None:
        """The library's is made from the time."""

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        """A run has one face and one direction already.

        The library (2.8.9) would cut it again at every vowel sign, because those belong to no
        script of their own, and Arabic that is cut is not joined and its signs go astray.
        """
        assert self.text_shaping
        self.text_shaping["fragment_direction"] = self.text_shaping["direction"]
        self.text_shaping["paragraph_direction"] = self.text_shaping["direction"]
        return [Fragment(text, self._get_current_graphics_state(), self.k)]


def drawn(sheets: Sequence[Sheet], *, title: str) -> bytes:
    file = blank(title, sheets[0].language)
    numbered = list(_numbered(sheets))
    for language, marks in numbered:
        file.add_page()
        for mark in marks:
            if isinstance(mark, Rule):
                file.set_line_width(mark.width)
                file.line(LEFT, mark.y, RIGHT, mark.y)
            else:
                _put(file, mark, language)
    return bytes(file.output(output_producer_class=_Undated))


def blank(title: str, language: str) -> FPDF:
    file = _File(unit="pt", format=(WIDTH, HEIGHT))
    file.set_auto_page_break(False)
    file.set_margin(0)
    file.c_margin = 0
    file.alias_nb_pages(None)  # type: ignore[arg-type]  # "{nb}" is what somebody wrote
    file.set_title(title)
    file.set_lang(language)
    file.set_producer(PRODUCER)
    return file


def _put(file: FPDF, ink: Ink, language: str) -> None:
    choose(file, ink.run, ink.size, language, bold=ink.bold)
    # A cell of height 0 has its baseline 0.3 of the size below its top.
    file.set_xy(ink.x, ink.y - 0.3 * ink.size)
    file.cell(None, 0, ink.run.text)


def choose(file: FPDF, run: Run, size: float, language: str, *, bold: bool) -> None:
    style = "B" if bold else ""
    if f"{run.face}{style}" not in file.fonts:  # each takes a while, to be read and to be written
        file.add_font(run.face, style, file_of(run.face, bold=bold))
    file.set_font(run.face, style, size)
    file.set_text_shaping(True, direction="rtl" if run.rtl else "ltr", language=language)


def _numbered(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Sequence[Ink | Rule]]]:
    pages = [(sheet.language, page) for sheet in sheets for page in sheet.pages]
    for number, (language, page) in enumerate(pages, 1):
        run = Run(f"{number} / {len(pages)}", Face.LATIN, 0, 0)
        yield language, [*page, Ink(WIDTH / 2 - SMALL, FOOT, run, SMALL, False)]

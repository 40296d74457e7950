"""PDFs."""

from __future__ import annotations

from bot.core.rules.papers import Paper
from bot.core.words import Reader, render_label


class PaperWriter:
    def write(self, paper: Paper, reader: Reader) -> bytes:
        return render_label(paper.title, reader).encode()

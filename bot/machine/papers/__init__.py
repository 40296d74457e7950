"""PDFs: whole in the reader's language, then whole in German."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.rules.papers import Paper
from bot.core.words import Reader

BINDING = "de"  # the German text binds


class PaperWriter:
    def write(self, paper: Paper, reader: Reader) -> bytes:
        """The same bytes for the same paper and reader: no clock, no versions, no names outside."""
        # Libraries of 30 MB that a bot at rest does not need.
        from bot.machine.papers.drawing import drawn
        from bot.machine.papers.typesetting import annexed, title_of, typeset

        sheets = [typeset(paper, each) for each in _readers(reader)]
        if paper.annexes:
            sheets.append(annexed(paper, reader, BINDING))
        return drawn(sheets, title=title_of(paper, reader))

    def scripts(self) -> Mapping[str, bool]:
        """Whether the letters of each script are there, in both weights."""
        from bot.machine.papers.faces import Face, file_of

        weights = (False, True)
        return {face: all(file_of(face, bold=bold).is_file() for bold in weights) for face in Face}


def _readers(reader: Reader) -> Sequence[Reader]:
    if reader.language == BINDING:
        return [reader]
    return [reader, replace(reader, language=BINDING)]

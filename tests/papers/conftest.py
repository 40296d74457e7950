"""What the papers are read with."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.core.clock import HOME
from bot.core.rules.papers import Paper
from bot.core.words import Reader
from bot.machine.papers import PaperWriter
from tests.ready_made import shelf


def reader(language: str) -> Reader:
    return Reader(language, HOME, shelf()[1])


def written(paper: Paper, language: str) -> PdfReader:
    return PdfReader(BytesIO(PaperWriter().write(paper, reader(language))))


@pytest.fixture(params=["ar", "fa", "fa_AF", "ps", "ti", "uk", "ru", "ku", "tr", "so", "fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Every language but German."""
    return str(request.param)

"""Pictures of letters, really recognised; skipped where the program is not there."""

from __future__ import annotations

import asyncio
import io
import json
import os
import subprocess
import sys

import pytest
from PIL import Image

from bot.commands.benching.letters import outcome_of
from bot.core.rules.letters import propose
from bot.machine.library import Library
from bot.machine.reading import can_read, knows_german
from bot.machine.reading.marking import marked
from bot.machine.reading.process import NotRead, texts_of
from bot.machine.reading.reader import names_of
from tests.letters.chance import TODAY
from tests.letters.made import ALL, letter

PROGRAM = "tesseract"
reads = pytest.mark.skipif(not can_read(PROGRAM), reason="the system's tesseract is not there")


@reads
@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.__name__)
def test_day_and_time_are_right_or_asked(layout):
    """One of each; all sixty: `python -m tests.letters`, then `lotse bench letters`."""
    made = letter(layout, 101)
    texts = asyncio.run(texts_of(made.picture, PROGRAM))
    proposal = propose(texts, TODAY, names_of(Library()))
    assert outcome_of(proposal, dict(made.expected)) != "wrong"
    assert proposal.day == made.truth.day


@reads
def test_it_knows_german():
    assert knows_german(PROGRAM)


@reads
def test_neither_picture_nor_text_is_ever_written(tmp_path):
    """The process that reads may not make a file longer than nothing, and needs none."""
    made = letter(ALL[0], 101)
    done = subprocess.run(
        [sys.executable, "-m", "bot.machine.reading.worker", PROGRAM],
        input=made.picture,
        capture_output=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert "Einladung" in json.loads(done.stdout)["texts"][0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"no picture at all",
        b"%PDF-1.7 a paper",
        b"\xff\xd8\xff\xe0 half a photo",
    ],
)
def test_what_is_no_picture_is_not_read(picture):
    with pytest.raises(NotRead):
        asyncio.run(texts_of(picture, PROGRAM))


def test_a_picture_that_would_fill_the_memory_is_not_read():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(NotRead):
        asyncio.run(texts_of(out.getvalue(), PROGRAM))


def test_without_the_program_nothing_is_read():
    assert not can_read("")
    assert not can_read("there-is-no-such-program")
    assert not knows_german("there-is-no-such-program")
    with pytest.raises(NotRead):
        asyncio.run(texts_of(letter(ALL[0], 101).picture, "there-is-no-such-program"))


def test_digits_that_are_not_sure_are_marked():
    head = "level\tpage\tblock\tparagraph\tline\tword\tleft\ttop\twidth\theight\tsure\ttext"
    words = [(1, 1, 96, "am"), (1, 2, 41, "14.09.2026"), (2, 1, 12, "Montag")]
    rows = [f"5\t1\t1\t{p}\t1\t{n}\t0\t0\t0\t0\t{sure}\t{word}" for p, n, sure, word in words]
    rows.append("4\t1\t1\t2\t1\t1\t0\t0\t0\t0\t-1\t")
    assert marked("\n".join([head, *rows])) == "am ??.??.????\n\nMontag"

"""`lotse bench letters`: how well photos of letters are read, and how long it takes.

In a folder lie pictures and `letters.jsonl`, a line for each:
`{"file", "today", "day", "time", "office", "room", "person"}`; null is what a letter does not say.
`python -m tests.letters FOLDER` makes sixty of ten made-up offices, badly photographed.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from bot.core.rules.letters import Proposal, propose
from bot.machine.library import Library
from bot.machine.reading import can_read
from bot.machine.reading.process import NotRead, texts_of
from bot.machine.reading.reader import names_of
from bot.settings import Settings

GOAL = 0.98  # right or asked


@dataclass(frozen=True)
class Read:
    file: str
    outcome: str
    seconds: float
    rest: int  # of office, room and person: how many are right


def measure(folder: Path, *, as_json: bool) -> int:
    """0 if the goal is met and nothing is wrong, 1 if not, 2 if nothing can be measured."""
    program, listed = Settings().ocr, folder / "letters.jsonl"
    if not can_read(program):
        print("Photos cannot be read here: tesseract with German (tesseract-ocr-deu) is missing.")
        return 2
    if not listed.exists():
        print(
            f"No letters in {folder}; in a checkout, `python -m tests.letters {folder}` makes some."
        )
        return 2
    rows = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    found = asyncio.run(_all_read(folder, rows, program))
    return _told(found, as_json=as_json)


async def _all_read(folder: Path, rows: list[dict[str, Any]], program: str) -> list[Read]:
    names = names_of(Library())
    found = []
    for row in rows:
        begun = time.perf_counter()
        try:
            texts = await texts_of((folder / row["file"]).read_bytes(), program)
        except NotRead:
            texts = []
        proposal = propose(texts, date.fromisoformat(row["today"]), names)
        seconds = time.perf_counter() - begun
        found.append(Read(row["file"], outcome_of(proposal, row), seconds, _rest(proposal, row)))
    return found


def outcome_of(proposal: Proposal, row: dict[str, Any]) -> str:
    """Wrong is a day or a time that is not the letter's. What it does not say is asked."""
    kept = proposal.as_kept()
    said = {name: kept[name] for name in ("day", "time") if kept[name]}
    if any(row[name] != value for name, value in said.items()):
        return "wrong"
    return "right" if all(kept[name] == row[name] for name in ("day", "time")) else "asked"


def _rest(proposal: Proposal, row: dict[str, Any]) -> int:
    kept = proposal.as_kept()
    return sum((row[name] or "") in (kept[name] or "") for name in ("office", "room", "person"))


def _told(found: list[Read], *, as_json: bool) -> int:
    counted, many = Counter(each.outcome for each in found), len(found)
    share = (counted["right"] + counted["asked"]) / many if many else 0.0
    figures = {
        "letters": many,
        **{name: counted[name] for name in ("right", "asked", "wrong")},
        "right or asked": round(share, 3),
        "office, room, person": round(sum(each.rest for each in found) / (3 * many or 1), 3),
        "seconds for one": round(median(each.seconds for each in found), 2) if found else 0,
    }
    print(json.dumps(figures) if as_json else "\n".join(f"{n}: {v}" for n, v in figures.items()))
    for each in found:
        if each.outcome == "wrong":
            print(f"wrong: {each.file}")
    return 0 if share >= GOAL and not counted["wrong"] else 1

"""`lotse bench questions`: a table of what was found, and ratios of time and memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.commands.benching import searching
from bot.commands.benching.figures import Figure, at_least, at_most
from bot.commands.benching.searching import METHODS, WITH_OWN, Asked, Find

FIRST, AMONG_THREE, ELSEWHERE, MEMORY = 0.85, 0.95, 0.05, 60
SIZES = {"90 entries x 13 languages": 0, "10,010 entries": searching.LARGE}


def measure(folder: Path, *, as_json: bool) -> int:
    """0 if every goal is met, 1 otherwise."""
    questions = searching.asked(folder)
    if not questions:
        print(f"No questions in {folder}: give a folder with <language>.jsonl", file=sys.stderr)
        return 2
    library = searching.library_of(0)
    methods = {name: method(library) for name, method in METHODS.items() if name != WITH_OWN}
    found = {name: searching.quality(find, questions) for name, find in methods.items() if find}
    wrong, strange = searching.confident_elsewhere(questions)
    times = {size: _times(entries, questions) for size, entries in SIZES.items()}
    memory = {name: searching.megabytes(name, 0) for name in METHODS}
    figures = _figures(found["lotse"]["all"], wrong, strange, times, memory)
    if as_json:
        print(json.dumps(_as_json(found, times, memory, figures)))
    else:
        _print(found, times, memory)
        print("\n".join(map(str, figures)))
    return 0 if all(figure.met for figure in figures) else 1


def _times(entries: int, questions: Sequence[Asked]) -> Mapping[str, float]:
    library = searching.library_of(entries)
    some = questions[:: max(1, len(questions) // 200)]
    made: dict[str, Find | None] = {
        name: method(library)
        for name, method in METHODS.items()
        if name != WITH_OWN or not entries  # answers of a network stand beside the real content
    }
    return {name: searching.milliseconds(find, some) for name, find in made.items() if find}


def _figures(
    all_languages: searching.Quality,
    wrong: int,
    strange: int,
    times: Mapping[str, Mapping[str, float]],
    memory: Mapping[str, float | None],
) -> Sequence[Figure]:
    ratios = [
        at_most(f"time of {name} / fts5 trigram, {size}", each[name] / each["fts5 trigram"], 1)
        for size, each in times.items()
        for name in ("lotse", WITH_OWN)
        if name in each
    ]
    return [
        at_least("right answer first", all_languages.first, FIRST),
        at_least("right answer among three", all_languages.among_three, AMONG_THREE),
        at_most("strange messages answered with confidence", wrong / max(1, strange), ELSEWHERE),
        *ratios,
        *(
            at_most(f"memory of the index, {name}", memory[name] or 0.0, MEMORY, " MB")
            for name in ("lotse", WITH_OWN)
        ),
    ]


def _print(
    found: Mapping[str, Mapping[str, searching.Quality]],
    times: Mapping[str, Mapping[str, float]],
    memory: Mapping[str, float | None],
) -> None:
    print(f"{'first / among three':22}" + "".join(f"{name:>16}" for name in found))
    for language, own in found["lotse"].items():
        row = "".join(
            f"{each[language].first:9.2f} / {each[language].among_three:.2f}"
            for each in found.values()
        )
        print(f"{language:8} ({own.asked:4})      {row}")
    for size, each in times.items():
        row = "  ".join(f"{name} {ms / each['lotse']:.2f}" for name, ms in each.items())
        print(f"time, of Lotse's {each['lotse']:.2f} ms, {size}: {row}")
    sizes = "  ".join(f"{name} {mb:.0f}" for name, mb in memory.items() if mb is not None)
    print(f"memory in MB: {sizes}")


def _as_json(
    found: Mapping[str, Mapping[str, searching.Quality]],
    times: Mapping[str, Mapping[str, float]],
    memory: Mapping[str, float | None],
    figures: Sequence[Figure],
) -> Mapping[str, object]:
    return {
        "found": {
            name: {
                language: {
                    "first": round(q.first, 3),
                    "three": round(q.among_three, 3),
                    "of": q.asked,
                }
                for language, q in each.items()
            }
            for name, each in found.items()
        },
        "milliseconds": times,
        "megabytes": memory,
        "figures": {figure.name: figure.as_json() for figure in figures},
    }

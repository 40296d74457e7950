"""Batches: one JSON object a line in, one a line out; progress goes to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from tqdm import tqdm


def answer_lines(file: TextIO, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """1 if a line could not be read; the others are answered all the same."""
    trouble = 0
    for number, line in enumerate(_shown(file), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            answered = {"id": said["id"], **answer(said)}
        except (ValueError, KeyError, TypeError) as problem:
            trouble = 1
            print(f"line {number}: {type(problem).__name__}: {problem}", file=sys.stderr)
            continue
        print(json.dumps(answered, ensure_ascii=False))
    return trouble


def _shown(file: TextIO) -> Iterable[str]:
    lines = file.readlines()
    shown: Iterable[str] = tqdm(lines, file=sys.stderr, disable=None, unit=" lines")
    return shown

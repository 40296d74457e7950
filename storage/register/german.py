"""The register in German, and what else the officer reads: from the files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Threat:
    """A risk for the people, what is done about it, and the tests that show it at work."""

    name: str
    happens: str
    measure: str
    tests: Sequence[str]
    remains: str


@dataclass(frozen=True)
class Figure:
    """What was measured, when, and how to measure it again."""

    what: str
    value: str
    day: date
    command: str
    test: str = ""


@dataclass(frozen=True)
class German:
    natures: Mapping[str, str]
    whose: Mapping[str, str]
    seen: Mapping[str, str]
    kept: Mapping[str, str]
    terms: Mapping[str, str]
    tables: Mapping[str, str]
    purposes: Mapping[str, str]


@cache
def german() -> German:
    return German(**_read("german"))


@cache
def threats() -> Sequence[Threat]:
    return [Threat(**each) for each in _read("threats")["threat"]]


@cache
def figures() -> Sequence[Figure]:
    return [Figure(**each) for each in _read("figures")["figure"]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))

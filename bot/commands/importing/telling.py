"""What is said about an import, and what is kept of the rows that failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from bot.commands.importing import failed as failing
from bot.commands.importing.reading import Table


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Row:
    """What became of a row, or would."""

    row: int
    outcome: Outcome
    code: str = ""
    what: Sequence[str] = ()  # the fields that differ
    reason: str = ""


def report(
    path: Path,
    table: Table,
    done: Sequence[Row],
    unknown: Sequence[str],
    *,
    dry: bool,
    as_json: bool,
) -> int:
    kept = None if dry else _kept(path, table, done)
    if as_json:
        print(json.dumps(_plain(done, unknown, kept, dry=dry), ensure_ascii=False))
    else:
        print("\n".join(_told(done, unknown, kept, dry=dry)))
    return 1 if any(row.outcome is Outcome.FAILED for row in done) else 0


def _kept(path: Path, table: Table, done: Sequence[Row]) -> Path | None:
    reasons = {row.row: row.reason for row in done if row.outcome is Outcome.FAILED}
    lines = [(line, reasons[line.number]) for line in table.lines if line.number in reasons]
    return failing.write(path, table, lines) if lines else None


def _told(
    done: Sequence[Row], unknown: Sequence[str], kept: Path | None, *, dry: bool
) -> Iterator[str]:
    for column in unknown:
        yield f"The column “{column}” is not known here, and was left out."
    for row in done:
        if row.outcome is not Outcome.UNCHANGED:
            yield f"row {row.row}: {row.outcome}: {row.reason or f'{row.code} ({_list(row)})'}"
    counted = Counter(row.outcome for row in done)
    yield ", ".join(f"{outcome}: {counted[outcome]}" for outcome in Outcome)
    if dry:
        yield "Nothing was written."
    if kept:
        yield f"The rows that failed are in {kept.name}, each with its reason."


def _list(row: Row) -> str:
    return ", ".join(row.what)


def _plain(
    done: Sequence[Row], unknown: Sequence[str], kept: Path | None, *, dry: bool
) -> dict[str, object]:
    counted = Counter(row.outcome.value for row in done)
    return {
        "dry_run": dry,
        **{outcome.value: counted[outcome.value] for outcome in Outcome},
        "unknown_columns": list(unknown),
        "rows": [asdict(row) for row in done],
        "failed_file": kept.name if kept else None,
    }

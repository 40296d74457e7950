"""`lotse import`: lists that a network has already, checked row by row. Exit 0, 1 or 2."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.app import assemble
from bot.commands.importing import people, places, telling
from bot.commands.importing.reading import Refused, read
from bot.settings import Settings


def run(what: str, path: Path, *, dry: bool, as_json: bool) -> int:
    """0: all rows are well, 1: some failed, 2: the file cannot be taken at all."""
    kind = {"services": places, "people": people}[what]
    try:
        table = read(path)
        columns, unknown = kind.columns_of(table)
        lotse = assemble(Settings())
        done = list(kind.imported(lotse, path, table, columns, dry=dry))
    except Refused as refused:
        print(json.dumps({"refused": str(refused)}) if as_json else str(refused), file=sys.stderr)
        return 2
    return telling.report(path, table, done, unknown, dry=dry, as_json=as_json)

"""`lotse export`: spreadsheets for the coordinator."""

from __future__ import annotations

from pathlib import Path

from bot.app import assemble
from bot.core.shown import whose
from bot.core.words import Reader
from bot.settings import Settings
from handlers.export.sheets import SHEETS
from storage import audit


def write(what: str, format: str, language: str, output: Path) -> int:
    lotse = assemble(Settings())
    house = lotse.house
    with lotse.database.transaction() as db:
        sheet = SHEETS[what](db, house.zone, lotse.clock())
        audit.note(db, lotse.clock(), actor=None, act=f"exported {what}")
        audit.seen(db, lotse.clock(), actor=None, of=whose(sheet.rows), why="lotse export")
    content = house.sheets.write(sheet, format, Reader(language, house.zone, house.speech))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    output.chmod(0o600)
    print(f"{output}: {len(sheet.rows)} rows")
    return 0

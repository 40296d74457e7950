"""`lotse import services FILE`: each row a place; the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from bot.app import Lotse
from bot.commands.importing.columns import PLACES, Wrong, known
from bot.commands.importing.reading import Line, Refused, Table
from bot.commands.importing.services import Read, Reader
from bot.commands.importing.telling import Outcome, Row
from bot.core.rules.directory import Place
from bot.machine.library import Library
from bot.turns import Scene
from handlers.directory.asking import NOBODY
from handlers.directory.telling import announce
from storage import audit, directory, place_lines, place_pings
from storage.database import Db

AT_ONCE = 50  # rows in one transaction: a bot may be running
OWN = frozenset(["id", "version", "pinged_at", "changed_by", "changed_at"])


def columns_of(table: Table) -> tuple[dict[str, str], list[str]]:
    columns, unknown = known(table.columns, PLACES)
    if "name" not in columns.values():
        raise Refused("There is no column called “name” (or “Bezeichnung”).")
    return columns, unknown


def imported(
    lotse: Lotse, path: Path, table: Table, columns: dict[str, str], *, dry: bool
) -> Iterator[Row]:
    today = lotse.clock().astimezone(lotse.house.zone).date()
    library = lotse.house.library
    assert isinstance(library, Library)
    reader, seen = Reader(library, today), set[str]()
    for start in range(0, len(table.lines), AT_ONCE):
        with lotse.database.transaction() as db:
            scene = Scene(NOBODY, lotse.clock(), db, lotse.house)
            for line in table.lines[start : start + AT_ONCE]:
                yield _row(scene, reader, line, columns, seen, dry=dry)


def _row(
    scene: Scene,
    reader: Reader,
    line: Line,
    columns: dict[str, str],
    seen: set[str],
    *,
    dry: bool,
) -> Row:
    try:
        if line.trouble:
            raise Wrong(line.trouble)
        wanted = reader.read(
            {columns[name]: c for name, c in line.cells.items() if name in columns}
        )
        if wanted.code in seen:
            raise Wrong(f"the file has a row with the code {wanted.code} already")
        seen.add(wanted.code)
        return _taken(scene, line.number, wanted, dry=dry)
    except Wrong as wrong:
        return Row(line.number, Outcome.FAILED, reason=str(wrong))


def _taken(scene: Scene, number: int, wanted: Read, *, dry: bool) -> Row:
    before = directory.with_code(scene.db, wanted.code)
    if before is None and not wanted.says.get("kinds"):
        raise Wrong("what it is (kinds) is missing")
    after = wanted.applied(before)
    what = _different(scene.db, before, after, wanted)
    if not what:
        return Row(number, Outcome.UNCHANGED, wanted.code)
    if not dry:
        _write(scene, before, after, wanted)
    return Row(number, Outcome.NEW if before is None else Outcome.CHANGED, wanted.code, what)


def _different(db: Db, before: Place | None, after: Place, wanted: Read) -> Sequence[str]:
    if before is None:
        return ["everything"]
    what = [
        field.name
        for field in fields(Place)
        if field.name not in OWN and getattr(before, field.name) != getattr(after, field.name)
    ]
    if wanted.is_newer(before):
        what.append("checked_on")
    if wanted.lines is not None:
        now = tuple((line.whose, line.phone) for line in place_lines.of(db, before.id))
        what += ["lines"] if now != wanted.lines else []
    return what


def _write(scene: Scene, before: Place | None, after: Place, wanted: Read) -> None:
    db, now = scene.db, scene.now
    kept = directory.save(db, after, by=None, now=now)
    if wanted.checked_on and wanted.is_newer(before):
        directory.check(db, kept.id, on=wanted.checked_on, name=wanted.checked_by, now=now)
    if wanted.lines is not None:
        place_lines.replace_all(db, kept.id, wanted.lines)
    place_pings.settle(db, kept.id, now)
    audit.note(db, now, actor=None, act="imported a place", about=str(kept.id))
    announce(scene, kept)

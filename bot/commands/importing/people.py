"""`lotse import people FILE`: an invitation for each row; the links are written beside the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.app import Lotse
from bot.commands.importing.columns import PEOPLE, Wrong, known, plain
from bot.commands.importing.failed import keep_private
from bot.commands.importing.reading import Line, Refused, Table
from bot.commands.importing.telling import Outcome, Row
from bot.commands.invite import learn_name
from bot.core.questions import is_blank
from bot.core.rules.people import Role
from storage import audit, invitations, people
from storage.database import Db

LONGEST_NAME, LONGEST_REGION = 60, 60
ROLES: Mapping[str, Role] = {
    **{role.value: role for role in Role if role is not Role.GUEST},
    **dict.fromkeys(("teilnehmer", "teilnehmerin", "teilnehmende"), Role.PARTICIPANT),
    **dict.fromkeys(("mentorin", "pate", "patin"), Role.MENTOR),
    **dict.fromkeys(("sprachmittler", "sprachmittlerin", "sprachmittlung"), Role.MEDIATOR),
    **dict.fromkeys(("koordination", "koordinator", "koordinatorin"), Role.COORDINATOR),
}


def columns_of(table: Table) -> tuple[dict[str, str], list[str]]:
    columns, unknown = known(table.columns, PEOPLE)
    for needed in ("name", "role"):
        if needed not in columns.values():
            raise Refused(f"There is no column called “{needed}”.")
    return columns, unknown


def imported(
    lotse: Lotse, path: Path, table: Table, columns: dict[str, str], *, dry: bool
) -> Iterator[Row]:
    """Whoever is here already, or has an invitation that is still good, gets no other."""
    if not dry and not lotse.house.address.bot_name:
        learn_name(lotse)
        if not lotse.house.address.bot_name:
            raise Refused(
                "The bot's name is not known, and the links need it. Nothing was written."
            )
    links: list[tuple[str, str, str]] = []
    with lotse.database.transaction() as db:
        for line in table.lines:
            cells = {columns[name]: cell for name, cell in line.cells.items() if name in columns}
            yield _row(lotse, db, line, cells, links, dry=dry)
        if links:
            audit.note(db, lotse.clock(), actor=None, act=f"invited {len(links)} people")
            keep_private(path.with_name(f"{path.stem}.links.csv"), _csv(links))


def _row(
    lotse: Lotse,
    db: Db,
    line: Line,
    cells: Mapping[str, str],
    links: list[tuple[str, str, str]],
    *,
    dry: bool,
) -> Row:
    try:
        name, role, region, mentor_id = _read(lotse, db, line, cells)
    except Wrong as wrong:
        return Row(line.number, Outcome.FAILED, reason=str(wrong))
    if _known(db, lotse, name, role):
        return Row(line.number, Outcome.UNCHANGED, str(line.number))
    if not dry:
        code = invitations.make(
            db, role=role, now=lotse.clock(), name=name, region=region, mentor_id=mentor_id
        )
        links.append((name, role.value, lotse.house.link(code)))
    return Row(line.number, Outcome.NEW, role.value, ["invitation"])


def _read(
    lotse: Lotse, db: Db, line: Line, cells: Mapping[str, str]
) -> tuple[str, Role, str, int | None]:
    if line.trouble:
        raise Wrong(line.trouble)
    name, region = " ".join(cells["name"].split()), cells.get("region", "")
    if is_blank(name) or len(name) > LONGEST_NAME:
        raise Wrong(f"the name is missing, or longer than {LONGEST_NAME} characters")
    role = ROLES.get(plain(cells["role"]))
    if role is None:
        raise Wrong(f"there is no role “{cells['role']}”")
    known_regions = lotse.house.regions
    if region and known_regions and region not in known_regions:
        raise Wrong(f"there is no region “{region}”; there are: {', '.join(known_regions)}")
    return name, role, region[:LONGEST_REGION], _mentor(db, role, cells.get("mentor", ""))


def _mentor(db: Db, role: Role, name: str) -> int | None:
    if not name:
        return None
    if role is not Role.PARTICIPANT:
        raise Wrong("only participants have a mentor")
    found = [each for each in people.everybody(db, Role.MENTOR) if each.name == name]
    if len(found) != 1:
        raise Wrong(f"there are {len(found)} mentors with this name")
    return found[0].id


def _known(db: Db, lotse: Lotse, name: str, role: Role) -> bool:
    here = any(each.name == name for each in people.everybody(db, role))
    return here or invitations.is_waiting(db, name, role, lotse.clock())


def _csv(links: list[tuple[str, str, str]]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerows([("name", "role", "link"), *links])
    return made.getvalue().encode("utf-8-sig")

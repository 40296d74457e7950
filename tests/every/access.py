"""The table of who may do what with whose: read from `access.txt`, and found in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.turns import TurnForm
from handlers import FEATURES
from tests.every.scenes import DISPATCH

TABLE = Path(__file__).with_name("access.txt")
ACTORS = ("stranger", "guest", "participant", "mentor", "mediator", "coordinator", "silenced")
RELATIONS = ("own", "mentored", "network", "foreign")
ALWAYS, NEVER, ALL = "yes", "-", "all"
PLACE = re.compile(r"\{(\w+)\}")
SAME_FOR_ALL = {"mark", "erwin"}  # of a text; somebody who is erased


@dataclass(frozen=True)
class Row:
    """One handler: what is pressed, typed or told, and for each actor whose it may be."""

    kind: str  # command, button, form, message, page
    data: str
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called in the code."""
        parts = re.split(r"[.:/]", self.data.removeprefix("/"))
        return ".".join(parts[:2]) if self.kind == "form" else parts[0]

    @property
    def thing(self) -> str:
        """The kind of thing it is about; nothing if it is about none."""
        found = [name for name in PLACE.findall(self.data) if name not in SAME_FOR_ALL]
        return found[0] if found else ""

    def allowed(self, actor: str, relation: str) -> bool:
        cell = self.cells[actor]
        if cell in (ALWAYS, NEVER):
            return cell == ALWAYS
        if relation not in RELATIONS:
            return False
        return cell == ALL or relation in cell.split(",")

    def filled(self, ids: Mapping[str, int | str]) -> str:
        return PLACE.sub(lambda place: str(ids[place[1]]), self.data)


def rows() -> Sequence[Row]:
    read = []
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        assert len(words) == 2 + len(ACTORS), f"access.txt:{number}: {len(words)} columns"
        row = Row(words[0], words[1], dict(zip(ACTORS, words[2:], strict=True)))
        for cell in row.cells.values():
            known = {ALWAYS, NEVER, ALL} if not row.thing else {NEVER, ALL, *RELATIONS}
            assert set(cell.split(",")) <= known, f"access.txt:{number}: {cell}"
        read.append(row)
    return read


def handlers() -> Iterator[tuple[str, str]]:
    """Every way into the house and out of it, found in the code."""
    yield from (("command", command.name) for command in DISPATCH.commands)
    yield from (("button", tap.name) for tap in DISPATCH.taps)
    for feature in FEATURES:
        yield from (("message", kind.name) for kind in feature.deliveries)
        yield from (("page", page.name) for page in feature.pages)
    for form in DISPATCH.forms:
        yield from (("form", f"{form.__name__}.{name}") for name in doors(form))


def doors(form: type[TurnForm]) -> Sequence[str]:
    """The questions of a form that take an id; its first question, if none does."""
    picks = [question.name for question in form.questions if question.offered]
    return picks or [form.questions[0].name]


def form_named(name: str) -> type[TurnForm]:
    return next(form for form in DISPATCH.forms if form.__name__ == name)

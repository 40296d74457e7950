"""Who may do what with whose: each cell of `access.txt` is tried in the real conversation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from bot.core.rules.people import Role
from tests.every.access import ACTORS, NEVER, handlers
from tests.every.neighbours import Neighbourhood, neighbourhood
from tests.every.rehearsing import Rehearsal
from tests.every.trying import TABLE, Stand, judged_at


class Undone(Exception):
    """Nothing of this is kept."""


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Neighbourhood]:
    here = neighbourhood(tmp_path_factory.mktemp("neighbours") / "data")
    yield here
    here.world.close()


@pytest.fixture
def rehearsal(here) -> Iterator[Rehearsal]:
    with suppress(Undone), here.world.lotse.database.transaction() as db:
        rehearsal = Rehearsal(here.world, db)
        yield rehearsal
        rehearsal.close()
        raise Undone


def test_every_handler_stands_in_the_table():
    """New? Add a line to access.txt: who may, and with whose. Gone? Take it out."""
    written = [(row.kind, row.name) for row in TABLE]
    found = set(handlers())
    missing = [f"{kind} {name}" for kind, name in sorted(found - set(written))]
    too_many = [f"{kind} {name}" for kind, name in sorted(set(written) - found)]
    assert (missing, too_many) == ([], [])


def test_the_table_is_one_line_for_each():
    lines = [(row.kind, row.data) for row in TABLE]
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.kind} {row.data}")
def test_each_cell_is_true(row, here, rehearsal):
    stands = [Stand(here, rehearsal, row, actor) for actor in ACTORS]
    wrong = [each for stand in stands for each in judged_at(stand)]
    assert not wrong, "\n".join([f"{row.kind} {row.data}", *wrong])


def test_guests_and_strangers_reach_nothing_of_anybody():
    """Read from the table itself, so that nobody writes it in by mistake."""
    for row in TABLE:
        for actor in ("stranger", "guest", "silenced"):
            reach = {"-", "yes", "own", *(["all"] if row.thing in ("event", "place") else [])}
            assert row.cells[actor] in reach, row.data
        if row.thing in ("participant", "appointment", "contact"):
            assert row.cells["mediator"] == NEVER, row.data


def test_it_is_enough_cells(here):
    cells = sum(len(Stand(here, None, row, actor).relations()) for row in TABLE for actor in ACTORS)
    assert cells > 2000
    assert set(Role) <= set(ACTORS)

"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import cast
from tests.chat import Phone, World

WORLDS = {
    "one process": {},
    "a new process before every line": {"restarts": True},
    "every update twice": {"repeats": True},
}


@pytest.fixture(params=WORLDS.values(), ids=list(WORLDS))
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Every conversation is held in three worlds."""
    world = World(tmp_path / "data", **request.param)
    yield world
    world.close()


def _phone(chat_id: int) -> object:
    @pytest.fixture
    def phone(world: World) -> Phone:
        return Phone(world, chat_id)

    return phone


amina, oksana, jonas, mara, katrin, samir, otto = (
    _phone(chat_id)
    for chat_id in (
        cast.AMINA,
        cast.OKSANA,
        cast.JONAS,
        cast.MARA,
        cast.KATRIN,
        cast.SAMIR,
        cast.OTTO,
    )
)

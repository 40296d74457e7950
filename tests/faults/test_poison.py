"""An update that cannot be handled makes only its own chat wait, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.machine.telegram.inbound import received
from bot.turns import Said
from storage import inbox
from storage.tables import updates
from tests import cast
from tests.chat import Phone, World

SORRY = "Something went wrong on our side. Please try again later."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "data")
    understand = world.lotse.conversation._understand

    def fragile(raw: str) -> Said | None:
        if "poison" in raw:
            raise RuntimeError
        return understand(raw)

    world.lotse.conversation._understand = fragile
    yield world
    world.close()


def hear_at_once(world: World, *updates: dict[str, Any]) -> None:
    """As the running bot does: many chats in one transaction."""
    with world.lotse.database.transaction() as db:
        inbox.keep(db, [received(update) for update in updates], world.now)
    while heard := world.lotse.conversation.hear_some(16):
        for each in heard:
            world.loop.run(world.act(each))
    world.sends()


def says(phone: Phone, text: str) -> dict[str, Any]:
    return phone.update(message={"message_id": 1, "chat": phone.chat, "text": text})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_poison_among_others_costs_them_nothing(world: World, place: int) -> None:
    jonas, mara, katrin = (Phone(world, id) for id in (cast.JONAS, cast.MARA, cast.KATRIN))
    said = [says(mara, "/help"), says(katrin, "/help")]
    said.insert(place, says(jonas, "poison"))
    hear_at_once(world, *said, says(jonas, "/help"))
    assert (len(mara.texts), len(katrin.texts), len(jonas.screen.bubbles)) == (1, 1, 0)


def test_after_five_attempts_it_is_laid_aside_with_an_apology(world: World) -> None:
    jonas = Phone(world, cast.JONAS)
    hear_at_once(world, says(jonas, "poison"), says(jonas, "/help"))
    while not jonas.screen.bubbles:
        world.passes(seconds=30)
        hear_at_once(world)
    with world.lotse.database.transaction() as db:
        assert (inbox.dead(db), inbox.waiting(db)) == (1, 0)
        dead = select(updates.c.attempts).where(updates.c.state == inbox.State.DEAD)
        assert db.execute(dead).scalar_one() == inbox.MOST_ATTEMPTS
    sorry, help = jonas.texts
    assert sorry == SORRY
    assert help.startswith("This is what you can do:")


def test_an_update_heard_twice_is_answered_once(world: World) -> None:
    mara = Phone(world, cast.MARA)
    update = says(mara, "/help")
    hear_at_once(world, update, update)
    hear_at_once(world, update)
    assert len(mara.texts) == 1

"""A clock that jumps: nothing is sent until it has been steady for a while."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.machine.clockwork import HELD_FOR, ClockGate
from bot.serving import Rim
from bot.turns import Chore
from tests.chat import World

NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)


class Clocks:
    """The one on the wall, and the one that only counts seconds."""

    def __init__(self) -> None:
        self.wall, self.ticks = NOON, 1000.0
        self.gate = ClockGate(lambda: self.wall, lambda: self.ticks)

    def pass_by(self, seconds: float) -> bool:
        self.wall += timedelta(seconds=seconds)
        self.ticks += seconds
        return self.gate.is_open()

    def jump(self, **by: float) -> bool:
        self.wall += timedelta(**by)
        return self.pass_by(1)


def test_a_steady_clock_keeps_the_gate_open_even_after_a_long_look_away() -> None:
    clocks = Clocks()
    assert all(clocks.pass_by(seconds) for seconds in (1, 1, 60, 3600, 86_400))


@pytest.mark.parametrize("by", [{"hours": 1}, {"hours": -1}, {"days": 3}, {"days": -20_000}])
def test_a_jump_holds_for_a_while_and_no_longer(by: dict[str, float]) -> None:
    clocks = Clocks()
    assert not clocks.jump(**by)
    assert not clocks.pass_by(HELD_FOR.total_seconds() - 5)
    assert clocks.pass_by(10)


def test_a_little_correction_is_no_jump() -> None:
    clocks = Clocks()
    assert clocks.jump(minutes=4)
    assert clocks.jump(minutes=-4)


def test_a_second_jump_holds_anew() -> None:
    clocks = Clocks()
    clocks.jump(hours=1)
    clocks.pass_by(500)
    assert not clocks.jump(hours=-1)
    assert not clocks.pass_by(HELD_FOR.total_seconds() - 5)
    assert clocks.pass_by(10)


def test_what_is_done_again_and_again_waits_too(tmp_path: Path) -> None:
    """A chore that forgets would believe a clock in 2050, and the planning one in 1970."""
    world, clocks, done = World(tmp_path / "data"), Clocks(), []
    rim = Rim(world.lotse, world)
    chore = Chore("count", timedelta(minutes=1), lambda *moment: done.append(moment))

    async def ticks() -> None:
        clocks.pass_by(60)
        await rim._do_in_time(clocks.gate, chore)
        clocks.jump(days=9000)
        await rim._do_in_time(clocks.gate, chore)
        assert len(done) == 1
        clocks.pass_by(HELD_FOR.total_seconds() + 1)
        await rim._do_in_time(clocks.gate, chore)

    asyncio.run(ticks())
    world.close()
    assert len(done) == 2

"""The clock that can be moved forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.machine.sandbox import Jump, MovableClock
from tests.sandbox.house import AMINA, Stage, play

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Real:
    """A real clock that stands still until it is told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wall(self) -> float:
        return NOON.timestamp() + self.seconds

    def ticks(self) -> float:
        return 5000.0 + self.seconds


def clock_of(real: Real) -> MovableClock:
    return MovableClock(real.wall, real.ticks)


def test_it_goes_on_from_where_it_was_moved_to() -> None:
    real = Real()
    clock = clock_of(real)
    clock.jump(3600)
    real.seconds += 60
    assert clock.now() == NOON + timedelta(seconds=3660)
    assert clock.monotonic() == 5000.0 + 3660
    clock.jump_to(NOON + timedelta(days=3))
    assert clock.now() == NOON + timedelta(days=3)


def test_it_never_goes_back() -> None:
    clock = clock_of(Real())
    for seconds in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="only moves forward"):
            clock.jump(seconds)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.jump_to(NOON - timedelta(seconds=1))
    with pytest.raises(ValueError, match="without a zone"):
        clock.jump_to(datetime(2027, 1, 1))
    with pytest.raises(OverflowError):
        clock.jump(1e15)
    assert clock.now() == NOON


def test_a_jump_is_told_to_those_who_wait_for_it() -> None:
    clock = clock_of(Real())
    seen: list[datetime] = []
    clock.after_jump.append(lambda: seen.append(clock.now()))
    clock.jump(5)
    assert seen == [NOON + timedelta(seconds=5)]


def test_messages_carry_its_time() -> None:
    async def scene(stage: Stage) -> None:
        hello = {"chat_id": AMINA.chat_id, "text": "Hallo"}
        before = (await stage.result("sendMessage", **hello))["date"]
        await stage.control("clock", jump_seconds=86_400)
        after = (await stage.result("sendMessage", **hello))["date"]
        assert 86_400 <= after - before < 86_410

    play(scene)


def test_the_clock_bar() -> None:
    clock = clock_of(Real())
    appointments: list[datetime] = []
    jumps = [Jump("the day before", lambda: appointments[0] if appointments else None)]

    async def scene(stage: Stage) -> None:
        async def press(order: dict[str, Any]) -> dict[str, object]:
            url = f"{stage.sandbox.url}/page/do/clock"
            async with stage.http.post(url, json=order) as answer:
                told: dict[str, object] = await answer.json()
                return told

        assert (await press({"jump": 0}))["trouble"] == "no_goal"
        appointments.append(NOON + timedelta(days=7))
        assert (await press({"jump": 0}))["ok"]
        assert clock.now() == NOON + timedelta(days=7)
        assert (await press({"jump": 0}))["ok"]
        assert (await press({"to": "2026-11-20T09:00"}))["trouble"] == "past"
        assert (await press({"to": "2026-12-24T18:00"}))["ok"]
        assert clock.now() == datetime(2026, 12, 24, 17, 0, tzinfo=UTC)  # Berlin, in winter
        assert (await press({"seconds": 3600}))["ok"]
        nonsense: dict[str, Any]
        for nonsense in ({"to": "soon"}, {"jump": 9}, {"seconds": -1}, {}):
            assert (await press(nonsense))["trouble"] == "unknown"

    play(scene, clock=clock, jumps=jumps)

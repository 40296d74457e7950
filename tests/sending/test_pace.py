"""Telegram's limits, counted as the messenger counts them: in any sliding second."""

from __future__ import annotations

import random

import pytest

from bot.machine.pace import BOT_BURST, CHAT_BURST, Pace
from bot.machine.sandbox.tally import most_in_a_second


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def spoken(pace: Pace, clock: Clock, count: int, late: float, rng: random.Random) -> list[float]:
    """When so many messages leave, if a timer rings up to `late` seconds after its time."""
    moments: list[float] = []
    while len(moments) < count:
        wait = pace.bot_wait()
        if wait:
            clock.now += wait + 1e-6 + rng.uniform(0, late)
            continue
        pace.speak(len(moments))
        moments.append(clock.now)
    return moments


@pytest.mark.parametrize("late", [0, 0.002, 0.008, 0.05, 0.3])
@pytest.mark.parametrize("seed", range(5))
def test_never_more_than_thirty_in_any_second(late: float, seed: int) -> None:
    clock = Clock()
    pace = Pace(clock, bot=29, chat=1)
    clock.now += 60  # after a rest, the bucket is as full as it gets
    moments = spoken(pace, clock, 600, late, random.Random(seed))
    assert most_in_a_second(moments) <= 30


def test_timers_that_ring_late_cost_no_speed() -> None:
    clock = Clock()
    moments = spoken(Pace(clock, bot=29, chat=1), clock, 1000, 0.006, random.Random(1))
    assert 999 / (moments[-1] - moments[0]) >= 0.99 * 29


def test_a_chat_may_hear_a_few_at_once_and_then_one_a_second() -> None:
    clock = Clock()
    pace = Pace(clock, bot=1000, chat=1)
    for _message in range(CHAT_BURST):
        assert pace.chat_wait(7) == 0
        pace.speak(7)
    assert pace.chat_wait(7) == pytest.approx(1)
    assert pace.chat_wait(8) == 0
    clock.now += 1
    assert pace.chat_wait(7) == pytest.approx(0)


def test_a_pause_that_telegram_asked_for_holds_everybody() -> None:
    clock = Clock()
    pace = Pace(clock, bot=29, chat=1)
    pace.pause(30)
    pace.pause(5)  # a shorter one does not end it
    assert pace.bot_wait() == 30
    clock.now += 30
    assert pace.bot_wait() == 0


def test_the_bucket_never_holds_two() -> None:
    assert BOT_BURST < 2  # 29 flow in during a second: with two, it would be 31


def test_chats_that_were_silent_are_forgotten() -> None:
    clock = Clock()
    pace = Pace(clock, bot=1e6, chat=1)
    for chat_id in range(5000):
        pace.chat_wait(chat_id)
        pace.speak(chat_id)
        clock.now += 0.1
    assert len(pace._chats) <= 1001

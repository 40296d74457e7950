"""Telegram's limits, counted as the messenger counts them: in any sliding second."""

from __future__ import annotations

import random
from heapq import heappop, heappush

import pytest

from bot.machine.pace import CHAT_BURST, Pace
from bot.machine.sandbox.tally import most_in_a_second

IN_FLIGHT = 4


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def arrivals(
    pace: Pace, clock: Clock, count: int, *, late: float, line: float, rng: random.Random
) -> list[float]:
    """When so many messages arrive, if timers ring up to `late` seconds late and an answer takes
    up to `line` seconds. Each arrives somewhere between its start and its answer."""
    arrived: list[float] = []
    answers: list[float] = []
    while len(arrived) < count:
        wait = pace.bot_wait()
        if not wait and len(answers) < IN_FLIGHT:
            pace.speak(len(arrived))
            answer = clock.now + rng.uniform(0, line)
            arrived.append(rng.uniform(clock.now, answer))
            heappush(answers, answer)
            continue
        bell = clock.now + wait + 1e-6 + rng.uniform(0, late) if wait else answers[0]
        while answers and answers[0] <= bell:
            clock.now = max(clock.now, heappop(answers))
            pace.answered()
        clock.now = max(clock.now, bell)
    return sorted(arrived)


@pytest.mark.parametrize("late", [0, 0.008, 0.1, 0.4])
@pytest.mark.parametrize("line", [0.001, 0.03, 0.2, 1.5])
def test_never_more_than_thirty_in_any_second(late: float, line: float) -> None:
    for seed in range(4):
        clock = Clock()
        pace = Pace(clock, bot=29, chat=1)
        clock.now += 60  # after a rest, the bucket is as full as it gets
        moments = arrivals(pace, clock, 400, late=late, line=line, rng=random.Random(seed))
        assert most_in_a_second(moments) <= 30


def test_timers_that_ring_late_cost_no_speed() -> None:
    clock = Clock()
    pace = Pace(clock, bot=29, chat=1)
    moments = arrivals(pace, clock, 1000, late=0.02, line=0.01, rng=random.Random(1))
    assert 999 / (moments[-1] - moments[0]) >= 0.99 * 29


def test_a_chat_may_hear_a_few_at_once_and_then_one_a_second() -> None:
    clock = Clock()
    pace = Pace(clock, bot=1000, chat=1)
    for _message in range(CHAT_BURST):
        assert pace.chat_wait(7) == 0
        pace.speak(7)
        pace.answered()
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


def test_chats_that_were_silent_are_forgotten() -> None:
    clock = Clock()
    pace = Pace(clock, bot=1e6, chat=1)
    for chat_id in range(5000):
        pace.chat_wait(chat_id)
        pace.speak(chat_id)
        pace.answered()
        clock.now += 0.1
    assert len(pace._chats) <= 1001

"""`lotse bench` measures everything in one run, and says what is met."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.bench import measure
from bot.commands.benching import translating
from bot.commands.benching.figures import at_least, at_most
from bot.commands.benching.inviting import noon
from bot.commands.benching.random_model import Size
from bot.commands.benching.server import messenger
from bot.core.clock import is_quiet, utc_now
from tests.translator import guard

FIGURES = {
    "durable_step_ratio",
    "memory_at_rest_mb",
    "start_to_first_poll_s",
    "broadcast_share_of_30",
    "broadcast_most_in_a_second",
    "planning_tick_s",
    "planning_tick_beside_past",
}


def test_a_goal_is_met_or_missed() -> None:
    assert at_least("speed", 0.5, 0.5).met
    assert not at_least("speed", 0.49, 0.5).met
    assert at_most("memory", 120, 120).met
    assert not at_most("memory", 121, 120).met


def test_there_is_always_a_zone_where_messages_may_leave() -> None:
    assert not is_quiet(utc_now(), ZoneInfo(noon()))


def test_a_quick_look_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    """Whether the goals are met is for a quiet machine to say."""
    assert measure(as_json=True, quick=True) in (0, 1)
    printed, progress = capsys.readouterr()
    told = json.loads(printed)
    assert told["figures"].keys() == FIGURES
    assert all({"value", "met"} < figure.keys() for figure in told["figures"].values())
    assert told["met"] is all(figure["met"] for figure in told["figures"].values())
    assert told["figures"]["broadcast_most_in_a_second"]["met"]
    assert re.search(r"rounds:.*2/2", progress)


def test_the_loop_and_a_reminder_are_watched_while_the_translator_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a small model. Whether the goals are met is for a quiet machine to say.

    The whole bot is at work, and nobody is contacted but the messenger on this machine.
    """
    seconds: list[int] = []
    hosts = guard.hosts_asked_for(monkeypatch)
    if guard.CAN_WATCH:
        guard.watch_children(monkeypatch)
    with messenger() as server:
        found = translating.measure(server, tmp_path, 4, seconds.append, Size(1, 2, 16, 32, 200))
    assert found.updates > 0
    assert found.translated > 0
    assert 0 <= found.lag_p99 <= found.lag_longest
    assert 0 < found.reminder_late < 60
    assert sum(seconds) == 3
    assert set(hosts) == {"127.0.0.1"}

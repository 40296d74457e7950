"""`lotse bench` measures everything in one run, and says what is met."""

from __future__ import annotations

import json
import re
from zoneinfo import ZoneInfo

import pytest

from bot.commands.bench import measure
from bot.commands.benching.figures import at_least, at_most
from bot.commands.benching.inviting import noon
from bot.core.clock import is_quiet, utc_now

FIGURES = {
    "durable_step_ratio",
    "memory_at_rest_mb",
    "start_to_first_poll_s",
    "broadcast_share_of_30",
    "broadcast_most_in_a_second",
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

"""`lotse bench`: speed and memory, all in one run on one local server.

Only ratios travel from one machine to another: so Lotse's whole durable step is measured against
a stock echo bot of the library that most bots are made with, turn by turn, the median of each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tqdm import tqdm

from bot.commands.benching import inviting, network, planning, rest, rounds, writing
from bot.commands.benching.figures import Figure, at_least, at_most
from bot.commands.benching.server import Server, messenger

STEP, MEMORY, START = 0.5, 120, 2.0  # of the echo bot; megabytes; seconds
TICK, FLAT = 1.0, 1.5  # seconds; times as long beside 100,000 appointments that are over
TELEGRAMS_LIMIT, SHARE = 30, 0.95  # messages a second


@dataclass(frozen=True)
class Size:
    rounds: int
    updates: int  # in a round
    starts: int
    people: int
    appointments: int  # to come, and as many that are over


FULL, QUICK = Size(5, 2000, 5, 1000, 100_000), Size(1, 600, 1, 90, 1000)


@dataclass(frozen=True)
class Measured:
    figures: list[Figure]
    echo: list[float]  # updates a second, round by round
    lotse: list[float]


def measure(*, as_json: bool, quick: bool) -> int:
    """0 if every goal is met, 1 otherwise."""
    size = QUICK if quick else FULL
    with TemporaryDirectory(prefix="lotse-bench-") as folder, messenger() as server:
        measured = _measure(server, Path(folder), size)
    met = all(figure.met for figure in measured.figures)
    if as_json:
        print(json.dumps(_as_json(measured, size, met=met)))
    else:
        print("\n".join(map(str, measured.figures)))
    return 0 if met else 1


def _measure(server: Server, folder: Path, size: Size) -> Measured:
    bot = network.lotse_of(folder)
    mentors = network.settle_in(bot, server)
    bot.database.close()
    echo, lotse = _side_by_side(server, folder, size, mentors)
    numbers = tqdm(range(size.starts), desc="starts", file=sys.stderr)
    starts = [rest.start_time(server, folder) for _number in numbers]
    memory = rest.memory(server, folder)
    with _bar("invitations", size.people) as bar:
        sent = inviting.broadcast(server, folder, size.people, bar.update)
    tick, beside_past = planning.measure(folder, size.appointments)
    figures = [
        at_most("planning_tick_s", tick, TICK, " s"),
        at_most("planning_tick_beside_past", beside_past, FLAT),
        at_least("durable_step_ratio", median(lotse) / median(echo), STEP),
        at_most("memory_at_rest_mb", memory, MEMORY, " MB"),
        at_most("start_to_first_poll_s", median(starts), START, " s"),
        at_least("broadcast_share_of_30", sent.per_second / TELEGRAMS_LIMIT, SHARE),
        at_most("broadcast_most_in_a_second", sent.most_in_a_second, TELEGRAMS_LIMIT),
    ]
    return Measured(figures, echo, lotse)


def _side_by_side(
    server: Server, folder: Path, size: Size, mentors: list[writing.Mentor]
) -> tuple[list[float], list[float]]:
    echo: list[float] = []
    lotse: list[float] = []
    texts, contacts = writing.texts(mentors), writing.contacts(mentors)
    with _bar("rounds", 2 * size.rounds) as bar:
        for _round in range(size.rounds):
            with rounds.echoing(server, folder):
                echo.append(rounds.rate(server, texts, size.updates))
            bar.update()
            with rounds.lotse(server, folder):
                lotse.append(rounds.rate(server, contacts, size.updates))
            bar.update()
    network.check(folder, size.rounds * (size.updates + rounds.WARM_UP))
    return echo, lotse


def _as_json(measured: Measured, size: Size, *, met: bool) -> dict[str, object]:
    return {
        "figures": {figure.name: figure.as_json() for figure in measured.figures},
        "updates_per_second": {
            "echo": [round(rate) for rate in measured.echo],
            "lotse": [round(rate) for rate in measured.lotse],
        },
        "people_invited": size.people,
        "appointments_planned": size.appointments,
        "met": met,
    }


@contextmanager
def _bar(what: str, total: int) -> Iterator[Any]:
    with tqdm(total=total, desc=what, file=sys.stderr) as bar:
        yield bar

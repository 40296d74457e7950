"""An invitation to a thousand people, at the pace that is set when nothing is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.benching import network
from bot.commands.benching.rounds import lotse
from bot.commands.benching.server import Server, wait_until


@dataclass(frozen=True)
class Broadcast:
    per_second: float  # as the messenger counts
    most_in_a_second: int  # any sliding one


def broadcast(
    server: Server, folder: Path, people: int, progress: Callable[[int], object]
) -> Broadcast:
    """`progress` is told how many were sent since it was told last."""
    reported = 0

    def finished() -> bool:
        nonlocal reported
        sent = int(server.look("pace")["sent"])
        progress(sent - reported)
        reported = sent
        return sent >= people

    bot = network.lotse_of(folder)
    server.order("forget", {})
    network.invite(bot, people)
    bot.database.close()
    with lotse(server, folder, {"LOTSE_TIMEZONE": noon()}):
        wait_until(finished, every=0.5, patience=60 + people / 20)
    pace = server.look("pace")
    return Broadcast(float(pace["per_second"]), int(pace["most_in_a_second"]))


def noon() -> str:
    """A time zone in which it is about noon: at night nothing would leave."""
    east = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east:+d}"  # in these names, east is minus

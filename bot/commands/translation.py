"""`lotse bench translation`: the bot goes on while a model of Argos size is at work."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.commands.benching import translating
from bot.commands.benching.figures import at_most
from bot.commands.benching.server import messenger
from bot.commands.benching.translating import NotMeasured
from bot.machine.translator.process import is_installed

LAG, LATE = 20, 1.0  # milliseconds at the 99th percentile; seconds


def measure(seconds: int, *, as_json: bool) -> int:
    """0 if every goal is met, 1 otherwise."""
    if not is_installed():
        print("The extra `argos` is not installed: make demo ARGOS=1", file=sys.stderr)
        return 1
    try:
        with (
            TemporaryDirectory(prefix="lotse-bench-") as folder,
            messenger() as server,
            tqdm(total=seconds, desc="translating", file=sys.stderr) as bar,
        ):
            found = translating.measure(server, Path(folder), seconds, bar.update)
    except NotMeasured as trouble:
        print(trouble, file=sys.stderr)
        return 1
    figures = [
        at_most("loop_lag_p99_ms", found.lag_p99 * 1000, LAG, " ms"),
        at_most("reminder_late_s", found.reminder_late, LATE, " s"),
    ]
    met = all(figure.met for figure in figures)
    if as_json:
        said = {
            "figures": {figure.name: figure.as_json() for figure in figures},
            "loop_lag_longest_ms": round(found.lag_longest * 1000, 1),
            "texts_translated": found.translated,
            "updates": found.updates,
            "met": met,
        }
        print(json.dumps(said))
    else:
        print("\n".join(map(str, figures)))
    return 0 if met else 1

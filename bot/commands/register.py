"""`lotse register`: the record of processing, and the draft of the impact assessment, in German.

Everything is taken from the code and the operator's file: whoever changes one changes the other.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bot.app import Lotse, assemble
from bot.commands import registering
from bot.settings import Settings
from storage.register import register
from storage.register.german import figures, threats
from storage.register.periods import Term, read


def show(*, as_json: bool, output: Path | None) -> int:
    lotse = assemble(Settings())
    text = as_data(lotse) if as_json else registering.record(lotse.house, lotse.clock())
    if output is None:
        print(text)
        return 0
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text + "\n", encoding="utf-8")
    output.chmod(0o600)
    print(f"{output}: {len(text.splitlines())} lines")
    return 0


def as_data(lotse: Lotse) -> str:
    periods = read(lotse.house.operator.periods)
    data = {
        "missing": list(lotse.house.operator.missing()),
        "columns": [asdict(entry) for entry in register()],
        "periods": {term: periods.days(term) for term in Term},
        "threats": [asdict(threat) for threat in threats()],
        "figures": [asdict(figure) for figure in figures()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)

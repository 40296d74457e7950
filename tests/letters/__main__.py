"""`python -m tests.letters FOLDER [--each N]`: letters to read, and what stands in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.letters.made import ALL, letter


def main(folder: Path, each: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for layout in ALL:
        for number in range(each):
            made = letter(layout, number)
            name = f"{layout.__name__}-{number}.jpg"
            (folder / name).write_bytes(made.picture)
            rows.append(json.dumps({"file": name, "today": made.today, **made.expected}))
    (folder / "letters.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 6)

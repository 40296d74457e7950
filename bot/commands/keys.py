"""`lotse keys rotate`: a new key file; the old one opens nothing any more."""

from __future__ import annotations

import sys

from bot.running import AlreadyRunning, alone
from bot.settings import Settings
from storage import rotating
from storage.vault import KeyFileProblem

RUNNING = "A Lotse is running on this data. Please stop it first, wherever it runs."
DONE = """{count} data keys are wrapped with a new key: {keys}
{stamps} is unchanged: what was proven stays proven.
Backups made before open only with the key file of that time. Please make a new one now, and
destroy the old key file with the old backups once they have had their day."""


def rotate() -> int:
    settings = Settings()
    keys, stamps = settings.keys, settings.stamp_keys
    if not keys.is_file() and not rotating.new_one(keys).is_file():
        return _no(f"{keys} is missing: there is nothing to rotate.")
    try:
        with alone(settings.data_dir):
            count = rotating.rotate(keys, settings.url)
    except (AlreadyRunning, rotating.InUse):
        return _no(RUNNING)
    except (KeyFileProblem, OSError) as trouble:
        return _no(f"Nothing is lost, but the key is the old one: {trouble}")
    print(DONE.format(count=count, keys=keys, stamps=stamps.name))
    return 0


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1

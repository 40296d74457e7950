"""A translator for conversations: the real ladder with its checks, and a made-up machine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bot.machine.translator.models import LOCK, Pair
from bot.machine.translator.process import Translated
from tests.chat import World

PAIRS = ("ar-en", "en-ar", "de-en", "en-de")


class Dictionary:
    """Knows whole texts by heart. What it does not know, it copies: the checks refuse that."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = {**meanings, **{there: here for here, there in meanings.items()}}
        self.asked: list[str] = []

    async def translate(self, path: Sequence[Pair], texts: Sequence[str]) -> Sequence[Translated]:
        self.asked += texts
        return [Translated(self.meanings.get(text, text), -0.1) for text in texts]


class Broken:
    async def translate(self, path: Sequence[Pair], texts: Sequence[str]) -> Sequence[Translated]:
        raise RuntimeError("it fell over in a way that nobody foresaw")


def translates(world: World, machine: Dictionary | Broken) -> None:
    """From now on there are models between Arabic, English and German."""
    folder = world.settings.models_dir
    folder.mkdir(exist_ok=True)
    model = {"version": "1", "package": "0", "size": 1, "folder": "none", "files": {}}
    (folder / LOCK).write_text(json.dumps(dict.fromkeys(PAIRS, model)))
    world.machine = machine
    world.stop()
    world.start()

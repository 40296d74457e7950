"""What Telegram finds in a text by itself: commands, addresses, links."""

from __future__ import annotations

import re
from typing import Any

from bot.machine.sandbox.lengths import units

Entity = dict[str, Any]
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]\u2068\u2069])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,64})(?![\w/])"
    r"|(?<![\w/])(?P<mention>@[A-Za-z]\w{3,31})\b"
)


def found(text: str) -> list[Entity]:
    """Entities of a plain text, in order, offsets in UTF-16 units."""
    if "/" not in text and "@" not in text:
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def with_found(text: str, marked: list[Entity]) -> list[Entity]:
    """The given entities and those found beside them; nothing is found inside a link or code."""
    closed = [e for e in marked if e["type"] in ("code", "pre", "text_link", "text_mention")]
    free = [e for e in found(text) if not any(_overlap(e, other) for other in closed)]
    return sorted(marked + free, key=lambda e: (e["offset"], -e["length"]))


def trimmed(text: str, marked: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at both ends, and entities moved along; empty entities vanish."""
    bare = text.strip()
    if bare == text:
        return text, [e for e in marked if e["length"] > 0]
    lead = units(text[: len(text) - len(text.lstrip())])
    end = units(bare)
    return bare, [moved for e in marked if (moved := _moved(e, lead, end))["length"] > 0]


def _moved(entity: Entity, lead: int, end: int) -> Entity:
    start = min(max(entity["offset"] - lead, 0), end)
    stop = min(max(entity["offset"] + entity["length"] - lead, 0), end)
    return {**entity, "offset": start, "length": stop - start}


def _overlap(one: Entity, other: Entity) -> bool:
    one_end, other_end = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < other_end and other["offset"] < one_end)

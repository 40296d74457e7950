"""The methods of the Bot API, by their names in small letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.methods import (
    answers,
    chats,
    edits,
    files,
    messages,
    profile,
    webhooks,
)
from bot.machine.sandbox.world import World

Method = Callable[[World, Call], Any]

METHODS: dict[str, Method] = {
    **messages.METHODS,
    **edits.METHODS,
    **files.METHODS,
    **answers.METHODS,
    **profile.METHODS,
    **chats.METHODS,
    **webhooks.METHODS,
}
"""All but getUpdates, the only one that waits."""

SENDS = frozenset({"sendmessage", "senddocument", "sendphoto", "sendvenue", "sendvoice"})
"""Those a flood limit counts."""

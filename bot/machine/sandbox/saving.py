"""Keeping the state in a file, so that a demo goes on where it was stopped."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.updates import Entry
from bot.machine.sandbox.world import Chat, Tap, Webhook, World

VERSION = 1
GAP = 1000
"""Numbers left out at a start. What happened in the last second before a kill was not saved,
and its numbers must not be given out again: the bot remembers them."""


def dump(world: World) -> Json:
    """Everything worth keeping, as JSON."""
    return {
        "version": VERSION,
        "ahead": world.clock.ahead,
        "next_message_id": world.next_message_id,
        "next_update_id": world.updates.next_id,
        "next_tap": world.next_tap,
        "allowed_updates": sorted(world.updates.allowed) if world.updates.allowed else None,
        "chats": [_chat(chat) for chat in world.chats.values()],
        "updates": [[e.update_id, e.raw.decode(), e.lane]
                    for _, e in world.updates.entries()],
        "taps": {query: [tap.chat_id, world.clock.monotonic() - tap.at]
                 for query, tap in world.taps.items()},
        "profile": world.profile.dump(),
        "files": world.shelf.dump(),
        "webhook": asdict(world.webhook),
        "menu_button": world.menu_button,
    }  # fmt: skip


def load(world: World, saved: Json) -> None:
    """Puts a saved state into a fresh world. Raises KeyError, TypeError or ValueError."""
    if saved["version"] != VERSION:
        raise ValueError("the saved state is of another version")
    world.clock.jump(max(0.0, saved["ahead"] - world.clock.ahead))
    world.next_message_id = saved["next_message_id"] + GAP
    world.next_tap = saved["next_tap"] + GAP
    world.updates.next_id = saved["next_update_id"] + GAP
    world.updates.allow(saved["allowed_updates"])
    for entry in saved["chats"]:
        world.chats[entry["id"]] = _chat_from(entry)
    for update_id, raw, lane in saved["updates"]:
        world.updates.restore(Entry(update_id, raw.encode(), lane))
    now = world.clock.monotonic()
    world.taps = {query: Tap(chat, now - age) for query, (chat, age) in saved["taps"].items()}
    world.profile.load(saved["profile"])
    world.shelf.load(saved["files"])
    world.webhook = Webhook(**saved["webhook"])
    world.menu_button = saved["menu_button"]
    world.updates.arrived.set()


def _chat(chat: Chat) -> Json:
    # The messages know their own numbers, and JSON has no numbers as keys.
    return {**asdict(chat), "messages": list(chat.messages.values()),
            "reactions": [[number, emoji] for number, emoji in chat.reactions.items()]}  # fmt: skip


def _chat_from(saved: Json) -> Chat:
    messages = {message["message_id"]: message for message in saved["messages"]}
    reactions = dict(saved["reactions"])
    return Chat(**{**saved, "messages": messages, "reactions": reactions})


def write(path: Path, state: Json) -> None:
    """Whole or not at all: a file beside it first, then in its place. Readable by its owner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with open(beside, "w", encoding="ascii", opener=_owners_only) as file:
        json.dump(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _owners_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def read(path: Path) -> Json | None:
    """The saved state; None when there is none. Raises ValueError or TypeError when
    it cannot be read."""
    try:
        saved = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    return dict(saved)

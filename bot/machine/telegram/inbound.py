"""Telegram's updates in, `Said` out. Works on the raw JSON: an update may hold anything."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeAlias, TypeGuard

from bot.turns import Said
from storage.inbox import Update

Raw: TypeAlias = Mapping[str, Any]

# Edited messages are wanted, and then not heard: what was said has been answered already, and
# a form has moved on. Whoever wants to correct an answer taps Back, or says it again.
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]

LONGEST_TEXT, LONGEST_NAME, LONGEST_PRESS = (
    10_000,
    64,
    256,
)  # Telegram's own are 4096, 64, 64
LONGEST_FILE_ID = 256  # seen: up to about a hundred
LARGEST = 2**63  # what a database can hold

# More than one may be there: an animation comes as a document, too, and a venue as a location.
KINDS = (
    "voice", "video_note", "animation", "sticker", "photo", "video", "audio", "document",
    "contact", "venue", "location", "poll", "dice", "story", "game", "checklist", "paid_media",
)  # fmt: skip
OTHER = "other"  # what Telegram invents next
# What the messenger notes down in the chat by itself: nobody said it.
NOTES = frozenset({
    "pinned_message", "message_auto_delete_timer_changed", "chat_background_set",
    "write_access_allowed", "connected_website", "users_shared", "chat_shared",
    "proximity_alert_triggered", "successful_payment", "refunded_payment", "passport_data",
    "web_app_data", "gift", "unique_gift", "boost_added", "group_chat_created",
    "new_chat_members", "left_chat_member", "migrate_to_chat_id",
})  # fmt: skip

# What no database, spreadsheet or phone can hold: control characters, halves of characters.
UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def update_id(raw: object) -> int | None:
    """None for what is not an update at all."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if _is_number(number) and 0 <= number < LARGEST else None


def received(raw: Raw) -> Update:
    """As it is kept: not understood yet, only sorted by chat. Chat 0 is no chat.

    The number of the update must be there; whatever else is wrong with it is found in its turn.
    """
    chat_id = _part(_place(raw), "chat").get("id")
    if not _is_number(chat_id) or not -LARGEST <= chat_id < LARGEST:
        chat_id = 0
    return Update(raw["update_id"], chat_id, _as_text(raw))


def understand(raw_text: str) -> Said | None:
    """None for what is not said to the bot in private. ValueError for what is not JSON."""
    raw = json.loads(raw_text)
    if not isinstance(raw, dict) or _part(_place(raw), "chat").get("type") != "private":
        return None
    if "message" in raw:
        return _message(raw)
    if "callback_query" in raw:
        return _tap(raw)
    return _membership(raw) if "my_chat_member" in raw else None


def _message(raw: Raw) -> Said | None:
    message = _part(raw, "message")
    text, own = message.get("text"), _number(message, "message_id")
    if isinstance(text, str):
        return _said(raw, message, text=_clean(text, LONGEST_TEXT), own_message_id=own)
    kind = next((kind for kind in KINDS if kind in message), None)
    if kind is None and NOTES & message.keys():
        return None
    recording = _text(_part(message, "voice"), "file_id", LONGEST_FILE_ID)
    # A caption goes with its picture.
    return _said(
        raw,
        message,
        unreadable=kind or OTHER,
        file_id=recording,
        picture=_picture(message),
        own_message_id=own,
    )


def _picture(message: Raw) -> str:
    """Of the sizes of a photo, the last is the largest; an animation is none."""
    sizes = message.get("photo")
    largest = sizes[-1] if isinstance(sizes, list) and sizes else None
    return _text(largest, "file_id", LONGEST_FILE_ID) if isinstance(largest, dict) else ""


def _tap(raw: Raw) -> Said | None:
    tap = _part(raw, "callback_query")
    data, tap_id = tap.get("data"), tap.get("id")
    if not isinstance(data, str):
        return None
    tapped = _part(tap, "message")
    return _said(
        raw,
        tap,
        press=_clean(data, LONGEST_PRESS),
        tap_id=tap_id if isinstance(tap_id, str) else "",
        message_id=_number(tapped, "message_id"),
        protected=tapped.get("has_protected_content") is True,
    )


def _membership(raw: Raw) -> Said | None:
    """The person blocked the bot ("kicked"), or let it in again ("member")."""
    change = _part(raw, "my_chat_member")
    status = _part(change, "new_chat_member").get("status")
    if status not in ("kicked", "member"):
        return None
    return _said(raw, change, reachable=status == "member")


def _said(raw: Raw, part: Raw, **content: Any) -> Said:
    sender = _part(part, "from")
    return Said(
        name=_text(sender, "first_name"),
        language=_text(sender, "language_code"),
        update_id=update_id(raw) or 0,
        **content,
    )


def _place(raw: Raw) -> Raw:
    """The part of an update that has a chat."""
    tapped = _part(_part(raw, "callback_query"), "message")
    others = ("message", "edited_message", "my_chat_member")
    return next(filter(None, (_part(raw, name) for name in others)), tapped)


def _as_text(raw: Raw) -> str:
    """Escaped, so that halves of characters survive until the turn."""
    try:
        return json.dumps(raw, separators=(",", ":"))
    except RecursionError:  # nothing that a person said is nested a thousand times
        return json.dumps({"update_id": raw["update_id"]})


def _part(raw: Raw, name: str) -> Raw:
    part = raw.get(name)
    return part if isinstance(part, dict) else {}


def _text(raw: Raw, name: str, longest: int = LONGEST_NAME) -> str:
    text = raw.get(name)
    return _clean(text, longest) if isinstance(text, str) else ""


def _number(raw: Raw, name: str) -> int | None:
    number = raw.get(name)
    return number if _is_number(number) and abs(number) < LARGEST else None


def _clean(text: str, longest: int) -> str:
    held = UNHOLDABLE.sub("", text[:longest])
    return unicodedata.normalize("NFC", held)[:longest]  # a few letters come apart in it


def _is_number(value: object) -> TypeGuard[int]:
    return type(value) is int  # True is an int, too

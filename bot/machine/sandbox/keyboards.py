"""Keyboards below messages: what Telegram takes and what it refuses."""

from __future__ import annotations

from typing import Any

from bot.machine.sandbox.lengths import BUTTON_DATA, BUTTONS, COPIED
from bot.machine.sandbox.problems import BUTTON_DATA as BAD_DATA
from bot.machine.sandbox.problems import (
    BUTTON_URL,
    KEYBOARD_TOO_LONG,
    Json,
    Refused,
    bad,
)

_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
)  # fmt: skip


def checked(markup: Any) -> Json | None:
    """The keyboard as it will be echoed, or None for none. Raises Refused, 400."""
    if markup in (None, "", {}):
        return None
    if not isinstance(markup, dict):
        raise Refused(bad("object expected as reply markup"))
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return _reply(markup)
    if "remove_keyboard" in markup or "force_reply" in markup:
        return markup
    raise Refused(bad("can't parse reply keyboard markup JSON object"))


def inline_only(markup: Json | None) -> Json | None:
    """What a message keeps: the inline keyboard. The other kinds belong to the typing box."""
    return markup if markup and "inline_keyboard" in markup else None


def buttons(message: Json) -> list[Json]:
    """All inline buttons of a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _inline(rows: Any) -> Json | None:
    checked_rows = [[_button(button) for button in row] for row in _rows(rows) if row]
    if sum(map(len, checked_rows)) > BUTTONS:
        raise Refused(KEYBOARD_TOO_LONG)
    return {"inline_keyboard": checked_rows} if checked_rows else None


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(bad('Field "inline_keyboard" must be of type Array of Array'))
    return rows


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _cannot("expected an Object")
    if not isinstance(text := button.get("text"), str):
        raise _cannot('Field "text" must be of type String')
    if not text.strip():
        raise Refused(bad("inline keyboard button text must be non-empty"))
    if not any(action in button for action in _ACTIONS):
        raise Refused(bad("Text buttons are unallowed in the inline keyboard"))
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(button["url"])
    if "copy_text" in button:
        _check_copy(button["copy_text"])
    return button


def _cannot(reason: str) -> Refused:
    return Refused(bad(f"can't parse inline keyboard button: {reason}"))


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= BUTTON_DATA:
        raise Refused(BAD_DATA)


def _check_copy(copied: Any) -> None:
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= COPIED:
        raise _cannot("text to copy must be 1-256 characters")


def _check_url(url: Any) -> None:
    if not isinstance(url, str) or not url.startswith(("https://", "http://", "tg://", "tel:")):
        raise Refused(BUTTON_URL)


def _reply(markup: Json) -> Json:
    """A keyboard of the typing box; a button may be a bare string."""
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        for row in _rows(markup["keyboard"])
    ]
    return {**markup, "keyboard": rows}

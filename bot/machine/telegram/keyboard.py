"""Buttons below a message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.machine.composing import Button

Keys = dict[str, str | dict[str, str]]
InlineKeyboard = dict[str, list[list[Keys]]]


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboard | None:
    """An InlineKeyboardMarkup. Editing a message without one takes its buttons away."""
    shown = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": shown} if shown else None


def _button(button: Button) -> Keys:
    if button.copy:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    return {"text": button.label, "callback_data": button.data}

"""What the bot may know and set about one chat."""

from __future__ import annotations

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.methods.messages import chat_of
from bot.machine.sandbox.problems import Json, Refused, bad
from bot.machine.sandbox.world import World

_BUTTONS = ("default", "commands", "web_app")


def get_chat(world: World, call: Call) -> Json:
    chat = chat_of(world, call)
    return {**chat.as_json(), "accent_color_id": 0, "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False)}  # fmt: skip


_GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip


def set_menu_button(world: World, call: Call) -> bool:
    button = call.parsed("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in _BUTTONS:
        raise Refused(bad("can't parse menu button: unsupported type specified"))
    if call.values.get("chat_id") in (None, ""):
        world.menu_button = button
        return True
    chat_of(world, call).menu_button = button
    return True


def get_menu_button(world: World, call: Call) -> Json:
    if call.values.get("chat_id") in (None, ""):
        return world.menu_button
    return chat_of(world, call).menu_button


METHODS = {
    "getchat": get_chat,
    "setchatmenubutton": set_menu_button,
    "getchatmenubutton": get_menu_button,
}

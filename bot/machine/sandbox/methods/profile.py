"""What the bot says about itself: getMe, names, descriptions, commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.machine.sandbox import lengths
from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.problems import Json, Refused, bad
from bot.machine.sandbox.world import World


def get_me(world: World, call: Call) -> Json:
    return {
        **world.bot_user,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(world: World, call: Call) -> bool:
    commands = call.parsed("commands")
    world.profile.set_commands(call.parsed("scope"), call.text("language_code"), commands)
    world.tell("commands", 0, {})
    return True


def delete_commands(world: World, call: Call) -> bool:
    world.profile.delete_commands(call.parsed("scope"), call.text("language_code"))
    world.tell("commands", 0, {})
    return True


def get_commands(world: World, call: Call) -> list[Json]:
    return world.profile.commands(call.parsed("scope"), call.text("language_code"))


def _say(field: str, longest: int, world: World, call: Call) -> bool:
    text = call.text(field)
    if lengths.units(text) > longest:
        raise Refused(bad(f"{field} is too long"))
    world.profile.say(field, call.text("language_code"), text)
    world.tell("profile", 0, {})
    return True


def _said(field: str, world: World, call: Call) -> Json:
    text = world.profile.said(field, call.text("language_code"))
    return {field: text or (world.bot.name if field == "name" else "")}


def _pair(name: str, field: str, longest: int) -> dict[str, Callable[[World, Call], object]]:
    return {
        f"setmy{name}": partial(_say, field, longest),
        f"getmy{name}": partial(_said, field),
    }


METHODS: dict[str, Callable[[World, Call], object]] = {
    "getme": get_me,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    **_pair("name", "name", lengths.NAME),
    **_pair("description", "description", lengths.DESCRIPTION),
    **_pair("shortdescription", "short_description", lengths.SHORT_DESCRIPTION),
}

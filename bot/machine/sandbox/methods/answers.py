"""Answering the press of a button."""

from __future__ import annotations

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.lengths import OLDEST_TAP, TOAST, units
from bot.machine.sandbox.problems import OLD_QUERY, Refused, bad
from bot.machine.sandbox.world import World


def answer(world: World, call: Call) -> bool:
    """Valid once, and for 150 seconds of the sandbox's clock."""
    query_id = call.text("callback_query_id")
    text = call.text("text")
    if units(text) > TOAST:
        raise Refused(bad("MESSAGE_TOO_LONG"))
    tap = world.taps.pop(query_id, None)
    if tap is None or world.clock.monotonic() - tap.at > OLDEST_TAP:
        raise Refused(OLD_QUERY)
    shown = {"id": query_id, "text": text, "alert": call.flag("show_alert")}
    world.answers.append({"chat_id": tap.chat_id, **shown})
    world.tell("answer", tap.chat_id, shown)
    return True


METHODS = {"answercallbackquery": answer}

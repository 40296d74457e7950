"""Sending messages."""

from __future__ import annotations

from typing import Any

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.entities import Entity, trimmed, with_found
from bot.machine.sandbox.keyboards import checked, inline_only
from bot.machine.sandbox.lengths import TEXT, units
from bot.machine.sandbox.markup import parse_html
from bot.machine.sandbox.problems import (
    BLOCKED,
    DEACTIVATED,
    NO_CHAT,
    NO_CHAT_ID,
    NOTHING_TO_REPLY_TO,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    Json,
    Refused,
    bad,
)
from bot.machine.sandbox.world import Chat, World


def chat_of(world: World, call: Call) -> Chat:
    """The chat a call names, whether or not it can be written to. Raises Refused."""
    raw = call.values.get("chat_id")
    if raw in (None, ""):
        raise Refused(NO_CHAT_ID)
    try:
        return world.chat(int(raw))
    except (TypeError, ValueError, OverflowError):
        raise Refused(NO_CHAT) from None


def open_chat(world: World, call: Call) -> Chat:
    """A chat that can be written to. Raises Refused, with Telegram's three reasons."""
    chat = chat_of(world, call)
    if chat.deactivated:
        raise Refused(DEACTIVATED)
    if chat.blocked:
        raise Refused(BLOCKED)
    return chat


def written(call: Call, text_name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The text and entities a call means, after parsing. Raises Refused for bad markup."""
    source = call.text(text_name).replace("\r", "").replace("\x00", "")
    mode = call.text("parse_mode").lower()
    if mode not in ("", "html", "markdown", "markdownv2"):
        raise Refused(bad("unsupported parse_mode"))
    if mode == "html":
        text, marked = parse_html(source)
    else:
        text, marked = source, _marked(call.listed(entities_name, dict) or [])
    text, marked = trimmed(text, marked)
    return text, with_found(text, marked)


def _marked(entities: list[Any]) -> list[Entity]:
    """Entities given beside the text, as far as their shape goes. Raises Refused."""
    for entity in entities:
        if not isinstance(entity.get("type"), str):
            raise Refused(bad("can't parse MessageEntity: expected an Object with a type"))
        if not all(isinstance(entity.get(name), int) for name in ("offset", "length")):
            raise Refused(bad("can't parse MessageEntity: offset and length are numbers"))
    return entities


def body_of(call: Call) -> Json:
    """The text part of a message. Raises Refused when it is empty or too long."""
    text, entities = written(call, "text", "entities")
    if not text:
        raise Refused(TEXT_EMPTY)
    if units(text) > TEXT:
        raise Refused(TEXT_TOO_LONG)
    return {"text": text, "entities": entities} if entities else {"text": text}


def deliver(world: World, call: Call, chat: Chat, content: Json) -> Json:
    """Puts the bot's message into the chat, with its keyboard and what it answers to."""
    markup = checked(call.parsed("reply_markup"))
    if inline := inline_only(markup):
        content["reply_markup"] = inline
    elif markup is not None:
        chat.keyboard = markup if "keyboard" in markup else None
        world.tell("keyboard", chat.id, {"keyboard": chat.keyboard})
    if replied := _replied(call, chat):
        content["reply_to_message"] = replied
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    message = world.new_message(chat, content, sender=world.bot_user)
    silent = call.flag("disable_notification")
    world.transcript.note_send(call.method, chat.id, message, silent=silent)
    return message


def _replied(call: Call, chat: Chat) -> Json | None:
    parameters = call.object("reply_parameters")
    number = parameters.get("message_id") or call.number("reply_to_message_id")
    if not number:
        return None
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is not None:
        return {key: value for key, value in message.items() if key != "reply_to_message"}
    if parameters.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise Refused(NOTHING_TO_REPLY_TO)


def send_message(world: World, call: Call) -> Json:
    chat = open_chat(world, call)
    return deliver(world, call, chat, body_of(call))


def send_venue(world: World, call: Call) -> Json:
    chat = open_chat(world, call)
    place = {"latitude": call.decimal("latitude"), "longitude": call.decimal("longitude")}
    title, address = call.text("title"), call.text("address")
    if not title or not address:
        raise Refused(bad("venue title and address must be non-empty"))
    venue = {"location": place, "title": title, "address": address}
    return deliver(world, call, chat, {"venue": venue, "location": place})


def send_chat_action(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    if not call.text("action"):
        raise Refused(bad("wrong parameter action in request"))
    world.tell("action", chat.id, {"action": call.text("action")})
    return True


METHODS = {
    "sendmessage": send_message,
    "sendvenue": send_venue,
    "sendchataction": send_chat_action,
}

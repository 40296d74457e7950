"""Changing and removing messages."""

from __future__ import annotations

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.keyboards import checked, inline_only
from bot.machine.sandbox.lengths import CAPTION, OLDEST_DELETION, units
from bot.machine.sandbox.methods.messages import body_of, chat_of, written
from bot.machine.sandbox.problems import (
    CAPTION_TOO_LONG,
    NO_CAPTION_TO_EDIT,
    NO_TEXT_TO_EDIT,
    NOT_DELETABLE,
    NOT_MODIFIED,
    NOT_YOURS_TO_EDIT,
    NOTHING_TO_DELETE,
    NOTHING_TO_EDIT,
    NOTHING_TO_REACT_TO,
    Json,
    Refused,
    bad,
)
from bot.machine.sandbox.world import Chat, World

_WORDS = ("text", "entities", "caption", "caption_entities", "reply_markup")


def _own(world: World, call: Call) -> tuple[Chat, Json]:
    chat = chat_of(world, call)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise Refused(NOTHING_TO_EDIT)
    if message["from"]["id"] != world.bot.id:
        raise Refused(NOT_YOURS_TO_EDIT)
    return chat, message


def _put(world: World, call: Call, chat: Chat, old: Json, words: Json) -> Json:
    """The message with new words and the keyboard of this call; no keyboard means none."""
    new = {key: value for key, value in old.items() if key not in (*_WORDS, "edit_date")}
    new |= words
    if markup := inline_only(checked(call.parsed("reply_markup"))):
        new["reply_markup"] = markup
    if all(new.get(key) == old.get(key) for key in _WORDS):
        raise Refused(NOT_MODIFIED)
    new["edit_date"] = world.now()
    world.replace_message(chat, new)
    world.transcript.note_edit(call.method, chat.id, new)
    return new


def _kept(message: Json, *names: str) -> Json:
    return {name: message[name] for name in names if name in message}


def edit_text(world: World, call: Call) -> Json:
    chat, message = _own(world, call)
    body = body_of(call)
    if "text" not in message:
        raise Refused(NO_TEXT_TO_EDIT)
    return _put(world, call, chat, message, body)


def edit_caption(world: World, call: Call) -> Json:
    chat, message = _own(world, call)
    if "text" in message or "venue" in message:
        raise Refused(NO_CAPTION_TO_EDIT)
    return _put(world, call, chat, message, caption_of(call))


def edit_markup(world: World, call: Call) -> Json:
    chat, message = _own(world, call)
    words = _kept(message, "text", "entities", "caption", "caption_entities")
    return _put(world, call, chat, message, words)


def caption_of(call: Call) -> Json:
    text, entities = written(call, "caption", "caption_entities")
    if units(text) > CAPTION:
        raise Refused(CAPTION_TOO_LONG)
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def delete(world: World, call: Call) -> bool:
    chat = chat_of(world, call)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise Refused(NOTHING_TO_DELETE)
    if world.now() - message["date"] > OLDEST_DELETION:
        raise Refused(NOT_DELETABLE)
    del chat.messages[message["message_id"]]
    world.transcript.note_deletion(call.method, chat.id, message)
    world.tell("delete", chat.id, {"message_id": message["message_id"]})
    return True


def react(world: World, call: Call) -> bool:
    chat = chat_of(world, call)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise Refused(NOTHING_TO_REACT_TO)
    reactions = call.listed("reaction", dict) or []
    if len(reactions) > 1:
        raise Refused(bad("REACTIONS_TOO_MANY"))
    emoji = [str(reaction.get("emoji", "")) for reaction in reactions]
    chat.reactions[message["message_id"]] = emoji
    world.tell("reaction", chat.id, {"message_id": message["message_id"], "emoji": emoji})
    return True


METHODS = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete,
    "setmessagereaction": react,
}

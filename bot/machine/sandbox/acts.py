"""What a person can do with a phone: write, tap, send something, block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.machine.sandbox.encodings import Upload
from bot.machine.sandbox.entities import found
from bot.machine.sandbox.keyboards import buttons
from bot.machine.sandbox.lengths import pieces
from bot.machine.sandbox.methods.files import document_of, photo_of, voice_of
from bot.machine.sandbox.pictures import sunset
from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.world import Chat, Tap, World


class Attachment(StrEnum):
    VOICE = "voice"
    STICKER = "sticker"
    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Said:
    """What an act caused: the messages it wrote, and the updates the bot will get."""

    messages: tuple[int, ...]
    updates: tuple[int | None, ...]

    def as_json(self) -> Json:
        return {"message_ids": self.messages, "update_ids": self.updates}


class CannotAct(Exception):
    """This phone cannot do that now, such as writing while the bot is blocked."""


def _writing(world: World, chat_id: int) -> Chat:
    chat = world.meet(chat_id)
    if chat.blocked:
        raise CannotAct("this person blocked the bot")
    if chat.deactivated:
        raise CannotAct("this person deleted the account")
    return chat


def _heard(world: World, chat: Chat, content: Json) -> tuple[int, int | None]:
    message = world.new_message(chat, content, sender=chat.person())
    return message["message_id"], world.updates.push("message", message)


def say(world: World, chat_id: int, text: str) -> Said:
    """Writes; a long text arrives in pieces, as a phone cuts it. Raises CannotAct."""
    chat = _writing(world, chat_id)
    parts = [part for part in pieces(text.strip()) if part.strip()]
    if not parts:
        raise CannotAct("nothing was written")
    heard = [_heard(world, chat, _text(part)) for part in parts]
    return Said(tuple(m for m, _ in heard), tuple(u for _, u in heard))


def _text(text: str) -> Json:
    entities = found(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def send(world: World, chat_id: int, kind: Attachment) -> Said:
    """Sends something made up of this kind. Raises CannotAct."""
    chat = _writing(world, chat_id)
    message_id, update_id = _heard(world, chat, _made_up(world, kind))
    return Said((message_id,), (update_id,))


def _made_up(world: World, kind: Attachment) -> Json:
    if kind is Attachment.PHOTO:
        content = sunset()
        return photo_of(
            world.shelf.put("photo", Upload("photo.png", "image/png", content)), content
        )
    if kind is Attachment.DOCUMENT:
        page = Upload("example.txt", "text/plain", b"An example document of the local messenger.\n")
        return document_of(world.shelf.put("document", page))
    if kind is Attachment.VOICE:
        sound = Upload("voice.ogg", "audio/ogg", b"OggS" + bytes(2000))
        return voice_of(world.shelf.put("voice", sound))
    sticker = world.shelf.put("sticker", Upload("sticker.webp", "image/webp", b"RIFF" + bytes(500)))
    return {"sticker": {**sticker.as_json(), "type": "regular", "width": 512, "height": 512,
                        "is_animated": False, "is_video": False, "emoji": "👋"}}  # fmt: skip


def tap(world: World, chat_id: int, message_id: int, data: str) -> Json:
    """Presses a button. The data is taken as it is, since a real client can forge it too."""
    chat = _writing(world, chat_id)
    query_id = f"{world.bot.id % 1_000_000}{world.next_tap:012d}"
    world.next_tap += 1
    world.taps[query_id] = Tap(chat_id, world.clock.monotonic())
    # A message that is gone arrives as an InaccessibleMessage, whose date is 0.
    gone = {"chat": chat.as_json(), "message_id": message_id, "date": 0}
    update_id = world.updates.push(
        "callback_query",
        {
            "id": query_id,
            "from": chat.person(),
            "message": chat.messages.get(message_id, gone),
            "chat_instance": str(chat_id),
            "data": data,
        },
    )
    return {"callback_query_id": query_id, "update_ids": [update_id]}


def tap_label(world: World, chat_id: int, label: str) -> Json:
    """Presses the button with this label on the newest message that has one. Raises CannotAct."""
    chat = _writing(world, chat_id)
    for number in sorted(chat.messages, reverse=True):
        for button in buttons(chat.messages[number]):
            if button["text"] == label and "callback_data" in button:
                return tap(world, chat_id, number, button["callback_data"])
    raise CannotAct("no button has this label")


def block(world: World, chat_id: int) -> int | None:
    return _membership(world, world.meet(chat_id), blocked=True)


def unblock(world: World, chat_id: int) -> int | None:
    return _membership(world, world.meet(chat_id), blocked=False)


def _membership(world: World, chat: Chat, *, blocked: bool) -> int | None:
    if chat.blocked == blocked:
        return None
    before, chat.blocked = chat.blocked, blocked
    world.tell("block", chat.id, {"blocked": blocked})
    return world.updates.push(
        "my_chat_member",
        {
            "chat": chat.as_json(),
            "from": chat.person(),
            "date": world.now(),
            "old_chat_member": _member(world, before),
            "new_chat_member": _member(world, blocked),
        },
    )


def _member(world: World, blocked: bool) -> Json:
    if blocked:
        return {"user": world.bot_user, "status": "kicked", "until_date": 0}
    return {"user": world.bot_user, "status": "member"}

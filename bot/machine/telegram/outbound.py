"""Messages out."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest, TelegramError

from bot.core.messages import LONGEST_POPUP
from bot.machine.composing import Message, Pin
from bot.machine.outcomes import ChatCommand, Outcome, Sent
from bot.machine.telegram import errors, files
from bot.machine.telegram.calls import call
from bot.machine.telegram.keyboard import keyboard

log = logging.getLogger(__name__)

LONGEST_CAPTION = 1024  # UTF-16 units, without the tags
LONGEST_HELP = 256
BRIEFLY = 5.0  # seconds; nobody waits longer for a pop-up
NO_PREVIEW = {"is_disabled": True}  # it would show who is being written to what the link leads to
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """One call that shows something in a chat. `text` is HTML, `field` where it goes."""

    method: str
    field: str
    text: str
    rest: Mapping[str, object]

    async def leave(self, bot: Bot) -> int:
        """The number of the message. Raises TelegramError."""
        try:
            return await self._call(bot, self.text, "HTML")
        except BadRequest as error:
            if not errors.says(error, errors.UNPARSABLE):
                raise
            log.error("a message was not HTML as Telegram knows it; sent as plain text")
            return await self._call(bot, plain(self.text), None)

    async def _call(self, bot: Bot, text: str, mode: str | None) -> int:
        content = {self.field: text, "parse_mode": mode} if text else {}
        return _number(await call(bot, self.method, {**content, **self.rest}))


class Telegram:
    """The messenger, as the sender wants it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, message: Message) -> Outcome:
        """Never raises. A message to be edited that is gone is sent as a new one."""
        try:
            return Sent(await self._leave(message))
        except TelegramError as error:
            return errors.outcome_of(error)

    async def answer_tap(self, tap_id: str, text: str) -> None:
        """Too late is no harm: what the tap does is done already."""
        popup = {"text": cut(text, LONGEST_POPUP), "show_alert": True} if text else {}
        answer = {"callback_query_id": tap_id, **popup}
        try:
            await call(self._bot, "answerCallbackQuery", answer, wait=BRIEFLY)
        except TelegramError as error:
            log.debug("a tap was not answered: %s", type(error).__name__)

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        return await files.fetch(self._bot, file_id, most)

    async def show_commands(self, chat_id: int, commands: list[ChatCommand]) -> bool:
        listed = [{"command": c.name, "description": c.help[:LONGEST_HELP]} for c in commands]
        scope = {"type": "chat", "chat_id": chat_id}
        try:
            await call(self._bot, "setMyCommands", {"commands": listed, "scope": scope})
        except TelegramError as error:
            log.warning("a menu of commands was not set: %s", type(error).__name__)
            return False
        return True

    async def _leave(self, message: Message) -> int:
        if message.deletes is not None:
            return await self._delete(message.chat_id, message.deletes)
        if message.document is not None or message.voice:
            return await self._leave_with_file(message)
        if message.pin is not None:
            return await _venue(message, message.pin).leave(self._bot)
        if message.edits is not None:
            return await self._edit(message, message.edits)
        return await _letter(message).leave(self._bot)

    async def _delete(self, chat_id: int, deleted: int) -> int:
        which = {"chat_id": chat_id, "message_id": deleted}
        try:
            await call(self._bot, "deleteMessage", which)
        except BadRequest as error:
            if not errors.says(error, errors.DELETED):
                raise
            log.debug("a message to be deleted was not there, or is too old")
        return deleted

    async def _edit(self, message: Message, edited: int) -> int:
        try:
            return await _edit(message, edited).leave(self._bot)
        except BadRequest as error:
            if errors.says(error, errors.UNCHANGED):
                return edited
            if not errors.says(error, errors.GONE):
                raise
        return await _letter(message).leave(self._bot)

    async def _leave_with_file(self, message: Message) -> int:
        """Words that are too long for a caption leave before the file. The outcome is the
        file's: after trouble with it, the words come again."""
        if utf16_length(plain(message.text)) <= LONGEST_CAPTION:
            return await _parcel(message, message.text).leave(self._bot)
        await _letter(message, with_buttons=False).leave(self._bot)
        return await _parcel(message, "").leave(self._bot)


def plain(text: str) -> str:
    """HTML as Telegram knows it, without its tags."""
    return html.unescape(TAG.sub("", text))


def utf16_length(text: str) -> int:
    """As Telegram counts: an emoji is two."""
    return len(text.encode("utf-16-le", errors="replace")) // 2


def cut(text: str, longest: int) -> str:
    """At most so many UTF-16 units, and no half of a character."""
    return text.encode("utf-16-le", errors="replace")[: 2 * longest].decode("utf-16-le", "ignore")


def _letter(message: Message, *, with_buttons: bool = True) -> Letter:
    rest = {
        "link_preview_options": NO_PREVIEW,
        "reply_markup": keyboard(message.rows) if with_buttons else None,
    }
    return Letter("sendMessage", "text", message.text, {**_manners(message), **rest})


def _manners(message: Message) -> dict[str, object]:
    """A file is to be kept, so it can be saved; nothing else leaves the chat that is personal."""
    free = message.shareable or message.document is not None
    return {
        "chat_id": message.chat_id,
        "protect_content": None if free else True,
        "disable_notification": True if message.silent else None,
    }


def _edit(message: Message, edited: int) -> Letter:
    rest = {
        "chat_id": message.chat_id,
        "message_id": edited,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": keyboard(message.rows),
    }
    return Letter("editMessageText", "text", message.text, rest)


def _venue(message: Message, pin: Pin) -> Letter:
    where = {"latitude": pin.lat, "longitude": pin.lon, "title": pin.title, "address": pin.address}
    rest = {**_manners(message), **where, "reply_markup": keyboard(message.rows)}
    return Letter("sendVenue", "", "", rest)


def _parcel(message: Message, caption: str) -> Letter:
    rest = {**_manners(message), "reply_markup": keyboard(message.rows)}
    if message.document is None:
        return Letter("sendVoice", "caption", caption, {**rest, "voice": message.voice})
    file = InputFile(message.document.content, filename=message.document.filename)
    return Letter("sendDocument", "caption", caption, {**rest, "document": file})


def _number(answer: Any) -> int:
    """It is there, or nobody knows whether the message left."""
    number = answer.get("message_id") if isinstance(answer, dict) else None
    if not isinstance(number, int):
        raise TelegramError("no message in the answer")
    return number

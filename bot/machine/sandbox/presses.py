"""What can be pressed on the page: as a person on a phone, and on the clock."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.machine.sandbox import acts
from bot.machine.sandbox.keyboards import buttons
from bot.machine.sandbox.people import Jump, Phone
from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.world import World


class NotNow(Exception):
    """The press cannot be carried out; its text is a key of the page's words."""


class Presses:
    def __init__(
        self, world: World, phones: Sequence[Phone], jumps: Sequence[Jump], zone: str
    ) -> None:
        self._world = world
        self._phones = {phone.chat_id: phone for phone in phones}
        self._jumps = list(jumps)
        self._zone = ZoneInfo(zone)
        self._link = re.compile(
            rf"(?:https?://)?t\.me/{re.escape(world.bot.username)}\?start=([\w-]{{1,64}})",
            re.IGNORECASE,
        )

    def _phone(self, order: Json) -> Phone:
        return self._phones[int(order["chat_id"])]

    def start(self, order: Json) -> Json:
        phone = self._phone(order)
        return acts.say(self._world, phone.chat_id, phone.hello).as_json()

    def say(self, order: Json) -> Json:
        """Writes; a link to this bot counts as opening it, as on a real phone."""
        text = str(order["text"])
        opened = self._link.fullmatch(text.strip())
        said = f"/start {opened[1]}" if opened else text
        return acts.say(self._world, self._phone(order).chat_id, said).as_json()

    def tap(self, order: Json) -> Json:
        chat = self._world.chats[self._phone(order).chat_id]
        message_id, data = int(order["message_id"]), str(order["data"])
        message = chat.messages.get(message_id, {})
        if all(button.get("callback_data") != data for button in buttons(message)):
            raise NotNow("button_gone")
        return acts.tap(self._world, chat.id, message_id, data)

    def send(self, order: Json) -> Json:
        kind = acts.Attachment(order["kind"])
        return acts.send(self._world, self._phone(order).chat_id, kind).as_json()

    def block(self, order: Json) -> Json:
        acts.block(self._world, self._phone(order).chat_id)
        return {}

    def unblock(self, order: Json) -> Json:
        acts.unblock(self._world, self._phone(order).chat_id)
        return {}

    async def clock(self, order: Json) -> Json:
        """`seconds`, or `jump` (a number of the caller's jumps), or `to` (local wall time)."""
        if "seconds" in order:
            self._world.clock.jump(float(order["seconds"]))
            return {}
        self._jump_to(await self._goal(order))
        return {}

    async def _goal(self, order: Json) -> datetime:
        if "to" in order:
            local = datetime.fromisoformat(str(order["to"])).replace(tzinfo=self._zone)
            return local.astimezone(UTC)
        moment = await asyncio.to_thread(self._jumps[int(order["jump"])].to)
        if moment is None:
            raise NotNow("no_goal")
        return moment

    def _jump_to(self, moment: datetime) -> None:
        if moment < self._world.clock.now():
            raise NotNow("past")
        self._world.clock.jump_to(moment)

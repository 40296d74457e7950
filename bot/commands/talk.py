"""`lotse talk`: any dialogue in a terminal. A number taps a button, everything else is typed."""

from __future__ import annotations

import itertools
import sys

from bot.app import Lotse
from bot.commands.stage import stage
from bot.core.rules.people import Person, Role
from bot.core.words import BIDI_CONTROLS
from bot.machine.composing import Button, Message
from bot.machine.conversation import Heard
from bot.machine.telegram.inbound import received
from bot.machine.telegram.outbound import plain
from storage import deliveries, inbox


def play(role: Role, language: str) -> int:
    with stage(language) as (lotse, people):
        talk = Talk(lotse, people[role])
        talk.says("/menu")
        print("  (a number taps a button; Ctrl-D ends)\n")
        for line in sys.stdin:
            talk.hears(line.rstrip("\n"))
    return 0


class Talk:
    """One person, one bot, no messenger between them."""

    def __init__(self, lotse: Lotse, person: Person) -> None:
        self._lotse, self._person = lotse, person
        self._numbers = itertools.count(1)
        self._buttons: list[Button] = []

    def hears(self, line: str) -> None:
        if line.isascii() and line.isdecimal() and 0 < int(line) <= len(self._buttons):
            self._update(callback_query=self._tap(self._buttons[int(line) - 1].data))
        elif line:
            self.says(line)

    def says(self, text: str) -> None:
        self._update(message={"message_id": 1, "chat": self._chat, "text": text})

    @property
    def _chat(self) -> dict[str, object]:
        return {"id": self._person.chat_id, "type": "private"}

    def _tap(self, data: str) -> dict[str, object]:
        return {"id": "1", "data": data, "message": {"message_id": 1, "chat": self._chat}}

    def _update(self, **content: object) -> None:
        raw = {"update_id": next(self._numbers), **content}
        with self._lotse.database.transaction() as db:
            inbox.keep(db, [received(raw)], self._lotse.clock())
        while (heard := self._lotse.conversation.hear_next()) is not None:
            self._show(heard)

    def _show(self, heard: Heard) -> None:
        if heard.popup:
            print(f"  ( {_clean(heard.popup)} )")
        if heard.reply:
            self._print(heard.reply)

    def _print(self, message: Message) -> None:
        print("\n" + _clean(plain(message.text)))
        self._buttons = [button for row in message.rows for button in row]
        for number, button in enumerate(self._buttons, 1):
            print(f"  [{number}] {_clean(button.label)}")
        print()
        self._settle(message)

    def _settle(self, message: Message) -> None:
        """It was read here: the next reply need not wait for it."""
        with self._lotse.database.transaction() as db:
            deliveries.sent(db, message.delivery, message_id=1, now=self._lotse.clock())


def _clean(text: str) -> str:
    return BIDI_CONTROLS.sub("", text)

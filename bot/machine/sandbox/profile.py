"""What the bot says about itself: names, descriptions, commands, menu buttons."""

from __future__ import annotations

import re
from typing import Any

from bot.machine.sandbox.lengths import COMMAND_HELP, COMMANDS
from bot.machine.sandbox.problems import Json, Refused, bad

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_PLAIN_SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
}  # fmt: skip


class Profile:
    def __init__(self) -> None:
        self.words: dict[str, dict[str, str]] = {}
        """Kind of text ("name", "description", …) → language → text."""
        self._commands: dict[str, list[Json]] = {}

    def say(self, kind: str, language: str, text: str) -> None:
        self.words.setdefault(kind, {})[checked_language(language)] = text

    def said(self, kind: str, language: str) -> str:
        texts = self.words.get(kind, {})
        return texts.get(language) or texts.get("", "")

    def set_commands(self, scope: Any, language: str, commands: Any) -> None:
        self._commands[_key(scope, language)] = _checked(commands)

    def delete_commands(self, scope: Any, language: str) -> None:
        self._commands.pop(_key(scope, language), None)

    def commands(self, scope: Any, language: str) -> list[Json]:
        return self._commands.get(_key(scope, language), [])

    def menu_of(self, chat_id: int, language: str) -> list[Json]:
        """The commands a phone shows. Source: core.telegram.org/bots/api#determining-list-of-
        commands: the narrowest scope first, and within a scope the person's language first."""
        scopes: list[Json] = [
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            {"type": "default"},
        ]
        for scope in scopes:
            for tongue in (language.split("-")[0], ""):
                if menu := self._commands.get(_key(scope, tongue, strict=False)):
                    return menu
        return []

    def dump(self) -> Json:
        return {"words": self.words, "commands": self._commands}

    def load(self, saved: Json) -> None:
        self.words = saved["words"]
        self._commands = saved["commands"]


def checked_language(language: str) -> str:
    if not _LANGUAGE.fullmatch(language):
        raise Refused(bad("invalid language code specified"))
    return language


def _key(scope: Any, language: str, strict: bool = True) -> str:
    if strict:
        checked_language(language)
    if scope is None:
        return f"default//{language}"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _PLAIN_SCOPES:
        return f"{kind}//{language}"
    if kind == "chat" and scope.get("chat_id") is not None:
        return f"chat/{scope['chat_id']}/{language}"
    raise Refused(bad("can't parse BotCommandScope: unsupported type specified"))


def _checked(commands: Any) -> list[Json]:
    if not isinstance(commands, list):
        raise Refused(bad("can't parse commands JSON object"))
    if len(commands) > COMMANDS:
        raise Refused(bad("BOT_COMMANDS_TOO_MUCH"))
    return [_checked_command(entry) for entry in commands]


def _checked_command(entry: Any) -> Json:
    name = str(entry.get("command", "")).removeprefix("/") if isinstance(entry, dict) else ""
    if not _COMMAND.fullmatch(name):
        raise Refused(bad("BOT_COMMAND_INVALID"))
    text = entry.get("description")
    if not isinstance(text, str) or not 1 <= len(text) <= COMMAND_HELP:
        raise Refused(bad("BOT_COMMAND_DESCRIPTION_INVALID"))
    return {"command": name, "description": text}

"""Who uses the bot, in which language, and how discreetly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# Each language by its own name in its own script, never as a flag. The order is the menu's.
LANGUAGES = {
    "de": "Deutsch",
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "fa_AF": "دری",
    "uk": "Українська",
    "ru": "Русский",
    "tr": "Türkçe",
    "fr": "Français",
    "ku": "Kurdî",
    "ps": "پښتو",
    "ti": "ትግርኛ",
    "so": "Soomaali",
}


class Role(StrEnum):
    GUEST = "guest"  # wrote to the bot without an invitation: may ask, and nothing else
    PARTICIPANT = "participant"
    MENTOR = "mentor"
    MEDIATOR = "mediator"
    COORDINATOR = "coordinator"


class Level(StrEnum):
    """How much a message may say while the phone lies on the table."""

    NEWS = "news"  # only that there is news
    TIME = "time"  # the time; everything else on a tap


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    role: Role
    language: str
    arrived: bool = True  # has chosen a language and read who writes here
    level: Level = Level.NEWS
    region: str = ""
    mentor_id: int | None = None
    paused_at: datetime | None = None
    reachable: bool = True
    chat_id: int | None = None
    commands: str = ""  # which commands the messenger shows below this chat

    @property
    def paused(self) -> bool:
        return self.paused_at is not None

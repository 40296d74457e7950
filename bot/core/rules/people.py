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
    DETAILS = "details"  # the place as well; never an office, a status or a file number


class Age(StrEnum):
    """No birthday: only what decides about consent."""

    ADULT = "adult"
    UNDER_18 = "under18"
    UNDER_16 = "under16"


class Decides(StrEnum):
    """Who can agree to something for this person."""

    SELF = "self"
    TOGETHER = "together"  # with the guardian
    GUARDIAN = "guardian"


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
    silenced: bool = False  # somebody with this phone said: this is not me
    age: Age = Age.ADULT
    decides: Decides = Decides.SELF
    guardian: str = ""  # who decides with or for this person, in which role
    assessed_by: int | None = None  # who assessed age and capacity
    assessed_at: datetime | None = None
    has_pin: bool = False
    pin_failures: int = 0
    opened_at: datetime | None = None  # when the PIN was last given
    mentored_until: datetime | None = None  # when the last mentorship ended
    erased: bool = False  # only the number is left

    @property
    def paused(self) -> bool:
        return self.paused_at is not None

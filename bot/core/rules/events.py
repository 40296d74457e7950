"""Events, and who is invited to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.core.rules.people import Person, Role


class Rsvp(StrEnum):
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


@dataclass(frozen=True)
class Event:
    """An invitation that was sent; its texts by language."""

    id: int
    made_by: int
    day: date
    time: time
    starts_at: datetime
    sent_at: datetime
    texts: Mapping[str, str]

    def text_for(self, language: str) -> tuple[str, str]:
        """The text nearest to the reader's language, and the language it is in."""
        nearest = {"fa_AF": ("fa_AF", "fa"), "fa": ("fa", "fa_AF")}.get(language, (language,))
        for candidate in (*nearest, "en", "de", *self.texts):
            if candidate in self.texts:
                return self.texts[candidate], candidate
        raise ValueError("an event without a text")


@dataclass(frozen=True)
class Reach:
    """How an invitation went, for the coordinator."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    blocked: int = 0  # of the failed: has blocked the bot or is gone
    unsure: int = 0
    dropped: int = 0  # paused, withdrew or over before it could leave
    yes: int = 0
    no: int = 0
    maybe: int = 0


@dataclass(frozen=True)
class Audience:
    """Whom the coordinator means, and who of them is reached."""

    invited: Sequence[Person]
    without_consent: int
    paused: int


def audience(
    everybody: Sequence[Person],
    *,
    roles: Collection[str],
    languages: Collection[str],
    regions: Collection[str],
    agreed: Collection[int],
) -> Audience:
    """By role, language and region; participants only if they agreed to be invited.

    An empty choice of regions means all.
    """
    meant = [
        person
        for person in everybody
        if person.arrived
        and person.role in roles
        and person.language in languages
        and (not regions or person.region in regions)
    ]
    asked = [p for p in meant if p.role is not Role.PARTICIPANT or p.id in agreed]
    awake = [person for person in asked if not person.paused]
    return Audience(awake, len(meant) - len(asked), len(asked) - len(awake))

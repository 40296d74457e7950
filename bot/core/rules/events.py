"""Events, and who is invited to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.core.rules.capacity import through_mentor
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
    through_mentors: Sequence[Person] = ()  # under 16: the mentor speaks with them
    without_mentor: int = 0  # under 16, and nobody to speak with them


def audience(
    everybody: Sequence[Person],
    *,
    roles: Collection[str],
    languages: Collection[str],
    regions: Collection[str],
    agreed: Collection[int],
    relayed: Collection[int] = frozenset(),
) -> Audience:
    """By role, language and region; participants only if they agreed to be invited.

    An empty choice of regions means all. `relayed`: who agreed that it is passed on, which is how
    it reaches those under 16.
    """
    meant = [
        person
        for person in everybody
        if person.arrived
        and person.role in roles
        and person.language in languages
        and (not regions or person.region in regions)
    ]
    young = [p for p in meant if p.role is Role.PARTICIPANT and through_mentor(p)]
    grown = [p for p in meant if p not in young]
    asked = [p for p in grown if p.role is not Role.PARTICIPANT or p.id in agreed]
    asked_young = [p for p in young if p.id in relayed]
    awake = [person for person in asked if not person.paused]
    awake_young = [person for person in asked_young if not person.paused]
    mentored = [person for person in awake_young if person.mentor_id is not None]
    return Audience(
        awake,
        without_consent=len(meant) - len(asked) - len(asked_young),
        paused=len(asked) + len(asked_young) - len(awake) - len(awake_young),
        through_mentors=mentored,
        without_mentor=len(awake_young) - len(mentored),
    )

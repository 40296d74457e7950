"""Who can agree for a person: age band, capacity, guardian.

What a lawyer must decide, from which age a person decides alone, is the operator's
`consent_age`. Here is only what follows from it. No birthday is kept, only a band.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.core.rules.people import Age, Decides, Person
from bot.core.words import Words, _

OF_AGE = 18
YOUNGEST = {Age.ADULT: OF_AGE, Age.UNDER_18: 16, Age.UNDER_16: 0}  # that a band can mean


class GuardianRole(StrEnum):
    PARENT = "parent"
    GUARDIAN = "guardian"  # Vormund, of a minor
    CARER = "carer"  # rechtliche Betreuung, of an adult
    OFFICE = "office"  # Jugendamt, where it is the guardian


GUARDIAN_ROLES = {
    GuardianRole.PARENT: _("Parent"),
    GuardianRole.GUARDIAN: _("Guardian"),
    GuardianRole.CARER: _("Legal carer"),
    GuardianRole.OFFICE: _("Youth welfare office"),
}


@dataclass(frozen=True)
class Guardian:
    """Kept sealed, as `role:name`, with the person and with each entry of the ledger."""

    role: GuardianRole
    name: str

    @classmethod
    def of(cls, kept: str) -> Self | None:
        role, colon, name = kept.partition(":")
        if not (colon and name and role in list(GuardianRole)):
            return None
        return cls(GuardianRole(role), name)

    def __str__(self) -> str:
        return f"{self.role}:{self.name}"

    @property
    def words(self) -> Words:
        return Words("{name} ({role})", {"name": self.name, "role": GUARDIAN_ROLES[self.role]})


class Signs(StrEnum):
    """Whose yes counts."""

    SELF = "self"
    BOTH = "both"  # the person and the guardian
    GUARDIAN = "guardian"


def who_signs(person: Person, consent_age: int) -> Signs:
    """Nobody assessed: adult, for oneself. Of a band only the youngest age is sure."""
    if person.decides is Decides.GUARDIAN:
        return Signs.GUARDIAN
    if person.decides is Decides.TOGETHER or YOUNGEST[person.age] < consent_age:
        return Signs.BOTH
    return Signs.SELF


def through_mentor(person: Person) -> bool:
    """Under 16 nobody is written to in bulk: the mentor speaks with the young person."""
    return person.age is Age.UNDER_16

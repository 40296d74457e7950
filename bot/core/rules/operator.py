"""What only the operator of a network can say; read from `operator.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from bot.core.rules.consent import Recipient


@dataclass(frozen=True)
class Operator:
    """What only the operator of a network can say. Art. 13 GDPR: who, why, how long, what rights.

    Without all of it no consent is collected. What a lawyer decides is a field here.
    """

    controller: str = ""  # who is responsible, with address
    person: str = ""  # who stands behind the bot: a named human
    contact: str = ""  # where consent can be withdrawn in person
    officer: str = ""  # data protection officer
    authority: str = ""  # supervisory authority of the Land
    ends: date | None = None  # when consent ends at the latest
    deleted: date | None = None  # when the data are deleted at the latest
    consent_age: int | None = None  # years; from then on a person decides alone
    paper_needed: frozenset[Recipient] | None = None  # a tap is not enough (SGB X § 67b(2))
    recipients: Mapping[Recipient, str] | None = None  # which office, funder, partners are meant
    # Days, by name, where the operator differs from what is proposed (`storage.register.periods`).
    periods: Mapping[str, object] = field(default_factory=dict)

    def missing(self) -> Sequence[str]:
        """Names of the facts that are still to be filled in."""
        values = {fact.name: getattr(self, fact.name) for fact in fields(self)}
        return [
            name
            for name, value in values.items()
            if value is None or (isinstance(value, str) and not value.strip())
        ]


def read_operator(said: Mapping[str, Any]) -> Operator:
    """From the table `[operator]` of the file. What cannot be read counts as missing."""
    texts: dict[str, Any] = {name: str(said.get(name) or "") for name in TEXTS}
    return Operator(
        **texts,
        ends=_day(said.get("ends")),
        deleted=_day(said.get("deleted")),
        consent_age=_years(said.get("consent_age")),
        paper_needed=_recipients(said.get("paper_needed")),
        recipients=_named(said.get("recipients")),
    )


TEXTS = ("controller", "person", "contact", "officer", "authority")


def _day(said: object) -> date | None:
    if isinstance(said, date):
        return date(said.year, said.month, said.day)
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _years(said: object) -> int | None:
    return said if type(said) is int and 0 < said < 100 else None


def _recipients(said: object) -> frozenset[Recipient] | None:
    if not isinstance(said, list) or not set(map(str, said)) <= set(Recipient):
        return None
    return frozenset(Recipient(str(each)) for each in said)


# Of these there is one, and the operator knows which. Mentors, mediators, employers and
# counselling services are many: whoever it is, the person is told.
NAMED = (
    Recipient.JOBCENTER,
    Recipient.AGENCY,
    Recipient.IMMIGRATION,
    Recipient.FUNDER,
    Recipient.PARTNERS,
)


def _named(said: object) -> Mapping[Recipient, str] | None:
    """None unless each of them has its name."""
    if not isinstance(said, Mapping):
        return None
    names = {each: str(said.get(each.value) or "").strip() for each in NAMED}
    return names if all(names.values()) else None

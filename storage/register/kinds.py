"""What the register says of a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    TECHNICAL = "technical"  # says nothing about a person
    PERSONAL = "personal"  # an id, a choice, a moment that belongs to a person
    FREE_TEXT = "free text"  # what a person is called or wrote: encrypted with that person's key
    PUBLISHED = "published"  # written by the project to be shown to many


class Whose(StrEnum):
    HOUSE = "the house"
    PERSON = "the person"
    PARTICIPANT = "the participant"
    SENDER = "whoever wrote to the bot"
    INVITED = "the person who is invited"
    PARTNER = "who works at an office or a service"


class Seen(StrEnum):
    """Who receives it. Whoever is not named here does not."""

    HOUSE = "nobody: the machine alone"
    SELF = "the person"
    MENTOR = "the participant's mentor, while consent stands"
    OFFICE = "the coordinator"
    STAFF = "mentors, mediators and the coordinator"
    MEDIATOR = "the language mediator"
    MESSENGER = "Telegram, as part of a message"
    FUNDER = "the funder, as figures without names"
    AGREED = "whom the person has agreed to, line by line"
    NETWORK = "everybody the bot writes to"


class Kept(StrEnum):
    TURN = "until the turn is over; of an update that cannot be read, seven days"
    UPDATE = "two days; of an update that cannot be read, seven days"
    ATTEMPT = "one day"
    DIALOGUE = "until the form is sent or stopped, or nobody went on with it for days"
    SAID = "until it is sent, dropped or given up"
    OUTBOX = "thirty days after it could last be of use; of an event, as long as the event"
    PLACE = "ninety days after a place was shown or asked about"
    INVITATION = "until it is used or has expired"
    MEMBERSHIP = "as long as the person takes part; a guest: thirty days after the last word"
    REFERRED = "as long as an answer refers to it or it is the one that is shown"
    MENTORSHIP = "six months after the mentorship ended; without one, after the matter itself"
    EVENT = "six months after the event"
    RECEIVED = "one hundred and eighty days after it was shown"
    PROOF = "until the end of the third year after the processing ended (BGB 195, 199)"
    AUDIT = "one year"
    HOUSE = "as long as the house runs"


@dataclass(frozen=True)
class Column:
    purpose: str
    nature: Nature
    kept: Kept | None = None  # where it differs from the table's
    seen_by: Sequence[Seen] | None = None  # where it differs from the table's


@dataclass(frozen=True)
class Entry:
    """One column of the database, as the record of processing shows it."""

    table: str
    column: str
    purpose: str
    nature: Nature
    whose: Whose
    kept: Kept
    seen_by: Sequence[Seen]

    @property
    def personal(self) -> bool:
        return self.nature in (Nature.PERSONAL, Nature.FREE_TEXT)


@dataclass(frozen=True)
class Record:
    """One table."""

    table: str
    whose: Whose
    kept: Kept
    columns: Mapping[str, Column]
    seen_by: Sequence[Seen] = ()  # a test demands it; technical columns nobody sees

    def entries(self) -> Iterator[Entry]:
        for name, each in self.columns.items():
            kept = each.kept or self.kept
            yield Entry(
                self.table, name, each.purpose, each.nature, self.whose, kept, self._seen(each)
            )

    def _seen(self, column: Column) -> Sequence[Seen]:
        if column.seen_by is not None:
            return column.seen_by
        return ONLY_THE_HOUSE if column.nature is Nature.TECHNICAL else self.seen_by


def technical(purpose: str, kept: Kept | None = None) -> Column:
    return Column(purpose, Nature.TECHNICAL, kept)


def personal(
    purpose: str, kept: Kept | None = None, seen_by: Sequence[Seen] | None = None
) -> Column:
    return Column(purpose, Nature.PERSONAL, kept, seen_by)


def text(purpose: str, kept: Kept | None = None, seen_by: Sequence[Seen] | None = None) -> Column:
    return Column(purpose, Nature.FREE_TEXT, kept, seen_by)


def published(purpose: str) -> Column:
    return Column(purpose, Nature.PUBLISHED)


ONLY_THE_HOUSE = (Seen.HOUSE,)
ID = technical("tells the rows apart")
VERSION = technical("of two who change it at once, one wins")

"""Where a person's number stands in the database, and what that place means.

From this one table follow what a person's copy shows (GDPR Art. 15), and what an erasure removes
(Art. 17). A test fails for a column that points to a person and is not named here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, false, or_, select

from storage.database import Db
from storage.tables import appointments, chats, metadata


class Means(StrEnum):
    OWN = "the row is about the person: in the copy; an erasure removes it"
    PROOF = "the row proves what the person agreed to: in the copy; its number alone stays"
    DID = "the person did something in the row of somebody else: counted; the number stays"
    TIE = "somebody else's row is tied to the person: an erasure unties it"
    SAME_ROW = "another column of the same row decides"


PLACES: Mapping[str, Means] = {
    "people.id": Means.OWN,  # but its number stays, for the rows of others
    "people.mentor_id": Means.TIE,
    "people.assessed_by": Means.DID,
    "chats.person_id": Means.OWN,
    "chats.chat_id": Means.SAME_ROW,
    "data_keys.owner": Means.OWN,
    "invitations.used_by": Means.OWN,
    "invitations.moves": Means.OWN,
    "invitations.mentor_id": Means.TIE,
    "invitations.made_by": Means.DID,
    "code_attempts.chat_id": Means.OWN,
    "updates.chat_id": Means.OWN,
    "dialogues.person_id": Means.OWN,
    "deliveries.person_id": Means.OWN,
    "audit.person_id": Means.PROOF,
    "audit.actor": Means.PROOF,
    "reviews.entered_by": Means.DID,
    "voices.stored_by": Means.OWN,  # a voice is a person's own
    "consents.person_id": Means.PROOF,
    "consents.mediator_id": Means.DID,
    "consents.entered_by": Means.DID,
    "transfers.person_id": Means.PROOF,
    "transfers.by": Means.DID,
    "transfers.told_by": Means.DID,
    "links.person_id": Means.OWN,
    "requests.person_id": Means.OWN,
    "requests.done_by": Means.DID,
    "erasures.person_id": Means.PROOF,
    "questions.asker_id": Means.OWN,
    "questions.answered_by": Means.DID,
    "entries.made_by": Means.DID,
    "entry_texts.written_by": Means.DID,
    "entry_texts.reviewed_by": Means.DID,
    "entry_versions.changed_by": Means.DID,
    "answers_received.person_id": Means.OWN,
    "voices.confirmed_by": Means.DID,
    "appointments.participant_id": Means.OWN,
    "appointments.entered_by": Means.DID,
    "appointment_versions.appointment_id": Means.OWN,
    "appointment_versions.changed_by": Means.DID,
    "appointment_outcomes.participant_id": Means.OWN,
    "appointment_outcomes.appointment_id": Means.SAME_ROW,
    "presences.participant_id": Means.OWN,
    "presences.appointment_id": Means.SAME_ROW,
    "presences.mentor_id": Means.DID,
    "deadlines.participant_id": Means.OWN,
    "deadlines.entered_by": Means.DID,
    "reminder_choices.person_id": Means.OWN,
    "appointment_places.appointment_id": Means.SAME_ROW,
    "appointment_places.participant_id": Means.OWN,
    "checklist.appointment_id": Means.SAME_ROW,
    "checklist.participant_id": Means.OWN,
    "letters.person_id": Means.OWN,
    "contacts.participant_id": Means.OWN,
    "contacts.mentor_id": Means.DID,
    "messages.sender_id": Means.OWN,
    "messages.receiver_id": Means.DID,
    "messages.about_id": Means.OWN,
    "translations.author_id": Means.OWN,
    "translations.reader_id": Means.DID,
    "translations.about_id": Means.OWN,
    "help_requests.participant_id": Means.OWN,
    "help_requests.asker_id": Means.DID,
    "help_requests.claimed_by": Means.TIE,  # then it is asked again
    "help_messages.participant_id": Means.OWN,
    "help_messages.sender_id": Means.DID,
    "person_languages.person_id": Means.OWN,
    "helper_days.person_id": Means.OWN,
    "card_subscriptions.person_id": Means.OWN,
    "term_proposals.proposer_id": Means.OWN,
    "term_proposals.decided_by": Means.DID,
    "term_texts.accepted_by": Means.DID,
    "events.made_by": Means.DID,
    "event_answers.person_id": Means.OWN,
    "places.checked_by": Means.DID,
    "places.contact_person_id": Means.TIE,
    "places.changed_by": Means.DID,
    "place_versions.changed_by": Means.DID,
    "place_pings.person_id": Means.OWN,
    "place_seen.person_id": Means.OWN,
}
# What is not about single persons, and has no place above.
NOBODYS = frozenset(
    ["answer_counts", "place_lines", "marks", "declarations", "event_texts", "translation_counts"]
)


@dataclass(frozen=True)
class Whom:
    """A person, and the chat in which the person is found."""

    person_id: int
    chat_id: int | None = None


def whom(db: Db, person_id: int) -> Whom:
    found = select(chats.c.chat_id).where(chats.c.person_id == person_id)
    return Whom(person_id, db.execute(found).scalar_one_or_none())


def rows_about(table: Table, person: Whom) -> ColumnElement[bool]:
    """Which rows of this table say something about the person."""
    own = [_is(table, name, person) for name in places_in(table, Means.OWN, Means.PROOF)]
    return or_(false(), *own)


def places_in(table: Table, *means: Means) -> Sequence[str]:
    return [column.name for column in table.columns if PLACES.get(str(column)) in means]


def points_to_person(table: Table, *means: Means) -> Sequence[Column[Any]]:
    """The columns of these places that hold the person's number itself."""
    others = ("chat_id", "appointment_id")
    return [table.c[name] for name in places_in(table, *means) if name not in others]


def tables_with(*means: Means) -> Sequence[Table]:
    """Rows that hang on others come first, so that they can be removed in this order."""
    return [table for table in reversed(metadata.sorted_tables) if places_in(table, *means)]


def _is(table: Table, name: str, person: Whom) -> ColumnElement[bool]:
    column = table.c[name]
    if name == "chat_id":
        return column == person.chat_id if person.chat_id is not None else false()
    if name == "appointment_id":
        mine = appointments.c.participant_id == person.person_id
        return column.in_(select(appointments.c.id).where(mine))
    return column == person.person_id

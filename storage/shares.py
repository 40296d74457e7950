"""What hangs on a consent: deliveries that wait, and what left the house already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.core.rules.consent import Door, Line, Purpose, Recipient
from bot.core.rules.people import Person, Role
from storage import appointments, deliveries, dropping, events, messages, transfers
from storage.database import Db

TO_THEM = {Purpose.EVENTS: (events.INVITATION,)}
ABOUT_AN_APPOINTMENT = ("appointment_news", "cannot_come", "comes_late", "asks_for_call")
THROUGH_THEIR_MENTOR = ("event_through_mentor",)
ABOUT_A_NAME = ("name_known",)


def close(db: Db, person_id: int, lines: Collection[Line], now: datetime) -> None:
    """Consent to these lines is over: what waits is dropped, what is open ends. All at once."""
    kinds = [kind for line in lines for kind in TO_THEM.get(line.purpose, ())]
    if kinds:
        deliveries.drop_waiting(db, person_id, kinds=kinds)
    if any(line.purpose is Purpose.EVENTS for line in lines):
        dropping.naming(db, THROUGH_THEIR_MENTOR, str(person_id))
    for line in lines:
        if line.recipient is Recipient.MENTOR:
            _drop_for_mentor(db, person_id, line.purpose)
    transfers.end(db, person_id, lines, now)


def noted_for_mentor(
    db: Db, participant_id: int, mentor: Person, purpose: Purpose, data: str, now: datetime
) -> None:
    """This leaves for the mentor now; as long as it is open, it is noted once."""
    transfers.note_once(
        db,
        participant_id,
        line=Line(purpose, Recipient.MENTOR),
        receiver=mentor.name,
        data=data,
        door=Door.MENTOR,
        by=None,
        now=now,
    )


def _drop_for_mentor(db: Db, person_id: int, purpose: Purpose) -> None:
    if purpose is Purpose.MENTORING:
        dropping.about(db, ABOUT_A_NAME, person_id, to=Role.MENTOR)
        messages.drop_waiting(db, person_id)
    if purpose is not Purpose.APPOINTMENTS:
        return
    for each in appointments.of(db, person_id):
        # What a mentor entered, that mentor knows; of it there may still be news.
        dropping.about(db, ABOUT_AN_APPOINTMENT, each.id, to=Role.MENTOR, but=each.entered_by)

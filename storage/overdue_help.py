"""Of the tables of who helps whom: what has been kept as long as the register says."""

from __future__ import annotations

from sqlalchemy import exists, func

from storage.overdue import At, Condition, erased, mentorship_ended
from storage.register.periods import Term
from storage.tables import (
    help_messages,
    help_requests,
    helper_days,
    person_languages,
)


def help_request(at: At) -> Condition:
    t = help_requests.c
    when = func.coalesce(t.done_at, t.starts_at, t.asked_at)
    return mentorship_ended(t.participant_id, when, at.before(Term.MENTORSHIP))


def help_message(at: At) -> Condition:
    mine = help_requests.c.id == help_messages.c.request_id
    return exists().where(mine, help_request(at))


def person_language(at: At) -> Condition:
    return erased(person_languages.c.person_id)


def helper_day(at: At) -> Condition:
    return erased(helper_days.c.person_id)

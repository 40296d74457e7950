"""Of each table: what has been kept as long as the register says.

Each function gives a condition for `WHERE`. They are written down together in `storage.forgetting`.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, true

from bot.core.rules.consent import Answer
from bot.core.rules.people import Role
from storage import asks, inbox
from storage import events as invitations_to_events
from storage.delivery import UNFINISHED
from storage.measured import At as At
from storage.register.periods import Term
from storage.tables import (
    answer_counts,
    answers_received,
    appointment_outcomes,
    appointment_places,
    appointment_versions,
    appointments,
    audit,
    card_subscriptions,
    chats,
    checklist,
    code_attempts,
    consents,
    contacts,
    data_keys,
    deadlines,
    deliveries,
    dialogues,
    event_answers,
    event_texts,
    events,
    invitations,
    letters,
    links,
    messages,
    metadata,
    people,
    place_pings,
    place_seen,
    place_versions,
    presences,
    questions,
    reminder_choices,
    requests,
    term_proposals,
    translations,
    updates,
)
from storage.vault import HOUSE

Condition = ColumnElement[bool]


# -- what a person takes part in ---------------------------------------------------


def mentorship_ended(person: Any, when: Any, before: datetime) -> Condition:
    """`when` something of this person was. It counts from the end of the mentorship that it
    was in; outside of any, from itself. While a mentorship runs, nothing of it ends."""
    whose = people.alias()
    t = whose.c
    in_one_that_ended = and_(when <= t.mentored_until, t.mentored_until < before)
    none_since = or_(t.mentored_until.is_(None), t.mentored_until < before)
    in_none = and_(t.mentor_id.is_(None), when < before, none_since)
    return exists().where(t.id == person, or_(in_one_that_ended, in_none))


def question(at: At) -> Condition:
    when = func.coalesce(questions.c.answered_at, questions.c.asked_at)
    return mentorship_ended(questions.c.asker_id, when, at.before(Term.MENTORSHIP))


def message(at: At) -> Condition:
    t = messages.c
    return mentorship_ended(t.about_id, t.sent_at, at.before(Term.MENTORSHIP))


def translation(at: At) -> Condition:
    t = translations.c
    return mentorship_ended(t.about_id, t.asked_at, at.before(Term.MENTORSHIP))


def answer_received(at: At) -> Condition:
    return answers_received.c.at < at.before(Term.RECEIVED)


def answer_count(at: At) -> Condition:
    return answer_counts.c.last_at < at.before(Term.AUDIT)


def term_proposal(at: At) -> Condition:
    t = term_proposals.c
    when = func.coalesce(t.decided_at, t.proposed_at)
    return mentorship_ended(t.proposer_id, when, at.before(Term.MENTORSHIP))


def request(at: At) -> Condition:
    """One that is still open waits: somebody has to do it."""
    t = requests.c
    return mentorship_ended(t.person_id, t.done_at, at.before(Term.MENTORSHIP))


def contact(at: At) -> Condition:
    t = contacts.c
    return mentorship_ended(t.participant_id, t.logged_at, at.before(Term.MENTORSHIP))


def appointment(at: At) -> Condition:
    t = appointments.c
    return mentorship_ended(t.participant_id, t.starts_at, at.before(Term.MENTORSHIP))


def appointment_version(at: At) -> Condition:
    mine = appointments.c.id == appointment_versions.c.appointment_id
    return exists().where(mine, appointment(at))


def outcome(at: At) -> Condition:
    t = appointment_outcomes.c
    return mentorship_ended(t.participant_id, t.noted_at, at.before(Term.MENTORSHIP))


def presence(at: At) -> Condition:
    t = presences.c
    return mentorship_ended(t.participant_id, t.noted_at, at.before(Term.MENTORSHIP))


def deadline(at: At) -> Condition:
    """One that is still to come stays, however long ago it was entered."""
    t, before = deadlines.c, at.before(Term.MENTORSHIP)
    ended = mentorship_ended(t.participant_id, t.told_at, before)
    return and_(ended, t.day < at.day_before(Term.MENTORSHIP))


def appointment_place(at: At) -> Condition:
    mine = appointments.c.id == appointment_places.c.appointment_id
    return exists().where(mine, appointment(at))


def checked_paper(at: At) -> Condition:
    return exists().where(appointments.c.id == checklist.c.appointment_id, appointment(at))


def letter(at: At) -> Condition:
    """Most go when the person has checked what was read, or by the hour after some days."""
    return letters.c.asked_at < at.before(Term.DIALOGUE)


def event(at: At) -> Condition:
    return events.c.starts_at < at.before(Term.EVENT)


def event_text(at: At) -> Condition:
    return exists().where(events.c.id == event_texts.c.event_id, event(at))


def event_answer(at: At) -> Condition:
    return exists().where(events.c.id == event_answers.c.event_id, event(at))


# -- places ------------------------------------------------------------------------


def place_version(at: At) -> Condition:
    return place_versions.c.changed_at < at.before(Term.AUDIT)


def place_ping(at: At) -> Condition:
    return place_pings.c.asked_at < at.before(Term.PLACE)


def seen_place(at: At) -> Condition:
    return place_seen.c.seen_at < at.before(Term.PLACE)


# -- what carries words ------------------------------------------------------------


def update(at: At) -> Condition:
    t = updates.c
    heard = and_(t.state == inbox.State.DONE, t.received_at < at.before(Term.UPDATE))
    laid_aside = and_(t.state == inbox.State.DEAD, t.received_at < at.before(Term.LAID_ASIDE))
    return or_(heard, laid_aside)


def raw_update(at: At) -> Condition:
    return updates.c.state == inbox.State.DONE


def half_filled(at: At) -> Condition:
    """Most forms are closed earlier, by the hour (`bot.app`)."""
    t = dialogues.c
    begun = or_(t.form.is_not(None), t.answers.is_not(None))
    return and_(begun, t.moved_at < at.before(Term.DIALOGUE))


def delivery(at: At) -> Condition:
    """What is still of use says who knows what, and that nothing is planned twice. The figures of
    an event are counted from its invitations; what was explained is not to be explained again."""
    t = deliveries.c
    of_event = and_(
        t.kind == invitations_to_events.INVITATION, exists().where(events.c.id == t.about)
    )
    asked = exists().where(consents.c.person_id == t.person_id, consents.c.answer == Answer.ASK)
    explained = and_(t.kind == asks.EXPLAINED, asked)
    old = and_(t.useless_after < at.before(Term.OUTBOX), t.due_at < at.before(Term.OUTBOX))
    return and_(t.state.not_in(UNFINISHED), old, ~of_event, ~explained)


def delivered_words(at: At) -> Condition:
    return deliveries.c.state.not_in(UNFINISHED)


def audited(at: At) -> Condition:
    return audit.c.at < at.before(Term.AUDIT)


def attempt(at: At) -> Condition:
    return code_attempts.c.tried_at < at.before(Term.ATTEMPT)


def link(at: At) -> Condition:
    return links.c.expires_at < at.before(Term.ATTEMPT)


# -- who is here -------------------------------------------------------------------


def invitation(at: At) -> Condition:
    t = invitations.c
    return or_(t.used_at.is_not(None), t.expires_at < at.now)


def guest(at: At) -> Condition:
    """Never came in, and silent: each answer of the bot stands in the outbox for as long."""
    t, before = people.c, at.before(Term.GUEST)
    spoke = exists().where(deliveries.c.person_id == t.id, deliveries.c.due_at >= before)
    silent = and_(t.role == Role.GUEST.value, t.came_at < before, ~spoke)
    return and_(t.erased_at.is_(None), silent)


def tombstone(at: At) -> Condition:
    """Only the number was left, and now no row needs it any more."""
    return and_(people.c.erased_at.is_not(None), unreferenced(people))


def chat(at: At) -> Condition:
    return erased(chats.c.person_id)


def card_subscription(at: At) -> Condition:
    return erased(card_subscriptions.c.person_id)


def data_key(at: At) -> Condition:
    gone = ~exists().where(people.c.id == data_keys.c.owner)
    return and_(data_keys.c.owner != HOUSE, or_(gone, erased(data_keys.c.owner)))


def dialogue(at: At) -> Condition:
    return erased(dialogues.c.person_id)


def reminder_choice(at: At) -> Condition:
    return erased(reminder_choices.c.person_id)


def erased(person: Any) -> Condition:
    """Whoever this column points to was erased; only the number is left."""
    whose = people.alias()
    return exists().where(whose.c.id == person, whose.c.erased_at.is_not(None))


@cache
def unreferenced(table: Any) -> Condition:
    """No row of any table points here: found from the tables, so that none is forgotten."""
    nobody: list[Condition] = [true()]
    for other in metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table:
                pointing = other.alias()
                nobody.append(~exists().where(pointing.c[key.parent.name] == key.column))
    return and_(*nobody)

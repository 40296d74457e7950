"""The sheets that the coordinator takes along: contacts, people, events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.contacts import NOT_REACHED
from bot.core.rules.helping import Kind
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.rules.sheets import Cell, Sheet
from bot.core.words import Words, _, entry
from storage import consents, contacts, events, helping, people
from storage.database import Db

ROLES = {
    Role.PARTICIPANT: _("Participant"),
    Role.MENTOR: _("Mentor"),
    Role.MEDIATOR: _("Language mediator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.GUEST: _("Guest"),
}

HELP = {
    Kind.ACCOMPANY: _("Coming along"),
    Kind.FORM: _("Help with a form"),
    Kind.WRITTEN: _("Written translation"),
    Kind.PHONE: _("Interpreting by phone"),
    Kind.IN_PERSON: _("Interpreting on site"),
}


def contacts_sheet(db: Db, zone: ZoneInfo, now: datetime) -> Sheet:
    names, agreed = _names(db, now), _agreed(db, now)
    columns = [
        _("Day"),
        _("Mentor"),
        _("Participant"),
        _("Kind"),
        _("Minutes"),
        _("Outcome"),
        _("Note"),
        _("Noted at"),
    ]
    rows: list[list[Cell]] = [
        [
            contact.day,
            names.get(contact.mentor_id, ""),
            names.get(contact.participant_id, ""),
            _kind(contact.kind),
            contact.minutes,
            entry("outcomes", contact.outcome, "label") if contact.outcome else None,
            contact.note if contact.participant_id in agreed else None,
            contact.logged_at.astimezone(zone).replace(tzinfo=None),
        ]
        for contact in contacts.everything(db)
    ]
    return Sheet("contacts", columns, rows)


def people_sheet(db: Db, zone: ZoneInfo, now: datetime) -> Sheet:
    names = _names(db, now)
    everybody = sorted(people.everybody(db), key=lambda person: _place(person, names))
    columns = [_("Name"), _("Role"), _("Language"), _("Region"), _("Mentor"), _("Paused since")]
    rows: list[list[Cell]] = [
        [
            names[person.id],
            ROLES[person.role],
            LANGUAGES.get(person.language, person.language),
            person.region,
            names.get(person.mentor_id or 0),
            person.paused_at.astimezone(zone).replace(tzinfo=None) if person.paused_at else None,
        ]
        for person in everybody
    ]
    return Sheet("people", columns, rows)


def events_sheet(db: Db, zone: ZoneInfo, now: datetime) -> Sheet:
    columns = [
        _("Day"),
        _("Time"),
        _("Sent"),
        _("Failed"),
        _("Unsure"),
        _("Yes"),
        _("No"),
        _("Maybe"),
    ]
    rows: list[list[Cell]] = [
        [
            event.day,
            event.time,
            reach.sent,
            reach.failed,
            reach.unsure,
            reach.yes,
            reach.no,
            reach.maybe,
        ]
        for event in events.everything(db)
        if (reach := events.reach(db, event.id))
    ]
    return Sheet("events", columns, rows)


def helping_sheet(db: Db, zone: ZoneInfo, now: datetime) -> Sheet:
    """How many requests for help were done, and how many minutes it took. Nobody's name."""
    columns = [_("Month"), _("Kind"), _("Language"), _("Requests for help"), _("Minutes")]
    rows: list[list[Cell]] = [
        [
            each.month,
            HELP[Kind(each.kind)],
            LANGUAGES.get(each.language, each.language),
            each.requests,
            each.minutes,
        ]
        for each in helping.hours(db)
    ]
    return Sheet("helping", columns, rows)


def _names(db: Db, now: datetime) -> Mapping[int, str]:
    """A file goes further than a chat: a participant without consent is a number in it."""
    agreed = _agreed(db, now)

    def name(person: Person) -> str:
        if person.role is Role.PARTICIPANT and person.id not in agreed:
            return f"№ {person.id}"
        return person.name

    return {person.id: name(person) for person in people.everybody(db)}


def _place(person: Person, names: Mapping[int, str]) -> int:
    """Names stay as they are sorted; numbers come last, where they tell nothing of a name."""
    return person.id if names[person.id] != person.name else 0


def _agreed(db: Db, now: datetime) -> Collection[int]:
    return consents.who_may(db, Door.EXPORT, Purpose.MENTORING, Recipient.MENTOR, now)


def _kind(kind: str) -> Words:
    return _("Not reached") if kind == NOT_REACHED else entry("contact_kinds", kind, "label")


SHEETS: Mapping[str, Callable[[Db, ZoneInfo, datetime], Sheet]] = {
    "contacts": contacts_sheet,
    "people": people_sheet,
    "events": events_sheet,
    "helping": helping_sheet,
}

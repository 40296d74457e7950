"""Mentors note down their contacts with participants; the coordinator sees them."""

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.contacts import Contact
from bot.core.rules.people import Role
from bot.core.words import Exactly, Value, Words, _, lines, paragraphs
from bot.turns import Command, Feature, Reply, Scene, Turn
from handlers.contacts.log_contact import MENTORS, LogContact, kind_label, outcome_label
from storage import contacts, people

SHOWN = 10


def overview(turn: Turn) -> Reply:
    """The latest contacts: a mentor's own, or all for the coordinator."""
    mine = turn.person.id if turn.person.role is Role.MENTOR else None
    shown = contacts.newest(turn.db, of_mentor=mine, limit=SHOWN)
    rows = (
        [[Option("go.log", _("Log a contact"))]] if mine else [[Option("go.export", _("Export"))]]
    )
    if not shown:
        return Reply(_("No contact is noted yet."), [*rows, [HOME]])
    words = paragraphs(
        _("The latest contacts:"), *(lines(*described(turn, each)) for each in shown)
    )
    return Reply(words, [*rows, [HOME]])


def described(scene: Scene, contact: Contact) -> Sequence[Words]:
    """Notes stay in the database and the sheet: a message carries none."""
    names = {person.id: person.name for person in people.everybody(scene.db)}
    who = {
        "mentor": names.get(contact.mentor_id, "?"),
        "name": names.get(contact.participant_id, "?"),
    }
    first = Words("<b>{day}</b>", {"day": contact.day})
    second = Words("{mentor} – {name}: {kind}", {**who, "kind": kind_label(contact.kind)})
    if not contact.outcome:
        return [first, second]
    length = Exactly(f"{contact.minutes} min")
    third: dict[str, Value] = {"length": length, "outcome": outcome_label(contact.outcome)}
    return [first, second, Words("{length}, {outcome}", third)]


def participants(turn: Turn) -> Reply:
    """/mentees: who is with this mentor."""
    mine = people.participants_of(turn.db, turn.person.id)
    rows = [[Option("go.log", _("Log a contact"))], [HOME]]
    if not mine:
        return Reply(_("No participant is with you at the moment."), [[HOME]])
    names = lines(*(Words("{name}", {"name": person.name}) for person in mine))
    return Reply(paragraphs(_("These participants are with you:"), names), rows)


FEATURE = Feature(
    "contacts",
    commands=[
        Command("log", _("Log a contact"), LogContact, MENTORS),
        Command("contacts", _("Contacts"), overview, frozenset({Role.MENTOR, Role.COORDINATOR})),
        Command("mentees", _("My participants"), participants, MENTORS),
    ],
)

"""Mentors note down their contacts with participants; the coordinator sees them."""

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.contacts import Contact
from bot.core.rules.people import Role
from bot.core.words import Exactly, Value, Words, _, lines, paragraphs
from bot.turns import Case, Command, Feature, Reply, Scene, Turn, all_as_known, as_known
from handlers.contacts.log_contact import MENTORS, LogContact, kind_label, outcome_label
from storage import contacts, people

SHOWN = 10
READERS = frozenset({Role.MENTOR, Role.COORDINATOR})


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
    scene.saw(contact.participant_id, "contacts")
    who = {
        "mentor": _name(scene, contact.mentor_id),
        "name": _name(scene, contact.participant_id),
    }
    first = Words("<b>{day}</b>", {"day": contact.day})
    second = Words("{mentor} – {name}: {kind}", {**who, "kind": kind_label(contact.kind)})
    if not contact.outcome:
        return [first, second]
    length = Exactly(f"{contact.minutes} min")
    third: dict[str, Value] = {"length": length, "outcome": outcome_label(contact.outcome)}
    return [first, second, Words("{length}, {outcome}", third)]


def _name(scene: Scene, person_id: int) -> str:
    person = people.find(scene.db, person_id)
    return as_known(scene, person).name if person else "?"


def participants(turn: Turn) -> Reply:
    """/mentees: who is with this mentor."""
    mine = all_as_known(turn, people.participants_of(turn.db, turn.person.id))
    rows = [[Option("go.log", _("Log a contact"))], [HOME]]
    if not mine:
        return Reply(_("No participant is with you at the moment."), [[HOME]])
    names = lines(*(Words("{name}", {"name": person.name}) for person in mine))
    words = [_("These participants are with you:"), names]
    if any(person.name.startswith("№") for person in mine):
        words.append(_("Where there is a number, the first name comes with the consent to it."))
    return Reply(paragraphs(*words), rows)


FEATURE = Feature(
    "contacts",
    commands=[
        Command("log", _("Log a contact"), LogContact, MENTORS, case=Case.PEOPLE),
        Command("contacts", _("Contacts"), overview, READERS, case=Case.PEOPLE),
        Command("mentees", _("My participants"), participants, MENTORS, case=Case.PEOPLE),
    ],
)

"""Deadlines: entered, listed, looked at, done. What ends on that day is said after a tap only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.deadlines import SATURDAY, Deadline, Kind, last_working_day
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, entry, just, lines, paragraphs
from bot.turns import (
    Case,
    NotYours,
    Reply,
    Scene,
    Tap,
    Turn,
    as_known,
    id_of,
)
from handlers.appointments.access import PLANNERS, of_whom
from handlers.appointments.card import LIST
from storage import audit, consents, deadlines, people

KINDS: Mapping[Kind, Words] = {
    Kind.PERMIT: _("Residence permit"),
    Kind.OBJECTION: _("Objection (Widerspruch)"),
    Kind.COURSE: _("Course (Kurs)"),
    Kind.OTHER: _("Something else"),
}
ENDS: Mapping[Kind, Words] = {
    Kind.PERMIT: _("Your residence permit or your paper ends on this day."),
    Kind.OBJECTION: _("Until this day your objection or your court action must have arrived."),
    Kind.COURSE: _("Your course ends on this day."),
    Kind.OTHER: _("Something must be done by this day."),
}
NOBODYS = Deadline(0, 0, 0, Kind.OTHER, date(2000, 1, 1), datetime(2000, 1, 1, tzinfo=UTC))


def may_see(scene: Scene, deadline: Deadline) -> bool:
    """A mentor sees what the mentor entered; and with consent, that there is a deadline."""
    return knows_what(scene, deadline) or _may_know(scene, deadline)


def knows_what(scene: Scene, deadline: Deadline) -> bool:
    """What ends on that day says something about somebody's status: not for every reader."""
    person = scene.person
    if person.role is Role.COORDINATOR or person.id == deadline.participant_id:
        return True
    mine = people.find(scene.db, deadline.participant_id)
    with_me = mine is not None and mine.mentor_id == person.id
    return with_me and person.role is Role.MENTOR and deadline.entered_by == person.id


def _may_know(scene: Scene, deadline: Deadline) -> bool:
    participant = people.find(scene.db, deadline.participant_id)
    person = scene.person
    if participant is None or person.role is not Role.MENTOR or participant.mentor_id != person.id:
        return False
    line = Purpose.APPOINTMENTS, Recipient.MENTOR
    return consents.may_pass(scene.db, participant.id, Door.MENTOR, *line, scene.now)


def the(scene: Scene, argument: str) -> Deadline:
    found = deadlines.get(scene.db, id_of(argument))
    if not may_see(scene, found or NOBODYS) or found is None:
        raise NotYours
    scene.saw(found.participant_id, "deadlines")
    return found


def visible(scene: Scene) -> Sequence[Deadline]:
    """What is still to come and this person may see, the next first."""
    mine = [person.id for person in of_whom(scene)]
    found = deadlines.upcoming(scene.db, scene.today, mine)
    seen = [each for each in found if may_see(scene, each)]
    for each in seen:
        scene.saw(each.participant_id, "deadlines")
    return seen


def line(scene: Scene, deadline: Deadline) -> Words:
    """For a button in a list: neutral, as the list may lie open."""
    if scene.person.id == deadline.participant_id:
        return _("Deadline {day}", day=deadline.day)
    name = as_known(scene, people.get(scene.db, deadline.participant_id)).name
    return _("{name}: deadline {day}", name=name, day=deadline.day)


def show(turn: Turn, id: str) -> Reply:
    deadline = the(turn, id)
    words = [just(deadline.day)]
    if turn.person.id != deadline.participant_id:
        participant = people.get(turn.db, deadline.participant_id)
        words.insert(0, just(as_known(turn, participant).name))
    rows = [[LIST, HOME]]
    if not knows_what(turn, deadline):
        return Reply(lines(*words, _("A deadline of this person ends.")), rows)
    if not deadline.done:
        done = DONE.option(_("It is done"), deadline.id, deadline.version)
        moved = Option(f"movedeadline.{deadline.id}", _("It has moved"))
        rows.insert(0, [done, moved])
    return Reply(paragraphs(lines(*words), *what_to_do(turn, deadline)), rows, new=True)


def what_to_do(scene: Scene, deadline: Deadline) -> Sequence[Words]:
    """What it is, and what to do first: information, and no advice."""
    first = [ENDS[deadline.kind]]
    earlier = last_working_day(deadline.day, scene.house.holidays)
    if deadline.day.weekday() >= SATURDAY:
        first.append(
            _("This day is on a weekend. Do not wait for it: count on {day}.", day=earlier)
        )
    elif earlier != deadline.day:
        first.append(
            _("This day is a public holiday. Do not wait for it: count on {day}.", day=earlier)
        )
    if deadline.done:
        first.append(_("It is done."))
    text = entry("notes", f"deadline-{deadline.kind}", "text")
    return [*first, _("What to do first:"), text, entry("notes", "disclaimer", "text")]


def done(turn: Turn, id: str, version: str) -> Reply:
    deadline = the(turn, id)
    if not knows_what(turn, deadline) or version != str(deadline.version):
        raise NotYours
    deadlines.finish(turn.db, deadline)
    noted(turn, deadline, "finished a deadline")
    return Reply(_("Good. I do not remind of it any more."), [[LIST, HOME]])


def noted(scene: Scene, deadline: Deadline, act: str) -> None:
    who: Person = scene.person
    about, whose = str(deadline.id), deadline.participant_id
    audit.note(scene.db, scene.now, actor=who.id, act=act, about=about, person=whose)


SHOW = Tap("deadline", show, PLANNERS, case=Case.PEOPLE)
DONE = Tap("deadlinedone", done, PLANNERS, case=Case.PEOPLE)

"""The folder: what is running, who is responsible, what came of it, which papers are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, may_still_ask
from bot.core.rules.outcomes import Attendance, Next, Outcome, attendance
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Value, Words, _, entry, lines, paragraphs
from bot.turns import Reply, Scene, as_known
from handlers.folder.access import says_how_it_was, shown_of
from storage import appointments, deadlines, helping, outcomes, people

MOST = 5  # appointments of each kind
MOST_PAPERS = 14
LIST = Option("go.appointments", _("Appointments"))
ATTENDED: Mapping[Attendance, Words] = {
    Attendance.CAME: _("was there"),
    Attendance.EXCUSED: _("excused"),
    Attendance.MISSED: _("missed"),
    Attendance.MOVED: _("moved by the office"),
    Attendance.CANCELLED: _("cancelled beforehand"),
    Attendance.UNKNOWN: _("nothing said yet"),
}
NEXT: Mapping[Next, Words] = {
    Next.DATE: _("a new appointment comes"),
    Next.PAPERS: _("papers are missing"),
    Next.WAITING: _("waiting for an answer"),
    Next.DONE: _("done"),
}

Said = Mapping[tuple[int, int], Outcome]


def folder_of(scene: Scene, participant: Person) -> Reply:
    every = shown_of(scene, participant, appointments.of(scene.db, participant.id))
    said = outcomes.of_participant(scene.db, participant.id)
    coming = [each for each in every if each.starts > scene.now and not each.cancelled]
    past = [each for each in reversed(every) if each.starts <= scene.now][:MOST]
    scene.saw(participant.id, "folder")
    parts = [
        _title(scene, participant),
        _responsible(scene, participant),
        _running(scene, participant, coming),
        _came_of(scene, past, said),
        _papers(scene, coming, past, said),
    ]
    words = paragraphs(*[part for part in parts if part])
    return Reply(words, [*_buttons(scene, past, said), [LIST, HOME]], closes=True)


def _title(scene: Scene, participant: Person) -> Words:
    if scene.person.id == participant.id:
        return _("<b>Your folder</b>")
    return Words("<b>{name}</b>", {"name": as_known(scene, participant).name})


def _responsible(scene: Scene, participant: Person) -> Words:
    mentor = people.find(scene.db, participant.mentor_id) if participant.mentor_id else None
    office = _("Project office: {contact}", contact=scene.house.contact)
    if mentor is None:
        return lines(_("There is no mentor at the moment."), office)
    return lines(_("Mentor: {name}", name=mentor.name), office)


def _running(scene: Scene, participant: Person, coming: Sequence[Appointment]) -> Words:
    shown = [_line(each) for each in coming[:MOST]]
    if scene.person.role is not Role.MENTOR:
        ends = deadlines.upcoming(scene.db, scene.today, [participant.id])[:MOST]
        shown += [_("Deadline {day}", day=each.day) for each in ends]
        asked = helping.running(scene.db, [participant.id], participant.id)
        if asked:
            shown.append(_("Requests for help that are running: {n}", n=len(asked)))
    if not shown:
        return _("No appointment is coming.")
    return lines(_("What comes next:"), *shown)


def _line(appointment: Appointment) -> Words:
    values: dict[str, Value] = {
        "day": appointment.day,
        "time": appointment.time,
        "office": entry("offices", appointment.office, "label"),
    }
    return Words("{day}, {time} · {office}", values)


def _came_of(scene: Scene, past: Sequence[Appointment], said: Said) -> Words | None:
    if not past:
        return None
    shown = [_outcome(scene, each, said) for each in past]
    return lines(_("What came of the last ones:"), *shown)


def _outcome(scene: Scene, appointment: Appointment, said: Said) -> Words:
    when: dict[str, Value] = {
        "when": Exactly(f"{appointment.day:%d.%m.%Y}"),
        "office": entry("offices", appointment.office, "label"),
    }
    if not says_how_it_was(scene):
        return Words("{when} · {office}", when)
    outcome = said.get((appointment.id, appointment.version))
    how: Value = ATTENDED[attendance(appointment, outcome)]
    if outcome is None or outcome.next is None:
        return Words("{when} · {office}: {how}", {**when, "how": how})
    values = {**when, "how": how, "next": NEXT[outcome.next]}
    return Words("{when} · {office}: {how}, {next}", values)


def _papers(
    scene: Scene, coming: Sequence[Appointment], past: Sequence[Appointment], said: Said
) -> Words | None:
    """Of the offices one goes to next, and of those where papers are missing."""
    missing = [
        each
        for each in past
        if (outcome := said.get((each.id, each.version))) and outcome.next is Next.PAPERS
    ]
    wanted = [*coming[:2], *(missing if says_how_it_was(scene) else ())]
    offices = scene.house.facts.offices
    papers = dict.fromkeys(paper for each in wanted for paper in offices[each.office].bring)
    if not papers:
        return None
    shown = [
        Words("▫️ {paper}", {"paper": entry("documents", paper)})
        for paper in list(papers)[:MOST_PAPERS]
    ]
    return lines(_("These papers are usually needed. The letter of the office decides:"), *shown)


def _buttons(scene: Scene, past: Sequence[Appointment], said: Said) -> list[Row]:
    """For whoever has not yet said how it was, or that they were there."""
    if scene.person.role is Role.PARTICIPANT:
        silent = [
            each
            for each in past
            if not each.cancelled
            and (each.id, each.version) not in said
            and may_still_ask(each, scene.now)
        ]
        label, tap = _("How was it?"), "howwas"
        return below(*(_button(label, each, f"{tap}.{each.id}.{each.version}") for each in silent))
    if scene.person.role is Role.MENTOR:
        unsaid = [
            each
            for each in past[:2]
            if not each.cancelled and not outcomes.has_said(scene.db, each.id, scene.person.id)
        ]
        label = _("I was there")
        return below(*(_button(label, e, f"with.{e.id}.{e.version}.60") for e in unsaid))
    return []


def _button(label: Words, appointment: Appointment, data: str) -> Option:
    when = Exactly(f"{appointment.day:%d.%m.}")
    return Option(data, Words("{label} · {when}", {"label": label, "when": when}))

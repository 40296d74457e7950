"""What to bring: the usual papers of the kind of office, to tick, take off and add to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Role
from bot.core.words import Exactly, Value, _, entry, just, lines, one_line, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Response, Scene, Tap, Turn, TurnForm, pick
from handlers.appointments.access import noted, the, visible
from handlers.appointments.lists import LIST
from storage import cards

PARTICIPANTS = frozenset({Role.PARTICIPANT})
DONE, OPEN, OFF = "☑", "☐", "✕"


@dataclass(frozen=True)
class Item:
    """One line of the list; `key` is how its button names it."""

    key: str
    label: Value
    ticked: bool = False
    removed: bool = False


def items(scene: Scene, appointment: Appointment) -> Sequence[Item]:
    """The usual ones first. What others see: the usual list, without anybody's ticks."""
    usual = scene.house.facts.offices[appointment.office].bring
    if scene.person.id != appointment.participant_id:
        return [Item(document, entry("documents", document)) for document in usual]
    changed = cards.papers(scene.db, appointment.id)
    known = {paper.document: paper for paper in changed if paper.document}
    own = [paper for paper in changed if paper.document is None]
    return [
        *(_usual(document, known.get(document)) for document in usual),
        *(Item(f"{paper.id}", paper.text or "", paper.ticked) for paper in own),
    ]


def _usual(document: str, paper: cards.Paper | None) -> Item:
    label = entry("documents", document)
    return Item(document, label, paper.ticked, paper.removed) if paper else Item(document, label)


def bring(turn: Turn, id: str) -> Reply:
    """The list as a new message; a tap ticks in it. The invitation letter decides."""
    appointment = the(turn, id)
    shown = [item for item in items(turn, appointment) if not item.removed]
    if turn.person.id != appointment.participant_id:
        papers = lines(*(one_line(Exactly("▫️"), item.label) for item in shown))
        words = paragraphs(USUALLY, papers, entry("notes", "general-rule", "text"))
        return Reply(words, [[LIST, HOME]], new=True)
    return _list(turn, appointment, new=True)


USUALLY = _("This is usually needed. The letter of the office decides:")


def _list(turn: Turn, appointment: Appointment, *, new: bool = False) -> Reply:
    shown = [item for item in items(turn, appointment) if not item.removed]
    here = [one_line(Exactly(DONE if item.ticked else OPEN), item.label) for item in shown]
    words = paragraphs(
        USUALLY,
        lines(*here),
        _("Tap what you have packed."),
        entry("notes", "general-rule", "text"),
    )
    ticks = [
        TICK.option(
            one_line(Exactly(DONE if item.ticked else OPEN), item.label), appointment.id, item.key
        )
        for item in shown
    ]
    edit = [EDIT.option(_("Change the list"), appointment.id)]
    return Reply(words, [*below(*ticks), edit, [LIST, HOME]], new=new)


def tick(turn: Turn, id: str, key: str) -> Reply:
    appointment = _mine(turn, id)
    if key in _usual_keys(turn, appointment):
        cards.tick(turn.db, appointment, key, turn.now)
    elif not (key.isdecimal() and cards.tick_own(turn.db, appointment, int(key[:15]), turn.now)):
        raise NotYours
    noted(turn, appointment, "ticked what to bring")
    return _list(turn, appointment)


def edit(turn: Turn, id: str) -> Reply:
    appointment = _mine(turn, id)
    strikes = [
        STRIKE.option(
            one_line(Exactly(OFF if not item.removed else "＋"), item.label),
            appointment.id,
            item.key,
        )
        for item in items(turn, appointment)
    ]
    add = [ADD.option(_("Add something"), appointment.id)]
    back = [BACK.option(_("Back to the list"), appointment.id)]
    words = _("What does this letter not ask for? Tap it to take it off. Tap again to put it back.")
    return Reply(words, [*below(*strikes), add, back, [LIST, HOME]])


def strike(turn: Turn, id: str, key: str) -> Reply:
    appointment = _mine(turn, id)
    if key in _usual_keys(turn, appointment):
        cards.remove(turn.db, appointment, key)
    elif not (key.isdecimal() and cards.remove_own(turn.db, appointment, int(key[:15]))):
        raise NotYours
    noted(turn, appointment, "changed what to bring")
    return edit(turn, id)


def back(turn: Turn, id: str) -> Reply:
    return _list(turn, _mine(turn, id))


def _usual_keys(scene: Scene, appointment: Appointment) -> Sequence[str]:
    return scene.house.facts.offices[appointment.office].bring


def _mine(turn: Turn, id: str) -> Appointment:
    appointment = the(turn, id)
    if turn.person.id != appointment.participant_id:
        raise NotYours
    return appointment


def own(scene: Scene) -> Sequence[Option]:
    return [
        Option(str(each.id), just(each.day))
        for each in visible(scene)
        if each.participant_id == scene.person.id
    ]


class AddPaper(TurnForm):
    """Something that only this letter asks for."""

    case = Case.OWN
    who = PARTICIPANTS

    appointment = pick(_("For which appointment?"), own)
    paper = text(_("What else is in the letter? No file number, please."), longest=80)

    def submit(self, turn: Turn) -> Reply:
        appointment = _mine(turn, str(self.appointment))
        if not cards.add(turn.db, appointment, self.paper):
            return Reply(_("The list is full."), [[LIST, HOME]])
        noted(turn, appointment, "changed what to bring")
        return _list(turn, appointment)


def add(turn: Turn, id: str) -> Response:
    return Open(AddPaper, {"appointment": _mine(turn, id).id})


BRING = Tap("bring", bring, case=Case.PEOPLE)
TICK = Tap("tick", tick, PARTICIPANTS, case=Case.OWN)
EDIT = Tap("papers", edit, PARTICIPANTS, case=Case.OWN)
STRIKE = Tap("strike", strike, PARTICIPANTS, case=Case.OWN)
ADD = Tap("addpaper", add, PARTICIPANTS, case=Case.OWN)
BACK = Tap("packing", back, PARTICIPANTS, case=Case.OWN)

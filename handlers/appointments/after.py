"""How it was, and what comes next: two taps, kept as codes, for the folder and the figures."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Outgoing, Row, below, beside
from bot.core.moments import coming_moment
from bot.core.pages import HOME
from bot.core.rules.appointments import NO_LONGER_ASKED, Appointment, Coming, may_still_ask
from bot.core.rules.outcomes import How, Next, Why
from bot.core.rules.people import Level, Role
from bot.core.words import Words, _, entry, lines, paragraphs
from bot.turns import (
    DeliveryKind,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    pick,
)
from handlers.appointments.access import noted, the
from handlers.appointments.card import facts, line
from handlers.appointments.change import move_to
from handlers.appointments.enter import EnterMine
from storage import appointments, outcomes

PARTICIPANTS = frozenset({Role.PARTICIPANT})
FOLDER = Option("go.folder", _("My folder"))
HOWS = {
    How.WELL: _("It went well"),
    How.NOT_WELL: _("Not so well"),
    How.ABSENT: _("I was not there"),
    How.MOVED: _("The office moved it"),
}
NEXTS = {
    Next.DATE: _("A new appointment"),
    Next.PAPERS: _("Papers are missing"),
    Next.WAITING: _("I wait for an answer"),
    Next.DONE: _("It is done"),
}
WHYS = {
    Why.TOLD: _("The office knew"),
    Why.HINDERED: _("I was prevented"),
    Why.FORGOT: _("I forgot it"),
    Why.UNSAID: _("I would rather not say"),
}


class Afterwards(DeliveryKind):
    """`detail` is the version that took place."""

    name = "afterwards"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or appointment.cancelled or str(appointment.version) != detail:
            return None
        if appointment.participant_id != scene.person.id or appointment.coming is Coming.CANNOT:
            return None
        if not may_still_ask(appointment, scene.now) or outcomes.of(scene.db, appointment):
            return None
        show = ASK.option(_("Show"), appointment.id, appointment.version)
        first = [[show]] if scene.person.level is Level.NEWS else []
        return Outgoing(self.words(scene, appointment), [*first, *rows(appointment)])

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        day, time = appointment.day, appointment.time
        return _("The appointment on {day} at {time} is over. How was it?", day=day, time=time)


def rows(appointment: Appointment) -> list[Row]:
    ids = appointment.id, appointment.version
    options = [WENT.option(label, *ids, how) for how, label in HOWS.items()]
    return [*beside(options), [HOME]]


def over(turn: Turn, id: str, version: str) -> Appointment:
    """Own, begun, not cancelled, and as it was shown."""
    appointment = the(turn, id)
    mine = turn.person.id == appointment.participant_id
    if not mine or appointment.cancelled or version != str(appointment.version):
        raise NotYours
    if appointment.starts > turn.now:
        raise NotYours
    return appointment


def ask(turn: Turn, id: str, version: str) -> Reply:
    """The same question from the folder, for whoever missed the message."""
    appointment = over(turn, id, version)
    words = paragraphs(lines(*facts(turn, appointment)), _("How was it?"))
    return Reply(words, rows(appointment), new=True)


def went(turn: Turn, id: str, version: str, how: str) -> Reply:
    appointment = over(turn, id, version)
    if how not in list(How):
        raise NotYours
    outcomes.say(turn.db, appointment, how=How(how), now=turn.now)
    noted(turn, appointment, "said how it was")
    ids = appointment.id, appointment.version
    match How(how):
        case How.ABSENT:
            options = [ABSENT.option(label, *ids, why) for why, label in WHYS.items()]
            return Reply(_("That can happen. What was the reason?"), [*below(*options), [HOME]])
        case How.MOVED:
            new = NEW_DATE.option(_("I have the new date"), *ids)
            words = _("I have noted that the office moved it. Do you know the new date?")
            return Reply(words, [[new], [FOLDER, HOME]])
    options = [NEXT.option(label, *ids, next) for next, label in NEXTS.items()]
    return Reply(_("Thank you. What comes next?"), [*beside(options), [HOME]])


def next_is(turn: Turn, id: str, version: str, next: str) -> Response:
    appointment = over(turn, id, version)
    said = outcomes.of(turn.db, appointment)
    if next not in list(Next) or said is None:
        raise NotYours
    outcomes.say(turn.db, appointment, how=said.how, next=Next(next), now=turn.now)
    noted(turn, appointment, "said what comes next")
    match Next(next):
        case Next.DATE:
            return Open(EnterMine, {"office": appointment.office})
        case Next.PAPERS:
            return Reply(missing(turn, appointment), [[FOLDER, HOME]])
    return Reply(_("Thank you. It is in your folder."), [[FOLDER, HOME]])


def missing(scene: Scene, appointment: Appointment) -> Words:
    office = scene.house.facts.offices[appointment.office]
    papers = [Words("▫️ {paper}", {"paper": entry("documents", paper)}) for paper in office.bring]
    return paragraphs(
        _("Thank you. It is in your folder. These papers are usually needed there:"),
        lines(*papers),
        _("Ask the office for a list in writing, and until when it wants them."),
    )


def absent(turn: Turn, id: str, version: str, why: str) -> Reply:
    """Excused or missed: nothing of it is ever called cancelled."""
    appointment = over(turn, id, version)
    said = outcomes.of(turn.db, appointment)
    if why not in list(Why) or said is None or said.how is not How.ABSENT:
        raise NotYours
    outcomes.say(turn.db, appointment, how=How.ABSENT, why=Why(why), now=turn.now)
    noted(turn, appointment, "said why")
    words = _(
        "Thank you. Please write to the office or call today: say why you were not there, and"
        " ask for a new appointment. If a letter comes, show it to your mentor at once."
    )
    new = Option("new", _("New appointment"))
    return Reply(words, [[new], [FOLDER, HOME]])


def may_have_moved(scene: Scene) -> Sequence[Option]:
    """Own appointments: of the last days, and to come."""
    mine = appointments.of(scene.db, scene.person.id)
    since = scene.now - NO_LONGER_ASKED
    found = [each for each in mine if not each.cancelled and each.starts > since]
    return [Option(str(each.id), line(scene, each)) for each in found]


class NewDate(TurnForm):
    """The office moved an appointment that was to be already."""

    who = PARTICIPANTS
    review = True

    appointment = pick(_("Which appointment has moved?"), may_have_moved)
    at = coming_moment(_("When is it now? Write it as in the letter, or tap the day."))

    def submit(self, turn: Turn) -> Reply:
        before = the(turn, str(self.appointment))
        if before.starts <= turn.now:
            outcomes.say(turn.db, before, how=How.MOVED, now=turn.now)
        return move_to(turn, before, self.at)


def new_date(turn: Turn, id: str, version: str) -> Response:
    appointment = over(turn, id, version)
    if not may_still_ask(appointment, turn.now):
        raise NotYours
    return Open(NewDate, {"appointment": appointment.id})


AFTER = Afterwards()
ASK = Tap("howwas", ask, PARTICIPANTS)
WENT = Tap("went", went, PARTICIPANTS)
NEXT = Tap("next", next_is, PARTICIPANTS)
ABSENT = Tap("away", absent, PARTICIPANTS)
NEW_DATE = Tap("newdate", new_date, PARTICIPANTS)

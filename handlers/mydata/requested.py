"""What people ask the coordinator for: a copy in the hand, something put right."""

from __future__ import annotations

from bot.core.messages import Option, Outgoing, below
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, just, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, id_of
from storage import audit, people, requests
from storage.requests import Kind, Request

COORDINATORS = frozenset({Role.COORDINATOR})
MOST = 20
WHAT = {
    Kind.COPY: _("A copy of the data"),
    Kind.CORRECT: _("Something to put right"),
}


def ask_for_copy(turn: Turn) -> Reply:
    request = requests.ask(turn.db, turn.person.id, Kind.COPY, "", turn.now)
    ring(turn, request)
    own = turn.person.id
    audit.note(turn.db, turn.now, actor=own, act="asked for the copy", person=own)
    words = _("The coordinator prepares the copy and gives it to you. You hear of it here.")
    return Reply(words, [[Option("go.mydata", _("Back")), HOME]])


def ring(scene: Scene, request_id: int) -> None:
    for coordinator in people.everybody(scene.db, Role.COORDINATOR):
        WAITING.tell(scene, coordinator.id, request_id)


def wishes(turn: Turn) -> Reply:
    """For the coordinator: what is still open, the oldest first."""
    options = []
    for each in requests.open_ones(turn.db)[:MOST]:
        person = people.find(turn.db, each.person_id)
        if person:
            turn.saw(person.id, "request")
            label = Words("{name} · {what}", {"name": person.name, "what": WHAT[each.kind]})
            options.append(WISH.option(label, each.id))
    words = _("These requests are open:") if options else _("No request is open.")
    return Reply(words, [*below(*options), [Option("go.mydata", _("Back")), HOME]])


def wish(turn: Turn, request_id: str) -> Reply:
    request, person = _found(turn, request_id)
    turn.saw(person.id, "request")
    words = [
        Words("<b>{name}</b> · {what}", {"name": person.name, "what": WHAT[request.kind]}),
        _("Asked on {moment}.", moment=request.asked_at),
    ]
    if request.text:
        words.append(just(request.text))
    ways = [DONE.option(_("It is done"), request.id)]
    if request.kind is Kind.COPY:
        ways.insert(0, Option(f"copyfor.{person.id}", _("Fetch the copy")))
    return Reply(paragraphs(*words), [*below(*ways), [WISHES.option(_("Back")), HOME]])


def done(turn: Turn, request_id: str) -> Reply:
    request, person = _found(turn, request_id)
    if not requests.done(turn.db, request.id, by=turn.person.id, now=turn.now):
        raise NotYours
    READY.tell(turn, person.id, request.id)
    audit.note(
        turn.db,
        turn.now,
        actor=turn.person.id,
        act=f"did a request: {request.kind}",
        about=str(request.id),
        person=person.id,
    )
    words = _("Good. {name} hears that it is done.", name=person.name)
    return Reply(words, [[WISHES.option(_("Back")), HOME]])


def _found(turn: Turn, request_id: str) -> tuple[Request, Person]:
    request = requests.find(turn.db, id_of(request_id))
    person = people.find(turn.db, request.person_id) if request else None
    if request is None or person is None or request.done_at is not None:
        raise NotYours
    return request, person


class RequestWaiting(DeliveryKind):
    """The coordinator hears that somebody asks for something; whose it is stands behind a tap."""

    name = "request_waiting"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = requests.find(scene.db, about)
        if request is None or request.done_at or scene.person.role is not Role.COORDINATOR:
            return None
        words = _("Somebody asks for something about the own data. The law gives one month.")
        return Outgoing(words, [[WISH.option(_("Show"), about)], [HOME]])


class RequestDone(DeliveryKind):
    """Whoever asked hears that the coordinator has done it."""

    name = "request_done"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = requests.find(scene.db, about)
        if request is None or not request.done_at or request.person_id != scene.person.id:
            return None
        return Outgoing(
            _("What you asked for is done."),
            [[Option("go.mydata", _("My data"))], [HOME]],
        )


WAITING, READY = RequestWaiting(), RequestDone()
ASK_COPY = Tap("copyask", ask_for_copy, case=Case.OWN)
WISHES = Tap("wishes", wishes, COORDINATORS, case=Case.PEOPLE)
WISH = Tap("wish", wish, COORDINATORS, case=Case.PEOPLE)
DONE = Tap("wishdone", done, COORDINATORS, case=Case.PEOPLE)

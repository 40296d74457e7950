"""A written request is read and answered in the chat, under the mediator's role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.questions import choice, recording, text
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Words, _, just, paragraphs
from bot.turns import (
    Case,
    DeliveryKind,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    pick,
)
from handlers.helping.access import (
    PLACE,
    asked_by,
    asks_for,
    claimed_by,
    may_read_messages,
    noted,
    passes,
)
from handlers.helping.asking import REQUESTS
from handlers.helping.describing import line
from handlers.helping.telling import show
from storage import help_messages, helping

MEDIATORS = frozenset({Role.MEDIATOR})
SEEKERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})
STAYS = timedelta(hours=12)  # the text, on the mediator's screen


class Way(StrEnum):
    TEXT = "text"
    VOICE = "voice"


WAYS = {Way.TEXT: _("I write it"), Way.VOICE: _("I say it")}


def read(turn: Turn, id: str) -> Reply:
    """The text itself, and what was asked back: only with consent, and only for who helps."""
    request = claimed_by(turn, id)
    if not passes(turn, request, PLACE):
        words = _("The participant has not agreed to that. Please ask the coordinator.")
        return Reply(words, [[REQUESTS, HOME]], new=True)
    turn.saw(request.participant_id, "help_requests.text")
    said = [just(request.text)] if request.text else []
    said += [just(each.text) for each in help_messages.of(turn.db, request.id) if each.text]
    answer = [ANSWER.option(_("Answer"), request.id)]
    return Reply(paragraphs(*said), [answer, [REQUESTS, HOME]], new=True, gone_after=STAYS)


def mine(scene: Scene) -> Sequence[HelpRequest]:
    """What this mediator has promised to translate."""
    return [
        each
        for each in helping.claimed(scene.db, scene.person.id, scene.now)
        if each.kind is Kind.WRITTEN
    ]


class AnswerRequest(TurnForm):
    """The mediator answers: written or spoken, and sent on under the mediator's role."""

    case = Case.PEOPLE
    who = MEDIATORS

    request = pick(
        _("Which request?"),
        lambda scene: [Option(str(each.id), line(each)) for each in mine(scene)],
    )
    way = choice(_("How do you want to answer?"), WAYS)
    words = text(_("Please write the translation. It is sent as you write it."), longest=3000).when(
        way.is_(Way.TEXT)
    )
    voice = recording(_("Please send the translation as a voice message.")).when(way.is_(Way.VOICE))

    def submit(self, turn: Turn) -> Reply:
        request = claimed_by(turn, str(self.request))
        if not passes(turn, request, PLACE):
            raise NotYours
        send(turn, request, self.words, self.voice)
        done = [Option(f"helpdone.{request.id}", _("It is done"))]
        return Reply(_("Thank you. It is on its way."), [done, [REQUESTS, HOME]])


def send(turn: Turn, request: HelpRequest, words: str | None, file_id: str | None) -> None:
    """From the mediator to those who asked, or from them back to the mediator."""
    id = help_messages.write(
        turn.db,
        request_id=request.id,
        participant_id=request.participant_id,
        sender_id=turn.person.id,
        text=words,
        file_id=file_id,
        now=turn.now,
    )
    noted(turn, request, "wrote about a request")
    concerned = {request.claimed_by, request.participant_id, request.asker_id}
    for person_id in concerned - {turn.person.id, None}:
        assert person_id is not None
        MESSAGE.tell(turn, person_id, id)


class HelpMessage(DeliveryKind):
    """`about` is the message. Those who asked read it; the mediator hears that there is one."""

    name = "help_message"
    useless_after = timedelta(days=30)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        message = help_messages.get(scene.db, about)
        request = helping.get(scene.db, message.request_id) if message else None
        if message is None or request is None or message.sender_id == scene.person.id:
            return None
        if request.claimed_by == scene.person.id:
            if request.done_at or request.withdrawn_at:
                return None
            words = _("Somebody asks back about a translation of yours.")
            return Outgoing(words, [[show(request)], [HOME]])
        if not asks_for(scene, request):
            return None
        if request.message_id and not may_read_messages(scene, request.participant_id):
            return None
        return self._translation(scene, message, request)

    def _translation(
        self, scene: Scene, message: help_messages.Message, request: HelpRequest
    ) -> Outgoing:
        head = self.head(message, request)
        words = paragraphs(head, just(message.text)) if message.text else head
        concerned = scene.person.id in (request.participant_id, request.asker_id)
        over = request.done_at is not None or request.withdrawn_at is not None
        back = [[BACK.option(_("Ask back"), request.id)]] if concerned and not over else []
        return Outgoing(words, [*back, [HOME]], voice=message.file_id)

    def head(self, message: help_messages.Message, request: HelpRequest) -> Words:
        if message.sender_id == request.claimed_by:
            return _("From the language mediator, not from the bot:")
        return _("This was asked back about the translation:")


class AskBack(TurnForm):
    """Those who asked may ask the same mediator back."""

    case = Case.PEOPLE
    who = SEEKERS

    request = pick(
        _("Which request?"),
        lambda scene: [Option(str(each.id), line(each)) for each in answered(scene)],
    )
    words = text(_("What do you want to ask back? No names, no file numbers."), longest=1000)

    def submit(self, turn: Turn) -> Reply:
        request = asked_by(turn, str(self.request))
        if request.claimed_by is None:
            raise NotYours
        send(turn, request, self.words, None)
        return Reply(_("Thank you. It is on its way."), [[REQUESTS, HOME]])


def answered(scene: Scene) -> Sequence[HelpRequest]:
    """Written requests of one's own that somebody has taken."""
    asked = helping.running(scene.db, [scene.person.id], scene.person.id)
    return [
        each
        for each in asked
        if each.kind is Kind.WRITTEN and each.claimed_by and asks_for(scene, each)
    ]


def answer(turn: Turn, id: str) -> Response:
    return Open(AnswerRequest, {"request": _written(claimed_by(turn, id)).id})


def ask_back(turn: Turn, id: str) -> Response:
    """While the mediator has not finished it; afterwards it is a new request."""
    mine = {each.id for each in answered(turn)}
    if id_of(id) not in mine:
        raise NotYours
    return Open(AskBack, {"request": id_of(id)})


def _written(request: HelpRequest) -> HelpRequest:
    if request.kind is not Kind.WRITTEN:
        raise NotYours
    return request


MESSAGE = HelpMessage()
READ = Tap("helptext", read, MEDIATORS, case=Case.PEOPLE)
ANSWER = Tap("helpanswer", answer, MEDIATORS, case=Case.PEOPLE)
BACK = Tap("askback", ask_back, SEEKERS, case=Case.PEOPLE)
TAPS = [READ, ANSWER, BACK]

"""A language mediator is asked: to translate a text, on the phone, or on site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clock import moment
from bot.core.moments import coming_moment
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, text
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Words, _, entry
from bot.turns import Case, NotYours, Open, Reply, Response, Scene, Tap, Turn, TurnForm, id_of, pick
from handlers.helping.access import ASKERS, may_read_messages
from handlers.helping.asking import (
    already,
    asked,
    language_label,
    languages,
    participants,
)
from handlers.helping.describing import KINDS
from storage import helping, messages, people, questions

WAYS = {kind: KINDS[kind] for kind in (Kind.WRITTEN, Kind.PHONE, Kind.IN_PERSON)}
LONGEST = 2000


def topics(scene: Scene) -> Sequence[str]:
    return list(scene.house.facts.topics)


def topic_label(topic: str) -> Words:
    return entry("topics", topic)


class AskMediation(TurnForm):
    """A participant needs somebody who knows both languages."""

    case = Case.PEOPLE
    who = frozenset({Role.PARTICIPANT})

    way = choice(_("How shall it be translated?"), WAYS)
    language = one_of(_("Between German and which language?"), languages, language_label)
    topic = one_of(_("What is it about, in general?"), topics, topic_label)
    original = text(
        _("Please write or copy the text. No names, no file numbers."), longest=LONGEST
    ).when(way.is_(Kind.WRITTEN))
    at = coming_moment(_("When is it?")).when(way.is_not(Kind.WRITTEN))
    place = text(_("Where is it?"), longest=200).when(way.is_(Kind.IN_PERSON))

    def submit(self, turn: Turn) -> Reply:
        return self.ask_for(turn, turn.person.id)

    def ask_for(self, turn: Turn, participant_id: int) -> Reply:
        at = self.at
        request = helping.ask(
            turn.db,
            kind=self.way,
            asker_id=turn.person.id,
            participant_id=participant_id,
            language=self.language,
            topic=self.topic,
            text=self.original,
            day=at.date() if at else None,
            time=at.time() if at else None,
            starts=moment(at.date(), at.time(), turn.house.zone) if at else None,
            place=self.place,
            now=turn.now,
        )
        assert request
        return asked(turn, request)


class AskMediationFor(AskMediation):
    """A mentor or coordinator asks for a participant."""

    who = frozenset({Role.MENTOR, Role.COORDINATOR})

    participant = pick(_("For whom?"), participants)

    def submit(self, turn: Turn) -> Reply:
        return self.ask_for(turn, self.participant)


def mediation(turn: Turn) -> Response:
    return Open(AskMediation if turn.person.role is Role.PARTICIPANT else AskMediationFor)


# -- what stands in the chat already -----------------------------------------------------


@dataclass(frozen=True)
class Source:
    """A message or question that is to be translated."""

    participant_id: int
    text: str
    question_id: int | None = None
    message_id: int | None = None

    @property
    def wording(self) -> str:
        return self.text[:LONGEST]


def mediate(turn: Turn, source: str, id: str) -> Reply:
    """From below a message or question: a mediator is asked only after one more tap."""
    _source(turn, source, id)
    words = _(
        "Shall a language mediator translate this? The mediator reads it only if the participant"
        " agreed to that."
    )
    return Reply(words, [[NOW.option(_("Yes, ask for it"), source, id)], [HOME]], new=True)


def mediate_now(turn: Turn, source: str, id: str) -> Reply:
    found = _source(turn, source, id)
    for each in helping.of_source(
        turn.db, question_id=found.question_id, message_id=found.message_id
    ):
        if each.text == found.wording:
            return already(turn, each)
    return asked(turn, _ask(turn, found))


def _ask(turn: Turn, found: Source) -> HelpRequest:
    request = helping.ask(
        turn.db,
        kind=Kind.WRITTEN,
        asker_id=turn.person.id,
        participant_id=found.participant_id,
        language=people.get(turn.db, found.participant_id).language,
        topic="",
        text=found.wording,
        question_id=found.question_id,
        message_id=found.message_id,
        now=turn.now,
    )
    assert request
    return request


def _source(turn: Turn, source: str, id: str) -> Source:
    match source:
        case "q":
            return _question(turn, id_of(id))
        case "m":
            return _message(turn, id_of(id))
    raise NotYours


def _question(turn: Turn, id: int) -> Source:
    asked = questions.get(turn.db, id)
    asker = people.find(turn.db, asked.asker_id if asked else 0)
    if asked is None or asker is None or asker.role is not Role.PARTICIPANT:
        raise NotYours
    if turn.person.id != asker.id and turn.person.role is not Role.COORDINATOR:
        raise NotYours
    turn.saw(asker.id, "questions")
    # Whoever asked wants the answer translated; the office, the question.
    mine = turn.person.id == asker.id and asked.answer is not None
    return Source(asker.id, asked.answer if mine and asked.answer else asked.text, question_id=id)


def _message(turn: Turn, id: int) -> Source:
    """Whoever wrote or got it may have it translated; it stays the participant's."""
    found = messages.get(turn.db, id)
    person = turn.person
    whose = people.find(turn.db, found.about_id if found else 0)
    mine = may_read_messages(turn, found.about_id if found else 0)
    if found is None or whose is None or whose.role is not Role.PARTICIPANT:
        raise NotYours
    wrote = person.id in (found.sender_id, found.receiver_id)
    if not (wrote or (person.role is Role.COORDINATOR and found.receiver_id is None)):
        raise NotYours
    if not mine:
        raise NotYours
    return Source(whose.id, found.text, message_id=id)


MEDIATION = Tap("mediation", mediation, ASKERS, case=Case.PEOPLE)
MEDIATE = Tap("mediate", mediate, ASKERS, case=Case.PEOPLE)
NOW = Tap("mediatenow", mediate_now, ASKERS, case=Case.PEOPLE)

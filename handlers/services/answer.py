"""Questions, topics and counselling services: information, never advice."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, below, beside
from bot.core.pages import HOME
from bot.core.rules.entries import Count
from bot.core.rules.people import Role
from bot.core.rules.questions import worth_asking
from bot.core.rules.services import Question
from bot.core.words import Exactly, Words, _, entry, just, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.services import emergency, kinds, own, places, translated
from handlers.services.ask_human import (
    HUMAN,
    TOPICS,
    hand_over,
    naming,
    naming_rows,
    offer,
)
from handlers.services.listening import listen_row, recording_row
from handlers.services.words import word_rows
from storage import answered

SUGGESTED = 3
LONGEST = 1000  # characters of a question, as a human gets it


def hear(turn: Turn) -> Reply:
    """What somebody writes outside of a form is a question."""
    found = own.search(turn, turn.said.text)
    ids = [id for id in found.ids if own.is_there(turn, id)][:SUGGESTED]
    asked, sure = turn.said.text[:LONGEST], bool(found.confident and ids)
    suggestions = below(*(question_option(turn, id) for id in ids))
    if sure:
        urgent = any(own.is_urgent(turn, id) for id in ids)
        return answer(turn, ids[0], others=ids[1:], urgent=urgent, asked=asked)
    if named := turn.house.library.kind_named(asked):
        return kinds.shown(turn, named, suggestions, asked=asked)
    if not worth_asking(turn.said.text):
        words = _("Please write your question in one sentence, or choose a topic.")
        return Reply(words, [*suggestions, *topic_rows(turn), [HOME]])
    # A guess frightens people; the numbers are a tap away on this screen, too.
    likely = bool(ids) and own.is_urgent(turn, ids[0])
    return _handed_over(turn, ids, suggestions, urgent=likely)


def _handed_over(
    turn: Turn, ids: Sequence[str], suggestions: Sequence[Row], *, urgent: bool
) -> Reply:
    question_id = hand_over(turn, turn.said.text)
    translated.seek(turn, question_id, turn.said.text)
    kind = Count.UNSURE if ids else Count.NOTHING
    answered.count(turn.db, kind, next(iter(ids), ""), turn.language, turn.now)
    words = paragraphs(
        _("I am not sure about this. I have passed your question on to the coordinator."),
        _("The answer comes here. Your name is not shown."),
        *naming(turn),
    )
    if suggestions:
        words = paragraphs(words, _("Perhaps one of these helps until then:"))
    if urgent:
        words = paragraphs(emergency.first(), words)
    words_in_it = word_rows(turn, turn.said.text)
    there = places.rows(turn, turn.house.library.kinds_within(turn.said.text))
    rows = [*suggestions, *there, *words_in_it, *naming_rows(turn, question_id), [HOME]]
    return Reply(words, rows, remembers="")  # it is passed on: no button asks it again


def topics(turn: Turn) -> Reply:
    words = _("What is it about? You can also just write your question.")
    return Reply(words, [*topic_rows(turn), kinds.lists(), [HOME]], closes=True, shareable=True)


def topic_rows(scene: Scene) -> list[Row]:
    shown = scene.house.facts.topics_for(audience(scene))
    return beside([TOPIC.option(entry("topics", topic.id), topic.id) for topic in shown])


def topic(turn: Turn, id: str) -> Reply:
    if id not in turn.house.facts.topics:
        raise NotYours
    ids = [question.id for question in turn.house.facts.questions_on(id, audience(turn))]
    rows = below(*(question_option(turn, each) for each in [*own.on_topic(turn, id), *ids]))
    return Reply(entry("topics", id), [*rows, [TOPICS, HOME]], shareable=True)


def question_option(scene: Scene, id: str) -> Option:
    return QUESTION.option(own.asked_as(scene, id), id)


def show(turn: Turn, id: str) -> Reply:
    if not own.is_there(turn, id):
        raise NotYours
    return answer(turn, id)


def answer(
    turn: Turn,
    id: str,
    others: Sequence[str] = (),
    *,
    urgent: bool = False,
    asked: str | None = None,
) -> Reply:
    """`urgent`: one of the other answers is, so the emergency numbers stand first. `asked`: the
    question that it answers, in the asker's words."""
    own.receives(turn, id)
    also = below(*(question_option(turn, each) for each in others))
    rows: list[Row] = [
        *listen_row(turn, id),
        *_services(turn, id, asked or ""),
        *also,
        *word_rows(turn, asked),
        [HELPFUL.option(_("👍 Helpful"), id), NOT_MEANT.option(_("Not what I meant"), id)],
        [HUMAN.option(_("Ask a person"))],
        *recording_row(turn, id),
        [TOPICS, HOME],
    ]
    first = [emergency.first()] if urgent and not own.is_urgent(turn, id) else []
    return Reply(paragraphs(*first, *said(turn, id)), rows, shareable=True, remembers=asked)


def _services(turn: Turn, id: str, asked: str) -> Sequence[Row]:
    """The kinds of counselling, and what the question itself names; of all these the places that
    somebody has checked."""
    question = turn.house.facts.questions.get(id)
    advise = question.service_kinds if question else ()
    known = [kind for kind in advise if kind in turn.house.facts.service_kinds]
    every = dict.fromkeys([*known, *turn.house.library.kinds_within(asked)])
    return [*below(*(kinds.option(turn, kind) for kind in every)), *places.rows(turn, every)]


def said(scene: Scene, id: str) -> Sequence[Words]:
    """What is urgent first: the numbers, by when; then the answer, and until when it is known."""
    urgent = [emergency.first()] if own.is_urgent(scene, id) else []
    mine = own.entry_of(scene, id)
    if mine:
        body = [just(mine.shown(scene.language).answer)]
        known = own.checked(mine)
    else:
        body = [entry("faq", id, "answer")]
        known = law(scene.house.facts.questions[id])
        urgent += emergency.by_when(scene.house, scene.language, id)
    return [
        *urgent,
        Words("<b>{question}</b>", {"question": own.asked_as(scene, id)}),
        *body,
        *own.foreign(scene, id),
        *known,
        entry("notes", "disclaimer", "text"),
    ]


def law(question: Question) -> Sequence[Words]:
    if question.law_state is None:  # a rule of the project, not of the law
        return []
    return [_("State of the law: {day}.", day=Exactly(f"{question.law_state:%d.%m.%Y}"))]


def audience(scene: Scene) -> Role:
    learner = scene.person.role in (Role.PARTICIPANT, Role.GUEST)
    return Role.PARTICIPANT if learner else Role.MENTOR


# -- whether it helped -------------------------------------------------------------


def helpful(turn: Turn, id: str) -> Reply:
    """Counted for the entry, without a name."""
    if not own.is_there(turn, id):
        raise NotYours
    answered.count(turn.db, Count.HELPFUL, id, own.in_language(turn, id), turn.now)
    return Reply(popup=_("Thank you. That helps to make the answers better."))


def not_meant(turn: Turn, id: str) -> Reply:
    """The next best for the same question; after that, a human."""
    if not own.is_there(turn, id):
        raise NotYours
    answered.count(turn.db, Count.NOT_MEANT, id, turn.language, turn.now)
    if not turn.asked:
        words = _("Please write your question in one sentence, or choose a topic.")
        return Reply(words, [*topic_rows(turn), [HUMAN.option(_("Ask a person"))], [HOME]])
    ids = [each for each in own.search(turn, turn.asked).ids if own.is_there(turn, each)]
    after = ids[ids.index(id) + 1 : SUGGESTED] if id in ids else []
    return answer(turn, after[0]) if after else offer(turn)


TOPIC = Tap("topic", topic)
QUESTION = Tap("faq", show)
HELPFUL = Tap("helpful", helpful)
NOT_MEANT = Tap("notmeant", not_meant)

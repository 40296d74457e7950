"""Questions, topics and counselling services: information, never advice."""

from collections.abc import Sequence

from bot.core.messages import Option, Row, below, beside
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Role
from bot.core.rules.questions import worth_asking
from bot.core.rules.services import Question
from bot.core.words import Exactly, Words, _, entry, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.services.ask_human import HUMAN, hand_over

SUGGESTED = 3


def hear(turn: Turn) -> Reply:
    """What somebody writes outside of a form is a question."""
    found = turn.house.answers.find(turn.said.text, turn.language)
    questions = turn.house.facts.questions
    urgent = any(questions[id].urgent for id in found.ids[:SUGGESTED])
    if found.confident:
        return answer(turn, found.ids[0], others=found.ids[1:SUGGESTED], urgent=urgent)
    suggestions = below(*map(question_option, found.ids[:SUGGESTED]))
    if not worth_asking(turn.said.text):
        words = _("Please write your question in one sentence, or choose a topic.")
        return Reply(words, [*suggestions, *topic_rows(turn), [HOME]])
    hand_over(turn, turn.said.text)
    words = paragraphs(
        _("I am not sure about this. I have passed your question on to the coordinator."),
        _("The answer comes here. Your name is not shown."),
    )
    if suggestions:
        words = paragraphs(words, _("Perhaps one of these helps until then:"))
    if urgent:
        words = paragraphs(emergency(), words)
    return Reply(words, [*suggestions, [HOME]])


def topics(turn: Turn) -> Reply:
    words = _("What is it about? You can also just write your question.")
    return Reply(words, [*topic_rows(turn), [HOME]], closes=True, shareable=True)


def topic_rows(scene: Scene) -> list[Row]:
    shown = scene.house.facts.topics_for(audience(scene))
    return beside([TOPIC.option(entry("topics", topic.id), topic.id) for topic in shown])


def topic(turn: Turn, id: str) -> Reply:
    if id not in turn.house.facts.topics:
        raise NotYours
    asked = turn.house.facts.questions_on(id, audience(turn))
    rows = below(*(question_option(question.id) for question in asked))
    return Reply(entry("topics", id), [*rows, [TOPICS, HOME]], shareable=True)


def question_option(id: str) -> Option:
    return QUESTION.option(entry("faq", id, "question"), id)


def show(turn: Turn, id: str) -> Reply:
    if id not in turn.house.facts.questions:
        raise NotYours
    return answer(turn, id)


def answer(turn: Turn, id: str, others: Sequence[str] = (), *, urgent: bool = False) -> Reply:
    """`urgent`: one of the other answers is, so the emergency numbers stand first."""
    question = turn.house.facts.questions[id]
    kinds = [kind for kind in question.service_kinds if kind in turn.house.facts.service_kinds]
    services = below(*(SERVICE.option(entry("services", kind), kind) for kind in kinds))
    also = below(*map(question_option, others))
    rows: list[Row] = [*services, *also, [HUMAN.option(_("Ask a person"))], [TOPICS, HOME]]
    first = [emergency()] if urgent and not question.urgent else []
    return Reply(paragraphs(*first, *said(turn, question)), rows, shareable=True)


def said(turn: Turn, question: Question) -> Sequence[Words]:
    id = question.id
    urgent = [emergency()] if question.urgent else []
    return [
        *urgent,
        Words("<b>{question}</b>", {"question": entry("faq", id, "question")}),
        entry("faq", id, "answer"),
        *foreign(turn, id),
        *law(question),
        entry("notes", "disclaimer", "text"),
    ]


def law(question: Question) -> Sequence[Words]:
    if question.law_state is None:  # a rule of the project, not of the law
        return []
    return [_("State of the law: {day}.", day=Exactly(f"{question.law_state:%d.%m.%Y}"))]


def emergency() -> Words:
    return _(
        "This can be urgent. In danger call {all} (fire and ambulance) or {police} (police).",
        all=Exactly("112"),
        police=Exactly("110"),
    )


def foreign(turn: Turn, id: str) -> Sequence[Words]:
    """An answer that is not there in the reader's language says so."""
    language = turn.house.library.language_of(turn.language, "faq", id, "answer")
    if language == turn.language:
        return []
    return [_("This answer is only there in {language} so far.", language=LANGUAGES[language])]


def service(turn: Turn, kind: str) -> Reply:
    if kind not in turn.house.facts.service_kinds:
        raise NotYours
    fields = [field for field in ("summary", "who", "how_to_find") if _has(turn, kind, field)]
    shown = [entry("services", kind, field) for field in fields]
    words = paragraphs(Words("<b>{name}</b>", {"name": entry("services", kind)}), *shown)
    rows = [[HUMAN.option(_("Ask a person"))], [TOPICS, HOME]]
    return Reply(words, rows, new=True, shareable=True)


def _has(turn: Turn, kind: str, field: str) -> bool:
    return bool(turn.house.speech.text(turn.language, "services", kind, field))


def audience(scene: Scene) -> Role:
    learner = scene.person.role in (Role.PARTICIPANT, Role.GUEST)
    return Role.PARTICIPANT if learner else Role.MENTOR


TOPICS = Option("go.services", _("Topics"))
TOPIC = Tap("topic", topic)
QUESTION = Tap("faq", show)
SERVICE = Tap("service", service)

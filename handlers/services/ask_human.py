"""What the bot does not know goes to the coordinator, and the answer comes back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.core.messages import Option, Outgoing, below
from bot.core.owned import of_same
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.people import LANGUAGES, Role
from bot.core.rules.questions import Asked
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
from storage import audit, people, questions

COORDINATORS = frozenset({Role.COORDINATOR})
SHORT = 60


class AskHuman(TurnForm):
    """Somebody wants to ask a person."""

    wording = text(
        _("Please write your question. No names of others, no file numbers."), longest=1000
    )

    def submit(self, turn: Turn) -> Reply:
        hand_over(turn, self.wording)
        words = _("I have passed your question on. The answer comes here. Your name is not shown.")
        return Reply(words, [[HOME]])


def hand_over(turn: Turn, asked: str) -> None:
    """Keep the question, and ring at every coordinator."""
    question_id = questions.ask(
        turn.db,
        asker_id=turn.person.id,
        text=asked[:1000],
        language=turn.language,
        now=turn.now,
    )
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="asked", about=str(question_id), person=by)
    for coordinator in people.everybody(turn.db, Role.COORDINATOR):
        WAITING.tell(turn, coordinator.id, question_id)


class QuestionWaiting(DeliveryKind):
    """The coordinator hears that there is a question. What it says is in the inbox."""

    name = "question_waiting"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        asked = questions.get(scene.db, about)
        if asked is None or asked.answer is not None or scene.person.role is not Role.COORDINATOR:
            return None
        return Outgoing(_("A new question is waiting for an answer."), [[INBOX], [HOME]])


class QuestionAnswered(DeliveryKind):
    """The coordinator's answer comes back to whoever asked."""

    name = "question_answered"
    useless_after = timedelta(days=90)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        asked = questions.get(scene.db, about)
        if asked is None or asked.answer is None or asked.asker_id != scene.person.id:
            return None
        words = paragraphs(_("You asked something. This is the answer:"), just(asked.answer))
        return Outgoing(words, [[HUMAN.option(_("Ask again"))], [HOME]])


def inbox(turn: Turn) -> Reply:
    """The coordinator's open questions, the oldest first."""
    waiting = questions.open_ones(turn.db)
    if not waiting:
        return Reply(_("No question is waiting."), [[HOME]])
    rows = below(*(READ.option(just(_short(asked.text)), asked.id) for asked in waiting))
    return Reply(_("These questions are waiting:"), [*rows, [HOME]])


def read(turn: Turn, question_id: str) -> Reply:
    asked = _waiting(turn, question_id)
    words = paragraphs(described(asked), just(asked.text))
    return Reply(words, [[ANSWER.option(_("Answer"), asked.id)], [INBOX, HOME]])


def described(asked: Asked) -> Words:
    language = LANGUAGES.get(asked.language, asked.language)
    return _("Asked in {language}, {moment}:", language=language, moment=asked.asked_at)


def answer(turn: Turn, question_id: str) -> Response:
    return Open(AnswerQuestion, {"waiting": _waiting(turn, question_id).id})


def open_questions(scene: Scene) -> Sequence[Option]:
    return [Option(str(q.id), just(_short(q.text))) for q in questions.open_ones(scene.db, 90)]


class AnswerQuestion(TurnForm):
    """The coordinator answers; it goes to the asker as it is."""

    case = Case.PEOPLE
    who = COORDINATORS

    # Kept though somebody else has answered it meanwhile: `submit` says so.
    waiting = replace(pick(_("Which question?"), open_questions), still=lambda scene, kept: True)
    reply = text(_("Please write the answer. It is sent as you write it."), longest=3000)

    def submit(self, turn: Turn) -> Reply:
        by = turn.person.id
        if not questions.answer(turn.db, self.waiting, text=self.reply, by=by, now=turn.now):
            return Reply(_("Somebody else has answered this already."), [[INBOX, HOME]])
        asked = questions.get(turn.db, self.waiting)
        assert asked
        ANSWERED.tell(turn, asked.asker_id, asked.id)
        audit.note(
            turn.db,
            turn.now,
            actor=by,
            act="answered a question",
            about=str(asked.id),
            person=asked.asker_id,
        )
        return Reply(_("Thank you. The answer is on its way."), [[INBOX, HOME]])


def _waiting(turn: Turn, question_id: str) -> Asked:
    asked = questions.get(turn.db, id_of(question_id))
    if asked is None or asked.answer is not None:
        raise NotYours
    return asked


def _short(text: str) -> str:
    line = " ".join(text.split())
    return of_same(text, line if len(line) <= SHORT else line[: SHORT - 1] + "…")


def human(turn: Turn) -> Open:
    return Open(AskHuman)


WAITING, ANSWERED = QuestionWaiting(), QuestionAnswered()
INBOX = Option("go.inbox", _("Questions"))
HUMAN = Tap("human", human)
READ = Tap("read", read, COORDINATORS, case=Case.PEOPLE)
ANSWER = Tap("answer", answer, COORDINATORS, case=Case.PEOPLE)

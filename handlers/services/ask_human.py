"""What the bot does not know goes to the coordinator, and the answer comes back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row, below
from bot.core.owned import of_same
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.people import LANGUAGES, Decides, Role
from bot.core.rules.questions import Asked
from bot.core.rules.translation import Kind, Translatable
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
from handlers.services import own, places, translated
from storage import audit, people, questions

COORDINATORS = frozenset({Role.COORDINATOR})
SHORT = 60
IN_THE_INBOX = 80  # a message takes a hundred buttons
YES, NO = "yes", "no"


class AskHuman(TurnForm):
    """Somebody wants to ask a person."""

    wording = text(
        _("Please write your question. No names of others, no file numbers."), longest=1000
    )

    def submit(self, turn: Turn) -> Reply:
        return passed_on(turn, self.wording)


def passed_on(turn: Turn, wording: str) -> Reply:
    question_id = hand_over(turn, wording)
    words = _("I have passed your question on. The answer comes here. Your name is not shown.")
    words = paragraphs(words, *naming(turn))
    return Reply(words, [*naming_rows(turn, question_id), [HOME]], remembers="")


def hand_over(turn: Turn, asked: str) -> int:
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
    kept = questions.get(turn.db, question_id)
    assert kept
    said = Translatable(asked[:1000], turn.language, Kind.QUESTION)
    for coordinator in people.everybody(turn.db, Role.COORDINATOR):
        translated.tell(turn, WAITING, coordinator, kept, said)
    return question_id


def human(turn: Turn) -> Response:
    """Nobody writes the same question twice: what was asked last can be passed on as it is."""
    return offer(turn) if turn.asked else Open(AskHuman)


def offer(turn: Turn) -> Reply:
    words = paragraphs(
        _("Then a person should answer. Shall I pass your question on as you wrote it?"),
        just(turn.asked),
    )
    yes = HAND_ON.option(_("Yes, pass it on"))
    return Reply(words, [[yes], [ANEW.option(_("Write it anew"))], [TOPICS, HOME]])


def hand_on(turn: Turn) -> Response:
    return passed_on(turn, turn.asked) if turn.asked else Open(AskHuman)


def anew(turn: Turn) -> Open:
    return Open(AskHuman)


# -- the asker's name: only with a yes to this question ------------------------------


def decides_alone(scene: Scene) -> bool:
    return scene.person.decides is Decides.SELF


def naming(scene: Scene) -> Sequence[Words]:
    if not decides_alone(scene):
        return []
    return [_("May the office see your name with this question? You do not have to.")]


def naming_rows(scene: Scene, question_id: int) -> Sequence[Row]:
    if not decides_alone(scene):
        return []
    yes = NAMED.option(_("Yes, with my name"), question_id, YES)
    return [[yes, NAMED.option(_("Without my name"), question_id, NO)]]


def named(turn: Turn, question_id: str, answer: str) -> Reply:
    """One's own question, as long as nobody has answered it."""
    asked = _waiting(turn, question_id)
    if asked.asker_id != turn.person.id or answer not in (YES, NO) or not decides_alone(turn):
        raise NotYours
    yes = answer == YES
    questions.name(turn.db, asked.id, turn.now if yes else None)
    act = "showed the name with a question" if yes else "hid the name of a question"
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act=act, about=str(asked.id), person=by)
    if yes:
        words = _("The office sees your name with this question now.")
        other = NAMED.option(_("Without my name"), asked.id, NO)
    else:
        words = _("The office does not see your name with this question.")
        other = NAMED.option(_("Yes, with my name"), asked.id, YES)
    return Reply(words, [[other], [HOME]], new=True)


def from_whom(scene: Scene, asked: Asked) -> Sequence[Words]:
    if not asked.named:
        return []
    return [_("From: {name}", name=people.get(scene.db, asked.asker_id).name)]


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
        first = _("You asked something. This is the answer:")
        answer, rows = translated.shown(scene, self, asked, asked.answer)
        words = paragraphs(first, answer, *_language_of(scene, asked))
        entry = [[_whole(scene, asked.entry)]] if _stands(scene, asked) else []
        return Outgoing(words, [*rows, *entry, [HUMAN.option(_("Ask again"))], [HOME]])


def _stands(scene: Scene, asked: Asked) -> bool:
    return bool(asked.entry) and own.is_there(scene, asked.entry)


def _whole(scene: Scene, key: str) -> Option:
    return Option(f"faq.{key}", own.asked_as(scene, key))


def _language_of(scene: Scene, asked: Asked) -> Sequence[Words]:
    """Of an answer for all that is not there in the reader's language."""
    return own.foreign(scene, asked.entry) if _stands(scene, asked) else []


def inbox(turn: Turn) -> Reply:
    """The coordinator's open questions, the oldest first."""
    waiting = questions.open_ones(turn.db, IN_THE_INBOX)
    if not waiting:
        return Reply(_("No question is waiting."), [*places.work(turn), OURS, [HOME]])
    rows = below(*(READ.option(just(shortened_line(asked.text)), asked.id) for asked in waiting))
    return Reply(_("These questions are waiting:"), [*rows, *places.work(turn), OURS, [HOME]])


def read(turn: Turn, question_id: str) -> Reply:
    asked = _waiting(turn, question_id)
    text, read_in = translated.shown(turn, WAITING, asked, asked.text)
    words = paragraphs(*from_whom(turn, asked), described(asked), text)
    rows = [*read_in, [ANSWER.option(_("Answer"), asked.id)], [for_all(asked.id)], [INBOX, HOME]]
    return Reply(words, rows)


def for_all(question_id: int) -> Option:
    return Option(f"forall.{question_id}", _("Answer for all"))


def described(asked: Asked) -> Words:
    language = LANGUAGES.get(asked.language, asked.language)
    return _("Asked in {language}, {moment}:", language=language, moment=asked.asked_at)


def answer(turn: Turn, question_id: str) -> Response:
    return Open(AnswerQuestion, {"waiting": _waiting(turn, question_id).id})


def open_questions(scene: Scene) -> Sequence[Option]:
    return [
        Option(str(q.id), just(shortened_line(q.text))) for q in questions.open_ones(scene.db, 90)
    ]


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
        said = Translatable(self.reply, turn.language, Kind.ANSWER)
        translated.tell(turn, ANSWERED, people.get(turn.db, asked.asker_id), asked, said)
        audit.note(
            turn.db,
            turn.now,
            actor=by,
            act="answered a question",
            about=str(asked.id),
            person=asked.asker_id,
        )
        words = _("Thank you. The answer is on its way.")
        return Reply(words, [[for_all(asked.id)], [INBOX, HOME]])


def _waiting(turn: Turn, question_id: str) -> Asked:
    asked = questions.get(turn.db, id_of(question_id))
    if asked is None or asked.answer is not None:
        raise NotYours
    return asked


def shortened_line(text: str) -> str:
    line = " ".join(text.split())
    return of_same(text, line if len(line) <= SHORT else line[: SHORT - 1] + "…")


WAITING, ANSWERED = QuestionWaiting(), QuestionAnswered()
INBOX = Option("go.inbox", _("Questions"))
OURS = [Option("missing", _("What is missing")), Option("go.answers", _("Our answers"))]
TOPICS = Option("go.services", _("Topics"))
HUMAN = Tap("human", human)
HAND_ON = Tap("handon", hand_on)
ANEW = Tap("anew", anew)
NAMED = Tap("named", named)
READ = Tap("read", read, COORDINATORS, case=Case.PEOPLE)
ANSWER = Tap("answer", answer, COORDINATORS, case=Case.PEOPLE)

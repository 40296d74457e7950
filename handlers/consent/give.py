"""A participant answers the declaration line by line, and sees all answers before they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Self

from bot.core.forms import DRAFT, Kept, Question, Raw, Rows, Setting, Unclear
from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.capacity import Signs, who_signs
from bot.core.rules.consent import LINES, Act, Answer, Hold, Line, hold
from bot.core.rules.people import Role
from bot.core.words import In, Words, _, just, paragraphs
from bot.turns import Case, Reply, Scene, Turn, TurnForm
from handlers.consent.declaration import ANSWERS, asks, beginning, in_both, title
from handlers.consent.effects import follow
from handlers.consent.published import GERMAN, collects, hash_in, keep_text
from handlers.consent.receipt import receipt_rows
from handlers.consent.understand import QuestionBack, question_back
from storage import audit, consents, reviews, voices

PARTICIPANTS = frozenset({Role.PARTICIPANT})
READ, BACK = "read", "question_back"  # of which text, and whether it was understood
UNSEEN = "unseen"  # below a page that does not show the text
MOST_TRIES = 999
NOT_YET = _("Consent cannot be given here yet. Please ask the coordinator.")


class GiveConsent(TurnForm):
    """One question for each purpose and recipient, nothing chosen beforehand; one question back.

    Among the answers is the hash of the text they belong to: if the text changes in between,
    all of them are forgotten, and the new text is read first.
    """

    who = PARTICIPANTS
    case = Case.OWN
    review = True
    signed_by: ClassVar[frozenset[Signs]] = frozenset({Signs.SELF})

    def __init__(self, setting: Setting, answers: Mapping[str, Kept] | None = None) -> None:
        self.read_in = self.shown_in(setting)
        self.today = mark_of(setting, self.read_in)
        known = dict(answers or {})
        if known and known.get(READ, known.get(DRAFT + READ)) != self.today:
            known = {name: kept for name, kept in known.items() if name in self.kept_on_change()}
        super().__init__(setting, known)

    @classmethod
    def kept_on_change(cls) -> Sequence[str]:
        """Answers that have nothing to do with the text."""
        return ()

    def shown_in(self, setting: Any) -> str:
        """The language of the declaration that is shown, and so of the hash."""
        return str(setting.language)

    def may(self, turn: Turn) -> bool:
        """Whether these answers may count: asked when it begins, and again at the signature."""
        signs = who_signs(turn.person, turn.house.operator.consent_age or 0)
        return signs in self.signed_by and self.collects(turn)

    def collects(self, scene: Scene) -> bool:
        return collects(scene)

    # -- the question back -----------------------------------------------------------------

    def given(self) -> Mapping[Line, Answer]:
        """What is answered so far."""
        known = {line: self.answers.get(name_of(line)) for line in LINES}
        return {line: Answer(str(kept)) for line, kept in known.items() if kept is not None}

    def question_back(self) -> QuestionBack | None:
        """None as long as a line is open."""
        given = self.given()
        return question_back(given) if len(given) == len(LINES) else None

    def tries(self) -> int:
        """So far. They stay beside the answers, so a new process counts on."""
        kept = str(self.answers.get(BACK) or f".{self.draft(self.question(BACK))}")
        number = kept.partition(".")[2]
        return min(int(number), MOST_TRIES) if number.isdecimal() and len(number) < 5 else 0

    def answer(self, name: str, raw: Raw) -> Self:
        if name == READ and not self.collects(self.setting):
            raise Unclear(NOT_YET)
        if name != BACK:
            return super().answer(name, raw)
        asked = self.question_back()
        if asked is None or raw not in {option.value for option in asked.options}:
            raise Unclear(_("Please tap one of the buttons."))
        if raw == asked.right:  # tapped twice it is still one try
            return self if BACK in self.answers else self._with(BACK, f"{raw}.{self.tries() + 1}")
        others = {each: kept for each, kept in self.answers.items() if each != BACK}
        return type(self)(self.setting, {**others, DRAFT + BACK: str(self.tries() + 1)})

    def _holds(self, question: Question[Any], kept: Kept) -> bool:
        if question.name == READ:
            return kept == self.today
        if question.name != BACK:
            return super()._holds(question, kept)
        right, dot, tries = str(kept).partition(".")
        asked = self.question_back()
        return bool(dot) and tries.isdecimal() and (asked is None or right == asked.right)

    # -- how it is shown -------------------------------------------------------------------

    def ask(self, question: Question[Any]) -> Words:
        if question.name == READ and not self.collects(self.setting):
            return NOT_YET  # it changed in between, and nobody has published it yet
        if question.name == READ:
            return self.binding(beginning(self.setting.house.operator))
        if question.name == BACK:
            asked = self.question_back()
            assert asked
            return paragraphs(asked.explained, asked.ask) if self.tries() else asked.ask
        line = LINE_OF.get(question.name)
        if line is None:
            return super().ask(question)
        return paragraphs(self.binding(asks(line)), *paper_too(self.setting, line))

    def binding(self, words: Words) -> Words:
        """German binds: beside the own language, or alone where nobody has read that one."""
        if self.read_in == self.setting.language:
            return in_both(words)
        return just(In(GERMAN, words))

    def rows(self, question: Question[Any]) -> Rows:
        if question.name == READ:
            seen = self.today if self.collects(self.setting) else UNSEEN
            return [[Option(seen, _("Answer now"))]]
        asked = self.question_back() if question.name == BACK else None
        return below(*asked.options) if asked else super().rows(question)

    def answered(self) -> Sequence[Question[Any]]:
        """On the page that shows all answers: those that are signed."""
        return [self._titled(each) for each in super().answered() if each.name not in (READ, BACK)]

    def _titled(self, question: Question[Any]) -> Question[Any]:
        if self.read_in == self.setting.language or question.title is None:
            return question
        return replace(question, title=just(In(GERMAN, question.title)))

    # -- back and forth --------------------------------------------------------------------

    def change(self, name: str) -> Self:
        """The tries stay, and so does the text that was read."""
        changed = super().change(name)
        kept = {DRAFT + READ: self.answers.get(READ)} if name == READ else {}
        if name == BACK and self.tries():
            kept = {DRAFT + BACK: str(self.tries())}
        return type(self)(self.setting, {**changed.answers, **kept})

    def back(self) -> Self:
        """To the question before this one, also where a later one has its answer already."""
        names = [question.name for question in self.questions]
        pending = self.pending()
        if pending and pending.name not in (READ, BACK) and self.draft(pending):
            return self.change(pending.name)
        before = names[: names.index(pending.name)] if pending else names
        given = [name for name in before if name in self.answers]
        return self.change(given[-1]) if given else self

    # -- the signature ---------------------------------------------------------------------

    def act(self, turn: Turn, text_hash: str) -> Act:
        heard = voices.was_played(turn.db, turn.person.id, text_hash, self.read_in)
        return Act(message_id=turn.said.message_id, tries=self.tries() or None, heard=heard)

    def submit(self, turn: Turn) -> Reply:
        if not self.may(turn):
            return Reply(NOT_YET, [[HOME]])
        answers = list(self.given().items())
        version, text_hash = reviews.current(turn.db), keep_text(turn, self.read_in)
        new = new_ones(turn, answers)
        consents.record(
            turn.db,
            turn.person.id,
            new,
            version=version,
            text_hash=text_hash,
            language=self.read_in,
            update_id=turn.said.update_id,
            now=turn.now,
            act=self.act(turn, text_hash),
            ends_on=turn.house.operator.ends,
        )
        by = turn.person.id
        audit.note(turn.db, turn.now, actor=by, act="answered the declaration", person=by)
        follow(turn, turn.person, new)
        return Reply(
            receipt(turn, answers, version, text_hash),
            [*receipt_rows(turn), [Option("go.consent", _("My consent")), HOME]],
        )


def mark_of(setting: Any, language: str) -> str:
    """Which text: the beginning of its hash, short enough for a button."""
    return hash_in(setting.house, language)[:16]


# What an answer would only repeat: the earlier one keeps its text, its language and its date.
REPEATS = {
    Answer.YES: (Hold.STANDS, Hold.PAPER),
    Answer.NO: (Hold.NO, Hold.WITHDRAWN),
    Answer.ASK: (Hold.ASK,),
}


def new_ones(turn: Turn, answers: Sequence[tuple[Line, Answer]]) -> Sequence[tuple[Line, Answer]]:
    standing = consents.standing(turn.db, turn.person.id)
    return [
        (line, answer)
        for line, answer in answers
        if hold(standing, line, turn.now) not in REPEATS[answer]
    ]


def receipt(turn: Turn, answers: list[tuple[Line, Answer]], version: str, text_hash: str) -> Words:
    yes = [line for line, answer in answers if answer is Answer.YES]
    on_paper = [line for line in yes if paper_too(turn, line)]
    return paragraphs(
        _(
            "Thank you. Your answers are kept. You said yes to {n} of {of}.",
            n=len(yes),
            of=len(LINES),
        ),
        *(paper_too(turn, on_paper[0]) if on_paper else ()),
        _(
            "Version {version}, {moment}, proof {proof}."
            " You can take everything back with /consent.",
            version=version,
            moment=turn.now,
            proof=text_hash[:12],
        ),
    )


def paper_too(scene: Any, line: Line) -> Sequence[Words]:
    """SGB X § 67b(2): for whom a tap is not enough, the operator decides."""
    if line.recipient not in (scene.house.operator.paper_needed or ()):
        return ()
    return [_("For this, your signature on paper is needed, too. The coordinator has the paper.")]


def name_of(line: Line) -> str:
    return line.id.replace("-", "_")


LINE_OF = {name_of(line): line for line in LINES}


def _question(line: Line) -> Question[Answer]:
    asked = choice(in_both(asks(line)), ANSWERS, columns=2)
    return replace(asked, title=title(line), name=name_of(line))


def _as_tapped(raw: Raw, setting: Any, draft: str) -> str:
    return raw


def kept_by_form(name: str, ask: Words) -> Question[str]:
    """A question whose options, and whether an answer still holds, depend on other answers."""
    return Question(ask, _as_tapped, str, str, only_options=True, name=name)


GiveConsent.questions = (
    kept_by_form(READ, _("Consent to passing on my data")),
    *map(_question, LINES),
    kept_by_form(BACK, _("One question back")),
)

"""Forms: a checklist of questions, not a flowchart.

A form's only state is the answers given so far. The question to ask next is
always the first one that applies and has no answer. Nothing else is stored, so
a form survives a crash, a second process and a release that adds a question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, Self, TypeAlias, TypeVar, cast, overload

from bot.core.messages import Option, Row
from bot.core.words import Value, Words, _

T = TypeVar("T")

Raw: TypeAlias = str  # what was typed, or what the tapped button stands for
Kept: TypeAlias = "str | int | None"  # how an answer is stored; None: skipped
Answers: TypeAlias = Mapping[str, Kept]
Rows: TypeAlias = Sequence[Row]

NOTHING = _("nothing")
DRAFT = "~"  # stands before the name of a question that has half an answer


class Unclear(Exception):
    """The answer cannot be used; `words` tells the person why, `rows` offers ways on."""

    def __init__(self, words: Words, rows: Rows = ()) -> None:
        self.words, self.rows = words, rows


class Partly(Exception):
    """Half an answer: a day without a time, the first of several languages."""

    def __init__(self, draft: str, words: Words | None = None) -> None:
        self.draft, self.words = draft, words


class Setting(Protocol):
    """What a question may know about the moment it is asked in."""

    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def language(self) -> str: ...
    def holidays(self, year: int) -> Collection[date]: ...


@dataclass(frozen=True, eq=False)
class Condition:
    """Whether a question applies: another one, further up, has (not) one of these answers."""

    question: Question[Any]
    values: tuple[Any, ...]
    wanted: bool = True

    def holds(self, answers: Answers) -> bool:
        question = self.question
        if question.name not in answers:
            return False
        kept = answers[question.name]
        answer = None if kept is None else question.recall(kept)
        return (answer in self.values) is self.wanted


@dataclass(frozen=True, eq=False)
class Question(Generic[T]):
    ask: Words
    read: Callable[[Raw, Any, str], T]  # may raise Unclear or Partly; gets the draft
    keep: Callable[[T], Kept]
    recall: Callable[[Any], T]  # may raise ValueError: kept by an older release
    rows: Callable[[Any, str], Rows] = lambda setting, draft: ()
    only_options: bool = False  # only an option is an answer, and only while it is offered
    show: Callable[[T], Value] = lambda answer: cast("Value", answer)
    condition: Condition | None = None
    skippable: bool = False
    skipped: Words = NOTHING
    says: Callable[[Any, str], Words] | None = None  # what to ask when half is answered
    title: Words | None = None  # what it is about, where the whole question is too long
    still: Callable[[Any, str], bool] | None = None  # whether a kept answer may be given today
    offered: Callable[[Any], Sequence[Option]] | None = None  # all, where `rows` turns pages
    recorded: bool = False  # a voice message is the answer: the id of its file
    paper: bool = False  # where a paper is kept: a file number may stand in it
    secret: bool = False  # what is typed is deleted from the chat
    among: Callable[[Any, Answers], Rows] | None = None  # rows that hang on earlier answers
    name: str = ""

    def is_(self, *values: T) -> Condition:
        return Condition(self, values)

    def is_not(self, *values: T) -> Condition:
        return Condition(self, values, wanted=False)

    def when(self, condition: Condition) -> Question[T | None]:
        """Ask only under this condition; without it the answer is None."""
        return cast("Question[T | None]", replace(self, condition=condition))

    def optional(self, means: Words | None = None) -> Question[T | None]:
        """May be skipped; then the answer is None, which `means` this to a reader."""
        skipped = means or self.skipped
        return cast("Question[T | None]", replace(self, skippable=True, skipped=skipped))

    def holds_kept(self, setting: Any, kept: str) -> bool:
        """Whether an answer kept earlier may still be given now."""
        if self.still:
            return self.still(setting, kept)
        return not self.only_options or kept in {
            option.value for row in self.rows(setting, "") for option in row
        }

    def applies(self, answers: Answers) -> bool:
        return self.condition is None or self.condition.holds(answers)

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, form: None, owner: type) -> Question[T]: ...
    @overload
    def __get__(self, form: Form, owner: type) -> T: ...
    def __get__(self, form: Form | None, owner: type) -> Question[T] | T:
        if form is None:
            return self
        kept = form.answers.get(self.name)
        if kept is None and (self.skippable or self.condition):
            return cast("T", None)
        return self.recall(kept)


class Form:
    questions: ClassVar[tuple[Question[Any], ...]] = ()
    review: ClassVar[bool] = False  # show all answers, and let the person confirm them

    def __init_subclass__(cls) -> None:
        """A form that builds on another asks its own questions first."""
        own = {v.name: v for v in vars(cls).values() if isinstance(v, Question)}
        if taken := own.keys() & set(dir(cls.__base__)) - {q.name for q in cls.questions}:
            raise TypeError(f"{cls.__name__}: {taken} would hide what every form can do")
        cls.questions = (*own.values(), *(q for q in cls.questions if q.name not in own))

    def __init__(self, setting: Setting, answers: Answers | None = None) -> None:
        """Answers that no longer hold are forgotten, and so asked for again."""
        self.setting = setting
        self.answers: dict[str, Kept] = {}
        for question in self.questions:  # conditions look only upwards
            if not answers or not question.applies(self.answers):
                continue
            draft = answers.get(DRAFT + question.name)
            if question.name in answers and self._holds(question, answers[question.name]):
                self.answers[question.name] = answers[question.name]
            elif isinstance(draft, str):
                self.answers[DRAFT + question.name] = draft

    def pending(self) -> Question[Any] | None:
        """The question to ask now: the first that applies and has no answer."""
        for question in self.asked():
            if question.name not in self.answers:
                return question
        return None

    def asked(self) -> Sequence[Question[Any]]:
        """The questions that apply, as far as the answers tell."""
        return [question for question in self.questions if question.applies(self.answers)]

    def answered(self) -> Sequence[Question[Any]]:
        return [question for question in self.questions if question.name in self.answers]

    def rows(self, question: Question[Any]) -> Rows:
        if question.among:
            return question.among(self.setting, self.answers)
        return question.rows(self.setting, self.draft(question))

    def options(self, question: Question[Any]) -> Sequence[Option]:
        return [option for row in self.rows(question) for option in row]

    def draft(self, question: Question[Any]) -> str:
        draft = self.answers.get(DRAFT + question.name)
        return draft if isinstance(draft, str) else ""

    def shown(self, question: Question[Any]) -> Value:
        """An answer as a person reads it."""
        kept = self.answers[question.name]
        if kept is None:
            return question.skipped
        if question.only_options:
            every = question.offered(self.setting) if question.offered else self.options(question)
            labels = {option.value: option.label for option in every}
            if str(kept) in labels:
                return labels[str(kept)]
        return question.show(question.recall(kept))

    def summary(self) -> Words | None:
        """A sentence above all answers: what will happen if they are right."""
        return None

    def ask(self, question: Question[Any]) -> Words:
        draft = self.draft(question)
        return question.says(self.setting, draft) if question.says and draft else question.ask

    # The four things a person can do with a form. Each returns a new form.

    def answer(self, name: str, raw: Raw) -> Self:
        question = self.question(name)
        if question.recorded:
            raise Unclear(_("Please send a voice message."))
        return self._answered(question, raw)

    def _answered(self, question: Question[Any], raw: Raw) -> Self:
        name = question.name
        try:
            answer = question.read(raw, self.setting, self.draft(question))
        except Partly as half:
            kept = {k: v for k, v in self.answers.items() if k != name}
            return type(self)(self.setting, {**kept, DRAFT + name: half.draft})
        if question.only_options and raw not in {o.value for o in self.options(question)}:
            raise Unclear(_("Please tap one of the buttons."))
        return self._with(name, question.keep(answer))

    def answer_pending(self, raw: Raw) -> Self:
        """Typed. Where only an option is an answer, what it stands for is nobody's to type."""
        question = self.pending()
        if question is None or question.only_options:
            raise Unclear(_("Please tap one of the buttons."))
        return self.answer(question.name, raw)

    def hear(self, file_id: str) -> Self:
        """A voice message: only where one is asked for."""
        question = self.pending()
        if question is None or not question.recorded:
            raise Unclear(_("I can only read text."))
        return self._answered(question, file_id)

    def skip(self, name: str) -> Self:
        if not self.question(name).skippable:
            raise Unclear(_("This question needs an answer."))
        return self._with(name, None)

    def change(self, name: str) -> Self:
        """Forget one answer, so that its question is asked again."""
        forgotten = {name, DRAFT + name}
        kept = {k: v for k, v in self.answers.items() if k not in forgotten}
        return type(self)(self.setting, kept)

    def back(self) -> Self:
        """To the question before this one."""
        answered = self.answered()
        pending = self.pending()
        if pending and self.draft(pending):
            return self.change(pending.name)
        return self.change(answered[-1].name) if answered else self

    def question(self, name: str) -> Question[Any]:
        for question in self.questions:
            if question.name == name and question.applies(self.answers):
                return question
        raise Unclear(_("This question is no longer asked."))

    def _with(self, name: str, kept: Kept) -> Self:
        answers = {k: v for k, v in self.answers.items() if k != DRAFT + name}
        return type(self)(self.setting, {**answers, name: kept})

    def _holds(self, question: Question[Any], kept: Kept) -> bool:
        if kept is None:
            return question.skippable
        try:
            question.recall(kept)
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        return question.holds_kept(self.setting, str(kept))

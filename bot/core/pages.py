"""What a form looks like in a chat: its pages, and buttons that know their age.

The data of a button is `<dialogue>.<question>.<value>`, at most 64 bytes:
`12.way.phone` answers, `12.way.` asks again, `12..back` moves the whole form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, TypeVar

from bot.core.forms import Form, Question, Rows, Unclear
from bot.core.messages import Option, Outgoing, Row
from bot.core.words import Exactly, Words, _, just, lines, paragraphs

F = TypeVar("F", bound=Form)

LONGEST_DATA = 64  # bytes; a rule of Telegram
SKIP, BACK, CANCEL, SEND = "-", "back", "cancel", "send"
HOME = Option("go.menu", _("Home"))
EMERGENCY = Option("go.emergency", just(Exactly("112 · 110")))
BESIDE = 3  # buttons in a row that a phone shows whole, if they are as short as these


@dataclass(frozen=True)
class Press:
    """A button was tapped: of which dialogue, about which question, meaning what."""

    dialogue: int
    question: str
    value: str

    @classmethod
    def of(cls, data: str) -> Self | None:
        number, *rest = data.split(".", 2)
        if not (number.isascii() and number.isdecimal() and len(number) < 16 and len(rest) == 2):
            return None
        return cls(int(number), *rest)

    def moves_form(self, move: str) -> bool:
        """It is about the whole form, not about one question."""
        return (self.question, self.value) == ("", move)

    @property
    def data(self) -> str:
        data = f"{self.dialogue}.{self.question}.{self.value}"
        assert len(data.encode()) <= LONGEST_DATA, f"button of {self.question} is too long"
        return data


def with_emergency(rows: Rows) -> list[Row]:
    """Beside the way home, or below everything: it is on every screen, in the same place."""
    if any(EMERGENCY in row for row in rows):
        return list(rows)
    *above, last = [*rows] or [[]]
    if HOME in last and len(last) < BESIDE:
        return [*above, [*last, EMERGENCY]]
    return [*rows, [EMERGENCY]]


def tapped(form: F, press: Press) -> F:
    """What a tap makes of a form. Also of a question further up: that answer changes."""
    if press.moves_form(BACK):
        return form.back()
    if not press.question:
        return form
    if not press.value:
        return form.change(press.question)
    if press.value == SKIP:
        return form.skip(press.question)
    return form.answer(press.question, press.value)


def page(form: Form, dialogue: int, *, unclear: Unclear | None = None) -> Outgoing:
    """The present page; above its question, why an answer was unclear."""
    question = form.pending()
    if question is None:
        return _check_page(form, dialogue, unclear)
    rows = form.rows(question)
    ask = form.ask(question)
    if question.only_options and not rows:
        ask = _("There is nothing to choose from yet.")
    if unclear:
        rows = [*unclear.rows, *rows]
        ask = paragraphs(unclear.words, ask)
    return Outgoing(ask, _buttons(form, question, dialogue, rows))


def _buttons(form: Form, question: Question[Any], dialogue: int, rows: Rows) -> list[Row]:
    def button(value: str, label: Words, name: str = question.name) -> Option:
        return Option(Press(dialogue, name, value).data, label)

    buttons: list[Row] = [[button(o.value, o.label) for o in row] for row in rows]
    if question.skippable:
        buttons.append([button(SKIP, _("Skip"))])
    return [*buttons, _last_row(form, dialogue)]


def _last_row(form: Form, dialogue: int) -> Row:
    """Back and home are always in the same place."""
    back = Option(Press(dialogue, "", BACK).data, _("Back"))
    return [back, HOME] if form.answers else [HOME]


def _check_page(form: Form, dialogue: int, unclear: Unclear | None) -> Outgoing:
    answers = [
        Words(
            "{ask} <b>{answer}</b>",
            {"ask": question.title or question.ask, "answer": form.shown(question)},
        )
        for question in form.answered()
    ]
    change: list[Row] = [
        [
            Option(
                Press(dialogue, question.name, "").data,
                _("Change: {answer}", answer=question.title or form.shown(question)),
            )
        ]
        for question in form.answered()
    ]
    send = Option(Press(dialogue, "", SEND).data, _("Yes, that is right"))
    first = [words for words in (unclear and unclear.words, form.summary()) if words]
    ask = paragraphs(*first, _("Is this right?"), lines(*answers))
    return Outgoing(ask, [[send], *change, _last_row(form, dialogue)])

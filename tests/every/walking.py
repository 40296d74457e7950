"""Walks through a form as a person can: tapping, typing, skipping.

A form with twelve questions of three answers each has half a million paths. So a walk looks at
what every answer leads to, but goes on only where something new is asked: another question, with
other questions above it, or the same one with other buttons. Long random walks do the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from bot.core.forms import Form, Unclear
from bot.core.pages import Press, page, tapped
from tests.every.scenes import HIGH

F = TypeVar("F", bound=Form)

LONGEST_WALK = 400
LONGEST_FIRST = (3000, 1500, 1000, 500, 300, 200, 100, 60, 20)
# Letters that are as long as can be once they are escaped, or counted in UTF-16.
LETTERS = ("&", "🌻")
TYPED = (
    *("14:30", "24.12.2026", "24.12.2026 14:30", "30.08.2026", "30", "2468", "something"),
    "info@example.org",
)


def steps(form: F) -> Iterator[F]:
    """All that a person can do here and the form understands."""
    question = form.pending()
    if question is None:
        return
    if question.skippable:
        yield form.skip(question.name)
    for option in form.options(question):
        yield from _understood(form, option.value)
    for raw in TYPED:
        yield from _understood(form, raw)
    if question.recorded:
        yield form.hear("recording-1")
    if any(_understood(form, "something")):  # then it takes any text
        for letter in LETTERS:
            yield from _longest(form, letter)


def _longest(form: F, letter: str) -> Iterator[F]:
    for length in LONGEST_FIRST:
        if understood := list(_understood(form, letter * length)):
            yield from understood
            return


def _understood(form: F, raw: str) -> Iterator[F]:
    question = form.pending()
    assert question
    try:
        yield form.answer(question.name, raw)
    except Unclear:
        return


def states(form: F) -> Iterator[F]:
    """Every kind of page of this form, and every answer to every question at least once."""
    seen, todo = {kind(form)}, [form]
    yield form
    while todo:
        for state in steps(todo.pop()):
            yield state
            if kind(state) not in seen:
                seen.add(kind(state))
                todo.append(state)


def one_of_each_kind(states: Sequence[F]) -> Sequence[F]:
    return list({kind(state): state for state in states}.values())


def kind(form: Form) -> tuple[object, ...]:
    """Forms of one kind ask the same question, with the same questions around it."""
    question = form.pending()
    asked = tuple(each.name for each in form.asked())
    if question is None:
        return asked, None
    offered = {re.sub(r"\d", "9", option.value) for option in form.options(question)}
    return asked, question.name, frozenset(offered), bool(form.draft(question))


def random_walk(form: F, random: Random, detours: float = 0.1) -> Iterator[F]:
    """One way to the end, perhaps with detours: a step back, an answer changed."""
    for _step in range(LONGEST_WALK):
        yield form
        if form.pending() is None:
            return
        form = _detour(form, random) if random.random() < detours else _some_step(form, random)
    raise AssertionError(f"{type(form).__name__} does not end: {list(form.answers)}")


def _some_step(form: F, random: Random) -> F:
    question = form.pending()
    assert question
    if question.recorded:
        return form.hear("recording-1")
    raws = [*(option.value for option in form.options(question)), random.choice(TYPED)]
    random.shuffle(raws)
    for raw in [*raws, *TYPED]:
        for moved in _understood(form, raw):
            return moved
    raise AssertionError(f"no way on from {question.name}")


def _detour(form: F, random: Random) -> F:
    answered = form.answered()
    if not answered or random.random() < 0.5:
        return form.back()
    return form.change(random.choice(answered).name)


def buttons(form: Form) -> list[str]:
    return [option.value for row in page(form, HIGH).rows for option in row]


def press(form: F, data: str) -> F:
    found = Press.of(data)
    assert found, f"{data} is no button of a form"
    return tapped(form, found)

"""Questions that remember what they found: as long as nothing is written, it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.core.forms import Form, Question

LOOKING = ("rows", "still", "offered")  # what a question asks its setting for


@contextmanager
def remembered(form: Form) -> Iterator[None]:
    """A form is built anew at each step, and looks into the database for each of its answers. On a
    walk in which nothing is written, one moment of one person always finds the same there."""
    before = [(question, name, getattr(question, name)) for question, name in _looks(form)]
    try:
        for question, name, looks in before:
            object.__setattr__(question, name, _once(looks, form.setting))
        yield
    finally:
        for question, name, looks in before:
            object.__setattr__(question, name, looks)


def _looks(form: Form) -> Iterator[tuple[Question[Any], str]]:
    for question in form.questions:
        yield from ((question, name) for name in LOOKING if getattr(question, name))


def _once(looks: Callable[..., Any], walked: Any) -> Callable[..., Any]:
    found: dict[tuple[Any, ...], Any] = {}

    def looks_once(setting: Any, *about: Any) -> Any:
        if setting is not walked:
            return looks(setting, *about)
        if about not in found:
            found[about] = looks(setting, *about)
        return found[about]

    return looks_once

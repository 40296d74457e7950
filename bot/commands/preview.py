"""`lotse preview`: every screen of every form in every language, as one page to read through."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tqdm import tqdm

from bot.app import Lotse
from bot.commands.stage import stage
from bot.core.forms import Form, Unclear
from bot.core.messages import Outgoing
from bot.core.pages import page
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Reader, render, render_label, right_to_left
from bot.turns import Reply, Said, Scene, Turn, TurnForm
from storage.database import Db

TYPED = ("24.12.2027 14:30", "Beispiel")  # what is typed where nothing can be tapped
STYLE = """
body { font: 15px/1.45 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", sans-serif;
  margin: 2rem; background: #eef2f1; color: #17211f; }
h2 { margin-top: 3rem } .screens { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
.screen { width: 19rem; background: #fff; border-radius: .8rem; padding: .8rem;
  box-shadow: 0 1px 3px #0002 }
.name { font-size: .75rem; color: #667; direction: ltr; text-align: left }
.text { white-space: pre-wrap; margin: .4rem 0; overflow-wrap: anywhere; unicode-bidi: plaintext;
  text-align: start }
.row { display: flex; gap: .25rem; margin-top: .25rem }
.row span { flex: 1; background: #e3edeb; border-radius: .4rem; padding: .3rem .2rem;
  text-align: center; font-size: .85rem }
"""


@dataclass(frozen=True)
class Screen:
    name: str
    outgoing: Outgoing


def write(output: Path, languages: Sequence[str]) -> int:
    output.parent.mkdir(parents=True, exist_ok=True)
    parts = [_head()]
    for language in tqdm(languages, file=sys.stderr, disable=None, unit=" languages"):
        parts.append(_language(language))
    output.write_text("".join(parts), encoding="utf-8")
    print(output)
    return 0


def _head() -> str:
    return f'<!doctype html><meta charset="utf-8"><title>Lotse</title><style>{STYLE}</style>'


def _language(language: str) -> str:
    direction = "rtl" if right_to_left(language) else "ltr"
    with stage(language) as (lotse, people), lotse.database.transaction() as db:
        reader = Reader(language, lotse.house.zone, lotse.house.speech)
        shown = "".join(_html(screen, reader) for screen in screens(lotse, people, db))
    return (
        f'<h2 id="{language}">{language} · {escape(LANGUAGES[language])}</h2>'
        f'<div class="screens" lang="{language.replace("_", "-")}" dir="{direction}">{shown}</div>'
    )


def screens(lotse: Lotse, people: dict[Role, Person], db: Db) -> Iterator[Screen]:
    """All commands of all roles, then all forms, question by question."""
    for role, person in people.items():
        turn = Turn(person, lotse.clock(), db, lotse.house, said=Said(text="/"))
        for command in lotse.dispatch.of_role(person):
            response = command.respond(turn)
            if isinstance(response, Reply) and response.words and command.name != "stop":
                yield Screen(f"{role} /{command.name}", Outgoing(response.words, response.rows))
    for form in lotse.dispatch.forms:
        person = next(each for each in people.values() if lotse.dispatch.form(form.__name__, each))
        yield from _pages(form, Scene(person, lotse.clock(), db, lotse.house))


def _pages(form: type[TurnForm], scene: Scene) -> Iterator[Screen]:
    """One way through a form, and its check page."""
    state: Form = form(scene)
    for _step in range(60):
        question = state.pending()
        name = question.name if question else "review"
        yield Screen(f"{form.__name__}.{name}", page(state, 1))
        if question is None:
            return
        moved = _step_on(state)
        if moved is None:
            return
        state = moved


def _step_on(form: Form) -> Form | None:
    question = form.pending()
    assert question is not None
    options = [option.value for option in form.options(question)]
    for raw in (*TYPED, *reversed(options)):
        try:
            moved = form.answer(question.name, raw)
        except Unclear:
            continue
        if moved.answers != form.answers:
            return moved
    return None


def _html(screen: Screen, reader: Reader) -> str:
    rows = "".join(
        '<div class="row">'
        + "".join(f"<span>{escape(render_label(o.label, reader))}</span>" for o in row)
        + "</div>"
        for row in screen.outgoing.rows
    )
    text = render(screen.outgoing.words, reader)
    return (
        f'<div class="screen"><div class="name">{escape(screen.name)}</div>'
        f'<div class="text" dir="auto">{text}</div>{rows}</div>'
    )

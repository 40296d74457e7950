"""A question whose options are asked for each time: people, appointments, questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.core.forms import Partly, Question, Raw, Rows, Unclear
from bot.core.messages import Option, beside
from bot.core.rules.people import Person
from bot.core.words import Words, _, just

PER_PAGE = 40  # Telegram takes a hundred buttons, a person fewer
TURNS = re.compile(r"p\d{1,6}")
NUMBER = re.compile(r"-?[0-9]{1,18}")


def pick(
    ask: Words,
    offered: Callable[[Any], Sequence[Option]],
    columns: int = 1,
    still: Callable[[Any, int], bool] | None = None,
) -> Question[int]:
    """One of the rows that `offered` finds. It is asked again before an answer is believed.

    `still` tells of a single one whether it is among them. A kept answer is looked at in every
    turn: that pays where all rows, with their names, cost more.
    """

    def rows(setting: Any, draft: str) -> Rows:
        options, first = list(offered(setting)), int(draft or 0)
        around = [(first - PER_PAGE, _("Earlier")), (first + PER_PAGE, _("More"))]
        turning = [Option(f"p{to}", words) for to, words in around if 0 <= to < len(options)]
        shown = beside(options[first : first + PER_PAGE], columns)
        return [*shown, turning] if turning else shown

    def read(raw: Raw, setting: Any, draft: str) -> int:
        if TURNS.fullmatch(raw):
            raise Partly(raw[1:])
        if not NUMBER.fullmatch(raw):  # whether it is offered, the form itself asks
            raise Unclear(_("Please tap one of the buttons."))
        return int(raw)

    def holds(setting: Any, kept: str) -> bool:
        if still is not None:
            return still(setting, int(kept))
        return kept in {option.value for option in offered(setting)}

    return Question(ask, read, int, int, rows=rows, only_options=True, still=holds, offered=offered)


def people_to_pick(people: Sequence[Person]) -> Sequence[Option]:
    return [Option(str(person.id), just(person.name)) for person in people]

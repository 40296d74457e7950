"""Where an appointment is: typed, or tapped among the places that are known of this kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.forms import Answers, Kept, Question, Raw, Rows, Unclear
from bot.core.messages import Option, below
from bot.core.questions import text
from bot.core.rules.directory import Place
from bot.core.words import Value, Words, _, just
from bot.turns import Scene
from handlers.appointments.reaching import is_shown
from storage import directory

MOST = 4  # buttons: a longer list is read by nobody
LONGEST = 200


@dataclass(frozen=True)
class Spot:
    """What is kept as the place, and which one of the directory it is."""

    text: str
    place_id: int | None = None


def spot(ask: Words) -> Question[Spot]:
    typed = text(ask, longest=LONGEST)

    def read(raw: Raw, setting: Scene, draft: str) -> Spot:
        if known := re.fullmatch(r"@(\d{1,9})", raw):
            place = directory.get(setting.db, int(known[1]))
            if place is None or not is_shown(place):
                raise Unclear(_("Please tap one of the buttons."))
            return Spot(_written(place), place.id)
        return Spot(typed.read(raw, setting, draft))

    return Question(ask, read, keep=keep, recall=_recall, show=_show, among=_known)


def _written(place: Place) -> str:
    """The address alone says where; the name would say which office. Both are shown on a tap."""
    return place.address or place.name


def keep(answer: Spot) -> Kept:
    return answer.text if answer.place_id is None else f"@{answer.place_id} {answer.text}"


def _recall(kept: str) -> Spot:
    known = re.fullmatch(r"@(\d{1,9}) (.+)", kept, re.DOTALL)
    return Spot(known[2], int(known[1])) if known else Spot(kept)


def _show(answer: Spot) -> Value:
    return answer.text


def _known(scene: Scene, answers: Answers) -> Rows:
    """The nearest first. Only what everybody may be shown."""
    office = answers.get("office")
    if not isinstance(office, str):
        return []
    found = directory.serving(scene.db, [office], scene.person.region)
    return below(*(Option(f"@{place.id}", just(place.name)) for place in found[:MOST]))

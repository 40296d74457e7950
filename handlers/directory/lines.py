"""Direct lines: staff sees them, participants never."""

from __future__ import annotations

from bot.core.words import _
from bot.turns import NotYours, Open, Reply, Tap, Turn, TurnForm, id_of, pick
from handlers.directory import asked
from handlers.directory.changing import every, is_there
from handlers.directory.listing import COORDINATORS, card_of, known
from storage import audit, directory, place_lines


class AddLine(TurnForm):
    """A number that goes straight to somebody."""

    who = COORDINATORS

    place = pick(_("Which place?"), every, still=is_there)
    whose = asked.short(_("Whose direct line is it? Name or task."), 120)
    phone = asked.phone(_("Which number? Only staff sees it."))

    def submit(self, turn: Turn) -> Reply:
        place_lines.add(turn.db, self.place, whose=self.whose, phone=self.phone)
        _note(turn, "added a direct line", self.place)
        place = directory.get(turn.db, self.place)
        assert place
        return card_of(turn, place, _("Kept. Only staff sees it."))


def _note(turn: Turn, act: str, place_id: int) -> None:
    audit.note(turn.db, turn.now, actor=turn.person.id, act=act, about=str(place_id))


def add(turn: Turn, id: str) -> Open:
    return Open(AddLine, {"place": known(turn, id).id})


def remove(turn: Turn, line_id: str) -> Reply:
    line = place_lines.get(turn.db, id_of(line_id))
    place = directory.get(turn.db, line.place_id) if line else None
    if line is None or place is None:
        raise NotYours
    place_lines.remove(turn.db, line.id)
    _note(turn, "removed a direct line", place.id)
    return card_of(turn, place, _("Removed."))


TAPS = [Tap("lineadd", add, COORDINATORS), Tap("linegone", remove, COORDINATORS)]

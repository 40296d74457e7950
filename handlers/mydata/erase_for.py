"""Somebody asks the office in writing or in person to be erased: a coordinator does it here."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.words import Words, _
from bot.turns import (
    Case,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    people_to_pick,
    pick,
)
from handlers.mydata.erase import tell_others
from handlers.mydata.requested import COORDINATORS
from storage import erasing, people
from storage.erasing import Why

HOW = {
    Why.WRITING: _("Asked in writing"),
    Why.PERSON: _("Asked in person"),
}


def others(scene: Scene) -> Sequence[Option]:
    """Whoever wants to be erased oneself does so in /mydata."""
    everybody = people.everybody(scene.db)
    return people_to_pick([person for person in everybody if person.id != scene.person.id])


def is_other(scene: Scene, person_id: int) -> bool:
    return person_id != scene.person.id and people.find(scene.db, person_id) is not None


class EraseFor(TurnForm):
    """The same erasure as on the own wish, and the audit says who did it and how it was asked."""

    who = COORDINATORS
    case = Case.PEOPLE
    review = True

    whose = pick(_("Who is it about?"), others, still=is_other)
    how = choice(_("How did the person ask? Please make sure who it really is."), HOW)

    def summary(self) -> Words:
        name = people.get(self.setting.db, self.whose).name
        return _("Now everything about {name} is erased. This cannot be undone.", name=name)

    def submit(self, turn: Turn) -> Reply:
        tell_others(turn, people.get(turn.db, self.whose))
        erasing.erase(turn.db, self.whose, self.how, turn.now, by=turn.person.id)
        words = _("Everything about this person is erased. Please let the person know.")
        return Reply(words, [[Option("go.people", _("Back")), HOME]])


def erase_for(turn: Turn, person_id: str) -> Open:
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.id == turn.person.id:
        raise NotYours
    return Open(EraseFor, {"whose": person.id})


ERASE_FOR = Tap("erasefor", erase_for, COORDINATORS, case=Case.PEOPLE)

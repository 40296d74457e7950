"""The coordinator fetches somebody's copy, to hand it over; and says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import (
    Case,
    DeliveryKind,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    Urgency,
    id_of,
    people_to_pick,
    pick,
)
from handlers.mydata.files import FORMATS, document
from handlers.mydata.requested import COORDINATORS
from storage import audit, people


class Reason(StrEnum):
    BOT = "asked here"
    PERSON = "asked in person"
    WRITING = "asked in writing"


class Format(StrEnum):
    PDF = "pdf"
    JSON = "json"


REASONS = {
    Reason.BOT: _("Asked here in the bot"),
    Reason.PERSON: _("Asked in person"),
    Reason.WRITING: _("Asked in writing"),
}


def everybody(scene: Scene) -> Sequence[Option]:
    return people_to_pick(people.everybody(scene.db))


class FetchCopy(TurnForm):
    """Everything about one person as a file: for this person's hand, and nobody else's."""

    who = COORDINATORS
    case = Case.PEOPLE

    whose = pick(_("Whose copy?"), everybody)
    reason = choice(_("Why do you fetch it?"), REASONS)
    format = choice(_("As what?"), {Format(name): words for name, words in FORMATS.items()})

    def submit(self, turn: Turn) -> Reply:
        detail = f"{self.format}.{turn.said.update_id}"
        FETCHED.tell(turn, turn.person.id, self.whose, detail)
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="fetched the copy",
            about=f"{self.format}, {self.reason}",
            person=self.whose,
        )
        words = _("The file comes now. Please give it only to the person, and then delete it here.")
        return Reply(words, [[HOME]])


def fetch(turn: Turn, person_id: str) -> Open:
    person = people.find(turn.db, id_of(person_id))
    if person is None:
        raise NotYours
    return Open(FetchCopy, {"whose": person.id})


class CopyFetched(DeliveryKind):
    """`about` is whose copy it is, `detail` the format and the update that asked for it."""

    name = "copy_fetched"
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        format, dot, _update = detail.partition(".")
        person = people.find(scene.db, about)
        if person is None or not dot or scene.person.role is not Role.COORDINATOR:
            return None
        file = document(scene, person, format)
        if file is None:
            return None
        scene.saw(person.id, "copy")
        words = _("The copy for {name}. Please keep it safe.", name=person.name)
        return Outgoing(words, [[HOME]], document=file)


FETCHED = CopyFetched()
FETCH = Tap("copyfor", fetch, COORDINATORS, case=Case.PEOPLE)

"""What follows at once from an answer: a person explains, a mentor learns a name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.consent import Answer, Line, Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.core.words import _
from bot.turns import DeliveryKind, Scene, as_known
from handlers.consent.explain import WAITING
from storage import people, shares

FIRST_NAME = "first name"
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)


def follow(scene: Scene, person: Person, answers: Sequence[tuple[Line, Answer]]) -> None:
    """Call it for every answer that was recorded, in the same transaction."""
    if any(answer is Answer.ASK for _line, answer in answers):
        for coordinator in people.everybody(scene.db, Role.COORDINATOR):
            WAITING.tell(scene, coordinator.id, person.id, f"{scene.now:%y%m%d%H%M%S}")
    if (MENTORING, Answer.YES) in answers and person.mentor_id is not None:
        NAMED.tell(scene, person.mentor_id, person.id, f"{scene.now:%y%m%d%H%M%S}")


class NameKnown(DeliveryKind):
    """The mentor learns who is behind a number: from now on there is consent to it."""

    name = "name_known"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        participant = people.find(scene.db, about)
        if participant is None or participant.mentor_id != scene.person.id:
            return None
        if as_known(scene, participant) != participant:
            return None
        shares.noted_for_mentor(
            scene.db, about, scene.person, Purpose.MENTORING, FIRST_NAME, scene.now
        )
        number, name = f"№ {participant.id}", participant.name
        words = _("{number} is {name}: you may know the name now.", number=number, name=name)
        return Outgoing(words, [[HOME]])


NAMED = NameKnown()

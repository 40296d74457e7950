"""A consent ends with the mentorship or on its date: the ledger says so, and everybody is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import Chore, DeliveryKind, House, Scene
from handlers.consent.told import TELL
from storage import ending, people, transfers
from storage.database import Db

LOOKS_BACK = timedelta(days=3)  # a mentorship may have ended while nothing ran


class ConsentEnded(DeliveryKind):
    """The participant is told, and may answer anew. `detail` is the entry of the ledger."""

    name = "consent_ended"
    useless_after = timedelta(days=30)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        newest = ending.newly_ended(scene.db, scene.now - self.useless_after)
        if about != scene.person.id or str(newest.get(about)) != detail:
            return None
        words = _("Your consent has ended. Nothing more is passed on. You can answer anew.")
        return Outgoing(words, [[Option("go.consent", _("My consent"))], [HOME]])


def end_overdue(db: Db, now: datetime, house: House) -> None:
    """The rule has stopped them already; this makes it known."""
    for person_id, over in ending.overdue(db, now.astimezone(house.zone).date()).items():
        ending.end(db, person_id, over, now)


def tell(db: Db, now: datetime, house: House) -> None:
    """Whoever's consent has just ended, and the coordinator if somebody outside must know."""
    waiting = {each.person_id for each in transfers.to_tell(db)}
    for person_id, entry in ending.newly_ended(db, now - LOOKS_BACK).items():
        person = people.find(db, person_id)
        if person is None:
            continue
        scene = Scene(person, now, db, house)
        ENDED.tell(scene, person_id, person_id, str(entry))
        if person_id in waiting:
            for coordinator in people.everybody(db, Role.COORDINATOR):
                TELL.tell(scene, coordinator.id, person_id, str(entry))


ENDED = ConsentEnded()
CHORES = [
    Chore("end consents on their date", timedelta(hours=1), end_overdue),
    Chore("tell whose consent has ended", timedelta(minutes=1), tell),
]

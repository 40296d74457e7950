"""A new meaning: whoever's yes counts no longer is asked again, once. A no is not."""

from __future__ import annotations

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.consent import LINES, Hold, Standing, hold
from bot.core.words import _, paragraphs
from bot.turns import DeliveryKind, Scene
from storage import consents, people, reviews


class ConsentAgain(DeliveryKind):
    """`detail` is the version that is asked for."""

    name = "consent_again"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if about != scene.person.id or detail != reviews.current(scene.db):
            return None
        if not _lapsed(scene, consents.standing(scene.db, about)):
            return None
        words = paragraphs(
            _("The declaration has changed. What you agreed to before counts no longer."),
            _("Nothing of it is passed on until you agree again."),
        )
        return Outgoing(words, [[Option("go.consent", _("My consent"))], [HOME]])


AGAIN = ConsentAgain()


def ask_again(scene: Scene) -> int:
    """After a publication. How many people."""
    version, asked = reviews.current(scene.db), 0
    for person_id, standing in consents.everybody(scene.db).items():
        if _lapsed(scene, standing) and people.find(scene.db, person_id) is not None:
            AGAIN.tell(scene, person_id, person_id, version)
            asked += 1
    return asked


def _lapsed(scene: Scene, standing: Standing) -> bool:
    return any(hold(standing, line, scene.now) is Hold.OLDER for line in LINES)

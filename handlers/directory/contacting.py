"""Who is asked whether everything about a place is still right, if they use the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.messages import Option
from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import Open, Reply, Scene, Tap, Turn, TurnForm, people_to_pick, pick
from handlers.directory import asked
from handlers.directory.changing import every, is_there
from handlers.directory.listing import COORDINATORS, card_of, known
from storage import audit, directory, people


def staff(scene: Scene) -> Sequence[Option]:
    return people_to_pick(people.everybody(scene.db, Role.MENTOR, Role.MEDIATOR, Role.COORDINATOR))


class PlaceContact(TurnForm):
    """Skipped: nobody in the bot; then the coordinator gets a mail to send."""

    who = COORDINATORS

    place = pick(_("Which place?"), every, still=is_there)
    contact = pick(_("Who is asked whether everything is right?"), staff).optional(asked.EMPTY)

    def submit(self, turn: Turn) -> Reply:
        place = directory.get(turn.db, self.place)
        assert place
        by, about = turn.person.id, str(place.id)
        changed = replace(place, contact_person_id=self.contact)
        kept = directory.save(turn.db, changed, by=by, now=turn.now)
        audit.note(turn.db, turn.now, actor=by, act="chose a contact of a place", about=about)
        return card_of(turn, kept, _("Kept."))


def choose(turn: Turn, id: str) -> Open:
    return Open(PlaceContact, {"place": known(turn, id).id})


TAPS = [Tap("placecontact", choose, COORDINATORS)]

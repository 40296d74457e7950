"""Under 16 nobody is invited in bulk: the mentor gets the event and speaks about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.capacity import through_mentor
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.events import Event
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, paragraphs
from bot.turns import (
    Case,
    DeliveryKind,
    NotYours,
    Reply,
    Scene,
    Tap,
    Turn,
    Urgency,
    as_known,
    id_of,
)
from handlers.events.invitation import described
from storage import consents, events, people


class EventThroughMentor(DeliveryKind):
    """To the mentor. `about` is the event, `detail` the participant."""

    name = "event_through_mentor"
    discreet = True
    urgency = Urgency.SOMETIME
    useless_after = timedelta(days=30)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if not (detail.isascii() and detail.isdecimal() and len(detail) < 19):
            return None
        if relayed(scene, about, int(detail)) is None:
            return None
        words = _("There is news for you. Tap to see it.")
        return Outgoing(words, [[SPEAK.option(_("Show"), about, detail)], [HOME]])


KIND = EventThroughMentor()


def relayed(scene: Scene, event_id: int, participant_id: int) -> tuple[Event, Person] | None:
    """Asked when it leaves, and again when it is shown: consent, age, and who looks after whom."""
    event, young = events.get(scene.db, event_id), people.find(scene.db, participant_id)
    if event is None or young is None or event.starts_at <= scene.now:
        return None
    mine = young.role is Role.PARTICIPANT and young.mentor_id == scene.person.id
    if not mine or not through_mentor(young) or young.paused:
        return None
    line = Purpose.EVENTS, Recipient.OFFICE
    if not consents.may_pass(scene.db, young.id, Door.RELAY, *line, scene.now):
        return None
    return event, young


def ask_mentor(scene: Scene, young: Person, event: Event, due_at: datetime) -> bool:
    """Queue it. False if there is nobody to ask, or it is queued already."""
    if young.mentor_id is None:
        return False
    return KIND.tell(
        scene,
        young.mentor_id,
        event.id,
        str(young.id),
        due_at=due_at,
        useless_after=event.starts_at,
    )


def speak(turn: Turn, event_id: str, participant_id: str) -> Reply:
    found = relayed(turn, id_of(event_id), id_of(participant_id))
    if found is None:
        raise NotYours
    event, young = found
    words = paragraphs(_please(as_known(turn, young)), described(event, turn.language))
    return Reply(words, [[HOME]])


def _please(young: Person) -> Words:
    return _(
        "Please speak with {name} about it. Under 16 nobody is invited by the bot directly.",
        name=young.name,
    )


SPEAK = Tap("speak", speak, frozenset({Role.MENTOR}), case=Case.PEOPLE)

"""Whom an invitation reaches now, and that it leaves."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.clock import after_quiet
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.events import Audience, Event, audience
from bot.turns import Scene
from handlers.events.invitation import KIND
from handlers.events.through_mentor import ask_mentor
from storage import consents, deliveries, events, people


def reached_by(
    scene: Scene, roles: Collection[str], languages: Collection[str], regions: Collection[str]
) -> Audience:
    db, now = scene.db, scene.now
    line = Purpose.EVENTS, Recipient.OFFICE
    return audience(
        people.everybody(db),
        roles=roles,
        languages=languages,
        regions=regions,
        agreed=consents.who_may(db, Door.BROADCAST, *line, now),
        relayed=consents.who_may(db, Door.RELAY, *line, now),
    )


def reached(scene: Scene, event: Event) -> Audience:
    """By whom the coordinator meant when the invitation was written."""
    return reached_by(scene, *events.meant(scene.db, event.id))


def send(scene: Scene, event: Event) -> int:
    """To how many people it goes. Nobody gets it twice, however often it is sent."""
    now_reached, due_at = reached(scene, event), after_quiet(scene.now, scene.house.zone)
    for young in now_reached.through_mentors:
        ask_mentor(scene, young, event, due_at)
    return deliveries.queue_many(
        scene.db,
        [person.id for person in now_reached.invited],
        kind=KIND.name,
        about=event.id,
        due_at=due_at,
        useless_after=event.starts_at,
        urgency=KIND.urgency,
    )

"""The coordinator invites people to events in their languages, and sees who was reached."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.events.broadcast import AGAIN, COMING, COORDINATORS, NEW, InviteToEvent, broadcast
from handlers.events.broadcast import EVENT as REACH
from handlers.events.drafting import DRAFTED, TAPS, WriteEventText
from handlers.events.invitation import EVENT, KIND, RSVP, my_events
from handlers.events.through_mentor import KIND as THROUGH_MENTOR
from handlers.events.through_mentor import SPEAK

FEATURE = Feature(
    "events",
    commands=[
        Command("events", _("Events"), my_events),
        Command("broadcast", _("Invitations"), broadcast, COORDINATORS),
    ],
    taps=[RSVP, EVENT, REACH, NEW, AGAIN, COMING, SPEAK, *TAPS],
    forms=[InviteToEvent, WriteEventText],
    deliveries=[KIND, THROUGH_MENTOR, DRAFTED],
)

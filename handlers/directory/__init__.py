"""The directory: concrete places, kept true by those who know them."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.directory import changing, checking, contacting, lines, listing, telling
from handlers.directory.asking import CHORES, PING, WORK
from handlers.directory.changing import ChangePlace
from handlers.directory.contacting import PlaceContact
from handlers.directory.entering import NEW, NewPlace
from handlers.directory.lines import AddLine
from handlers.directory.listing import STAFF, places
from handlers.directory.telling import CHANGED, TellChange

FEATURE = Feature(
    "directory",
    commands=[Command("places", _("Places"), places, STAFF)],
    taps=[
        *(NEW, *listing.TAPS, *changing.TAPS, *contacting.TAPS),
        *(*checking.TAPS, *lines.TAPS, *telling.TAPS),
    ],
    forms=[NewPlace, ChangePlace, PlaceContact, AddLine, TellChange],
    deliveries=[PING, WORK, CHANGED],
    chores=CHORES,
)

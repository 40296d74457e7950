"""People arrive, choose a language, pause; the coordinator sees who is here."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.people.arrive import LANGUAGE, LEVEL, ask_language, greet, start
from handlers.people.invite import InvitePerson
from handlers.people.mentorship import NEWS
from handlers.people.overview import COORDINATORS, TAPS, GiveMentor, overview
from handlers.people.stop import GO_ON, STOP_WORDS, privacy, stop

FEATURE = Feature(
    "people",
    commands=[
        Command("start", _("Begin again"), start, in_menu=False),
        Command("people", _("People"), overview, COORDINATORS),
        Command("language", _("Language"), ask_language),
        Command("privacy", _("Data protection"), privacy),
        Command("stop", _("Pause everything"), stop, in_menu=False, said=STOP_WORDS),
    ],
    taps=[LANGUAGE, LEVEL, GO_ON, *TAPS],
    forms=[InvitePerson, GiveMentor],
    deliveries=[NEWS],
    greets=greet,
)

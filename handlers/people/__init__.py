"""People arrive, choose a language, pause; the coordinator sees who is here."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.people.arrive import LANGUAGE, ask_language, greet, start
from handlers.people.capacity import ASSESS, AssessPerson
from handlers.people.invite import InvitePerson
from handlers.people.level import ASK_LEVEL, LEVEL
from handlers.people.mentorship import NEWS
from handlers.people.news import NEWS as PHONES
from handlers.people.news import UNREACHABLE
from handlers.people.overview import COORDINATORS, TAPS, GiveMentor, overview
from handlers.people.phone import NEW_PHONE
from handlers.people.pin import REMOVE, RESET_PIN, SET, ChangePin, PinFirst, RemovePin, SetPin
from handlers.people.pledge import ACCEPT, MINE, RENEWAL, PledgeFirst
from handlers.people.silence import NOT_ME, hush
from handlers.people.stop import GO_ON, STOP_WORDS, privacy, stop
from handlers.people.who import CHECK, CheckCode, who

FEATURE = Feature(
    "people",
    commands=[
        Command("start", _("Begin again"), start, in_menu=False),
        Command("people", _("People"), overview, COORDINATORS, case=Case.PEOPLE),
        Command("language", _("Language"), ask_language),
        Command("who", _("Who is writing to me?"), who),
        Command("privacy", _("Data protection"), privacy),
        Command("stop", _("Pause everything"), stop, in_menu=False, said=STOP_WORDS),
    ],
    taps=[
        *(LANGUAGE, LEVEL, ASK_LEVEL, GO_ON, NOT_ME, NEW_PHONE, CHECK, ASSESS),
        *(SET, REMOVE, RESET_PIN, ACCEPT, MINE),
        *TAPS,
    ],
    forms=[CheckCode, SetPin, ChangePin, RemovePin, InvitePerson, GiveMentor, AssessPerson],
    deliveries=[PHONES, RENEWAL, NEWS],
    chores=[UNREACHABLE],
    greets=greet,
    hushes=hush,
    guards=[PinFirst(), PledgeFirst()],
)

"""One person asks another for help: to come along, with a form, with a language."""

from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.helping import answering, claiming, forms, speaking
from handlers.helping.access import HERE
from handlers.helping.accompanying import ACCOMPANY, ALONG, GO_WITH, AskAlong
from handlers.helping.escalating import LOOK_AFTER
from handlers.helping.hours import DONE, SUMS, NoteMinutes
from handlers.helping.listing import overview, promised
from handlers.helping.mediating import MEDIATE, MEDIATION, NOW, AskMediation, AskMediationFor
from handlers.helping.telling import NEWS, REMINDER, TAKEN, UNCLAIMED, WANTED
from handlers.helping.terms import TERMS

MEDIATORS = frozenset({Role.MEDIATOR})

FEATURE = Feature(
    "helping",
    commands=[
        Command("requests", _("Requests for help"), overview, HERE, case=Case.PEOPLE),
        Command("appointments", _("Appointments"), promised, MEDIATORS, case=Case.PEOPLE),
    ],
    taps=[
        *claiming.TAPS,
        *(ALONG, ACCOMPANY, GO_WITH),
        *forms.TAPS,
        *(MEDIATION, MEDIATE, NOW),
        *answering.TAPS,
        *(DONE, SUMS, TERMS),
        *speaking.TAPS,
    ],
    forms=[
        *(AskAlong, forms.AskForm, forms.AskFormFor, AskMediation, AskMediationFor),
        *(answering.AnswerRequest, answering.AskBack, NoteMinutes, forms.MyFormDays),
        *(speaking.MyLanguages, speaking.TheirLanguages),
    ],
    deliveries=[WANTED, TAKEN, NEWS, REMINDER, UNCLAIMED, answering.MESSAGE],
    chores=[LOOK_AFTER],
)

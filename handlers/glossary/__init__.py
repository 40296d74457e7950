"""German words as they stand in letters from offices, in plain words of the own language."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.glossary.browse import CATEGORY, LETTER, overview
from handlers.glossary.daily import DEAL, SWITCH, WORD
from handlers.glossary.proposing import (
    ACCEPT,
    DECIDED,
    DECLINE,
    PROPOSAL,
    PROPOSALS,
    PROPOSE,
    WAITING,
    AcceptWording,
    ProposeWording,
)
from handlers.glossary.word import ORIGINAL, TERM, hear

FEATURE = Feature(
    "glossary",
    commands=[Command("glossary", _("German words"), overview)],
    taps=[
        *(TERM, CATEGORY, LETTER, SWITCH),
        *(PROPOSE, PROPOSALS, PROPOSAL, ACCEPT, DECLINE, ORIGINAL),
    ],
    forms=[ProposeWording, AcceptWording],
    deliveries=[WORD, WAITING, DECIDED],
    chores=[DEAL],
    hears=hear,
)

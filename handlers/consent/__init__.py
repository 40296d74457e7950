"""Participants say yes or no, for each purpose and recipient, and take it back."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.consent import ending, explain, publish, receipt, told
from handlers.consent.effects import NAMED
from handlers.consent.give import PARTICIPANTS
from handlers.consent.ledger import BEGIN, consent
from handlers.consent.lines import ANSWER, LINE
from handlers.consent.opening import FORMS, READ_OUT
from handlers.consent.paper import PAPER, PaperConsent
from handlers.consent.paper_news import ENTERED, SEEN
from handlers.consent.passing import PASS_ON, PassOn
from handlers.consent.renewal import AGAIN
from handlers.consent.review import TAPS as REVIEWING
from handlers.consent.review import TEXT, EnterReview
from handlers.consent.voice import LISTEN, PLAYED, RECORD, VOICES, StoreVoice
from handlers.consent.withdrawing import NEWS, WITHDRAW

FEATURE = Feature(
    "consent",
    commands=[
        Command("consent", _("My consent"), consent, PARTICIPANTS, case=Case.OWN),
        Command("declaration", _("Declaration"), publish.declaration, publish.COORDINATORS),
    ],
    taps=[
        BEGIN,
        LINE,
        ANSWER,
        WITHDRAW,
        *explain.TAPS,
        *told.TAPS,
        *REVIEWING,
        publish.PUBLISH,
        *receipt.TAPS,
        READ_OUT,
        LISTEN,
        VOICES,
        RECORD,
        PAPER,
        SEEN,
        PASS_ON,
    ],
    forms=[*FORMS, EnterReview, publish.Publish, StoreVoice, PaperConsent, PassOn],
    deliveries=[
        NEWS,
        NAMED,
        explain.WAITING,
        explain.EXPLAINED,
        ending.ENDED,
        told.TELL,
        TEXT,
        AGAIN,
        PLAYED,
        ENTERED,
        receipt.SENT,
    ],
    pages=[receipt.PAGE],
    chores=ending.CHORES,
)

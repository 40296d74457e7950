"""Participants say yes or no, for each purpose and recipient, and take it back."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.consent.give import PARTICIPANTS, GiveConsent
from handlers.consent.ledger import BEGIN, NEWS, WITHDRAW, consent

FEATURE = Feature(
    "consent",
    commands=[Command("consent", _("My consent"), consent, PARTICIPANTS)],
    taps=[BEGIN, WITHDRAW],
    forms=[GiveConsent],
    deliveries=[NEWS],
)

"""Questions are answered from reviewed content, or handed to a human."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.services.answer import QUESTION, SERVICE, TOPIC, hear, topics
from handlers.services.ask_human import (
    ANSWER,
    ANSWERED,
    COORDINATORS,
    HUMAN,
    READ,
    WAITING,
    AnswerQuestion,
    AskHuman,
    inbox,
)

FEATURE = Feature(
    "services",
    commands=[
        Command("ask", _("Ask a question"), topics),
        Command("services", _("Topics and counselling"), topics, in_menu=False),
        Command("inbox", _("Questions"), inbox, COORDINATORS, case=Case.PEOPLE),
    ],
    taps=[TOPIC, QUESTION, SERVICE, HUMAN, READ, ANSWER],
    forms=[AskHuman, AnswerQuestion],
    deliveries=[WAITING, ANSWERED],
    hears=hear,
)

"""People write to each other through the bot, in their own languages, without phone numbers."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.messages.arriving import ARRIVED, READ
from handlers.messages.ending import ENDED, TELL
from handlers.messages.listing import LETTERS, mailbox
from handlers.messages.relation import WRITERS
from handlers.messages.translated import BADLY, ORIGINAL, PAIRS
from handlers.messages.writing import (
    ANSWER,
    WRITE,
    WRITE_TO,
    AnswerMessage,
    WriteMessage,
    WriteMine,
)

FEATURE = Feature(
    "messages",
    commands=[Command("messages", _("Messages"), mailbox, WRITERS, case=Case.PEOPLE)],
    taps=[READ, ANSWER, WRITE, WRITE_TO, LETTERS, ORIGINAL, BADLY, PAIRS],
    forms=[WriteMine, WriteMessage, AnswerMessage],
    deliveries=[ARRIVED, ENDED],
    chores=[TELL],
)

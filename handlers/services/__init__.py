"""Questions are answered from reviewed content, or handed to a human whose answer serves all."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.services.answer import (
    HELPFUL,
    NOT_MEANT,
    QUESTION,
    TOPIC,
    hear,
    topics,
)
from handlers.services.ask_human import (
    ANEW,
    ANSWER,
    ANSWERED,
    COORDINATORS,
    HAND_ON,
    HUMAN,
    NAMED,
    READ,
    WAITING,
    AnswerQuestion,
    AskHuman,
    inbox,
)
from handlers.services.changed import ANNOUNCE, CHANGED
from handlers.services.emergency import CALLS, numbers
from handlers.services.kinds import KINDS, SERVICE
from handlers.services.listening import (
    LISTEN,
    PLAY,
    PLAYED,
    RECORD,
    RIGHT,
    VOICE,
    RecordAnswer,
)
from handlers.services.making import ALIKE, FOR_ALL, IS_ALIKE, NEW_ENTRY, MakeEntry, NewEntry
from handlers.services.managing import (
    CHANGE,
    DOWN,
    DOWN_NOW,
    OURS,
    OURS_IN,
    REVIEWED,
    STILL,
    WRITE,
    WRITERS,
    ChangeEntry,
    StillRight,
    TranslateEntry,
    listed,
)
from handlers.services.missing import MISSING
from handlers.services.places import NEAR, PLACE, WHERE, NearTown
from handlers.services.translated import FOUND

FEATURE = Feature(
    "services",
    commands=[
        Command("ask", _("Ask a question"), topics),
        Command("services", _("Topics and counselling"), topics, in_menu=False),
        Command(
            "emergency",
            _("Emergency numbers"),
            numbers,
            in_menu=False,
            said=CALLS,
            always=True,
        ),
        Command("inbox", _("Questions"), inbox, COORDINATORS, case=Case.PEOPLE),
        Command("answers", _("Our answers"), listed, WRITERS),
    ],
    taps=[
        *(TOPIC, QUESTION, SERVICE, KINDS, HELPFUL, NOT_MEANT, HUMAN, HAND_ON, ANEW, NAMED),
        *(READ, ANSWER, FOR_ALL, NEW_ENTRY, ALIKE, IS_ALIKE, MISSING),
        *(OURS, OURS_IN, WRITE, REVIEWED, CHANGE, STILL, DOWN, DOWN_NOW),
        *(LISTEN, VOICE, RECORD, PLAY, RIGHT),
        *(WHERE, PLACE, NEAR),
    ],
    forms=[
        *(AskHuman, AnswerQuestion, NewEntry, MakeEntry),
        *(TranslateEntry, ChangeEntry, StillRight, RecordAnswer, NearTown),
    ],
    deliveries=[WAITING, ANSWERED, FOUND, CHANGED, PLAYED],
    chores=[ANNOUNCE],
    otherwise=hear,
)

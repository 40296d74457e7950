"""Everybody sees what is stored about them, takes it along, has it put right or erased."""

from bot.core.words import _
from bot.turns import Case, Command, Feature
from handlers.mydata.correct import (
    CORRECT,
    NAME,
    OTHER,
    REGION,
    AskToCorrect,
    CorrectName,
    CorrectRegion,
)
from handlers.mydata.erase import ERASE, GONE, EraseMe
from handlers.mydata.erase_for import ERASE_FOR, EraseFor
from handlers.mydata.files import CHAT, FILE, SEND, SENT, TAKE
from handlers.mydata.handover import FETCH, FETCHED, FetchCopy
from handlers.mydata.overview import GOT, LOOKED, WHY, mydata
from handlers.mydata.requested import ASK_COPY, DONE, READY, WAITING, WISH, WISHES

FEATURE = Feature(
    "mydata",
    commands=[Command("mydata", _("My data"), mydata, case=Case.OWN)],
    taps=[
        *(WHY, GOT, LOOKED),
        *(TAKE, CHAT, SEND, ASK_COPY),
        *(CORRECT, NAME, REGION, OTHER),
        *(WISHES, WISH, DONE, FETCH),
        ERASE,
        ERASE_FOR,
    ],
    forms=[CorrectName, CorrectRegion, AskToCorrect, EraseMe, EraseFor, FetchCopy],
    deliveries=[SENT, FETCHED, WAITING, READY, GONE],
    pages=[FILE],
)

"""Put something right: the own name and region at once, everything else through the coordinator."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.words import _, just, paragraphs
from bot.turns import Case, Open, Reply, Response, Scene, Tap, Turn, TurnForm
from handlers.mydata.requested import ring
from storage import audit, people, requests
from storage.requests import Kind

BACK = [Option("go.mydata", _("Back")), HOME]


def regions(scene: Scene) -> Sequence[str]:
    return scene.house.regions


def correct(turn: Turn) -> Reply:
    options = [
        NAME.option(_("My name")),
        Option("go.language", _("Language")),
        OTHER.option(_("Something else")),
    ]
    if turn.house.regions:
        options.insert(1, REGION.option(_("My region")))
    return Reply(_("What is not right?"), [*below(*options), BACK])


class CorrectName(TurnForm):
    """How the person is called, as mentor and coordinator see it."""

    case = Case.OWN

    name_now = text(_("What is your first name?"), longest=60)

    def submit(self, turn: Turn) -> Reply:
        people.rename(turn.db, turn.person.id, self.name_now)
        _noted(turn, "corrected the name")
        return Reply(_("From now on you are called {name} here.", name=self.name_now), [BACK])


class CorrectRegion(TurnForm):
    """Where the person lives, as far as the network divides it."""

    case = Case.OWN

    region = one_of(_("Where do you live?"), regions, just)

    def submit(self, turn: Turn) -> Reply:
        people.live_in(turn.db, turn.person.id, self.region)
        _noted(turn, "corrected the region")
        return Reply(_("It is kept: {region}", region=self.region), [BACK])


class AskToCorrect(TurnForm):
    """What others entered, others put right: with the coordinator in between."""

    case = Case.OWN

    wrong = text(_("What is wrong, and how should it be? Please no file numbers."), longest=500)

    def submit(self, turn: Turn) -> Reply:
        request = requests.ask(turn.db, turn.person.id, Kind.CORRECT, self.wrong, turn.now)
        ring(turn, request)
        _noted(turn, "asked to correct")
        words = paragraphs(
            _("The coordinator looks at it and puts it right with you."),
            _("You hear here when it is done."),
        )
        return Reply(words, [BACK])


def _noted(turn: Turn, act: str) -> None:
    audit.note(turn.db, turn.now, actor=turn.person.id, act=act, person=turn.person.id)


def _opens(form: type[TurnForm]) -> Response:
    return Open(form)


CORRECT = Tap("correct", correct, case=Case.OWN)
NAME = Tap("correctname", lambda turn: _opens(CorrectName), case=Case.OWN)
REGION = Tap("correctregion", lambda turn: _opens(CorrectRegion), case=Case.OWN)
OTHER = Tap("correctother", lambda turn: _opens(AskToCorrect), case=Case.OWN)

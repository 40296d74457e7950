"""Presses every button that can be reached from the commands and from what the bot says itself.

Each button is pressed in the state in which it was offered, and then everything is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.messages import Outgoing
from bot.core.pages import Press, page
from bot.core.rules.people import Role
from bot.turns import Open, Reply, Response
from handlers import FEATURES
from storage import deliveries
from storage.database import Db
from storage.deliveries import Delivery
from tests.chat import NOON
from tests.every.scenes import DISPATCH, HIGH, Stage

DEEPEST = 20
# The same below each of ninety answers, or for each paper to bring: three of each are pressed.
BELOW_EVERY_ANSWER = {
    "helpful", "notmeant", "hearanswer", "voiceof", "speakanswer",
    "tick", "strike",
}  # fmt: skip
LEASE = timedelta(minutes=1)
# Else they are met only where it is too deep to go on.
FIRST = ("voiceof.work-may-i-work.en", "hearanswer.money-missing", "placemail.4", "placecard.1")


@dataclass(frozen=True)
class Heard:
    """What came of one press."""

    data: str
    reply: Reply | Outgoing
    role: Role


@dataclass
class Crawl:
    stage: Stage
    db: Db
    role: Role
    heard: list[Heard] = field(default_factory=list)
    said: list[tuple[Delivery, object]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def all(self) -> None:
        names = [tap.name for tap in DISPATCH.taps if self.role in tap.who]
        first = [data for data in FIRST if data.partition(".")[0] in names]
        commands = [f"go.{each.name}" for each in DISPATCH.commands if self.role in each.who]
        starts = [*first, *commands]
        self.seen.update(starts)  # each from its beginning, not from deep within another
        for start in starts:
            self.seen.discard(start)
            self._press(start, 0)
        for kind, about, detail in _news():
            self._hear_news(kind, about, detail)
        self._hear_news("consent_on_paper", self.stage.cast["Amina"].id, "")

    def _press(self, data: str, depth: int) -> None:
        if data in self.seen or depth > DEEPEST or Press.of(data):
            return
        if self._pressed_often(data):
            return
        self.seen.add(data)
        with self.stage.rehearsal(self.db):
            turn = self.stage.turn(self.db, self.role, press=data)
            response = DISPATCH.respond(turn, in_form=False)
            assert response is not None
            shown = self._shown(response)
            self.heard.append(Heard(data, shown, self.role))
            self._hear_deliveries()
            for offered in _buttons(shown):
                self._press(offered, depth + 1)

    def _pressed_often(self, data: str) -> bool:
        name, _dot, about = data.partition(".")
        if name not in BELOW_EVERY_ANSWER or about.startswith("own-"):
            return False
        return sum(each.startswith(f"{name}.") for each in self.seen) > 2

    def _shown(self, response: Response) -> Reply | Outgoing:
        if not isinstance(response, Open):
            return response
        turn = self.stage.turn(self.db, self.role)
        return page(response.form(turn, response.answers), HIGH)

    def _hear_deliveries(self) -> None:
        """What a turn queued for others, composed as they would read it."""
        claimed = deliveries.claim(self.db, now=NOON, lease=LEASE, limit=100, ask_a_human=[])
        for each in claimed:
            composed = self.stage.world.lotse.composer.compose(self.db, each, NOON)
            self.said.append((each, composed))

    def _hear_news(self, kind: str, about: int, detail: str) -> None:
        """What the bot says by itself has buttons, too."""
        with self.stage.rehearsal(self.db):
            scene = self.stage.turn(self.db, self.role)
            found = KINDS[kind].compose(scene, about, detail)
            for offered in _buttons(found) if found else []:
                self._press(offered, 1)


KINDS = {kind.name: kind for feature in FEATURES for kind in feature.deliveries}


def _news() -> Iterator[tuple[str, int, str]]:
    """About the one appointment, event and question that the house has."""
    yield "appointment_news", 1, "1"
    yield "reminder", 1, "1.week"
    yield "event_invitation", 1, ""
    yield "question_waiting", 1, ""
    for asked in (1, 2, 3):  # the mentor, the mediator, the coordinator
        yield "place_ping", asked, ""
    yield "help_message", 1, ""
    for photographed in (1, 2, 3):  # the participant, the mentor, the coordinator
        yield "letter_read", photographed, ""


def _buttons(shown: Reply | Outgoing) -> list[str]:
    return [option.value for row in shown.rows for option in row if not option.copy]

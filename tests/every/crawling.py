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

DEEPEST = 8
LEASE = timedelta(minutes=1)


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
        for command in DISPATCH.commands:
            if self.role in command.who:
                self._press(f"go.{command.name}", 0)
        for kind, about, detail in _news():
            self._hear_news(kind, about, detail)
        self._hear_news("consent_on_paper", self.stage.cast["Amina"].id, "")

    def _press(self, data: str, depth: int) -> None:
        if data in self.seen or depth > DEEPEST or Press.of(data):
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


def _buttons(shown: Reply | Outgoing) -> list[str]:
    return [option.value for row in shown.rows for option in row]

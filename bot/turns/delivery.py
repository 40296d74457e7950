"""What the bot says on its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.core.clock import after_quiet, is_quiet
from bot.core.messages import Outgoing
from bot.turns.moment import Scene
from storage import deliveries
from storage.deliveries import Urgency


class IfUnsure(Enum):
    """When nobody knows whether a delivery left: which is worse, twice or never?"""

    SEND_AGAIN = auto()
    ASK_A_HUMAN = auto()


class DeliveryKind(ABC):
    """Something the bot says on its own, composed only when it is about to leave."""

    name: ClassVar[str]
    urgency: ClassVar[Urgency] = Urgency.SOON
    if_unsure: ClassVar[IfUnsure] = IfUnsure.SEND_AGAIN
    at_night: ClassVar[bool] = False  # the person asked for it just now
    useless_after: ClassVar[timedelta] = timedelta(days=3)
    # Its own words give nothing away at any level. All others are hidden behind a tap unless
    # the person wishes for details.
    discreet: ClassVar[bool] = False
    kept_while_paused: ClassVar[bool] = True  # said when the person goes on, if still true
    # At night after all, if in the morning less time than this would be left to act on it.
    at_night_with_less: ClassVar[timedelta | None] = None

    @abstractmethod
    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        """What is true now, for `scene.person`. None if there is nothing left to say."""

    def tell(
        self,
        scene: Scene,
        person_id: int,
        about: int,
        detail: str = "",
        *,
        due_at: datetime | None = None,
        useless_after: datetime | None = None,
        edits: int | None = None,
    ) -> bool:
        """Queue it for this person; false if it is queued already. Never for the night.

        `edits`: the message whose place it takes, where that is still there.
        """
        due_at = due_at or scene.now
        useless_after = useless_after or due_at + self.useless_after
        if not self.may_leave(due_at, useless_after, scene.house.zone):
            due_at = after_quiet(due_at, scene.house.zone)
        return deliveries.queue(
            scene.db,
            key=f"{self.name}:{about}:{detail}:{person_id}",
            kind=self.name,
            person_id=person_id,
            about=about,
            detail=detail,
            due_at=due_at,
            useless_after=useless_after,
            urgency=self.urgency,
            edits=edits,
        )

    def may_leave(self, now: datetime, useless_after: datetime, zone: ZoneInfo) -> bool:
        """By day always; at night only what was asked for, or would come too late."""
        if self.at_night or not is_quiet(now, zone):
            return True
        least = self.at_night_with_less
        return least is not None and after_quiet(now, zone) + least > useless_after

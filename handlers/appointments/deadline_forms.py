"""A deadline is entered, or moves: by the participant, or by a mentor or coordinator for one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.days import coming_day
from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.deadlines import Deadline
from bot.core.rules.people import Role
from bot.core.words import _, just, paragraphs
from bot.turns import (
    Case,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    all_as_known,
    people_to_pick,
    pick,
)
from handlers.appointments.access import PLANNERS, of_whom
from handlers.appointments.card import LIST
from handlers.appointments.deadline_reminder import BY_SOMEBODY_ELSE, DEADLINE_REMINDER
from handlers.appointments.deadlines import (
    KINDS,
    knows_what,
    line,
    noted,
    the,
    visible,
    what_to_do,
)
from storage import deadlines


class EnterDeadline(TurnForm):
    """A participant enters a deadline."""

    case = Case.PEOPLE
    who = frozenset({Role.PARTICIPANT})
    review = True

    kind = choice(_("What ends on that day?"), KINDS)
    day = coming_day(_("Which day is it? Write the date as in the letter, or tap it."))

    def submit(self, turn: Turn) -> Reply:
        return self.enter(turn, turn.person.id)

    def enter(self, turn: Turn, participant_id: int) -> Reply:
        deadline = deadlines.add(
            turn.db,
            participant_id=participant_id,
            entered_by=turn.person.id,
            kind=self.kind,
            day=self.day,
            zone=turn.house.zone,
            now=turn.now,
        )
        noted(turn, deadline, "entered a deadline")
        return kept(turn, deadline)


def kept(turn: Turn, deadline: Deadline) -> Reply:
    """Whose it is learns of it at once."""
    if deadline.participant_id != turn.person.id:
        detail = f"{deadline.version}.{BY_SOMEBODY_ELSE}"
        DEADLINE_REMINDER.tell(turn, deadline.participant_id, deadline.id, detail)
    words = paragraphs(
        _("Kept. I remind in time, and more than once."),
        just(deadline.day),
        *what_to_do(turn, deadline),
    )
    return Reply(words, [[LIST, HOME]])


def participants(scene: Scene) -> Sequence[Option]:
    return people_to_pick(all_as_known(scene, of_whom(scene)))


class EnterDeadlineFor(EnterDeadline):
    """A mentor or coordinator enters a deadline of a participant."""

    who = frozenset({Role.MENTOR, Role.COORDINATOR})

    participant = pick(_("Who has the deadline?"), participants)

    def submit(self, turn: Turn) -> Reply:
        return self.enter(turn, self.participant)


def movable(scene: Scene) -> Sequence[Option]:
    known = [each for each in visible(scene) if knows_what(scene, each)]
    return [Option(str(each.id), line(scene, each)) for each in known]


class MoveDeadline(TurnForm):
    """Another day: it was longer, or was entered wrongly."""

    case = Case.PEOPLE
    who = PLANNERS
    review = True

    deadline = pick(_("Which deadline has moved?"), movable)
    day = coming_day(_("Which day is it? Write the date as in the letter, or tap it."))

    def submit(self, turn: Turn) -> Reply:
        before = the(turn, str(self.deadline))
        moved = deadlines.move(turn.db, before, day=self.day, now=turn.now)
        if moved is None:
            return Reply(_("Somebody else has just changed this."), [[LIST, HOME]])
        noted(turn, moved, "moved a deadline")
        return kept(turn, moved)


def move(turn: Turn, id: str) -> Response:
    deadline = the(turn, id)
    if not knows_what(turn, deadline) or deadline.done or deadline.ends <= turn.now:
        raise NotYours
    return Open(MoveDeadline, {"deadline": deadline.id})


def new(turn: Turn) -> Response:
    if turn.person.role is Role.PARTICIPANT:
        return Open(EnterDeadline)
    if not of_whom(turn):
        raise NotYours
    return Open(EnterDeadlineFor)


NEW = Tap("newdeadline", new, PLANNERS, case=Case.PEOPLE)
MOVE = Tap("movedeadline", move, PLANNERS, case=Case.PEOPLE)

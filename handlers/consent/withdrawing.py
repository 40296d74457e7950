"""Taking back: effective in the same transaction, and nobody asks for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.consent import LINES, Act, Answer, Line, answer_to
from bot.core.rules.people import Role
from bot.core.words import _, lines, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn
from handlers.consent.declaration import title
from handlers.consent.give import PARTICIPANTS
from handlers.consent.published import keep_text
from handlers.consent.receipt import receipt_rows
from handlers.consent.receipt_paper import TAKEN
from handlers.consent.told import TO_TELL
from storage import audit, consents, people, reviews, transfers


def withdraw(turn: Turn, line_id: str) -> Reply:
    """What is queued is dropped, what is open ends, and nothing more is shared."""
    ledger = consents.of(turn.db, turn.person.id)
    given = [line for line in LINES if answer_to(ledger, line) is Answer.YES]
    meant = given if line_id == "all" else [line for line in given if line.id == line_id]
    if not meant:
        raise NotYours
    record_withdrawal(turn, meant)
    for coordinator in people.everybody(turn.db, Role.COORDINATOR):
        NEWS.tell(turn, coordinator.id, turn.person.id, f"{turn.now:%y%m%d%H%M%S}")
    words = paragraphs(
        _("It is taken back. From now on nothing of this is passed on:"),
        lines(*map(title, meant)),
        _("Kept on {moment}. Nobody asks you for a reason.", moment=turn.now),
    )
    rows = [*receipt_rows(turn, TAKEN), [Option("go.consent", _("My consent")), HOME]]
    return Reply(words, rows)


def record_withdrawal(turn: Turn, meant: Sequence[Line]) -> None:
    consents.record(
        turn.db,
        turn.person.id,
        [(line, Answer.WITHDRAWN) for line in meant],
        version=reviews.current(turn.db),
        text_hash=keep_text(turn, turn.language),
        language=turn.language,
        update_id=turn.said.update_id,
        now=turn.now,
        act=Act(message_id=turn.said.message_id),
    )
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="withdrew consent", person=by)


class ConsentWithdrawn(DeliveryKind):
    """The coordinator learns that somebody took something back, and not why."""

    name = "consent_withdrawn"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        person = people.find(scene.db, about)
        if person is None or scene.person.role is not Role.COORDINATOR:
            return None
        ledger = consents.of(scene.db, about)
        taken = [line for line in LINES if answer_to(ledger, line) is Answer.WITHDRAWN]
        if not taken:
            return None
        words = _("{name} has taken back consent. Nothing of this is passed on:", name=person.name)
        tell: list[Row] = [[TO_TELL.option(_("Who must be told"))]]
        waiting = any(each.person_id == about for each in transfers.to_tell(scene.db))
        rows = [*(tell if waiting else []), [HOME]]
        return Outgoing(paragraphs(words, lines(*map(title, taken))), rows)


NEWS = ConsentWithdrawn()
WITHDRAW = Tap("withdraw", withdraw, PARTICIPANTS, case=Case.OWN)

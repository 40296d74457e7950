"""Whoever has got something must hear that consent to it is over (GDPR Art. 19)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.rules.transfers import Transfer
from bot.core.words import Words, _, just, lines, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, id_of
from handlers.consent.declaration import RECIPIENTS, title
from storage import audit, people, transfers

COORDINATORS = frozenset({Role.COORDINATOR})
SHOWN = 8


def to_tell(turn: Turn, person_id: str = "") -> Reply:
    """Recipients who do not know yet, the oldest first; perhaps of one person only."""
    whose = people.find(turn.db, id_of(person_id)) if person_id else None
    if person_id and whose is None:
        raise NotYours
    every = transfers.to_tell(turn.db)
    waiting = [each for each in every if whose is None or each.person_id == whose.id][:SHOWN]
    if not waiting:
        return Reply(_("Everybody who had to be told has been told."), [[HOME]])
    for each in waiting:
        turn.saw(each.person_id, "transfers")
    words = paragraphs(
        _("Please tell these recipients that consent is over. They may use nothing more of it:"),
        *(lines(*described(turn, each)) for each in waiting),
    )
    return Reply(words, [*_buttons(waiting), [HOME]])


def described(scene: Scene, transfer: Transfer) -> Sequence[Words]:
    person = people.find(scene.db, transfer.person_id)
    name = just(person.name) if person else _("A person who is erased")
    return [
        Words("<b>{name}</b> · {title}", {"name": name, "title": title(transfer.line)}),
        _("Since {day}: {receiver}", day=transfer.at, receiver=_receiver(transfer)),
    ]


def _receiver(transfer: Transfer) -> Words:
    return just(transfer.receiver) if transfer.receiver else RECIPIENTS[transfer.line.recipient]


def _buttons(waiting: Sequence[Transfer]) -> list[Row]:
    return below(
        *(TOLD.option(_("Told: {receiver}", receiver=_receiver(each)), each.id) for each in waiting)
    )


def told(turn: Turn, id: str) -> Reply:
    transfer_id = id_of(id)
    whose = [each.person_id for each in transfers.to_tell(turn.db) if each.id == transfer_id]
    if not whose or not transfers.told(turn.db, transfer_id, turn.person.id, turn.now):
        raise NotYours
    audit.note(
        turn.db,
        turn.now,
        actor=turn.person.id,
        act="told a recipient",
        about=str(transfer_id),
        person=whose[0],
    )
    return to_tell(turn)


class RecipientsToTell(DeliveryKind):
    """Consent ended by itself; somebody outside does not know yet."""

    name = "recipients_to_tell"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if scene.person.role is not Role.COORDINATOR:
            return None
        if not any(each.person_id == about for each in transfers.to_tell(scene.db)):
            return None
        words = _("A consent is over. Somebody has to be told.")
        return Outgoing(words, [[TO_TELL.option(_("Who must be told"))], [HOME]])


TELL = RecipientsToTell()
TO_TELL = Tap("totell", to_tell, COORDINATORS, case=Case.PEOPLE)
TOLD = Tap("told", told, COORDINATORS, case=Case.PEOPLE)
TAPS = [TO_TELL, TOLD]

"""The receipt of consent, and of taking it back: a paper made from the ledger when it is asked for.

A link that opens once is offered first, where the bot has an address of its own; into the chat
the file comes only on explicit wish. Or the coordinator hands it over.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Reader, Words, _, paragraphs
from bot.turns import (
    Case,
    DeliveryKind,
    Document,
    NotYours,
    Page,
    Reply,
    Scene,
    Tap,
    Turn,
    Urgency,
    id_of,
)
from handlers.consent.receipt_paper import GIVEN, KINDS, paper_of
from storage import audit, people

PARTICIPANTS = frozenset({Role.PARTICIPANT})
COORDINATORS = frozenset({Role.COORDINATOR})


def receipt_rows(scene: Scene, kind: str = GIVEN) -> list[Row]:
    """The button below an answer and a withdrawal."""
    if scene.house.public_url:
        return [[LINK.option(_("Receipt"), kind)]]
    return [[FILE.option(_("Receipt as file"), kind)]]


def link(turn: Turn, kind: str) -> Reply:
    """The link deletes itself with the hour for which it is good."""
    address = PAGE.link(turn, kind) if _has(turn, turn.person, kind) else None
    if address is None:
        return file(turn, kind)
    words = paragraphs(
        _("Here is your receipt. The link opens it once, within one hour:"),
        Words("{link}", {"link": Exactly(address)}),
        _("If you want, I send it as a file. Then it stays in this chat until you delete it."),
    )
    rows: list[Row] = [[FILE.option(_("Receipt as file"), kind)], [HOME]]
    return Reply(words, rows, new=True, gone_after=timedelta(hours=1))


def file(turn: Turn, kind: str) -> Reply:
    """Asked for just now: a tap that is repeated by the messenger sends it once."""
    if not _has(turn, turn.person, kind):
        raise NotYours
    SENT.tell(turn, turn.person.id, turn.person.id, f"{kind}.{turn.said.update_id}")
    return Reply()


def hand_over(turn: Turn, person_id: str, kind: str) -> Reply:
    """The coordinator gets the receipt of a participant, to give it into their hands."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or not _has(turn, person, kind):
        raise NotYours
    SENT.tell(turn, turn.person.id, person.id, f"{kind}.{turn.said.update_id}")
    audit.note(
        turn.db, turn.now, actor=turn.person.id, act="took out a consent receipt", person=person.id
    )
    return Reply()


def receipts(turn: Turn, person_id: str) -> Reply:
    """On the card of a participant: what there is to hand over."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.PARTICIPANT:
        raise NotYours
    rows: list[Row] = [
        [HAND_OVER.option(label, person.id, kind)]
        for kind, label in KINDS.items()
        if _has(turn, person, kind)
    ]
    words = _("The receipt of {name}, to hand it over on paper.", name=person.name)
    if not rows:
        words = _("{name} has not answered the declaration yet.", name=person.name)
    return Reply(words, [*rows, [Option(f"person.{person.id}", _("Back")), HOME]])


def _has(scene: Scene, person: Person, kind: str) -> bool:
    return kind in KINDS and paper_of(scene, person, kind) is not None


def document_of(scene: Scene, person: Person, kind: str) -> Document | None:
    """In the language of the person it is about, whoever takes it along."""
    paper = paper_of(scene, person, kind) if kind in KINDS else None
    if paper is None or person.erased:
        return None
    reader = Reader(person.language, scene.house.zone, scene.house.speech)
    return Document(f"{paper.filename}.pdf", scene.house.papers.write(paper, reader))


class ReceiptSent(DeliveryKind):
    """`about` is whose it is; `detail` the kind of receipt, and the update that asked for it."""

    name = "consent_receipt"
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        person = people.find(scene.db, about)
        own = scene.person.id == about and scene.person.role is Role.PARTICIPANT
        if person is None or not (own or scene.person.role is Role.COORDINATOR):
            return None
        document = document_of(scene, person, detail.partition(".")[0])
        if document is None:
            return None
        if own:
            return Outgoing(
                _("Your receipt, {moment}.", moment=scene.now), [[HOME]], document=document
            )
        scene.saw(person.id, "consents")
        words = _("The receipt of {name}, to hand it over on paper.", name=person.name)
        return Outgoing(words, [[HOME]], document=document)


def page_of(scene: Scene, argument: str) -> Document | None:
    return document_of(scene, scene.person, argument)


SENT = ReceiptSent()
PAGE = Page("receipt", page_of)
LINK = Tap("receipt", link, PARTICIPANTS, case=Case.OWN)
FILE = Tap("receiptfile", file, PARTICIPANTS, case=Case.OWN)
RECEIPTS = Tap("receipts", receipts, COORDINATORS, case=Case.PEOPLE)
HAND_OVER = Tap("handover", hand_over, COORDINATORS, case=Case.PEOPLE)
TAPS = [LINK, FILE, RECEIPTS, HAND_OVER]

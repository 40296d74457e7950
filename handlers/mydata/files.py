"""The copy as a file: behind a link that opens once, by the coordinator's hand, or in the chat."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.core.messages import Option, Outgoing, below
from bot.core.pages import HOME
from bot.core.rules.people import Person
from bot.core.words import Exactly, Reader, Words, _, lines, paragraphs
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
)
from handlers.mydata.paper import paper_of
from storage import audit, copies

PDF, JSON = "pdf", "json"
FORMATS = {PDF: _("To read (PDF)"), JSON: _("For computers (JSON)")}


def document(scene: Scene, person: Person, format: str) -> Document | None:
    """The file about this person, in the language of this person. No name outside of it."""
    name = f"mydata-{scene.today:%Y-%m-%d}.{format}"
    if format == PDF:
        reader = Reader(person.language, scene.house.zone, scene.house.speech)
        return Document(name, scene.house.papers.write(paper_of(scene, person), reader))
    if format == JSON:
        copied = copies.as_json(copies.of(scene.db, person.id), scene.now)
        return Document(name, json.dumps(copied, ensure_ascii=False, indent=1).encode())
    return None


def behind_link(scene: Scene, format: str) -> Document | None:
    audit.note(
        scene.db,
        scene.now,
        actor=scene.person.id,
        act="opened the copy",
        about=format,
        person=scene.person.id,
    )
    return document(scene, scene.person, format)


FILE = Page("mydata", behind_link)


def take(turn: Turn) -> Reply:
    """The ways to the copy, the most discreet first."""
    links = {format: FILE.link(turn, format) for format in FORMATS}
    into_chat = [CHAT.option(_("Send it into this chat"))]
    back = [Option("go.mydata", _("Back")), HOME]
    if not all(links.values()):
        words = _(
            "The coordinator can hand you a copy of everything, on paper or as a file."
            " That is the safest way."
        )
        return Reply(words, [[Option("copyask", _("Ask the coordinator"))], into_chat, back])
    words = paragraphs(
        _("These links open once, within the hour. Please open them only yourself:"),
        *(_link(FORMATS[format], link or "") for format, link in links.items()),
    )
    return Reply(words, [into_chat, back])


def _link(name: Words, link: str) -> Words:
    return lines(name, Words("{link}", {"link": Exactly(link)}))


def warn(turn: Turn) -> Reply:
    words = paragraphs(
        _(
            "Then the file lies in this chat and on the servers of Telegram. Whoever has this"
            " phone in hand can read it."
        ),
        _("Do you want that?"),
    )
    options = [SEND.option(name, format) for format, name in FORMATS.items()]
    return Reply(words, [*below(*options), [Option("go.mydata", _("Back")), HOME]])


def send(turn: Turn, format: str) -> Reply:
    if format not in FORMATS:
        raise NotYours
    SENT.tell(turn, turn.person.id, turn.said.update_id, format)
    audit.note(
        turn.db,
        turn.now,
        actor=turn.person.id,
        act="took the copy into the chat",
        about=format,
        person=turn.person.id,
    )
    return Reply()


class CopySent(DeliveryKind):
    """`about` is the update that asked for it, `detail` the format. Made when it is sent."""

    name = "my_data"
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        file = document(scene, scene.person, detail)
        if file is None:
            return None
        words = _("This is everything that is stored about you. Please delete it from the chat.")
        return Outgoing(words, [[HOME]], document=file)


SENT = CopySent()
TAKE = Tap("copy", take, case=Case.OWN)
CHAT = Tap("copychat", warn, case=Case.OWN)
SEND = Tap("copysend", send, case=Case.OWN)

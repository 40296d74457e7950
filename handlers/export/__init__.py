"""The coordinator takes sheets along: made when they are sent, and kept nowhere."""

from datetime import timedelta

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.words import Exactly, Reader, _, one_line
from bot.turns import (
    Case,
    Command,
    DeliveryKind,
    Document,
    Feature,
    NotYours,
    Reply,
    Scene,
    Tap,
    Turn,
    Urgency,
)
from handlers.export.sheets import SHEETS
from storage import audit

COORDINATORS = frozenset({Role.COORDINATOR})
FORMATS = ("xlsx", "csv")
NAMES = {
    "contacts": _("Contacts"),
    "people": _("People"),
    "events": _("Events"),
    "helping": _("Hours of help"),
}


def export(turn: Turn) -> Reply:
    rows = [
        [MAKE.option(one_line(NAMES[s], Exactly(f.upper())), s, f) for f in FORMATS] for s in SHEETS
    ]
    words = _("Which sheet? XLSX is for Excel, CSV for other programs.")
    return Reply(words, [*rows, [HOME]])


def make(turn: Turn, sheet: str, format: str) -> Reply:
    if sheet not in SHEETS or format not in FORMATS:
        raise NotYours
    SENT.tell(turn, turn.person.id, turn.said.update_id, f"{sheet}.{format}")
    audit.note(turn.db, turn.now, actor=turn.person.id, act=f"exported {sheet}")
    return Reply()


class SheetSent(DeliveryKind):
    """`detail` is the sheet and its format; `about` the update that asked for it."""

    name = "sheet"
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        name, _dot, format = detail.partition(".")
        if scene.person.role is not Role.COORDINATOR or name not in SHEETS:
            return None
        reader = Reader(scene.language, scene.house.zone, scene.house.speech)
        sheet = SHEETS[name](scene.db, scene.house.zone, scene.now)
        scene.saw_all(sheet.rows)
        content = scene.house.sheets.write(sheet, format, reader)
        words = _(
            "{sheet}, {moment}. Please keep this file safe.", sheet=NAMES[name], moment=scene.now
        )
        document = Document(f"{name}-{scene.today:%Y-%m-%d}.{format}", content)
        return Outgoing(words, [[HOME]], document=document)


SENT = SheetSent()
MAKE = Tap("make", make, COORDINATORS, case=Case.PEOPLE)
FEATURE = Feature(
    "export",
    commands=[Command("export", _("Export"), export, COORDINATORS, case=Case.PEOPLE)],
    taps=[MAKE],
    deliveries=[SENT],
)

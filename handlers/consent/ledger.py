"""What a participant agreed to, and taking it back: one tap, effective at once."""

from collections.abc import Sequence

from bot.core.messages import Option, Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.consent import LINES, VERSION, Answer, Consent, Line, Purpose, answer_to
from bot.core.rules.people import Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import DeliveryKind, NotYours, Open, Reply, Response, Scene, Tap, Turn
from handlers.consent.declaration import beginning, in_both, title
from handlers.consent.give import PARTICIPANTS, GiveConsent, keep_text, name_of
from storage import audit, consents, deliveries, people

MARKS = {
    Answer.YES: "✅",
    Answer.NO: "✖️",
    Answer.ASK: "❓",
    Answer.WITHDRAWN: "↩️",
    None: "·",
}
QUEUED_FOR = {Purpose.EVENTS: ("event_invitation",)}  # what is dropped when it is taken back


def consent(turn: Turn) -> Reply:
    """/consent: what stands, or the declaration for the first time."""
    ledger = consents.of(turn.db, turn.person.id)
    if ledger:
        return standing(turn, ledger)
    if not turn.house.operator.collects_in(turn.language):
        return Reply(not_yet(), [[HOME]])
    return Reply(in_both(beginning(turn.house.operator)), [[BEGIN.option(_("Answer now"))], [HOME]])


def not_yet() -> Words:
    return paragraphs(
        _("Consent cannot be given here yet. Please ask the coordinator."),
        _("Until then nothing about you is passed on."),
    )


def standing(turn: Turn, ledger: Sequence[Consent]) -> Reply:
    answers = {line: answer_to(ledger, line) for line in LINES}
    listed = [
        Words("{mark} {title}", {"mark": MARKS[answer], "title": title(line)})
        for line, answer in answers.items()
    ]
    key = _("✅ yes · ✖️ no · ❓ to be explained first · ↩️ taken back")
    given = [line for line, answer in answers.items() if answer is Answer.YES]
    rows: list[Row] = [
        [WITHDRAW.option(_("Back: {line}", line=title(line)), line.id)] for line in given
    ]
    if len(given) > 1:
        rows.append([WITHDRAW.option(_("Take everything back"), "all")])
    if turn.house.operator.collects_in(turn.language):
        rows.append([BEGIN.option(_("Answer again"))])
    words = paragraphs(_("This is what you agreed to:"), lines(*listed), key)
    return Reply(words, [*rows, [HOME]])


def begin(turn: Turn) -> Response:
    if not turn.house.operator.collects_in(turn.language):
        return Reply(not_yet(), [[HOME]])
    # What stands in this version is not asked again; an older version is.
    given = [c for c in consents.of(turn.db, turn.person.id) if c.version == VERSION]
    known = {name_of(line): answer_to(given, line) for line in LINES}
    yes = {name: answer for name, answer in known.items() if answer is Answer.YES}
    return Open(GiveConsent, yes)


def withdraw(turn: Turn, line_id: str) -> Reply:
    """Effective in this transaction: what is queued is dropped, and nothing more is shared."""
    ledger = consents.of(turn.db, turn.person.id)
    given = [line for line in LINES if answer_to(ledger, line) is Answer.YES]
    meant = given if line_id == "all" else [line for line in given if line.id == line_id]
    if not meant:
        raise NotYours
    record_withdrawal(turn, meant)
    for line in meant:
        deliveries.drop_waiting(turn.db, turn.person.id, kinds=QUEUED_FOR.get(line.purpose, ()))
    for coordinator in people.everybody(turn.db, Role.COORDINATOR):
        NEWS.tell(turn, coordinator.id, turn.person.id, f"{turn.now:%y%m%d%H%M%S}")
    words = paragraphs(
        _("It is taken back. From now on nothing of this is passed on:"),
        lines(*map(title, meant)),
        _("Kept on {moment}. Nobody asks you for a reason.", moment=turn.now),
    )
    return Reply(words, [[Option("go.consent", _("My consent")), HOME]])


def record_withdrawal(turn: Turn, meant: Sequence[Line]) -> None:
    consents.record(
        turn.db,
        turn.person.id,
        [(line, Answer.WITHDRAWN) for line in meant],
        version=VERSION,
        text_hash=keep_text(turn),
        language=turn.language,
        update_id=turn.said.update_id,
        now=turn.now,
    )
    audit.note(turn.db, turn.now, actor=turn.person.id, act="withdrew consent")


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
        return Outgoing(paragraphs(words, lines(*map(title, taken))), [[HOME]])


NEWS = ConsentWithdrawn()
BEGIN = Tap("consent", begin, PARTICIPANTS)
WITHDRAW = Tap("withdraw", withdraw, PARTICIPANTS)

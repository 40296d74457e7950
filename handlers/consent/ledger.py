"""What a participant agreed to: every line and how it stands, and what is still to be answered."""

from collections.abc import Mapping

from bot.core.messages import Row
from bot.core.pages import HOME
from bot.core.rules.consent import LINES, Answer, Hold, Line, Standing, hold, newest_of
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Case, Reply, Response, Scene, Tap, Turn
from handlers.consent.declaration import beginning, in_both, title
from handlers.consent.give import PARTICIPANTS, name_of
from handlers.consent.lines import LINE
from handlers.consent.opening import again_option, begin_option, opened, read_out_row
from handlers.consent.published import collects
from handlers.consent.receipt import receipt_rows
from handlers.consent.voice import listen_row
from handlers.consent.withdrawing import WITHDRAW
from storage import consents

MARKS = {
    Hold.STANDS: "✅",
    Hold.NO: "✖️",
    Hold.ASK: "❓",
    Hold.WITHDRAWN: "↩️",
    Hold.ENDED: "⌛",
    Hold.OLDER: "🔄",
    Hold.PAPER: "📝",
    Hold.GUARDIAN: "👥",
    Hold.NEVER: "·",
    Hold.ERASED: "·",
}
KEY = {
    Hold.ENDED: _("⌛ has ended"),
    Hold.OLDER: _("🔄 yes to an earlier text: no longer counts"),
    Hold.PAPER: _("📝 yes, but the signature on paper is still missing"),
    Hold.GUARDIAN: _("👥 yes, but somebody else has to agree, too"),
}
# A no is not asked again, and neither is what was taken back; the line's own page takes a yes.
SETTLED = {
    Hold.STANDS: Answer.YES,
    Hold.PAPER: Answer.YES,
    Hold.NO: Answer.NO,
    Hold.WITHDRAWN: Answer.NO,
}


def consent(turn: Turn) -> Reply:
    """/consent: what stands, or the declaration for the first time."""
    now = consents.standing(turn.db, turn.person.id)
    if any(newest_of(now.ledger, line) for line in LINES):
        return standing(turn, now)
    if not collects(turn):
        return Reply(not_yet(), [*read_out_row(turn), [HOME]])
    answer = begin_option(turn, BEGIN, _("Answer now"))
    rows = [[answer], *listen_row(turn), *read_out_row(turn), [HOME]]
    return Reply(in_both(beginning(turn.house.operator)), rows)


def not_yet() -> Words:
    return paragraphs(
        _("Consent cannot be given here yet. Please ask the coordinator."),
        _("Until then nothing about you is passed on."),
    )


def standing(turn: Turn, now: Standing) -> Reply:
    """Each line is a button: on its page it is given or taken back, with as many taps."""
    holds = {line: hold(now, line, turn.now) for line in LINES}
    rows: list[Row] = [[LINE.option(_marked(line, how), line.id)] for line, how in holds.items()]
    given = [line for line in LINES if _is_yes(now, line)]
    if len(given) > 1:
        rows.append([WITHDRAW.option(_("Take everything back"), "all")])
    if collects(turn) and holds.keys() - settled(turn, now).keys():
        rows.append([again_option(turn, BEGIN, _("Answer again"))])
    rows.extend([*listen_row(turn), *read_out_row(turn), *receipt_rows(turn)])
    words = paragraphs(
        _("This is what you agreed to:"),
        lines(*(_marked(line, how) for line, how in holds.items())),
        key_of(holds),
        _("Tap a line to read it, and to change your answer."),
    )
    return Reply(words, [*rows, [HOME]])


def _marked(line: Line, how: Hold) -> Words:
    return Words("{mark} {title}", {"mark": MARKS[how], "title": title(line)})


def _is_yes(now: Standing, line: Line) -> bool:
    newest = newest_of(now.ledger, line)
    return newest is not None and newest.answer is Answer.YES


def key_of(holds: Mapping[Line, Hold]) -> Words:
    always = _("✅ yes · ✖️ no · ❓ to be explained first · ↩️ taken back")
    return lines(always, *(words for how, words in KEY.items() if how in holds.values()))


def settled(scene: Scene, now: Standing) -> Mapping[Line, Answer]:
    """The lines that are not asked again, and what was answered."""
    holds = {line: hold(now, line, scene.now) for line in LINES}
    return {line: SETTLED[how] for line, how in holds.items() if how in SETTLED}


def begin(turn: Turn, read: str = "") -> Response:
    """What is settled is not asked again; an older version, and what has ended, is."""
    if not collects(turn):
        return Reply(not_yet(), [*read_out_row(turn), [HOME]])
    now = consents.standing(turn.db, turn.person.id)
    known = {name_of(line): answer for line, answer in settled(turn, now).items()}
    return opened(turn, known, read)


BEGIN = Tap("consent", begin, PARTICIPANTS, case=Case.OWN)

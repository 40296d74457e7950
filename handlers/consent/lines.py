"""One line of the declaration on a page of its own: read it, then give it or take it back.

Giving and taking back are the same number of taps: the line, then the answer.
"""

from __future__ import annotations

from bot.core.messages import Option, Row, beside
from bot.core.pages import HOME
from bot.core.rules.consent import (
    LINES,
    Act,
    Answer,
    Hold,
    Line,
    Standing,
    hold,
    newest_of,
    same_meaning,
)
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Case, NotYours, Reply, Response, Tap, Turn
from handlers.consent.declaration import ANSWERS, asks, in_both, title
from handlers.consent.effects import follow
from handlers.consent.give import PARTICIPANTS, mark_of, name_of, paper_too
from handlers.consent.opening import decides_alone, opened
from handlers.consent.published import collects, keep_text
from handlers.consent.receipt import receipt_rows
from handlers.consent.withdrawing import WITHDRAW
from storage import audit, consents, reviews, voices

LEDGER = Option("go.consent", _("My consent"))


def the(line_id: str) -> Line:
    found = [line for line in LINES if line.id == line_id]
    if not found:
        raise NotYours
    return found[0]


def show(turn: Turn, line_id: str) -> Reply:
    """What it says, as in the declaration; below it what one can do about it."""
    line = the(line_id)
    now = consents.standing(turn.db, turn.person.id)
    words = paragraphs(
        Words("<b>{title}</b>", {"title": title(line)}),
        in_both(asks(line)),
        *paper_too(turn, line),
        _said(now, line),
    )
    return Reply(words, [*_actions(turn, now, line), [LEDGER, HOME]])


def _said(now: Standing, line: Line) -> Words:
    newest = newest_of(now.ledger, line)
    if newest is None:
        return _("You have not answered this yet.")
    if newest.answer is Answer.WITHDRAWN:
        return _("You took this back on {day}.", day=newest.at)
    if newest.answer is Answer.ENDED:
        return _("This ended on {day}.", day=newest.at)
    answer = ANSWERS[newest.answer]
    return _("Your answer on {day}: {answer}", day=newest.at, answer=answer)


def _actions(turn: Turn, now: Standing, line: Line) -> list[Row]:
    newest = newest_of(now.ledger, line)
    back: list[Row] = []
    if newest and newest.answer is Answer.YES:
        back = [[WITHDRAW.option(_("Take it back"), line.id)]]
    how = hold(now, line, turn.now)
    if not collects(turn) or how in (Hold.STANDS, Hold.PAPER):
        return back
    mark = mark_of(turn, turn.language)
    open_ones = [answer for answer in ANSWERS if how is not STANDS_AS.get(answer)]
    options = [ANSWER.option(ANSWERS[each], line.id, each, mark) for each in open_ones]
    return [*beside(options), *back]


STANDS_AS = {Answer.NO: Hold.NO, Answer.ASK: Hold.ASK}


def answer(turn: Turn, line_id: str, said: str, mark: str) -> Response:
    """One tap, below the text of the line; of another text the button is old."""
    line = the(line_id)
    if said not in list(ANSWERS) or mark != mark_of(turn, turn.language):
        raise NotYours
    if not collects(turn):
        return Reply(_("Consent cannot be given here yet. Please ask the coordinator."), [[HOME]])
    given, now = Answer(said), consents.standing(turn.db, turn.person.id)
    if hold(now, line, turn.now) in (Hold.STANDS, Hold.PAPER):
        raise NotYours  # what stands is taken back, and not overwritten
    if not decides_alone(turn):
        return opened(turn, {}, mark)
    if given is Answer.YES and not _has_understood(now):
        return _whole_form(turn, now, line, mark)
    _record(turn, line, given)
    return _kept(turn, line, given)


def _has_understood(now: Standing) -> bool:
    """The question back was answered once, for a declaration that means the same."""
    return any(each.act.tries and same_meaning(each.version, now.version) for each in now.ledger)


def _whole_form(turn: Turn, now: Standing, line: Line, mark: str) -> Response:
    """With all that is answered already: the question back comes next, or what is open."""
    holds = {each: hold(now, each, turn.now) for each in LINES}
    kept = {Hold.STANDS: Answer.YES, Hold.PAPER: Answer.YES, Hold.NO: Answer.NO}
    known = {name_of(each): kept[how] for each, how in holds.items() if how in kept}
    return opened(turn, {**known, name_of(line): Answer.YES}, mark)


def _record(turn: Turn, line: Line, given: Answer) -> None:
    text_hash = keep_text(turn, turn.language)
    consents.record(
        turn.db,
        turn.person.id,
        [(line, given)],
        version=reviews.current(turn.db),
        text_hash=text_hash,
        language=turn.language,
        update_id=turn.said.update_id,
        now=turn.now,
        act=Act(
            message_id=turn.said.message_id,
            heard=voices.was_played(turn.db, turn.person.id, text_hash, turn.language),
        ),
        ends_on=turn.house.operator.ends,
    )
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="answered a line", person=by)
    follow(turn, turn.person, [(line, given)])


def _kept(turn: Turn, line: Line, given: Answer) -> Reply:
    words = paragraphs(
        lines(
            Words("{title}: <b>{answer}</b>", {"title": title(line), "answer": ANSWERS[given]}),
            _("Kept on {moment}.", moment=turn.now),
        ),
        _("You can take everything back with /consent."),
    )
    return Reply(words, [*receipt_rows(turn), [LEDGER, HOME]])


LINE = Tap("line", show, PARTICIPANTS, case=Case.OWN)
ANSWER = Tap("say", answer, PARTICIPANTS, case=Case.OWN)

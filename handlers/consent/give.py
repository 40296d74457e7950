"""A participant answers the declaration line by line, and sees all answers before they count."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.forms import Question
from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.consent import LINES, VERSION, Answer, Line, answer_to
from bot.core.rules.people import Role
from bot.core.words import Reader, Words, _, paragraphs
from bot.turns import Reply, Turn, TurnForm
from handlers.consent.declaration import ANSWERS, asks, hash_of, in_both, title, whole_text
from storage import audit, consents

PARTICIPANTS = frozenset({Role.PARTICIPANT})


class GiveConsent(TurnForm):
    """One question for each purpose and recipient; nothing is chosen beforehand."""

    who = PARTICIPANTS
    review = True

    def submit(self, turn: Turn) -> Reply:
        operator = turn.house.operator
        if not operator.collects_in(turn.language):
            return Reply(
                _("Consent cannot be given here yet. Please ask the coordinator."), [[HOME]]
            )
        answers = [(line, Answer(str(self.answers[name_of(line)]))) for line in LINES]
        text_hash = keep_text(turn)
        consents.record(
            turn.db,
            turn.person.id,
            new_ones(turn, answers),
            version=VERSION,
            text_hash=text_hash,
            language=turn.language,
            update_id=turn.said.update_id,
            now=turn.now,
        )
        audit.note(turn.db, turn.now, actor=turn.person.id, act="answered the declaration")
        return Reply(
            receipt(turn, answers, text_hash), [[Option("go.consent", _("My consent")), HOME]]
        )


def new_ones(turn: Turn, answers: Sequence[tuple[Line, Answer]]) -> Sequence[tuple[Line, Answer]]:
    """What stood before keeps the text and the language it was given in."""
    today = [each for each in consents.of(turn.db, turn.person.id) if each.version == VERSION]
    return [(line, answer) for line, answer in answers if answer is not answer_to(today, line)]


def keep_text(turn: Turn) -> str:
    """Keep the exact text that was shown; its hash goes into the ledger."""
    reader = Reader(turn.language, turn.house.zone, turn.house.speech)
    text = whole_text(turn.house.operator, reader)
    consents.keep_text(
        turn.db,
        text_hash=hash_of(text),
        version=VERSION,
        language=turn.language,
        text=text,
        now=turn.now,
    )
    return hash_of(text)


def receipt(turn: Turn, answers: list[tuple[Line, Answer]], text_hash: str) -> Words:
    yes = [line for line, answer in answers if answer is Answer.YES]
    return paragraphs(
        _(
            "Thank you. Your answers are kept. You said yes to {n} of {of}.",
            n=len(yes),
            of=len(LINES),
        ),
        _(
            "Version {version}, {moment}, proof {proof}."
            " You can take everything back with /consent.",
            version=VERSION,
            moment=turn.now,
            proof=text_hash[:12],
        ),
    )


def name_of(line: Line) -> str:
    return line.id.replace("-", "_")


def _question(line: Line) -> Question[Answer]:
    asked = choice(in_both(asks(line)), ANSWERS, columns=2)
    return replace(asked, title=title(line), name=name_of(line))


GiveConsent.questions = tuple(map(_question, LINES))

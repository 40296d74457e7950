"""Who is writing to me? The organisation, the person behind it, why, and a code to check."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Words, _, paragraphs
from bot.turns import Case, Open, Reply, Scene, Tap, Turn, TurnForm
from handlers.people.arrive import never_asked, not_me_rows, who_writes, why
from storage import audit, people

COORDINATORS = frozenset({Role.COORDINATOR})
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another, read out or written
LENGTH = 6
BACK = Option("people.0", _("Back"))


def who(turn: Turn) -> Reply:
    house = turn.house
    behind = house.operator.person or house.contact or "–"
    words = paragraphs(
        who_writes(turn),
        _("This person stands behind it: {person}", person=Exactly(behind)),
        _("Why I write to you:"),
        why(turn.person.role),
        _(
            "Today's code is <b>{code}</b>. Call the office and read it out. They tell you whether"
            " I am real.",
            code=Exactly(code_of(turn, turn.person, turn.today)),
        ),
        _("Others can copy my name and my picture, but not this code."),
        never_asked(),
    )
    return Reply(words, [*not_me_rows(turn.person.role), [HOME]])


def code_of(scene: Scene, person: Person, day: date) -> str:
    """Of this person, on this day. Only this house can make it."""
    number = int(scene.house.stamps.stamp("who", f"{person.id}:{day.isoformat()}"), 16)
    letters = []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return f"{''.join(letters[:3])} {''.join(letters[3:])}"


def ask_code(turn: Turn) -> Open:
    return Open(CheckCode)


class CheckCode(TurnForm):
    """Somebody calls the office and reads out a code."""

    who = COORDINATORS
    case = Case.PEOPLE

    typed = text(_("Please type the code that was read out to you."), longest=40)

    def submit(self, turn: Turn) -> Reply:
        wanted = bare(self.typed)
        days = {turn.today: _("today"), turn.today - timedelta(days=1): _("yesterday")}
        for person in people.everybody(turn.db):
            for day, words in days.items():
                if bare(code_of(turn, person, day)) == wanted:
                    return self.found(turn, person, words)
        audit.note(turn.db, turn.now, actor=turn.person.id, act="checked a code", about="none")
        return Reply(wrong(), [[CHECK.option(_("Check another")), BACK], [HOME]])

    def found(self, turn: Turn, person: Person, day: Words) -> Reply:
        audit.note(turn.db, turn.now, actor=turn.person.id, act="checked a code", person=person.id)
        words = paragraphs(
            _(
                "This code is from our bot. It was shown to {name}, {day}.",
                name=person.name,
                day=day,
            ),
            _("Let the caller say the name. Please do not say it first."),
        )
        return Reply(words, [[CHECK.option(_("Check another")), BACK], [HOME]])


def wrong() -> Words:
    return paragraphs(
        _("This code is not from us, or it is older than yesterday."),
        _(
            "Perhaps somebody imitates us. Ask the caller to press nothing there, and to send"
            " nothing."
        ),
    )


def bare(code: str) -> str:
    """As it is typed: in small letters, with other signs between."""
    return "".join(letter for letter in code.upper() if letter in LETTERS)


CHECK = Tap("checkcode", ask_code, COORDINATORS, case=Case.PEOPLE)

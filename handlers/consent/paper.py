"""A declaration signed on paper, entered by a coordinator into the same ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.core.forms import Question, Unclear
from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, past_day, text
from bot.core.rules.capacity import GUARDIAN_ROLES, Guardian, Signs, who_signs
from bot.core.rules.consent import LINES, Act, Acted, Answer, Consent, Line, newest_of
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, just
from bot.turns import (
    Case,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    people_to_pick,
    pick,
)
from handlers.consent.declaration import title
from handlers.consent.effects import follow
from handlers.consent.give import name_of
from handlers.consent.paper_news import ENTERED
from handlers.consent.published import GERMAN, hash_in, is_published, text_in
from storage import audit, consents, people, reviews

COORDINATORS = frozenset({Role.COORDINATOR})
ON_PAPER = {Answer.YES: _("Yes"), Answer.NO: _("No")}
SHOWN = 8


def participants(scene: Scene) -> Sequence[Option]:
    return people_to_pick(people.everybody(scene.db, Role.PARTICIPANT))


def texts(scene: Scene) -> Mapping[str, str]:
    """The German text of each published version that is still known; the newest first."""
    today = hash_in(scene.house, GERMAN)
    german = [each for each in reviews.published(scene.db) if each.language == GERMAN]
    known = {
        each.version: each.text_hash
        for each in german
        if each.version
        and (each.text_hash == today or consents.text_of(scene.db, each.text_hash) is not None)
    }
    return dict(list(reversed(known.items()))[:SHOWN])


class PaperConsent(TurnForm):
    """Line by line as on the paper: a yes is a yes, and whatever is empty is a no."""

    who = COORDINATORS
    case = Case.PEOPLE
    review = True

    participant = pick(_("Whose paper is it?"), participants)
    version = one_of(
        _("Which version stands on the paper?"), lambda scene: list(texts(scene)), just
    )
    reference = replace(
        text(_("Where is the paper kept? For example folder and number."), longest=120),
        paper=True,
    )
    day = past_day(_("On which day was it signed?"))
    guardian = text(
        _("Who signed for the parents or as guardian? Skip it if nobody did."), longest=60
    ).optional()
    role = choice(_("What is that person?"), GUARDIAN_ROLES, columns=2).when(guardian.is_not(None))

    def submit(self, turn: Turn) -> Reply:
        if turn.house.operator.missing() or not is_published(turn.db, turn.house, GERMAN):
            return Reply(
                _("Consent cannot be collected yet. /declaration says what is missing."), [[HOME]]
            )
        person = people.get(turn.db, self.participant)
        signs = who_signs(person, turn.house.operator.consent_age or 0)
        if signs is not Signs.SELF and not self.guardian:
            raise Unclear(_("Here a guardian has to sign, too. Please enter who it was."))
        kept, overtaken = self._sorted(turn, person)
        self._record(turn, person, kept)
        follow(turn, person, kept)
        ENTERED.tell(turn, person.id, person.id, f"{turn.now:%y%m%d%H%M%S}")
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="entered consent on paper",
            about=str(person.id),
            person=person.id,
        )
        return Reply(
            _done(person, kept, overtaken), [[Option(f"person.{person.id}", _("Back")), HOME]]
        )

    def _sorted(self, turn: Turn, person: Person) -> tuple[list[tuple[Line, Answer]], int]:
        """What is entered, and how many answers are newer than the paper."""
        ledger = consents.of(turn.db, person.id)
        answers = [(line, Answer(str(self.answers[name_of(line)]))) for line in LINES]
        kept = [
            (line, answer)
            for line, answer in answers
            if not self._overtaken(turn, newest_of(ledger, line), answer)
        ]
        return kept, len(answers) - len(kept)

    def _overtaken(self, turn: Turn, newest: Consent | None, answer: Answer) -> bool:
        """Whoever took something back after signing has not given it again."""
        if newest is None or newest.answer is answer:
            return False
        answered = newest.at.astimezone(turn.house.zone).date()
        return answered >= self.day if answer is Answer.YES else answered > self.day

    def _record(self, turn: Turn, person: Person, kept: Sequence[tuple[Line, Answer]]) -> None:
        text_hash = texts(turn)[self.version]
        consents.keep_text(
            turn.db,
            text_hash=text_hash,
            version=self.version,
            language=GERMAN,
            text=text_in(turn.house, GERMAN).text,  # of today; one that is known already stays
            now=turn.now,
        )
        consents.record(
            turn.db,
            person.id,
            kept,
            version=self.version,
            text_hash=text_hash,
            language=GERMAN,
            update_id=turn.said.update_id,
            now=turn.now,
            act=self._act(turn),
            ends_on=turn.house.operator.ends,
        )

    def _act(self, turn: Turn) -> Act:
        signed = str(Guardian(self.role, self.guardian)) if self.guardian and self.role else ""
        return Act(
            acted=Acted.PAPER,
            guardian=signed,
            entered_by=turn.person.id,
            paper=self.reference,
            paper_day=self.day,
            message_id=turn.said.message_id,
        )


def _line(line: Line) -> Question[Answer]:
    asked = choice(_("On the paper: {line}", line=title(line)), ON_PAPER, columns=2)
    return replace(asked, title=title(line), name=name_of(line))


def _with_lines(questions: Sequence[Question[Any]]) -> tuple[Question[Any], ...]:
    """After whose paper it is, and which one."""
    return (*questions[:2], *map(_line, LINES), *questions[2:])


PaperConsent.questions = _with_lines(PaperConsent.questions)


def _done(person: Person, kept: Sequence[tuple[Line, Answer]], overtaken: int) -> Words:
    yes = sum(answer is Answer.YES for _line, answer in kept)
    if not overtaken:
        return _("Entered: {n} times yes. {name} is told.", n=yes, name=person.name)
    return _(
        "Entered: {n} times yes. {name} is told. Not entered: {older}, because {name} has answered"
        " these differently since.",
        n=yes,
        name=person.name,
        older=overtaken,
    )


def enter(turn: Turn, person_id: str) -> Response:
    """From the participant's card. If only one version was ever published, it is that one."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.PARTICIPANT:
        raise NotYours
    known = list(texts(turn))
    one = {"version": known[0]} if len(known) == 1 else {}
    return Open(PaperConsent, {"participant": person.id, **one})


PAPER = Tap("paper", enter, COORDINATORS, case=Case.PEOPLE)

"""An answer that was given once becomes an answer for all; those who asked the same are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum

from bot.core.messages import Option, Row, below, length
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, text
from bot.core.rules.entries import OwnEntry
from bot.core.rules.questions import Asked
from bot.core.words import _, _n, entry, just, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Tap, Turn, TurnForm, id_of, pick
from handlers.services import own
from handlers.services.ask_human import ANSWERED, COORDINATORS, INBOX, shortened_line
from storage import audit, entries, people, questions

LONGEST_QUESTION, LONGEST_ANSWER = 200, 2500  # with all languages below it, one message
LOOKED_AT = 100  # open questions that are compared with a new answer


class Urgent(Enum):
    NO = "no"
    YES = "yes"


class Lasts(Enum):
    """How long an answer is surely right."""

    QUARTER = "91"
    YEAR = "365"
    OPEN = "open"

    def until(self, today: date) -> date | None:
        return None if self is Lasts.OPEN else today + timedelta(days=int(self.value))


LASTS = {
    Lasts.QUARTER: _("Three months"),
    Lasts.YEAR: _("One year"),
    Lasts.OPEN: _("Until it is changed"),
}


class NewEntry(TurnForm):
    """A coordinator answers for all, in the language of this chat."""

    who = COORDINATORS
    review = True

    wording = text(
        _(
            "Please write the question in general words, as many would ask it. Nothing that only"
            " one person would say, no names."
        ),
        longest=LONGEST_QUESTION,
    )
    reply = text(
        _("Please write the answer for all. No names, nothing of a single person."),
        longest=LONGEST_ANSWER,
    )
    topic = one_of(
        _("Under which topic?"),
        lambda scene: list(scene.house.facts.topics),
        lambda id: entry("topics", id),
    )
    urgent = choice(
        _("Is it urgent? Then the emergency numbers stand above it."),
        {Urgent.NO: _("No"), Urgent.YES: _("Yes")},
        columns=2,
    )
    lasts = choice(_("How long is this surely right?"), LASTS)

    def submit(self, turn: Turn) -> Reply:
        return self._made(turn, None)

    def _made(self, turn: Turn, asked: Asked | None) -> Reply:
        entry_id = entries.add(
            turn.db,
            topic=self.topic,
            urgent=self.urgent is Urgent.YES,
            language=turn.language,
            question=self.wording,
            answer=self.reply,
            valid_until=self.lasts.until(turn.today),
            by=turn.person.id,
            now=turn.now,
            today=turn.today,
        )
        made = entries.get(turn.db, entry_id)
        assert made
        _note(turn, "made an answer for all", made)
        if asked:
            _becomes(turn, asked, made)
        return _told(made, tell_who_asked(turn, made))


class MakeEntry(NewEntry):
    """Out of a question that somebody asked."""

    case = Case.PEOPLE

    source = replace(
        pick(_("Which question?"), lambda scene: _titled(questions.open_ones(scene.db, 90))),
        still=lambda scene, kept: True,
        # One that was answered already is read back, too.
        offered=lambda scene: _titled(questions.newest(scene.db)),
    )

    def submit(self, turn: Turn) -> Reply:
        return self._made(turn, questions.get(turn.db, self.source))


def _titled(found: Sequence[Asked]) -> Sequence[Option]:
    return [Option(str(each.id), just(shortened_line(each.text))) for each in found]


def _told(made: OwnEntry, others: int) -> Reply:
    words = [_("Kept. Everybody finds this answer from now on.")]
    if others:
        words.append(
            _n(
                "One open question asked the same: the answer is on its way.",
                "{n} open questions asked the same: the answer is on its way.",
                others,
            )
        )
    rows = [
        [ALIKE.option(_("Who else asked this?"), made.id)],
        [Option(f"ours.{made.id}", _("Other languages"))],
    ]
    return Reply(paragraphs(*words), [*rows, [INBOX, HOME]])


def _becomes(turn: Turn, asked: Asked, made: OwnEntry) -> None:
    if asked.answer is None:
        answer_with(turn, asked, made)
    else:
        questions.became(turn.db, asked.id, made.key)
        own.receives(turn, made.key, asked.asker_id, made.language)


def answer_with(turn: Turn, asked: Asked, made: OwnEntry) -> bool:
    """In the asker's language if somebody reviewed it there, else as it was written."""
    language = people.get(turn.db, asked.asker_id).language
    wording, by = made.shown(language), turn.person.id
    answered = questions.answer_by_entry(
        turn.db, asked.id, entry=made.key, text=wording.answer, by=by, now=turn.now
    )
    if answered:
        ANSWERED.tell(turn, asked.asker_id, asked.id)
        own.receives(turn, made.key, asked.asker_id, language)
        act, about = "answered a question", str(asked.id)
        audit.note(turn.db, turn.now, actor=by, act=act, about=about, person=asked.asker_id)
    return answered


def tell_who_asked(turn: Turn, made: OwnEntry) -> int:
    """Everybody whose open question finds this answer with confidence. How many."""
    told = 0
    for asked in questions.open_ones(turn.db, LOOKED_AT):
        found = own.search(turn, asked.text, asked.language)
        if found.confident and found.ids[0] == made.key:
            told += answer_with(turn, asked, made)
    return told


# -- who asked it in other words -----------------------------------------------------


def for_all(turn: Turn, question_id: str) -> Open:
    """With the answer that was given already, to be looked at again."""
    asked = questions.get(turn.db, id_of(question_id))
    if asked is None or asked.entry:
        raise NotYours
    known: dict[str, object] = {"source": asked.id}
    if asked.answer and length(asked.answer) <= LONGEST_ANSWER:
        known["reply"] = asked.answer
    return Open(MakeEntry, known)


def new_entry(turn: Turn) -> Open:
    return Open(NewEntry)


def alike(turn: Turn, entry_id: str) -> Reply:
    """Open questions: the coordinator sees which of them ask the same."""
    made = _entry(turn, entry_id)
    waiting = questions.open_ones(turn.db)
    if not waiting:
        return Reply(_("No question is waiting."), [[INBOX, HOME]])
    rows: list[Row] = below(
        *(IS_ALIKE.option(just(shortened_line(each.text)), made.id, each.id) for each in waiting)
    )
    words = paragraphs(
        _("Tap on each question that this answers. Who asked it gets the answer:"),
        just(made.original.question),
    )
    return Reply(words, [*rows, [INBOX, HOME]])


def is_alike(turn: Turn, entry_id: str, question_id: str) -> Reply:
    made = _entry(turn, entry_id)
    asked = questions.get(turn.db, id_of(question_id))
    if asked is None or asked.answer is not None or not answer_with(turn, asked, made):
        raise NotYours
    return replace(alike(turn, entry_id), popup=_("Thank you. The answer is on its way."))


def _entry(turn: Turn, entry_id: str) -> OwnEntry:
    found = entries.get(turn.db, id_of(entry_id))
    if found is None or not found.stands(turn.today):
        raise NotYours
    return found


def _note(turn: Turn, act: str, made: OwnEntry) -> None:
    audit.note(turn.db, turn.now, actor=turn.person.id, act=act, about=made.key)


FOR_ALL = Tap("forall", for_all, COORDINATORS, case=Case.PEOPLE)
NEW_ENTRY = Tap("newentry", new_entry, COORDINATORS)
ALIKE = Tap("alike", alike, COORDINATORS, case=Case.PEOPLE)
IS_ALIKE = Tap("isalike", is_alike, COORDINATORS, case=Case.PEOPLE)

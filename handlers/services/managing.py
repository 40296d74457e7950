"""The network's own answers: their languages, whether they are still right, and their voices.

A language is shown to those who read it only once somebody has reviewed the text there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.messages import Option, Row, below, beside
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, text
from bot.core.rules.entries import Count, OwnEntry, Wording
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Words, _, just, lines, paragraphs
from bot.turns import NotYours, Open, Reply, Scene, Tap, Turn, TurnForm, id_of, pick
from handlers.services import own
from handlers.services.ask_human import COORDINATORS, shortened_line
from handlers.services.listening import VOICE
from handlers.services.making import LASTS, LONGEST_ANSWER, LONGEST_QUESTION, NEW_ENTRY
from storage import answered, audit, entries

WRITERS = frozenset({Role.COORDINATOR, Role.MEDIATOR})


def listed(turn: Turn) -> Reply:
    """What the network has answered itself, the newest first."""
    found = entries.everything(turn.db)
    rows = below(*(OURS.option(_titled(turn, each), each.id) for each in found))
    words = _("This is what your network has answered itself. Tap on one:")
    if not found:
        words = _("Your network has no answers of its own yet.")
    new = [[NEW_ENTRY.option(_("New answer"))]] if _coordinates(turn) else []
    return Reply(words, [*rows, *new, [HOME]])


def _titled(scene: Scene, each: OwnEntry) -> Words:
    """One whose day is over is not shown to anybody: somebody has to look at it."""
    mark = "" if each.stands(scene.today) else "⏳ "
    question = shortened_line(each.original.question)
    return Words("{mark}{question}", {"mark": mark, "question": question})


def _coordinates(scene: Scene) -> bool:
    return scene.person.role is Role.COORDINATOR


def ours(turn: Turn, entry_id: str) -> Reply:
    """One of them, with its languages."""
    each = _entry(turn, entry_id)
    helped = answered.times(turn.db, Count.HELPFUL, each.key)
    words = paragraphs(
        Words("<b>{question}</b>", {"question": just(each.original.question)}),
        just(each.original.answer),
        *own.checked(each),
        *([] if each.stands(turn.today) else [_("Its day is over: nobody finds it any more.")]),
        _("Found helpful: {times} ×.", times=helped),
        lines(_("Languages, and who may read them:"), *_languages(each)),
    )
    tongues = [OURS_IN.option(just(name), each.id, id) for id, name in LANGUAGES.items()]
    rows: list[Row] = [*beside(tongues, 3), *(_changing(each) if _coordinates(turn) else [])]
    return Reply(words, [*rows, [LIST, HOME]], new=True)


def _languages(each: OwnEntry) -> Sequence[Words]:
    states = {True: _("shown"), False: _("draft: nobody sees it yet")}
    return [
        Words(
            "{language}: {state}",
            {"language": LANGUAGES[language], "state": states[wording.reviewed]},
        )
        for language, wording in each.wordings.items()
    ]


def _changing(each: OwnEntry) -> list[Row]:
    return [
        [Option(f"alike.{each.id}", _("Who else asked this?"))],
        [CHANGE.option(_("Change the answer"), each.id)],
        [STILL.option(_("Still right"), each.id), DOWN.option(_("Take it down"), each.id)],
    ]


def ours_in(turn: Turn, entry_id: str, language: str) -> Reply:
    """In one language: what stands there, and what can be done about it."""
    each = _entry(turn, entry_id)
    if language not in LANGUAGES:
        raise NotYours
    wording = each.wordings.get(language)
    if wording is None:
        words = _("It is not there in {language} yet.", language=LANGUAGES[language])
        write = [WRITE.option(_("Write it"), each.id, language)]
        return Reply(words, [write, [_back(each), HOME]], new=True)
    return Reply(_described(wording), _doing(turn, each, wording), new=True)


def _described(wording: Wording) -> Words:
    state = _("Everybody who reads this language sees it so.")
    if not wording.reviewed:
        state = _(
            "A draft: nobody sees it yet. Please read it carefully beside the original. It must"
            " say the same, no more and no less."
        )
    return paragraphs(
        just(LANGUAGES[wording.language]),
        Words("<b>{question}</b>", {"question": wording.question}),
        just(wording.answer),
        state,
    )


def _doing(scene: Scene, each: OwnEntry, wording: Wording) -> list[Row]:
    language, rows = wording.language, list[Row]()
    if not wording.reviewed:
        reviewed = _("Read and right: show it")
        rows.append([REVIEWED.option(reviewed, each.id, language, each.version)])
    if language != each.language:
        rows.append([WRITE.option(_("Write it anew"), each.id, language)])
    if wording.reviewed and each.stands(scene.today):
        rows.append([VOICE.option(_("Recording"), each.key, language)])
    return [*rows, [_back(each), HOME]]


def _back(each: OwnEntry) -> Option:
    return OURS.option(_("The answer"), each.id)


def reviewed(turn: Turn, entry_id: str, language: str, version: str) -> Reply:
    """Somebody has read exactly this text. It is shown from now on."""
    each = _entry(turn, entry_id)
    wording = each.wordings.get(language)
    if wording is None or wording.reviewed or str(each.version) != version:
        raise NotYours
    if not entries.review(turn.db, each, language, by=turn.person.id, today=turn.today):
        raise NotYours
    _note(turn, "reviewed an answer", f"{each.key} {language}")
    return replace(ours_in(turn, entry_id, language), new=False)


def write(turn: Turn, entry_id: str, language: str) -> Open:
    each = _entry(turn, entry_id)
    if language not in LANGUAGES or language == each.language:
        raise NotYours
    return Open(TranslateEntry, {"which": each.id, "language": language})


def change(turn: Turn, entry_id: str) -> Open:
    return Open(ChangeEntry, {"which": _entry(turn, entry_id).id})


def still(turn: Turn, entry_id: str) -> Open:
    return Open(StillRight, {"which": _entry(turn, entry_id).id})


def down(turn: Turn, entry_id: str) -> Reply:
    each = _entry(turn, entry_id)
    words = paragraphs(
        _("Take this answer down? Nobody finds it any more, and who received it is told."),
        just(each.original.question),
    )
    return Reply(words, [[DOWN_NOW.option(_("Yes, take it down"), each.id)], [_back(each), HOME]])


def down_now(turn: Turn, entry_id: str) -> Reply:
    each = _entry(turn, entry_id)
    entries.close(turn.db, each.id, turn.now)
    _note(turn, "took an answer down", each.key)
    return Reply(_("The answer is taken down."), [[LIST, HOME]])


def _picked(scene: Scene) -> Sequence[Option]:
    found = entries.everything(scene.db)
    return [Option(str(each.id), just(shortened_line(each.original.question))) for each in found]


def _is_there(scene: Scene, kept: int) -> bool:
    found = entries.get(scene.db, kept)
    return found is not None and not found.closed


class TranslateEntry(TurnForm):
    """The same in another language. A draft, until somebody has read it there."""

    who = WRITERS
    review = True

    which = pick(_("Which answer?"), _picked, still=_is_there)
    language = one_of(
        _("In which language?"), lambda scene: list(LANGUAGES), lambda id: just(LANGUAGES[id])
    )
    wording = text(
        _("Please write the question in this language, as people would ask it."),
        longest=LONGEST_QUESTION,
    )
    reply = text(
        _("Please write the answer in this language: the same, no more and no less."),
        longest=LONGEST_ANSWER,
    )

    def submit(self, turn: Turn) -> Reply:
        each = entries.get(turn.db, self.which)
        if each is None or self.language == each.language:
            return Reply(_("It was written in this language already."), [[LIST, HOME]])
        entries.write(
            turn.db,
            each,
            language=self.language,
            question=self.wording,
            answer=self.reply,
            by=turn.person.id,
            now=turn.now,
        )
        _note(turn, "wrote an answer", f"{each.key} {self.language}")
        return ours_in(turn, str(each.id), self.language)


class ChangeEntry(TurnForm):
    """The original anew: who received the old one is told, and all languages are drafts again."""

    who = COORDINATORS
    review = True

    which = pick(_("Which answer?"), _picked, still=_is_there)
    reply = text(
        _("Please write the answer anew. Who received the old one is told."),
        longest=LONGEST_ANSWER,
    )

    def submit(self, turn: Turn) -> Reply:
        each = entries.get(turn.db, self.which)
        done = each is not None and entries.change(
            turn.db,
            each,
            question=each.original.question,
            answer=self.reply,
            by=turn.person.id,
            now=turn.now,
            today=turn.today,
        )
        if each is None or not done:
            return Reply(_("Somebody else has changed it just now."), [[LIST, HOME]])
        _note(turn, "changed an answer", each.key)
        words = paragraphs(
            _("Kept. Who received the old answer hears of it."),
            _("All other languages are drafts again until somebody has read them."),
        )
        return Reply(words, [[_back(each)], [LIST, HOME]])


class StillRight(TurnForm):
    """Somebody has looked at it again."""

    who = COORDINATORS

    which = pick(_("Which answer?"), _picked, still=_is_there)
    lasts = choice(_("How long is this surely right?"), LASTS)

    def submit(self, turn: Turn) -> Reply:
        until = self.lasts.until(turn.today)
        entries.check(turn.db, self.which, valid_until=until, today=turn.today)
        _note(turn, "checked an answer", f"own-{self.which}")
        return ours(turn, str(self.which))


def _entry(scene: Scene, entry_id: str) -> OwnEntry:
    """Also one whose day is over: it can be checked again."""
    found = entries.get(scene.db, id_of(entry_id))
    if found is None or found.closed:
        raise NotYours
    return found


def _note(turn: Turn, act: str, about: str) -> None:
    audit.note(turn.db, turn.now, actor=turn.person.id, act=act, about=about)


LIST = Option("go.answers", _("Our answers"))
OURS = Tap("ours", ours, WRITERS)
OURS_IN = Tap("oursin", ours_in, WRITERS)
WRITE = Tap("oursnew", write, WRITERS)
REVIEWED = Tap("okay", reviewed, WRITERS)
CHANGE = Tap("ourschange", change, COORDINATORS)
STILL = Tap("oursstill", still, COORDINATORS)
DOWN = Tap("oursdown", down, COORDINATORS)
DOWN_NOW = Tap("oursgone", down_now, COORDINATORS)

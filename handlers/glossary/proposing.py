"""Mentors and mediators propose a better wording; the coordinator accepts or declines it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.forms import Partly, Question, Raw, Rows, Unclear
from bot.core.messages import Option, Outgoing, below, beside
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.rules.people import LANGUAGES, Role
from bot.core.rules.terms import by_letter
from bot.core.words import Entry, Exactly, In, Words, _, entry, just, one_line, paragraphs
from bot.turns import (
    Case,
    DeliveryKind,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    pick,
)
from storage import audit, glossary, people
from storage.glossary import Proposal

COORDINATORS = frozenset({Role.COORDINATOR})
PROPOSERS = frozenset({Role.MENTOR, Role.MEDIATOR, Role.COORDINATOR})
LONGEST = 400
SHORTEST = 40  # so much of an id fits into a button of a form, and tells it from all others


def word_of(term: str) -> Entry:
    """The German word itself, which is the same in all languages."""
    return Entry("glossary", term, "term")


def known_word(ask: Words) -> Question[str]:
    """A word of the glossary: by its letter, or typed."""

    def rows(setting: Any, draft: str) -> Rows:
        letters = by_letter(setting.house.facts.terms)
        if draft in letters:
            shelf = letters[draft]
            return below(*(Option(t.id[:SHORTEST], just(Exactly(t.term))) for t in shelf))
        return beside([Option(f"#{each}", just(Exactly(each))) for each in letters], 7)

    def read(raw: Raw, setting: Any, draft: str) -> str:
        terms = setting.house.facts.terms
        if found := [id for id in terms if id[:SHORTEST] == raw]:
            return str(found[0])
        if raw[:1] == "#" and raw[1:] in by_letter(terms):
            raise Partly(raw[1:])
        meant = setting.house.facts.naming.named(raw)
        if meant is None:
            raise Unclear(_("I do not know this word. Please choose its first letter."))
        return str(meant.id)

    def still(setting: Any, kept: str) -> bool:
        return kept in setting.house.facts.terms

    return Question(ask, read, str, str, rows=rows, still=still, show=word_of)


def own_language_first(scene: Scene) -> Sequence[str]:
    return sorted(LANGUAGES, key=lambda each: each != scene.language)


class ProposeWording(TurnForm):
    """Somebody knows how to say it better."""

    who = PROPOSERS

    term = known_word(_("Which German word?"))
    language = one_of(
        _("In which language is your wording?"),
        own_language_first,
        lambda id: just(Exactly(LANGUAGES[id])),
    )
    wording = text(
        _("Please write how you would explain the word, in one or two short sentences."),
        longest=LONGEST,
    )

    def submit(self, turn: Turn) -> Reply:
        by = turn.person.id
        id = glossary.propose(
            turn.db,
            proposer_id=by,
            term=self.term,
            language=self.language,
            text=self.wording,
            now=turn.now,
        )
        audit.note(turn.db, turn.now, actor=by, act="proposed a wording", about=str(id), person=by)
        for coordinator in people.everybody(turn.db, Role.COORDINATOR):
            WAITING.tell(turn, coordinator.id, id)
        words = _("Thank you. The coordinator reads your wording, and you hear what becomes of it.")
        return Reply(words, [[Option(f"term.{self.term}", _("Back to the word")), HOME]])


def propose(turn: Turn, term: str) -> Open:
    if term not in turn.house.facts.terms:
        raise NotYours
    return Open(ProposeWording, {"term": term})


# -- what the coordinator does with it -------------------------------------------------


def proposals(turn: Turn) -> Reply:
    """What is still to be decided, the oldest first."""
    waiting = glossary.open_proposals(turn.db)
    if not waiting:
        return Reply(_("No proposal is waiting."), [[HOME]])
    rows = below(*(PROPOSAL.option(_label(each), each.id) for each in waiting))
    return Reply(_("These wordings were proposed:"), [*rows, [HOME]])


def proposal(turn: Turn, id: str) -> Reply:
    found = _waiting(turn, id)
    name = people.get(turn.db, found.proposer_id).name
    own = glossary.own_text(turn.db, found.term, found.language)
    now = just(own.text) if own else entry("glossary", found.term, "plain")
    words = paragraphs(
        Words("<b>{label}</b>", {"label": _label(found)}),
        _("So far: {text}", text=In(found.language, now)),
        _("{name} proposes: {text}", name=name, text=found.text),
    )
    decide = [ACCEPT.option(_("Accept"), found.id), DECLINE.option(_("Decline"), found.id)]
    return Reply(words, [decide, [PROPOSALS.option(_("Proposals")), HOME]])


def _label(found: Proposal) -> Words:
    return one_line(word_of(found.term), Exactly("·"), Exactly(LANGUAGES[found.language]))


def accept(turn: Turn, id: str) -> Open:
    return Open(AcceptWording, {"proposed": _waiting(turn, id).id})


def decline(turn: Turn, id: str) -> Reply:
    found = _waiting(turn, id)
    glossary.decline(turn.db, found.id, by=turn.person.id, now=turn.now)
    _decided(turn, found, "declined a wording")
    return Reply(_("The text stays as it is."), [[PROPOSALS.option(_("Proposals")), HOME]])


def waiting_ones(scene: Scene) -> Sequence[Option]:
    return [Option(str(each.id), _label(each)) for each in glossary.open_proposals(scene.db, 90)]


class AcceptWording(TurnForm):
    """A wording is shown only once somebody stands for it."""

    case = Case.PEOPLE
    who = COORDINATORS

    # Kept though somebody else has decided meanwhile: `submit` says so.
    proposed = replace(pick(_("Which proposal?"), waiting_ones), still=lambda scene, kept: True)
    reviewer = text(
        _("Who has read this wording in this language? Please write first and last name."),
        longest=80,
    )

    def submit(self, turn: Turn) -> Reply:
        found = glossary.get(turn.db, self.proposed)
        by, reviewer = turn.person.id, self.reviewer
        done = glossary.accept(turn.db, self.proposed, reviewer=reviewer, by=by, now=turn.now)
        if not found or not done:
            words = _("Somebody else has decided this already.")
            return Reply(words, [[PROPOSALS.option(_("Proposals")), HOME]])
        _decided(turn, found, "accepted a wording")
        words = _("This wording is shown from now on.")
        return Reply(words, [[Option(f"term.{found.term}", _("Back to the word")), HOME]])


def _decided(turn: Turn, found: Proposal, act: str) -> None:
    by, about = turn.person.id, str(found.id)
    audit.note(turn.db, turn.now, actor=by, act=act, about=about, person=found.proposer_id)
    DECIDED.tell(turn, found.proposer_id, found.id)


class WordingWaiting(DeliveryKind):
    """The coordinator hears that there is a proposal. What it says is in the list."""

    name = "wording_waiting"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        found = glossary.get(scene.db, about)
        if not found or found.accepted is not None or scene.person.role not in COORDINATORS:
            return None
        words = _("Somebody proposes a better wording for a German word.")
        return Outgoing(words, [[PROPOSALS.option(_("Proposals"))], [HOME]])


class WordingDecided(DeliveryKind):
    """Whoever proposed it hears what became of it."""

    name = "wording_decided"
    useless_after = DeliveryKind.useless_after * 10

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        found = glossary.get(scene.db, about)
        if not found or found.accepted is None or found.proposer_id != scene.person.id:
            return None
        word = word_of(found.term)
        words = (
            _("Thank you. Your wording for {word} is shown from now on.", word=word)
            if found.accepted
            else _("Thank you for your wording for {word}. The text stays as it is.", word=word)
        )
        return Outgoing(words, [[Option(f"term.{found.term}", _("Back to the word"))], [HOME]])


def _waiting(turn: Turn, id: str) -> Proposal:
    found = glossary.get(turn.db, id_of(id))
    if found is None or found.accepted is not None:
        raise NotYours
    return found


WAITING, DECIDED = WordingWaiting(), WordingDecided()
PROPOSE = Tap("propose", propose, PROPOSERS)
PROPOSALS = Tap("proposals", proposals, COORDINATORS, case=Case.PEOPLE)
PROPOSAL = Tap("proposal", proposal, COORDINATORS, case=Case.PEOPLE)
ACCEPT = Tap("acceptword", accept, COORDINATORS, case=Case.PEOPLE)
DECLINE = Tap("declineword", decline, COORDINATORS, case=Case.PEOPLE)

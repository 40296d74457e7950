"""All words: by what they are about, and by their first letter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, below, beside
from bot.core.pages import HOME
from bot.core.rules.terms import Term, by_letter, fold
from bot.core.words import Exactly, Words, _, entry, just
from bot.turns import NotYours, Reply, Scene, Tap, Turn
from handlers.glossary import daily
from handlers.glossary.proposing import PROPOSALS
from handlers.glossary.word import COORDINATORS, TERM, WORDS
from storage import glossary

PER_PAGE = 12
LETTERS_IN_A_ROW = 7
# How the categories of the terms are called: as the topics of the questions.
HEADINGS = {
    "letters": "letters",
    "asylum": "asylum",
    "residence": "stay",
    "work": "work",
    "benefits": "benefits",
    "housing": "housing",
    "family": "family",
    "education": "education",
    "health": "health",
    "daily": "daily",
    "project": "mentoring",
}


def overview(turn: Turn) -> Reply:
    words = _("Choose a topic or a letter. You can also just write a German word from a letter.")
    topics = [CATEGORY.option(entry("topics", topic), id) for id, topic in HEADINGS.items()]
    letters = [LETTER.option(just(Exactly(each)), each) for each in by_letter(_terms(turn))]
    rows = [*beside(topics), *beside(letters, LETTERS_IN_A_ROW), *_own(turn), [HOME]]
    return Reply(words, rows, closes=True)


def _own(turn: Turn) -> Sequence[Row]:
    rows = daily.switch_rows(turn)
    if turn.person.role in COORDINATORS and (waiting := glossary.how_many_open(turn.db)):
        label = _("Proposals: {n}", n=waiting)
        rows = [*rows, [PROPOSALS.option(label)]]
    return rows


def category(turn: Turn, id: str, page: str = "0") -> Reply:
    if id not in HEADINGS:
        raise NotYours
    found = [term for term in _terms(turn).values() if term.category == id]
    ordered = sorted(found, key=lambda term: fold(term.term))
    return _page(entry("topics", HEADINGS[id]), CATEGORY, id, ordered, page)


def letter(turn: Turn, id: str, page: str = "0") -> Reply:
    found = by_letter(_terms(turn)).get(id)
    if not found:
        raise NotYours
    return _page(just(Exactly(id)), LETTER, id, found, page)


def _page(heading: Words, tap: Tap, id: str, terms: Sequence[Term], page: str) -> Reply:
    if not (page.isascii() and page.isdecimal() and len(page) < 4):
        raise NotYours
    first = int(page) * PER_PAGE
    some = terms[first : first + PER_PAGE]
    if not some:
        raise NotYours
    around = [(first - PER_PAGE, _("Earlier")), (first + PER_PAGE, _("More"))]
    turning = [tap.option(w, id, at // PER_PAGE) for at, w in around if 0 <= at < len(terms)]
    words = Words("<b>{heading}</b>", {"heading": heading})
    rows: list[Row] = below(*map(option, some))
    return Reply(words, [*rows, *([turning] if turning else []), [WORDS, HOME]])


def option(term: Term) -> Option:
    return TERM.option(just(Exactly(term.term)), term.id)


def _terms(scene: Scene) -> dict[str, Term]:
    return dict(scene.house.facts.terms)


CATEGORY = Tap("words", category)
LETTER = Tap("abc", letter)

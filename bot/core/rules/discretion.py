"""What a message may not give away while the phone lies on the table.

Names of offices and services, residence titles and the words around them, in any of the bot's
languages. Withheld too often is no harm: the person taps. So names are looked for generously.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.core.content import Library
from bot.core.rules.people import LANGUAGES
from bot.core.rules.refusals import finds as finds_number

# Shorter names stand in other words by chance (Bank, Arzt, суд): they must be words of their own.
LONG = 6
TITLES = frozenset({"asylum", "residence"})  # categories of the glossary
WELFARE = (
    *("Caritas", "Diakonie", "AWO", "DRK", "Rotes Kreuz", "Paritätischer", "Malteser"),
    *("Johanniter", "Pro Asyl", "ZWST"),
)
# How words begin that tell of somebody's residence, flight or deportation. German titles are
# in the glossary.
STEMS = (
    *("asyl", "fluchtling", "gefluchtet", "abschieb", "ausweis", "einburger", "migration"),
    *("refugee", "deport", "residence", "immigration", "passport"),
    *("refugie", "titre de sejour", "expulsion", "demandeur d", "immigre"),
    *("multeci", "siginma", "iltica", "oturum izni", "sinir disi", "ikamet"),
    *("penaber", "penaxwaz", "rojava statu", "mafe mayin"),
    *("qaxooti", "magangelyo", "magangalyo", "tarxiil", "sharciga deg", "deganaansho"),
    *("беженец", "беженц", "убежищ", "депортац", "вид на жит", "біженец", "біженц", "притул"),
    *("посвідк", "вид на прожив", "высылк", "видворен"),
    *("لجوء", "لاجي", "اقامه", "ترحيل", "پناهند", "پناهجو", "اقامت", "اخراج", "مهاجر"),
    *("کډوال", "پناه", "شړل", "استوګن"),
    *("ስደተኛ", "ዑቕባ", "ዑቅባ", "መንበሪ ፍቓድ"),
)
_BETWEEN = re.compile(r"[()/;,،፣]|\s[–—-]\s|\s(?:und|and|et|ve|û|iyo|або|или|أو|یا|يا)\s")
_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LETTERS = str.maketrans("ةىیکۀېۍەګ", "هييكهيييگ")


class Telltales:
    """All names that give something away, ready to be looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        names = {name.strip() for name in names}
        capitals = {name for name in names if len(name) < LONG and name.isupper()}
        folded = {fold(name).strip() for name in names - capitals}
        self._capitals = re.compile(rf"\b(?:{'|'.join(map(re.escape, capitals))})\b")
        self._long = sorted({name for name in folded if len(name) >= LONG})
        self._short = frozenset(name for name in folded if 2 < len(name) < LONG)
        self._stems = tuple({fold(stem).strip() for stem in STEMS})
        self._has_capitals = bool(capitals)

    def found_in(self, text: str) -> bool:
        """Whether this names an office, a service, a status or a file number."""
        bare = fold(text)
        words = bare.split()
        return (
            (self._has_capitals and bool(self._capitals.search(text)))
            or not self._short.isdisjoint(words)
            or any(name in bare for name in self._long)
            or any(_begins(bare, stem) for stem in self._stems)
            or finds_number(text)
        )


def telltales(library: Library) -> Telltales:
    """From the content: whoever adds an office or a title need not think of this."""
    return Telltales([*_offices(library), *_services(library), *_titles(library), *WELFARE])


def _offices(library: Library) -> Iterator[str]:
    for id, office in library.facts().offices.items():
        yield from office.aka
        for language in LANGUAGES:
            for field in ("name", "label"):
                yield from _spelled(library.text(language, "offices", id, field))


def _services(library: Library) -> Iterator[str]:
    """Kinds of services, and providers: of those not each part, for one may be a mere town."""
    kinds = library.facts().service_kinds
    for id in library.ids("services"):
        for language in LANGUAGES:
            name = library.text(language, "services", id, "name")
            yield from _spelled(name) if id in kinds else (name, name.partition(" (")[0])


def _titles(library: Library) -> Iterator[str]:
    for term in library.facts().terms.values():
        if term.category in TITLES:
            yield from (term.term, *term.aka)


def _spelled(name: str) -> Iterator[str]:
    """The parts of a name, as they may stand alone; umlauts also as on a foreign keyboard."""
    for part in (name, *_BETWEEN.split(name)):
        yield part
        yield part.translate(_UMLAUTS)


def _begins(bare: str, stem: str) -> bool:
    """At the beginning of a word; in Arabic also behind its article and what stands with it."""
    place = bare.find(stem)
    while place >= 0:
        word = bare[bare.rfind(" ", 0, place) + 1 : place]
        if len(word) <= (0 if stem.isascii() else 3):
            return True
        place = bare.find(stem, place + 1)
    return False


def fold(text: str) -> str:
    """One spelling for all: no case, no accents, no signs, one space between words."""
    marked = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = marked
    if not marked.isascii():  # what has no letter of its own is never ASCII
        kept = "".join(sign for sign in marked if unicodedata.category(sign) not in ("Mn", "Cf"))
    return f" {' '.join(_WORD.findall(kept.translate(_LETTERS)))} "

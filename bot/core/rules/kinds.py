"""Kinds of services and offices by name, as people write them: on a letter, or from memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.core.content import Library
from bot.core.rules.people import LANGUAGES
from bot.core.rules.terms import ARTICLES, ASKING, LONGEST, fold, nearest, spelled_out

SHORTEST = 3
_PARTS = re.compile(r"[()/,;،]|\s[–—-]\s")
# "Where is …?", "I need …", "I am looking for …" as people write it around the name.
_LOOKING = """
    wo finde ich find man zum zur beim bei öffnungszeiten geöffnet offen telefon telefonnummer
    nummer wann hat nächste nächster wie komme suche brauche adresse von vom
    opening hours open when phone number telephone
    where can i find the nearest to how get need looking for am an address my in
    رقم هاتف تلفون دوام مواعيد شماره تلفن ساعت کاری
    телефон номер режим работы графік роботи коли когда открыт відкритий
    telefonu numarası açılış saatleri ne zaman açık téléphone numéro horaires ouvert quand
    وين أين اين فين عنوان أقرب بدي اريد أريد
    کجاست کجا آدرس نزدیکترین دنبال می گردم
    де знайти адреса адресу мені потрібен потрібна где найти адрес мне нужен нужна находится
    nerede nerde adresi en yakın arıyorum lazım
    où ou trouver se trouve adresse du cherche je plus proche
    li ku ye kuderê navnîşana چیرته پته ኣበይ ኣሎ ኣድራሻ xaggee halkee ciwaanka
"""
LOOKING = ASKING | ARTICLES | frozenset(map(fold, _LOOKING.split()))


class Kinds:
    """Which kind of service or office a text names."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """By id, the first of two with the same name wins."""
        self._ids: dict[str, str] = {}
        for id, spelled in names.items():
            for name in (part for each in spelled for part in (each, *_PARTS.split(each))):
                for folded in (fold(name), fold(spelled_out(name))):
                    if len(folded) >= SHORTEST:
                        self._ids.setdefault(folded, id)
        self._words = max((name.count(" ") + 1 for name in self._ids), default=0)

    def named(self, text: str) -> str | None:
        """If that is all that is said, or somebody only asks what or where it is; perhaps with a
        typing error."""
        words = fold(text[:LONGEST]).split()
        whole, asked = " ".join(words), " ".join(word for word in words if word not in LOOKING)
        if id := self._ids.get(whole) or self._ids.get(asked):
            return id
        near = nearest(asked, self._ids)
        return self._ids[near] if near else None

    def within(self, text: str, most: int = 2) -> Sequence[str]:
        """Those that stand in a text, the first ones first; of two in one place the longer."""
        words, found, at = fold(text[:2000]).split(), list[str](), 0
        while at < len(words) and len(found) < most:
            longest = range(min(self._words, len(words) - at), 0, -1)
            there = ((n, self._ids.get(" ".join(words[at : at + n]))) for n in longest)
            length, id = next(((n, id) for n, id in there if id), (1, None))
            if id and id not in found:
                found.append(id)
            at += length
        return found


def kinds(library: Library) -> Kinds:
    """In all languages: people write German in an Arabic chat, and the other way round."""
    facts = library.facts()
    names: dict[str, list[str]] = {}
    for table, ids in (("offices", facts.offices), ("services", facts.service_kinds)):
        for id in ids:
            names[id] = [library.text(each, table, id, "name") for each in LANGUAGES]
    for id, office in facts.offices.items():
        names[id] += [library.text("de", "offices", id, "label"), *office.aka]
    return Kinds(names)

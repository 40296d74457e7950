"""`lotse preview --content` and `lotse review`: what native speakers read, and that they have."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from bot.core.content import SOURCE, TABLES, WAYS
from bot.core.rules.people import LANGUAGES
from bot.core.rules.services import ContentError
from bot.core.words import right_to_left
from bot.machine.holes import holes, path_of
from bot.machine.library import LOCALES, Library, read

META = re.compile(r"\Ameta:.*?(?=^entries:)", re.MULTILINE | re.DOTALL)
STYLE = """
@page { size: A4 landscape; margin: 12mm }
body { font: 13px/1.4 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", sans-serif;
  margin: 2rem; color: #17211f }
h2 { margin: 2rem 0 .2rem; break-after: avoid } p { margin: .2rem 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #9ab; padding: .3rem .4rem; vertical-align: top; text-align: start;
  overflow-wrap: anywhere; unicode-bidi: plaintext }
thead { display: table-header-group } tr { break-inside: avoid }
th { background: #e3edeb } .id { width: 11%; font-size: 10px; color: #556 }
.source { width: 15%; font-size: 9px; color: #556 } .tick { width: 4%; text-align: center }
.remarks { width: 13% } .hole { color: #b00020; font-weight: bold } ul { margin: 0;
  padding-inline-start: 1.1rem } code { font-size: 11px; unicode-bidi: isolate }
@media print { body { margin: 0 } }
"""

Entry = Mapping[str, Any]


def write_sheets(folder: Path, languages: Sequence[str]) -> int:
    """One page for each language, to be read on a screen or on paper."""
    folder.mkdir(parents=True, exist_ok=True)
    library = Library()
    for language in languages:
        page = folder / f"content-{language}.html"
        page.write_text("".join(_sheet(library, language)), encoding="utf-8")
        print(page)
    return 0


def _sheet(library: Library, language: str) -> Iterator[str]:
    direction = "rtl" if right_to_left(language) else "ltr"
    yield '<!doctype html><html lang="' + language.replace("_", "-") + f'" dir="{direction}">'
    yield f'<meta charset="utf-8"><title>Lotse: {language}</title><style>{STYLE}</style>'
    yield f"<h1>{escape(LANGUAGES[language])} · Lotse</h1>"
    yield (
        '<p lang="de" dir="ltr">Bitte lesen Sie jeden Text neben dem deutschen: Stimmt der Sinn,'
        " ist die Sprache einfach und höflich, sind die deutschen Amtswörter zu erkennen?"
        " Haken Sie ab, was gut ist, und schreiben Sie daneben, was anders heißen soll.</p>"
    )
    for table in TABLES:
        yield from _table(library, language, table)


def _table(library: Library, language: str, table: str) -> Iterator[str]:
    yield f'<h2 id="{table}">{table}</h2>{_state(library, language, table)}'
    column = "" if language == SOURCE else f"<th>{escape(LANGUAGES[language])}"
    yield (
        '<table><thead><tr lang="de"><th class="id">Nummer<th>Deutsch'
        f'{column}<th class="source">Quelle, Stand<th class="tick">gut<th class="remarks">Anmerkung'
        "</thead>"
    )
    german, theirs = _entries(SOURCE, table), _entries(language, table)
    for id, row in german.items():
        for field in TABLES[table]:
            text, own = row.get(field.name), theirs.get(id, {}).get(field.name)
            if text or own or not field.optional:
                name = " ".join(filter(None, [f"{id}.{field.name}", row.get("term")]))
                yield _row(language, name, _text(text), _text(own), _source(row))
        if table == "faq":
            own_ways = _list(theirs.get(id, {}).get(WAYS))
            yield _row(language, f"{id}.{WAYS}", _list(row.get(WAYS)), own_ways, "")
    yield "</table>"


def _state(library: Library, language: str, table: str) -> str:
    review = library.review(language, table)
    law = f"{review.law_state:%d.%m.%Y}" if review.law_state else "–"
    if review.reviewed:
        read = f"Gelesen von {escape(review.reviewer or '?')}, {review.reviewed_on:%d.%m.%Y}."
    else:
        command = f'lotse review {language} {table} --by "Vorname Nachname"'
        read = f"Noch nicht gelesen. Wenn alles gut ist: <code>{escape(command)}</code>"
    missing = holes(language, table)
    gaps = f' <span class="hole">Lücken: {len(missing)}.</span>' if missing else ""
    return f'<p lang="de" dir="ltr">Rechtsstand: {law}. {read}{gaps}</p>'


def _row(language: str, name: str, german: str, own: str, source: str) -> str:
    cell = "" if language == SOURCE else f"<td>{own}</td>"
    return (
        f'<tr><td class="id" dir="ltr">{escape(name)}</td><td lang="de" dir="ltr">{german}</td>'
        f'{cell}<td class="source" dir="ltr">{source}</td><td class="tick">☐</td><td></td></tr>'
    )


def _text(text: str | None) -> str:
    return escape(text) if text else '<span class="hole">fehlt</span>'


def _list(texts: list[str] | None) -> str:
    if not texts:
        return _text(None)
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in texts)}</ul>"


def _source(row: Entry) -> str:
    """Also of a single entry: up to when the law was read, and whether in a source."""
    known = {True: "in der Quelle gelesen", False: "nicht geprüft", None: ""}
    read = known[row.get("verified")]
    law = f"Stand {row['law_state']}" if row.get("law_state") else ""
    return "<br>".join(filter(None, [*map(escape, row.get("source") or []), law, read]))


def _entries(language: str, table: str) -> Mapping[str, Entry]:
    path = path_of(language, table)
    entries: Mapping[str, Entry] = read(path)["entries"] if path.is_file() else {}
    return entries


# -- that somebody has read it ---------------------------------------------------------


def mark(language: str, table: str, by: str, on: date, folder: Path = LOCALES) -> int:
    """Writes into the file who has read it. Only a file that is whole can be read as a whole."""
    try:
        missing = holes(language, table, folder)
    except ContentError as wrong:
        missing = [str(wrong)]
    for each in missing:
        print(each, file=sys.stderr)
    if missing:
        print(f"{len(missing)} holes: nothing was marked.", file=sys.stderr)
        return 1
    path = path_of(language, table, folder)
    text = path.read_text(encoding="utf-8")
    meta = {**read(path)["meta"], "reviewed": True, "reviewer": by, "reviewed_on": on.isoformat()}
    head = ", ".join(f"{key}: {_scalar(value)}" for key, value in meta.items())
    _put(path, META.sub(lambda found: f"meta: {{{head}}}\n", text, count=1))
    print(f"{path}: read by {by} on {on:%d.%m.%Y}")
    return 0


def _scalar(value: object) -> str:
    """JSON is YAML; a word of ours needs no quotes."""
    plain = isinstance(value, str) and re.fullmatch(r"[a-z_]+|[a-z]{2}_[A-Z]{2}", value)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    """All of it or nothing: a file half written would be no content."""
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)

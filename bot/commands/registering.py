"""The record of processing as Markdown: the template is `storage/register/record.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from bot.core.rules.consent import LINES
from bot.core.words import Reader, Words, render_label
from bot.turns import House
from handlers.consent.declaration import DATA, PURPOSES, RECIPIENTS
from storage.register import Entry, Seen, register
from storage.register.german import HERE, figures, german, threats
from storage.register.periods import PROOF_YEARS, Term, read

# Facts of the operator's file that belong into the record, and what they are.
FACTS = {
    "controller": "Verantwortlich (Name, Anschrift, Erreichbarkeit)",
    "person": "Wer hinter dem Bot steht",
    "officer": "Datenschutzbeauftragte oder Datenschutzbeauftragter",
    "authority": "Aufsichtsbehörde",
    "contact": "Wo eine Einwilligung persönlich widerrufen werden kann",
    "ends": "Einwilligungen enden spätestens",
    "deleted": "Daten werden gelöscht bis",
    "consent_age": "Ab diesem Alter entscheidet eine Person allein",
    "recipients": "Welche Stellen gemeint sind",
    "paper_needed": "Empfänger, für die ein Tippen nicht genügt (§ 67b Abs. 2 SGB X)",
}
UNTIL_YEARS_END = f"bis zum Ende des {PROOF_YEARS}. Jahres danach (§§ 195, 199 BGB)"
# What no file of this software can know.
GAPS = (
    "Stellungnahme der oder des Datenschutzbeauftragten (Art. 35 Abs. 2)",
    "Standpunkt der betroffenen Personen oder ihrer Vertretung (Art. 35 Abs. 9)",
    "Rechtsgrundlage der Teilnahme (Abschnitt 2) und der Übermittlung an Telegram (Abschnitt 5)",
    "Gemeinsame Verantwortung mit Partnern (Art. 26) und Auftragsverarbeitung, etwa Hosting"
    " (Art. 28)",
    "Sicherungen: Ort, Turnus, Frist; Verschlüsselung der Platte; Zutritt; Vertretung; Schulung",
    "Förderrechtliche Aufbewahrung, falls vorgeschrieben: eigener Zweck, eigene Frist",
    "Bewertung der verbleibenden Risiken und Entscheidung; falls hoch: Konsultation (Art. 36)",
    "Meldeweg bei Verletzungen (Art. 33, 34): wer meldet in 72 Stunden an wen",
)


def record(house: House, now: datetime) -> str:
    entries = register()
    today = now.astimezone(house.zone).date()
    template = (HERE / "record.md").read_text(encoding="utf-8")
    return template.format(
        today=_day(today),
        columns=len(entries),
        tables_count=len({entry.table for entry in entries}),
        facts=_facts(house),
        lines=_lines(house),
        receivers=_receivers(entries),
        periods=_periods(house),
        tables=_tables(entries),
        threats=_threats(),
        figures=_figures(),
        gaps=_gaps(house),
    ).strip()


def _facts(house: House) -> str:
    missing = set(house.operator.missing())
    rows = [
        (label, _gap(f"`{name}`") if name in missing else _fact(getattr(house.operator, name)))
        for name, label in FACTS.items()
    ]
    return _table(("", ""), rows)


def _fact(value: object) -> str:
    match value:
        case date():
            return _day(value)
        case frozenset():
            return ", ".join(sorted(map(str, value))) or "keine"
    return str(value)


def _lines(house: House) -> str:
    """The lines of the declaration, as everybody reads them in German."""
    reader = Reader("de", house.zone, house.speech)

    def says(words: Words) -> str:
        return render_label(words, reader)

    rows = [
        (says(PURPOSES[each.purpose]), says(RECIPIENTS[each.recipient]), says(DATA[each.purpose]))
        for each in LINES
    ]
    return _table(("Zweck", "Empfänger", "Daten höchstens"), rows)


def _receivers(entries: Sequence[Entry]) -> str:
    words = german()
    rows = []
    for seen in Seen:
        of = sorted({words.tables[each.table] for each in entries if seen in each.seen_by})
        if seen is Seen.AGREED:
            of = ["was unter 2 steht; jede Weitergabe wird in „Weitergaben“ festgehalten"]
        if of and seen is not Seen.HOUSE:
            rows.append((words.seen[seen.name], ", ".join(of)))
    return _table(("Wer", "Woraus"), rows)


def _periods(house: House) -> str:
    periods, words = read(house.operator.periods), german()
    rows = []
    for term in Term:
        days = periods.days(term)
        long = (f"{days} Tage" if days != 1 else "1 Tag") if days else UNTIL_YEARS_END
        whose = "Träger" if term in periods.said else "Vorschlag"
        rows.append((f"`{term}`", words.terms[term], long, whose))
    return _table(("Frist", "Was", "Wie lange", "Festgelegt von"), rows)


def _tables(entries: Sequence[Entry]) -> str:
    parts = []
    for name, group in groupby(entries, key=lambda entry: entry.table):
        columns = list(group)
        whose = german().whose[columns[0].whose.name]
        head = f"### {german().tables[name]} (`{name}`)\n\nBetroffen: {whose}."
        rows = map(_row, columns)
        names = ("Angabe", "Zweck", "Art", "Empfänger", "Wie lange")
        parts.append(f"{head}\n\n{_table(names, rows)}")
    return "\n\n".join(parts)


def _row(entry: Entry) -> Sequence[str]:
    words = german()
    return (
        f"`{entry.column}`",
        words.purposes[entry.purpose],
        words.natures[entry.nature.name],
        ", ".join(words.seen[seen.name] for seen in entry.seen_by),
        words.kept[entry.kept.name],
    )


def _threats() -> str:
    return "\n\n".join(
        f"### {number}. {each.name}\n\n"
        f"- **Was geschieht:** {each.happens}\n"
        f"- **Maßnahme:** {each.measure}\n"
        f"- **Nachweis:** {', '.join(f'`{test}`' for test in each.tests)}\n"
        f"- **Was bleibt:** {each.remains}\n"
        f"- **Bewertung (Eintritt, Schwere):** {_gap('Träger')}"
        for number, each in enumerate(threats(), 1)
    )


def _figures() -> str:
    rows = [(each.what, each.value, _day(each.day), f"`{each.command}`") for each in figures()]
    return _table(("Was", "Wert", "Gemessen am", "Womit"), rows)


def _gaps(house: House) -> str:
    facts = (f"{FACTS[name]} (`operator.toml`: `{name}`)" for name in house.operator.missing())
    return "\n".join(f"- {_gap(gap)}" for gap in (*facts, *GAPS))


def _gap(what: str) -> str:
    return f"**Lücke:** {what}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines_of(names, rows))


def _lines_of(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in row)} |"

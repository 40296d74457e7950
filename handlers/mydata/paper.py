"""The copy to read and to keep: everything that is stored about one person, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.core.rules.papers import Grid, Heading, Paper, Part
from bot.core.rules.people import LANGUAGES, Person
from bot.core.words import Exactly, Words, _, commas, entry, just
from bot.core.words import Value as Shown
from bot.turns import Scene
from handlers.mydata.names import (
    ANSWERS,
    DATA,
    LEVELS,
    PURPOSES,
    RECIPIENTS,
    ROLES,
    called,
    contact_kind,
    who,
)
from handlers.mydata.subjects import SUBJECTS, Subject, how_long, how_many
from storage import copies, people
from storage.copies import Copy
from storage.register import periods

Row = Mapping[str, Any]
ONE_OF_EACH = ("people", "chats", "data_keys")


def paper_of(scene: Scene, person: Person) -> Paper:
    copy = copies.of(scene.db, person.id)
    counted = {each.table: len(each.rows) for each in copy.stored}
    kept = periods.read(scene.house.operator.periods)
    house = scene.house
    first: list[Part] = [
        _("This is everything that is stored about you, on {moment}.", moment=scene.now),
        _(
            "Stored by: {organisation}. Responsible: {controller}. Questions: {contact}",
            organisation=house.organisation or "Lotse",
            controller=Exactly(house.operator.controller or "–"),
            contact=Exactly(house.contact or "–"),
        ),
        _("You can have it put right, take consent back, and have it erased, at any time."),
    ]
    told: list[Part] = []
    for subject in SUBJECTS:
        if n := how_many(subject, counted):
            told += [heading(subject, n), subject.why, how_long(subject.kept, kept)]
            told += _grids(scene, person, subject, copy)
    return Paper(_("My data"), [*first, *told, *_did(copy)], "mydata")


def heading(subject: Subject, n: int) -> Heading:
    if subject.tables[0] in ONE_OF_EACH:
        return Heading(subject.title)
    return Heading(Words("{title} ({n})", {"title": subject.title, "n": n}))


def facts(scene: Scene, person: Person) -> Sequence[tuple[Words, Shown]]:
    """What is known of the person, beside of what has happened."""
    mentor = people.find(scene.db, person.mentor_id) if person.mentor_id else None
    known: list[tuple[Words, Shown]] = [
        (_("Name"), person.name),
        (_("Role"), called(ROLES, person.role)),
        (_("Language"), LANGUAGES.get(person.language, person.language)),
        (_("Region"), person.region or "–"),
        (_("How much a message may show"), called(LEVELS, person.level)),
    ]
    if mentor:
        known.append((_("Mentor"), mentor.name))
    if person.paused_at:
        known.append((_("Paused since"), person.paused_at))
    return known


def _grids(scene: Scene, person: Person, subject: Subject, copy: Copy) -> Sequence[Part]:
    if subject.tables[0] == "people":
        rows = [*facts(scene, person), *_capacity(copy)]
        return [Grid([_("What"), _("Stored")], rows)]
    made = GRIDS.get(subject.tables[0])
    rows_of = copy.rows(subject.tables[0])
    return [made(rows_of)] if made and rows_of else []


def _capacity(copy: Copy) -> Sequence[tuple[Words, Shown]]:
    (row,) = copy.rows("people")
    known: list[tuple[Words, Shown]] = [(_("Here since"), row["came_at"] or "–")]
    if row["assessed_at"]:
        known.append((_("Age"), called(AGES, row["age"])))
        known.append((_("Who decides"), called(DECIDES, row["decides"])))
        by = Words("{day} · {who}", {"day": row["assessed_at"], "who": who(row["assessed_by"])})
        known.append((_("Assessed"), by))
    if row["guardian"]:
        known.append((_("Guardian"), row["guardian"]))
    return known


AGES = {"adult": _("Adult"), "under18": _("Under 18"), "under16": _("Under 16")}
DECIDES = {
    "self": _("The person alone"),
    "together": _("The person and a guardian"),
    "guardian": _("A guardian"),
}


def _appointments(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("Time"), _("Where"), _("Notes"), _("Coming?"), _("Entered by")]
    return Grid(
        head,
        [
            (
                row["day"],
                row["time"],
                _joined(entry("offices", row["office"], "label"), row["place"]),
                _joined(row["contact"], row["note"]),
                called(COMING, row["answer"]),
                who(row["entered_by"]),
            )
            for row in rows
        ],
    )


COMING = {**ANSWERS, "comes": _("Yes"), "cannot": _("No")}


def _contacts(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("Kind"), _("Minutes"), _("Outcome"), _("Note"), _("Noted by")]
    return Grid(
        head,
        [
            (
                row["day"],
                contact_kind(row["kind"]),
                row["minutes"] if row["minutes"] is not None else "–",
                entry("outcomes", row["outcome"], "label") if row["outcome"] else "–",
                row["note"] or "–",
                who(row["mentor_id"]),
            )
            for row in rows
        ],
    )


def _questions(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("Question"), _("Answer")]
    return Grid(head, [(row["asked_at"], row["text"] or "–", row["answer"] or "–") for row in rows])


def _requests(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("Request"), _("Done")]
    return Grid(
        head,
        [
            (row["asked_at"], row["text"] or _("A copy of the data"), row["done_at"] or "–")
            for row in rows
        ],
    )


def _consents(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("For what"), _("To whom"), _("Answer"), _("Who was there")]
    return Grid(
        head,
        [
            (
                row["at"],
                called(PURPOSES, row["purpose"]),
                called(RECIPIENTS, row["recipient"]),
                called(ANSWERS, row["answer"]),
                row["guardian"] or row["mediator"] or who(row["entered_by"] or "me"),
            )
            for row in rows
        ],
    )


def _transfers(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("To whom"), _("For what"), _("Which data"), _("Ended")]
    return Grid(
        head,
        [
            (
                row["at"],
                row["receiver"] or called(RECIPIENTS, row["recipient"]),
                called(PURPOSES, row["purpose"]),
                called(DATA, row["data"]),
                row["ended_at"] or "–",
            )
            for row in rows
        ],
    )


def _event_answers(rows: Sequence[Row]) -> Grid:
    head = [_("Day"), _("Answer")]
    return Grid(head, [(row["answered_at"], called(ANSWERS, row["answer"])) for row in rows])


def _deliveries(rows: Sequence[Row]) -> Grid:
    """Days, not words: those are gone once a message has left."""
    days = sorted({row["sent_at"].date() for row in rows if row["sent_at"]})
    return Grid(
        [_("Day"), _("Messages")],
        [
            (day, sum(bool(row["sent_at"]) and row["sent_at"].date() == day for row in rows))
            for day in days
        ],
    )


GRIDS: Mapping[str, Callable[[Sequence[Row]], Grid]] = {
    "appointments": _appointments,
    "contacts": _contacts,
    "questions": _questions,
    "requests": _requests,
    "consents": _consents,
    "transfers": _transfers,
    "event_answers": _event_answers,
    "deliveries": _deliveries,
}


def _did(copy: Copy) -> Sequence[Part]:
    """What somebody does in a role leaves a number in the rows of others."""
    if not copy.did:
        return []
    return [
        Heading(_("What you did for others")),
        _("Your number stands in {n} entries about others.", n=sum(copy.did.values())),
    ]


def _joined(*parts: Shown | None) -> Shown:
    there = [part for part in parts if part]
    return commas(*map(just, there)) if there else "–"

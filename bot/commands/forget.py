"""`lotse forget`: forgets what has been kept long enough; with `--dry-run` only says what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from zoneinfo import ZoneInfo

from bot.app import Lotse, assemble
from bot.settings import Settings
from storage import forgetting
from storage.forgetting import Forgetting
from storage.register import periods
from storage.register.kinds import Kept

# What of each table goes: one, and many.
NAMES = {
    "updates.raw": ("text of a message heard", "texts of messages heard"),
    "updates": ("number of a message heard", "numbers of messages heard"),
    "dialogues.form+answers": ("half-filled form", "half-filled forms"),
    "deliveries.body": ("text of a message sent", "texts of messages sent"),
    "deliveries": ("entry of the outbox", "entries of the outbox"),
    "code_attempts": ("try with a wrong code", "tries with wrong codes"),
    "links": ("one-time link", "one-time links"),
    "invitations": ("invitation", "invitations"),
    "term_proposals": ("proposal of a better wording", "proposals of better wordings"),
    "questions": ("question with its answer", "questions with their answers"),
    "messages": ("message between people", "messages between people"),
    "translations": ("translation", "translations"),
    "answers_received": ("note of an answer shown", "notes of answers shown"),
    "answer_counts": ("count of answers missed", "counts of answers missed"),
    "requests": ("request of a person", "requests of people"),
    "contacts": ("contact of a mentor", "contacts of mentors"),
    "help_messages": ("answer of a language mediator", "answers of language mediators"),
    "help_requests": ("request for help", "requests for help"),
    "appointment_outcomes": ("outcome of an appointment", "outcomes of appointments"),
    "appointment_places": ("room of an appointment", "rooms of appointments"),
    "checklist": ("paper to bring", "papers to bring"),
    "letters": ("letter that was read", "letters that were read"),
    "presences": ("note of who was there", "notes of who was there"),
    "deadlines": ("deadline", "deadlines"),
    "appointment_versions": ("version of an appointment", "versions of appointments"),
    "appointments": ("appointment", "appointments"),
    "event_answers": ("answer to an invitation", "answers to invitations"),
    "event_texts": ("text of an event", "texts of events"),
    "events": ("event", "events"),
    "place_versions": ("change of a place", "changes of places"),
    "place_pings": ("question about a place", "questions about places"),
    "place_seen": ("note of who was shown a place", "notes of who was shown a place"),
    "consents": ("entry of the ledger of consents", "entries of the ledger of consents"),
    "transfers": ("note of what left the house", "notes of what left the house"),
    "reviews": ("review of a text", "reviews of texts"),
    "declarations": ("text of the declaration", "texts of the declaration"),
    "erasures": ("note of an erasure", "notes of erasures"),
    "audit": ("entry of the audit", "entries of the audit"),
    "people.guests": (
        "guest who never came in, with all that is theirs",
        "guests who never came in, with all that is theirs",
    ),
    "chats": ("chat of somebody erased", "chats of people erased"),
    "dialogues": ("dialogue of somebody erased", "dialogues of people erased"),
    "person_languages": ("language of somebody erased", "languages of people erased"),
    "card_subscriptions": ("daily word of somebody erased", "daily words of people erased"),
    "helper_days": ("day of help of somebody erased", "days of help of people erased"),
    "reminder_choices": ("choice of somebody erased", "choices of people erased"),
    "data_keys": ("key of somebody erased", "keys of people erased"),
    "people.erased": ("number of somebody erased", "numbers of people erased"),
}


def run(*, dry: bool, as_json: bool) -> int:
    lotse = assemble(Settings())
    found = _due(lotse) if dry else _forgotten(lotse)
    if as_json:
        print(json.dumps({"dry_run": dry, "forgotten": [_plain(each) for each in found]}))
        return 0
    for line in _told(found, lotse.house.zone, dry=dry):
        print(line)
    return 0


def _told(found: Sequence[Forgetting], zone: ZoneInfo, *, dry: bool) -> Iterator[str]:
    if not found:
        yield "Nothing has been kept longer than it may."
        return
    yield "This would be forgotten now:" if dry else "This was forgotten:"
    yield from (f"  {_sentence(each, zone)}" for each in found)
    if dry:
        yield "Nothing was changed. The bot does this by itself, every night."


def _sentence(each: Forgetting, zone: ZoneInfo) -> str:
    """`3 contacts of mentors. Kept six months after … Here 183 days: before 21.05.2026 02:30.`"""
    said = f"{each.rows} {NAMES[each.what][each.rows != 1]}. Kept {each.kept.value}."
    if each.before is None:
        return said
    days = "1 day" if each.days == 1 else f"{each.days} days"
    long = "to the end of the third year" if each.days is None else days
    return f"{said} Here {long}: what ended before {each.before.astimezone(zone):%d.%m.%Y %H:%M}."


def _plain(each: Forgetting) -> dict[str, object]:
    before = each.before.isoformat() if each.before else None
    return {**asdict(each), "kept": each.kept.value, "before": before}


def _due(lotse: Lotse) -> Sequence[Forgetting]:
    with lotse.database.transaction() as db:
        return forgetting.due(db, lotse.clock(), _periods(lotse))


def _forgotten(lotse: Lotse) -> Sequence[Forgetting]:
    """A little in each transaction: a bot may be running."""
    found: dict[tuple[str, Kept], Forgetting] = {}
    while gone := _some(lotse):
        for each in gone:
            before = found.get((each.what, each.kept))
            rows = each.rows + (before.rows if before else 0)
            found[each.what, each.kept] = replace(each, rows=rows)
    if found:
        with lotse.database.transaction() as db:
            forgetting.leave_no_trace(db, lotse.clock())
    return list(found.values())


def _some(lotse: Lotse) -> Sequence[Forgetting]:
    with lotse.database.transaction() as db:
        return forgetting.forget(db, lotse.clock(), _periods(lotse))


def _periods(lotse: Lotse) -> periods.Periods:
    return periods.read(lotse.house.operator.periods)

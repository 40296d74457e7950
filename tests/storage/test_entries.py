"""Own answers, their languages and versions; who received which; what is counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.core.rules.entries import Count, hash_of, number_of
from bot.core.rules.people import Role
from bot.core.rules.translation import Kind, Translatable
from storage import answered, entries, people, questions, voices
from storage.answered import Shown
from storage.database import Database, Db
from storage.tables import answer_counts, entry_versions

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
TODAY = NOW.date()


def somebody(db: Db, role: Role = Role.COORDINATOR) -> int:
    return people.add(db, name="Katrin", role=role, language="de", now=NOW).id


def made(db: Db, by: int, valid_until: date | None = None) -> int:
    return entries.add(
        db,
        topic="housing",
        urgent=False,
        language="de",
        question="Wo ist die Werkstatt?",
        answer="Im Hof.",
        valid_until=valid_until,
        by=by,
        now=NOW,
        today=TODAY,
    )


def in_arabic(db: Db, entry_id: int, by: int) -> None:
    entry = entries.get(db, entry_id)
    assert entry
    entries.write(
        db, entry, language="ar", question="أين الورشة؟", answer="في الساحة.", by=by, now=NOW
    )


def test_a_language_is_shown_once_it_is_reviewed_and_not_after_a_change(database: Database) -> None:
    with database.transaction() as db:
        by = somebody(db)
        id = made(db, by)
        in_arabic(db, id, by)
        draft = entries.get(db, id)
        assert draft
        assert draft.shown("ar").language == "de"
        assert entries.review(db, draft, "ar", by=by, today=TODAY)
        reviewed = entries.get(db, id)
        assert reviewed
        assert reviewed.shown("ar").answer == "في الساحة."
        assert reviewed.shown("ti").language == "de"
        assert entries.change(
            db, reviewed, question="Wo?", answer="Im Rathaus.", by=by, now=NOW, today=TODAY
        )
        changed = entries.get(db, id)
        assert changed
        assert changed.shown("ar").answer == "Im Rathaus."


def test_of_two_who_change_it_at_once_one_wins(database: Database) -> None:
    with database.transaction() as db:
        by = somebody(db)
        read = entries.get(db, made(db, by))
        assert read
        first, second = (
            entries.change(db, read, question="Wo?", answer=answer, by=by, now=NOW, today=TODAY)
            for answer in ("Hier.", "Dort.")
        )
        assert (first, second) == (True, False)
        kept = entries.get(db, read.id)
        assert kept
        assert kept.original.answer == "Hier."
        versions = db.execute(select(entry_versions.c.answer).order_by(entry_versions.c.version))
        assert [row.answer for row in versions] == ["Im Hof.", "Hier."]


def test_nobody_reviews_another_text_than_the_one_that_was_read(database: Database) -> None:
    with database.transaction() as db:
        by = somebody(db)
        id = made(db, by)
        in_arabic(db, id, by)
        read = entries.get(db, id)
        in_arabic(db, id, by)  # somebody wrote it anew meanwhile
        assert read
        assert not entries.review(db, read, "ar", by=by, today=TODAY)


def test_what_is_over_or_closed_does_not_stand(database: Database) -> None:
    with database.transaction() as db:
        by = somebody(db)
        over, closed, stands = made(db, by, TODAY), made(db, by), made(db, by)
        entries.close(db, closed, NOW)
        tomorrow = TODAY + timedelta(days=1)
        assert {each.id for each in entries.standing(db, TODAY)} == {over, stands}
        assert {each.id for each in entries.standing(db, tomorrow)} == {stands}
        assert {each.id for each in entries.everything(db)} == {over, stands}
        entries.check(db, over, valid_until=None, today=tomorrow)
        assert over in {each.id for each in entries.standing(db, tomorrow)}


def test_the_version_changes_with_whatever_is_found(database: Database) -> None:
    with database.transaction() as db:
        by = somebody(db)
        seen = [entries.version(db)]
        id = made(db, by)
        seen.append(entries.version(db))
        in_arabic(db, id, by)
        seen.append(entries.version(db))
        entry = entries.get(db, id)
        assert entry
        entries.review(db, entry, "ar", by=by, today=TODAY)
        seen.append(entries.version(db))
        entries.close(db, id, NOW)
        seen.append(entries.version(db))
        assert len(set(seen)) == len(seen)


def test_whoever_received_an_answer_is_told_of_the_next_text_once(database: Database) -> None:
    old, new = (Shown("own-1", "de", hash_of(text)) for text in ("Im Hof.", "Im Rathaus."))
    with database.transaction() as db:
        first, second = somebody(db), somebody(db)
        for person in (first, second, first):
            answered.received(db, person, old, NOW)
        answered.received(db, second, new, NOW)
        assert {(each.entry, each.text_hash) for each in answered.texts_received(db)} == {
            ("own-1", old.text_hash),
            ("own-1", new.text_hash),
        }
        who = answered.who_received(db, old, 10)
        assert [each.person_id for each in who] == [first]
        answered.changed_to(db, who, new)
        assert answered.who_received(db, old, 10) == []
        assert len(answered.who_received(db, new, 10)) == 2


def test_counts_hold_no_person_and_the_newest_stands_first(database: Database) -> None:
    later = NOW + timedelta(hours=1)
    with database.transaction() as db:
        for now in (NOW, NOW, later):
            answered.count(db, Count.UNSURE, "rent", "ar", now)
        answered.count(db, Count.NOTHING, "", "uk", NOW)
        answered.count(db, Count.HELPFUL, "rent", "de", later)
        found = answered.counted(db, [Count.UNSURE, Count.NOTHING])
        assert [(each.entry, each.times) for each in found] == [("rent", 3), ("", 1)]
        assert answered.times(db, Count.HELPFUL, "rent") == 1
        assert answered.times(db, Count.HELPFUL, "other") == 0
    assert {column.name for column in answer_counts.columns} == {
        "kind", "entry", "language", "times", "last_at",
    }  # fmt: skip


def test_a_name_is_there_only_while_it_is_agreed_to(database: Database) -> None:
    with database.transaction() as db:
        asker = somebody(db, Role.PARTICIPANT)
        id = questions.ask(db, asker_id=asker, text="Wo?", language="de", now=NOW)
        named = []
        for at in (None, NOW, None):
            if at or named:
                questions.name(db, id, at)
            asked = questions.get(db, id)
            assert asked
            named.append(asked.named)
        assert named == [False, True, False]


def test_a_recording_waits_until_somebody_listened_and_a_new_one_waits_again(
    database: Database,
) -> None:
    with database.transaction() as db:
        by, subject = somebody(db), hash_of("Im Hof.")
        assert not voices.found_right(db, subject, "de", by=by, now=NOW)
        voices.store(db, subject=subject, language="de", file_id="1", by=by, now=NOW)
        assert voices.confirmed(db, subject, "de") is None
        assert voices.found_right(db, subject, "de", by=by, now=NOW)
        assert voices.confirmed(db, subject, "de") == "1"
        assert voices.confirmed(db, hash_of("Im Rathaus."), "de") is None
        voices.store(db, subject=subject, language="de", file_id="2", by=by, now=NOW)
        assert voices.confirmed(db, subject, "de") is None


def test_ids_of_own_answers_are_told_from_those_of_the_content() -> None:
    assert number_of("own-3") == 3
    for key in ("own-", "own-x", "money-missing", "own-٣", "3", "own-" + "9" * 30):
        assert number_of(key) is None


def test_an_answer_for_all_cannot_be_handed_to_a_translator(database: Database) -> None:
    """It may be urgent, and people write it in each language."""
    with database.transaction() as db:
        entry = entries.get(db, made(db, somebody(db)))
    assert entry
    for text in (entry.original.question, entry.shown("ar").answer):
        with pytest.raises(TypeError):
            Translatable(text, "de", Kind.ANSWER)

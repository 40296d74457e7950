"""What an erasure removes, what it leaves, and that nothing brings anybody back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from bot.core.clock import HOME
from bot.core.rules.consent import LINES, Answer, Door, Purpose
from bot.core.rules.people import Role
from storage import (
    appointments,
    audit,
    consents,
    contacts,
    deliveries,
    erasing,
    invitations,
    links,
    overwriting,
    people,
    questions,
    shares,
    transfers,
)
from storage.database import Database
from storage.erasing import Why
from storage.erasures import Erasure, ErasureLog, digest_of
from storage.places import NOBODYS, PLACES, Means, rows_about, tables_with, whom
from storage.tables import data_keys, marks, metadata
from storage.tables import people as people_table
from storage.vault import Erased, Sealed
from tests import cast
from tests.chat import NOON
from tests.storage.conftest import KEY

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def log(tmp_path):
    return ErasureLog(tmp_path / "erasures.log")


@pytest.fixture
def database(url, log):
    database = Database(url, KEY, erasures=log)
    yield database
    database.close()


@pytest.fixture
def amina(database, everybody):
    """Who has a row in nearly every table."""
    amina, jonas = everybody["Amina"], everybody["Jonas"]
    with database.transaction() as db:
        _furnish(db, amina.id, jonas.id)
    return amina


def _furnish(db, amina, jonas):
    questions.ask(db, asker_id=amina, text="a question", language="ar", now=NOON)
    entered = appointments.add(
        db,
        participant_id=amina,
        entered_by=jonas,
        office="jobcenter",
        day=date(2026, 9, 10),
        time=time(14, 30),
        zone=HOME,
        place="a place",
        contact="a contact",
        note="a note",
        now=NOON,
    )
    appointments.move(db, entered, day=date(2026, 9, 11), time=time(9), by=jonas, now=NOON)
    contacts.add(
        db,
        mentor_id=jonas,
        participant_id=amina,
        kind="meeting",
        day=date(2026, 9, 1),
        minutes=30,
        outcome="done",
        note="a note of the mentor",
        now=NOON,
    )
    consents.keep_text(db, text_hash="0", version="1", language="ar", text="a text", now=NOON)
    consents.record(
        db,
        amina,
        [(line, Answer.YES) for line in LINES],
        version="1",
        text_hash="0",
        language="ar",
        update_id=1,
        now=NOON,
    )
    transfers.note(
        db, amina, line=LINES[6], receiver="an office", data="goal", door=Door.SHARE, by=jonas,
        now=NOON,
    )  # fmt: skip
    links.make(db, amina, "x", now=NOON, lives=timedelta(hours=1))
    code = invitations.make(db, role=Role.PARTICIPANT, now=NOON, name="a name", mentor_id=jonas)
    invitations.use(db, code, person_id=amina, now=NOON)
    invitations.failed(db, cast.AMINA, NOON)
    deliveries.queue_reply(
        db, key="r", person_id=amina, chat_id=cast.AMINA, body={"words": "w"}, edits=None,
        now=NOON, lease=None,
    )  # fmt: skip


def _erase(database, person, why=Why.WISH):
    with database.transaction() as db:
        return erasing.erase(db, person.id, why, LATER)


def test_every_column_that_points_to_a_person_has_its_place():
    pointing = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in ("chat_id", "person_id", "owner", "actor")
        or any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    assert pointing - PLACES.keys() == set()
    known = {str(column) for table in metadata.sorted_tables for column in table.columns}
    assert PLACES.keys() - known == set()
    tables = {table.name for table in metadata.sorted_tables}
    assert tables - {place.partition(".")[0] for place in PLACES} == NOBODYS


def test_no_row_about_the_person_is_left_but_proofs(database, amina):
    with database.transaction() as db:
        before = whom(db, amina.id)
        furnished = [
            table.name
            for table in tables_with(Means.OWN)
            if db.execute(select(table).where(rows_about(table, before))).first()
        ]
    assert len(furnished) >= 10
    assert _erase(database, amina)
    with database.transaction() as db:
        for table in tables_with(Means.OWN):
            if table.name != "people":
                assert db.execute(select(table).where(rows_about(table, before))).all() == []


def test_the_number_stays_and_says_nothing(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        assert people.find(db, amina.id) is None
        assert people.at(db, cast.AMINA) is None
        assert "Amina" not in [person.name for person in people.everybody(db)]
        row = db.execute(select(people_table).where(people_table.c.id == amina.id)).one()
        values = row._asdict()
        assert values["erased_at"] == LATER
        assert (values["name"], values["region"], values["mentor_id"]) == ("", "", None)


def test_the_proof_of_consent_stays_without_a_word(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        kept = consents.of(db, amina.id)
        assert [each.answer for each in kept] == [Answer.YES] * len(LINES)
        assert {each.text_hash for each in kept} == {"0"}


def test_whoever_got_data_is_to_be_told_and_then_not_readable(database, amina, everybody):
    _erase(database, amina)
    with database.transaction() as db:
        (waits,) = transfers.to_tell(db)
        assert waits.receiver == "an office (Amina)"
        transfers.told(db, waits.id, everybody["Katrin"].id, LATER)
        erasing.sweep(db, LATER)
        assert transfers.to_tell(db) == []
        (told,) = transfers.of(db, amina.id)
        assert told.receiver == ""


def test_after_a_month_nobody_is_told_any_more(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        erasing.sweep(db, LATER + timedelta(days=30))
        assert [each.receiver for each in transfers.to_tell(db)] == ["an office (Amina)"]
        erasing.sweep(db, LATER + timedelta(days=32))
        assert {each.receiver for each in transfers.of(db, amina.id)} == {""}


def test_the_own_mentor_is_told_by_the_bot(database, everybody):
    amina, jonas = everybody["Amina"], everybody["Jonas"]
    with database.transaction() as db:
        shares.noted_for_mentor(db, amina.id, jonas, Purpose.MENTORING, "first name", NOON)
    _erase(database, amina)
    with database.transaction() as db:
        assert transfers.to_tell(db) == []
        (kept,) = transfers.of(db, amina.id)
        assert (kept.receiver, kept.told_at) == ("", LATER)


def test_a_mentors_contacts_stay_with_a_number_and_participants_are_free(database, everybody):
    jonas, amina = everybody["Jonas"], everybody["Amina"]
    with database.transaction() as db:
        _furnish(db, amina.id, jonas.id)
    _erase(database, jonas)
    with database.transaction() as db:
        assert people.get(db, amina.id).mentor_id is None
        (contact,) = contacts.everything(db)
        assert (contact.mentor_id, contact.note) == (jonas.id, "a note of the mentor")
        assert people.find(db, jonas.id) is None


def test_the_key_is_gone_and_never_made_again(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        assert db.execute(select(data_keys).where(data_keys.c.owner == amina.id)).all() == []
    with pytest.raises(Erased), database.transaction() as db:
        database.vault.seal("people.name", Sealed(amina.id, "again"), db)


def _erases_and_fails(database, person):
    with database.transaction() as db:
        erasing.erase(db, person.id, Why.WISH, LATER)
        raise ZeroDivisionError


def test_an_erasure_undone_is_no_erasure(database, amina, log):
    with pytest.raises(ZeroDivisionError):
        _erases_and_fails(database, amina)
    with database.transaction() as db:
        assert people.get(db, amina.id).name == "Amina"
    # But it was promised, and stands in the list: the next start does it.
    assert [each.person_id for each in log.entries()] == [amina.id]
    with database.transaction() as db:
        assert erasing.replay(db, LATER + timedelta(days=9)) == 1
        assert people.find(db, amina.id) is None
        # As if it had happened when it was promised: periods do not begin anew.
        row = db.execute(select(people_table).where(people_table.c.id == amina.id)).one()
        assert row.erased_at == LATER
    assert len(list(log.entries())) == 1


def test_twice_is_once(database, amina, log):
    assert _erase(database, amina)
    assert not _erase(database, amina)
    with database.transaction() as db:
        assert erasing.replay(db, LATER) == 0
        assert not erasing.erase(db, 10**12, Why.WISH, LATER)
    assert len(list(log.entries())) == 1


def test_somebody_else_with_the_same_number_is_not_erased(database, everybody, log):
    oksana = everybody["Oksana"]
    log.append(Erasure(oksana.id, digest_of(oksana.id, LATER), LATER.isoformat(), Why.WISH))
    with database.transaction() as db:
        assert erasing.replay(db, LATER) == 0
        assert people.get(db, oksana.id).name == "Oksana"


def test_a_line_cut_off_by_a_power_cut_hides_no_other(log):
    log.append(Erasure(1, "a", "x", "y"))
    with log.path.open("a") as file:
        file.write('{"person_id": 2, "dig')
    log.append(Erasure(3, "c", "x", "y"))
    assert [each.person_id for each in log.entries()] == [1, 3]
    assert log.path.stat().st_mode & 0o077 == 0


def test_the_list_names_nobody(database, amina, log):
    _erase(database, amina)
    text = log.path.read_text()
    assert "Amina" not in text
    assert str(cast.AMINA) not in text


def test_forms_of_others_that_name_the_person_are_closed(database, everybody, amina):
    from storage import dialogues

    jonas = everybody["Jonas"]
    with database.transaction() as db:
        before = dialogues.load(db, jonas.id)
        dialogues.save(db, before, before.opened("LogContact", {"participant": amina.id}), NOON)
    _erase(database, amina)
    with database.transaction() as db:
        assert dialogues.load(db, jonas.id).form is None


def test_what_is_freed_is_written_over_at_once(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        assert db.execute(select(marks).where(marks.c.name == overwriting.WAITS)).all() == []
        assert not overwriting.ask_again(db)


def test_the_last_message_is_swept_up_once_it_left(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        last = deliveries.queue_reply(
            db, key="last", person_id=amina.id, chat_id=cast.AMINA, body={"words": "w"},
            edits=None, now=LATER, lease=timedelta(minutes=1), sealed_for=0,
        )  # fmt: skip
        assert last
        erasing.sweep(db, LATER)
        assert deliveries.sent(db, last, message_id=1, now=LATER)
        erasing.sweep(db, LATER)
        assert not deliveries.sent(db, last, message_id=1, now=LATER)


def test_the_erasure_stands_in_the_audit(database, amina):
    _erase(database, amina)
    with database.transaction() as db:
        acts = [entry.act for entry in audit.of(db, amina.id)]
    assert acts[-1] == "erased a person"


def test_an_erased_mentors_name_is_nowhere_and_the_mentorship_has_ended(database, everybody):
    jonas, oksana = everybody["Jonas"], everybody["Oksana"]
    with database.transaction() as db:
        _furnish(db, oksana.id, jonas.id)
        shares.noted_for_mentor(db, oksana.id, jonas, Purpose.MENTORING, "first name", NOON)
    _erase(database, jonas)
    with database.transaction() as db:
        assert "Jonas" not in {each.receiver for each in transfers.of(db, oksana.id)}
        assert people.get(db, oksana.id).mentored_until == LATER
        assert consents.of(db, oksana.id)[-1].answer is Answer.ENDED

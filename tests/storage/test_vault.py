"""What people wrote can be read in this house only, and in it only where it belongs."""

from __future__ import annotations

import stat

import pytest
from sqlalchemy import LargeBinary, cast, delete, select, update
from sqlalchemy.exc import StatementError

from bot.core.rules.people import Role
from storage import inbox, people, questions, schema
from storage.database import Database
from storage.tables import data_keys
from storage.tables import people as people_table
from storage.tables import questions as questions_table
from storage.vault import HOUSE, KeyFileProblem, Sealed, read_key_file
from tests.chat import NOON
from tests.storage.conftest import at_once

CANARY = "Канарейка-7731"


def ask(db, person, text=CANARY):
    return questions.ask(db, asker_id=person.id, text=text, language="ar", now=NOON)


def sealed(db, question_id):
    """As it stands on the disk."""
    column = cast(questions_table.c.text, LargeBinary)
    found = select(column).where(questions_table.c.id == question_id)
    return bytes(db.execute(found).scalar_one())


def overwrite(db, question_id, content):
    raw = cast(content, LargeBinary)
    db.execute(update(questions_table).where(questions_table.c.id == question_id).values(text=raw))


def test_what_is_sealed_can_be_read_again(database, everybody):
    with database.transaction() as db:
        assert questions.get(db, ask(db, everybody["Amina"])).text == CANARY


def test_the_same_words_look_different_each_time(database, everybody):
    with database.transaction() as db:
        numbers = [ask(db, everybody["Amina"]) for _time in range(20)]
        assert len({sealed(db, number) for number in numbers}) == 20


def test_nothing_stands_in_clear_text_in_the_file(url, database, everybody, tmp_path):
    with database.transaction() as db:
        people.add(db, name=CANARY, role=Role.GUEST, language="ar", now=NOON, chat_id=77)
        ask(db, everybody["Amina"])
        inbox.keep(db, [inbox.Update(1, 77, f'{{"text": "{CANARY}"}}')], NOON)
    if not url.startswith("sqlite"):
        with database.transaction() as db:
            dumped = [repr(row) for row in db.exec_driver_sql("SELECT * FROM people").all()]
            dumped += [repr(row) for row in db.exec_driver_sql("SELECT * FROM questions").all()]
            dumped += [repr(row) for row in db.exec_driver_sql("SELECT * FROM updates").all()]
        assert CANARY not in "".join(dumped)
        return
    for path in tmp_path.iterdir():
        assert CANARY.encode() not in path.read_bytes(), path.name
        assert b"7731" not in path.read_bytes(), path.name


def test_a_text_cannot_be_moved_to_another_column(database, everybody):
    amina = everybody["Amina"]
    with database.transaction() as db:
        secret = sealed(db, ask(db, amina))
        mine = people_table.c.id == amina.id
        moved = update(people_table).where(mine).values(name=cast(secret, LargeBinary))
        db.execute(moved)
        with pytest.raises(KeyFileProblem):
            people.get(db, amina.id)


def test_a_text_cannot_be_given_to_another_person(database, everybody):
    with database.transaction() as db:
        first, second = ask(db, everybody["Amina"]), ask(db, everybody["Oksana"], "Something else")
        secret, other = sealed(db, first), sealed(db, second)
        assert secret[1:9] != other[1:9], "whose it is stands before it"
        overwrite(db, first, secret[:1] + other[1:9] + secret[9:])
        with pytest.raises(KeyFileProblem):
            questions.get(db, first)


@pytest.mark.parametrize("position", [9, 25, -1])
def test_a_changed_byte_is_noticed(database, everybody, position):
    with database.transaction() as db:
        number = ask(db, everybody["Amina"])
        changed = bytearray(sealed(db, number))
        changed[position] ^= 1
        overwrite(db, number, bytes(changed))
        with pytest.raises(KeyFileProblem):
            questions.get(db, number)


def test_with_another_key_file_nothing_can_be_read(url, database, everybody):
    with database.transaction() as db:
        number = ask(db, everybody["Amina"])
    other = Database(url, b"x" * 32)
    with other.transaction() as db, pytest.raises(KeyFileProblem):
        questions.get(db, number)
    with pytest.raises(KeyFileProblem):
        schema.bring_up_to_date(other)
    other.close()


def test_a_person_whose_key_is_destroyed_is_forgotten(url, database, everybody):
    amina, oksana = everybody["Amina"], everybody["Oksana"]
    with database.transaction() as db:
        hers, other = ask(db, amina), ask(db, oksana)
        db.execute(delete(data_keys).where(data_keys.c.owner == amina.id))
        database.vault.forget(amina.id)
    again = Database(url, b"k" * 32)
    for each in (database, again):
        with each.transaction() as db:
            assert questions.get(db, hers).text == ""
            assert people.get(db, amina.id).name == ""
            assert questions.get(db, other).text == CANARY
    again.close()


def test_a_key_that_was_rolled_back_is_not_used(database, everybody):
    """Else the next text would be sealed with a key that nobody has."""

    def makes_a_key_and_fails():
        with database.transaction() as db:
            person = people.add(db, name="Otto", role=Role.GUEST, language="en", now=NOON)
            assert people.get(db, person.id).name == "Otto"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        makes_a_key_and_fails()
    with database.transaction() as db:
        person = people.add(db, name="Otto", role=Role.GUEST, language="en", now=NOON)
    database.vault.forget_all()
    with database.transaction() as db:
        assert people.get(db, person.id).name == "Otto"


def test_who_writes_first_at_once_gets_one_key(url, database, everybody):
    """Two processes: each has a vault of its own."""
    amina = everybody["Amina"]
    with database.transaction() as db:
        db.execute(delete(data_keys).where(data_keys.c.owner == amina.id))

    def write(_thread):
        own = Database(url, b"k" * 32)
        with own.transaction() as db:
            number = ask(db, amina)
        own.close()
        return number

    numbers = at_once(6, write)
    database.vault.forget_all()
    with database.transaction() as db:
        assert [questions.get(db, number).text for number in numbers] == [CANARY] * 6


def test_only_sealed_text_is_taken(database, everybody):
    with database.transaction() as db, pytest.raises(StatementError, match="takes Sealed"):
        db.execute(update(people_table).values(name="Amina"))


def test_secrets_are_read_in_a_transaction_only(database, everybody):
    with database.engine.connect() as connection, pytest.raises(RuntimeError):
        connection.execute(select(people_table.c.name)).all()


def test_the_longest_owner_fits(database):
    with database.transaction() as db:
        vault = database.vault
        secret = vault.seal("people.name", Sealed(2**62, CANARY), db)
        assert vault.open("people.name", secret, db) == CANARY
        assert vault.seal("people.name", Sealed(HOUSE, ""), db)


def test_the_key_file_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "deep" / "lotse.key"
    key = read_key_file(path)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key_file(path) == key


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "lotse.key"
    read_key_file(path)
    for mode in (0o640, 0o604, 0o620, 0o666):
        path.chmod(mode)
        with pytest.raises(KeyFileProblem, match="chmod 600"):
            read_key_file(path)


@pytest.mark.parametrize("content", ["", "abcd", "not hexadecimal at all", "ab" * 31, "ab" * 33])
def test_a_key_file_that_holds_something_else_is_refused(tmp_path, content):
    path = tmp_path / "lotse.key"
    path.touch(0o600)
    path.write_text(content)
    with pytest.raises(KeyFileProblem):
        read_key_file(path)

"""`lotse audit`, as an operator types it; and somebody with the database file and no key."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from bot.app import assemble
from bot.cli import main
from bot.settings import Settings
from storage import audit

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
ENTRIES = 5


@pytest.fixture
def lotse(tmp_path):
    def call(*words):
        env = {"LOTSE_DATA_DIR": str(tmp_path), "LOTSE_DATABASE_URL": ""}
        return CliRunner().invoke(main, ["audit", *words], env=env)

    return call


@pytest.fixture
def written(tmp_path):
    bot = assemble(Settings(data_dir=tmp_path, database_url=""), lambda: NOW)
    for number in range(ENTRIES):
        with bot.database.transaction() as db:
            audit.note(db, NOW, actor=3, act="gave", about=str(number), person=5)
    bot.database.close()
    return tmp_path / "lotse.db"


def tamper(file, statement):
    with sqlite3.connect(file) as connection:
        connection.execute(statement)
    connection.close()


def test_nothing_is_wrong(lotse, written):
    told = lotse("verify")
    assert told.exit_code == 0
    assert "The audit is whole: 5 entries" in told.output


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit SET actor = 9 WHERE id = 3", "Entry 3 (01.09.2026 12:00) was changed"),
        ("DELETE FROM audit WHERE id = 3", "Entry 3 is missing"),
        ("DELETE FROM audit WHERE id BETWEEN 2 AND 3", "Entries 2 to 3 are missing"),
        ("DELETE FROM audit WHERE id > 3", "Entries 4 to 5 are missing at the end"),
        ("DELETE FROM audit", "Entries 1 to 5 are missing at the end"),
        ("UPDATE audit SET seal = hex(randomblob(32))", "was written anew without the key"),
    ],
)
def test_each_kind_of_tampering_is_told_in_a_sentence(lotse, written, statement, says):
    tamper(written, statement)
    told = lotse("verify")
    assert told.exit_code == 1
    assert says in told.output


def test_it_speaks_json_too(lotse, written):
    tamper(written, "DELETE FROM audit WHERE id > 3")
    told = lotse("verify", "--json")
    assert told.exit_code == 1
    found = json.loads(told.output)
    assert found["whole"] is False
    assert found["problems"][0]["kind"] == "cut off"
    assert (found["problems"][0]["first"], found["problems"][0]["last"]) == (4, 5)


def test_a_line_kept_elsewhere_proves_what_was(lotse, written, tmp_path):
    line = lotse("head").output
    letter = tmp_path / "letter.txt"
    letter.write_text(f"To be kept:\n{line}\nKind regards")
    assert "fits 1 heads kept elsewhere" in lotse("verify", "--anchor", str(letter)).output
    assert json.loads(lotse("head", "--json").output)["entry"] == ENTRIES
    tamper(written, "DELETE FROM audit WHERE id > 3")
    for file in ("audit-newest.txt", "audit-heads.txt"):
        (tmp_path / file).unlink(missing_ok=True)
    told = lotse("verify", "--anchor", str(letter))
    assert told.exit_code == 1
    assert "Entries 4 to 5 are missing at the end" in told.output


def test_an_anchor_without_a_line_is_a_wrong_call(lotse, written, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("nothing of it")
    assert lotse("verify", "--anchor", str(empty)).exit_code == 2


def test_an_empty_audit_has_no_head(lotse, tmp_path):
    assert lotse("head").exit_code == 1
    assert lotse("verify").exit_code == 0


def test_a_backup_that_was_put_back(lotse, written):
    tamper(written, "DELETE FROM audit WHERE id > 3")
    assert lotse("verify").exit_code == 1
    assert lotse("resume", "--why", "backup of Monday").exit_code == 0
    told = lotse("verify")
    assert told.exit_code == 0
    assert "what came after entry 3 is lost" in told.output

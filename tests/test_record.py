"""`lotse register` and `lotse forget`: what the data protection officer and the operator read."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.commands.check import State, _periods
from bot.commands.forget import NAMES
from bot.commands.registering import FACTS, GAPS, record
from storage.forgetting import RULES
from storage.register import Kept, Nature, Seen, Whose, register
from storage.register.german import figures, german, threats
from storage.register.periods import PROPOSED, Term, read, wrong
from storage.tables import metadata
from tests.chat import World
from tests.storage.rows import row_in

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "deploy" / "operator.example.toml").read_text(encoding="utf-8")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "data")
    yield world
    world.close()


def lotse(world: World, *command: str) -> Result:
    env = {"LOTSE_DATA_DIR": str(world.settings.data_dir), "LOTSE_PUBLIC_URL": ""}
    result = CliRunner().invoke(main, command, env=env)
    assert result.exit_code == 0, result.output
    return result


def says(world: World, periods: str) -> None:
    """In the operator's file, from the next start on."""
    file = world.settings.operator_file
    file.write_text(f"{file.read_text()}\n[periods]\n{periods}\n")
    world.stop()
    world.start()


# -- the register in German ----------------------------------------------------------------


def test_every_word_of_the_register_is_there_in_german_and_none_too_many() -> None:
    words = german()
    assert words.purposes.keys() == {entry.purpose for entry in register()}
    assert words.tables.keys() == {entry.table for entry in register()}
    for said, known in (
        (words.natures, Nature),
        (words.whose, Whose),
        (words.seen, Seen),
        (words.kept, Kept),
    ):
        assert said.keys() == {each.name for each in known}
    assert words.terms.keys() == set(Term)


def test_every_column_stands_in_the_record_with_purpose_kind_recipient_and_period(
    world: World,
) -> None:
    text = record(world.lotse.house, world.now)
    for entry in register():
        section = text.partition(f"(`{entry.table}`)")[2].partition("\n###")[0]
        row = next(line for line in section.splitlines() if line.startswith(f"| `{entry.column}`"))
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert len(cells) == 5
        assert all(cells)


def test_what_only_the_operator_can_say_is_a_named_gap(world: World) -> None:
    world.settings.operator_file.write_text("[operator]\n")
    world.stop()
    world.start()
    text = record(world.lotse.house, world.now)
    for name in FACTS:
        assert f"`{name}`" in text.partition("## F.")[2]
    assert "ENTWURF" in text


def test_what_the_operator_has_said_is_no_gap(world: World) -> None:
    text = record(world.lotse.house, world.now)
    assert "operator.toml`: `" not in text
    assert world.operator.controller in text
    for gap in GAPS:
        assert gap in text


def test_every_place_of_the_template_is_filled(world: World) -> None:
    assert not re.findall(r"\{\w*\}", record(world.lotse.house, world.now))


@pytest.mark.parametrize("threat", threats(), ids=lambda threat: threat.name)
def test_every_measure_is_shown_by_tests_that_exist(threat) -> None:
    assert threat.tests
    for name in threat.tests:
        file, _colons, test = name.partition("::")
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.what)
def test_every_figure_says_how_to_measure_it_again(figure) -> None:
    named = re.findall(r"tests/\S+", f"{figure.command} {figure.test}")
    assert all((ROOT / path).exists() for path in named)
    assert figure.test in figure.command
    program, *rest = figure.command.split()
    assert program in ("make", "lotse", ".venv/bin/pytest")
    assert program != "lotse" or rest[0] in main.commands


def test_the_command_prints_it_and_writes_it_for_its_operator_alone(
    world: World, tmp_path: Path
) -> None:
    printed = lotse(world, "register").output
    assert printed.startswith("# Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)")
    file = tmp_path / "folder" / "record.md"
    lotse(world, "register", "--output", str(file))
    assert file.read_text(encoding="utf-8").strip() == printed.strip()
    assert file.stat().st_mode & 0o077 == 0


def test_as_json_it_holds_the_same(world: World) -> None:
    data = json.loads(lotse(world, "register", "--json").output)
    assert len(data["columns"]) == len(register())
    assert all(column["seen_by"] and column["kept"] for column in data["columns"])
    assert data["missing"] == []
    assert data["periods"]["mentorship"] == PROPOSED[Term.MENTORSHIP]


# -- periods -------------------------------------------------------------------------------


def test_the_example_names_every_period_with_what_is_proposed() -> None:
    shown = re.sub(r"^# ", "", EXAMPLE.partition("[periods]")[2], flags=re.MULTILINE)
    named = tomllib.loads(shown)
    assert set(named) == set(Term)
    assert {name: named[name] for name in PROPOSED} == dict(PROPOSED)
    assert wrong(named) == []


def test_the_operator_may_say_otherwise(world: World) -> None:
    says(world, "mentorship = 90\nproof = 400")
    text = record(world.lotse.house, world.now)
    assert re.search(r"`mentorship` \| .* \| 90 Tage \| Träger", text)
    assert re.search(r"`proof` \| .* \| 400 Tage \| Träger", text)
    assert _periods(world.lotse).says == "2 set by the operator"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("mentroship = 90", "mentroship"),
        ('audit = "a year"', "audit"),
        ("audit = 0", "audit"),
        ("audit = -5", "audit"),
        ("audit = true", "audit"),
        ("audit = 99999", "audit"),
        ("guest = 60", "guest longer than outbox"),
    ],
)
def test_the_doctor_names_what_cannot_be_meant(world: World, said: str, named: str) -> None:
    says(world, said)
    finding = _periods(world.lotse)
    assert finding.state is State.LOOK
    assert finding.says.endswith(named)


def test_what_cannot_be_meant_leaves_the_proposal() -> None:
    assert read({"audit": "a year", "mentroship": 90}).days(Term.AUDIT) == PROPOSED[Term.AUDIT]


def test_a_file_whose_periods_are_no_table_is_told_too(world: World) -> None:
    file = world.settings.operator_file
    file.write_text("periods = 3\n" + file.read_text())
    world.stop()
    world.start()
    assert _periods(world.lotse).says.endswith("periods")


# -- forgetting on demand ------------------------------------------------------------------


def test_everything_that_can_be_forgotten_has_a_name() -> None:
    assert NAMES.keys() == {rule.name for rule in RULES}


def old_tries(world: World, count: int) -> None:
    with world.lotse.database.transaction() as db:
        for _number in range(count):
            row_in(db, "code_attempts", tried_at=world.now - timedelta(days=900))


def tries(world: World) -> int:
    with world.lotse.database.transaction() as db:
        return len(db.execute(metadata.tables["code_attempts"].select()).all())


def test_a_dry_run_says_in_plain_words_what_would_go_and_why(world: World) -> None:
    old_tries(world, 3)
    lines = lotse(world, "forget", "--dry-run").output.splitlines()
    assert lines[0] == "This would be forgotten now:"
    found = next(line for line in lines if "tries" in line)
    assert re.fullmatch(
        r"  3 tries with wrong codes\. Kept one day\."
        r" Here 1 day: what ended before \d\d\.\d\d\.\d{4} \d\d:\d\d\.",
        found,
    )
    assert lines[-1].startswith("Nothing was changed.")
    assert tries(world) == 3


def test_and_without_it_it_goes(world: World) -> None:
    old_tries(world, 3)
    assert "  3 tries with wrong codes." in lotse(world, "forget").output
    assert tries(world) == 0
    again = lotse(world, "forget").output
    assert again == "Nothing has been kept longer than it may.\n"


def test_as_json(world: World) -> None:
    old_tries(world, 1)
    data = json.loads(lotse(world, "forget", "--dry-run", "--json").output)
    assert data["dry_run"] is True
    (found,) = [each for each in data["forgotten"] if each["what"] == "code_attempts"]
    assert (found["rows"], found["kept"], found["days"]) == (1, "one day", 1)


def test_the_running_bot_does_it_by_night(world: World) -> None:
    old_tries(world, 3)
    world.passes(days=1)
    assert tries(world) == 0

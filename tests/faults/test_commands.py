"""A command that fails says so in a sentence, and quotes nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.faults.canaries import WORDS, Canary, found_in

# They start servers or wait for somebody at the keyboard (`lotse run` and `demo` are below), or
# take long and open no house.
NOT_HERE = {"run", "demo", "talk", "bench", "bench questions", "bench translation", "preview"}
MADE_UP = {"role": "mentor", "what": "contacts", "pair": "de-en", "language": "de"}
LEVELS = ["INFO", "DEBUG"]


def commands(group: click.Group, *names: str) -> Iterator[tuple[Sequence[str], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield (*names, name), command


ALL = {" ".join(names): (names, command) for names, command in commands(main)}


def arguments(command: click.Command, folder: Path) -> Iterator[str]:
    """One of each kind that is demanded. What the operator types may come back; names never."""
    for each in command.params:
        if not each.required and each.name not in ("text", "name"):
            continue
        value = str(Canary.NAME) if each.name == "name" else MADE_UP.get(each.name or "", "word")
        if isinstance(each.type, click.Path | click.File):
            value = str(folder / "file")
        if isinstance(each.type, click.Choice):
            value = str(each.type.choices[0])
        if isinstance(each, click.Option):
            yield each.opts[0]
        yield value


def house(folder: Path) -> dict[str, str]:
    """Its database is none, and full of what nobody may read."""
    (folder / "lotse.db").write_text(WORDS * 50)
    (folder / "file").write_text(WORDS)
    return {
        "LOTSE_DATA_DIR": str(folder),
        "LOTSE_TELEGRAM_TOKEN": Canary.TOKEN,
        "LOTSE_TELEGRAM_API": "http://127.0.0.1:9",
        "LOTSE_ORGANISATION": "x",
        "LOTSE_CONTACT": "x",
        "LOTSE_PUBLIC_URL": "",
    }


def called(names: Sequence[str], given: Sequence[str], env: dict[str, str]) -> Result:
    return CliRunner().invoke(main, [*names, *given], env=env)


@pytest.mark.parametrize("name", sorted(ALL.keys() - NOT_HERE))
@pytest.mark.parametrize("level", LEVELS)
def test_in_a_broken_house_no_command_quotes_anything(
    name: str, level: str, tmp_path: Path
) -> None:
    names, command = ALL[name]
    env = {**house(tmp_path), "LOTSE_LOG_LEVEL": level}
    result = called(names, list(arguments(command, tmp_path)), env)
    assert found_in(result.output) == []
    assert result.exit_code in (0, 1, 2)
    assert isinstance(result.exception, SystemExit | None)
    assert level == "DEBUG" or "Traceback" not in result.output


@pytest.mark.parametrize("level", LEVELS)
def test_a_command_with_a_mistake_says_which_kind_and_where(level: str) -> None:
    @main.command("mistaken")
    def mistaken() -> None:
        raise ValueError(WORDS)

    try:
        result = called(["mistaken"], [], {"LOTSE_LOG_LEVEL": level})
    finally:
        del main.commands["mistaken"]
    assert result.exit_code == 1
    assert result.output.startswith("This did not work: ValueError at tests/faults/")
    assert ("Traceback" in result.output) is (level == "DEBUG")
    assert found_in(result.output) == []


def test_without_that_python_would_quote_it_all() -> None:
    """So that the tests here can fail."""

    @click.group()
    def careless() -> None:
        pass

    @careless.command("mistaken")
    def mistaken() -> None:
        raise ValueError(WORDS)

    result = CliRunner().invoke(careless, ["mistaken"])
    assert found_in(repr(result.exception)) == list(Canary)


# -- whole processes ---------------------------------------------------------------------


def bot(folder: Path, *command: str, **env: str) -> tuple[int, str]:
    """What `lotse` prints, on both streams."""
    root = Path(__file__).parents[2]
    path = {"PYTHONPATH": str(root), "PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        env={**path, **house(folder), **env},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(errors="replace")


@pytest.mark.parametrize("level", LEVELS)
def test_a_database_that_is_none(tmp_path: Path, level: str) -> None:
    (tmp_path / "lotse.key").touch(mode=0o600)
    (tmp_path / "lotse.key").write_text("ab" * 32)
    code, printed = bot(tmp_path, "run", LOTSE_LOG_LEVEL=level)
    assert code == 1
    assert "This did not work: DatabaseError" in printed
    assert found_in(printed) == []


def test_a_setting_that_is_none(tmp_path: Path) -> None:
    code, printed = bot(tmp_path, "run", LOTSE_PACE=WORDS, LOTSE_LEASE=Canary.NAME)
    assert (code, printed) == (1, "These settings cannot be read: LOTSE_LEASE, LOTSE_PACE\n")


@pytest.mark.parametrize("file", ["operator.toml", "lotse.toml"])
def test_a_settings_file_that_is_none(tmp_path: Path, file: str) -> None:
    (tmp_path / "lotse.db").unlink(missing_ok=True)
    (tmp_path / file).write_text(f'telegram_token = "{Canary.TOKEN}\nperson = {WORDS}\n')
    code, printed = bot(tmp_path, "check", LOTSE_DATABASE_URL="sqlite://")
    assert code == 1
    assert found_in(printed) == []
    assert "TOML" in printed


@pytest.mark.parametrize("content", [WORDS, ""])
def test_a_key_file_that_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "lotse.key").touch(mode=0o600)
    (tmp_path / "lotse.key").write_text(content)
    code, printed = bot(tmp_path, "run")
    assert code == 1
    assert printed == "lotse.key does not hold 32 bytes in hex\n"


def test_a_port_that_is_taken_and_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(WORDS)
    code, printed = bot(tmp_path, "demo", "--data-dir", "elsewhere", LOTSE_LOG_LEVEL="DEBUG")
    assert code == 1
    assert found_in(printed) == []
    assert "FileExistsError" in printed

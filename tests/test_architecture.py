"""What the code may not do, whoever writes it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [
    path
    for folder in ("bot", "handlers", "storage")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# Tables of words are as long as languages are; migrations are written by a tool.
LONG_BY_NATURE = ("bot/core/when/words/", "storage/migrations/versions/")
MAY_CATCH_ALL = {
    "bot/machine/conversation.py",
    "bot/machine/sending.py",
    "bot/machine/threads.py",
    "bot/machine/clockwork.py",
    "bot/machine/interpreting.py",  # whatever the translator does is a refusal
    "bot/machine/reading/reader.py",  # whatever a picture does, it was not read
    "bot/machine/reading/worker.py",  # the same, in the process that opens it
    # At the rim, and each says so in its line:
    "bot/machine/telegram/polling.py",  # a poller that ends is a bot that is dead and looks alive
    "bot/machine/telegram/webhook.py",  # whatever was not kept, Telegram must repeat
    "bot/machine/telegram/silence.py",  # a log record that cannot be read is logged unread
    "bot/machine/pages/serving.py",  # the library would log where it was asked for
    "bot/commands/check.py",  # the doctor reports whatever it is
    "bot/commands/trouble.py",  # Python would print the words of the error
}
FORBIDDEN_MODULES = {"pickle", "shelve", "marshal", "unittest", "mock"}
FORBIDDEN_CALLS = {"eval", "exec", "compile"}
VAGUE = {"utils", "helpers", "common", "managers", "base", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def called(node: ast.AST) -> str:
    """`datetime.now` of `datetime.now(UTC)`."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


each_source = pytest.mark.parametrize("path", SOURCES, ids=name_of)


def test_who_may_import_whom():
    """In a process of its own: the tool turns off the loggers of whoever calls it."""
    linter = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


@each_source
def test_files_and_functions_are_short(path):
    if name_of(path).startswith(LONG_BY_NATURE):
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name}: {length} lines"


@each_source
def test_only_the_loops_catch_everything(path):
    for node in nodes(path):
        if not isinstance(node, ast.ExceptHandler):
            continue
        everything = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        assert not everything or passes_on or name_of(path) in MAY_CATCH_ALL, node.lineno


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_nothing_is_pickled_evaluated_or_mocked(path):
    for node in nodes(path):
        assert called(node) not in FORBIDDEN_CALLS
        imported = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "asname")]
        if isinstance(node, ast.ImportFrom):
            imported = [node.module or ""]
        assert not {name.partition(".")[0] for name in imported} & FORBIDDEN_MODULES


@each_source
def test_sql_is_never_put_together_from_strings(path):
    """Neither `text(f"…")` nor `text("…" % x)`, and no driver-level SQL but constants."""
    for node in nodes(path):
        if called(node).rpartition(".")[2] in ("text", "exec_driver_sql", "executescript"):
            if not name_of(path).startswith("storage/"):
                continue
            assert isinstance(node, ast.Call)
            assert isinstance(node.args[0], ast.Constant), node.lineno


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_no_moment_without_a_zone(path):
    for node in nodes(path):
        assert not called(node).endswith((".utcnow", ".utcfromtimestamp")), node
        if called(node) in ("datetime.now", "datetime.datetime.now"):
            assert isinstance(node, ast.Call)
            assert node.args or node.keywords, f"line {node.lineno}: now() without a zone"


@each_source
def test_no_module_has_a_vague_name(path):
    assert not {part.removesuffix(".py") for part in path.parts} & VAGUE


@each_source
def test_every_module_says_what_it_is_for(path):
    source = path.read_text(encoding="utf-8")
    if source.strip() and not name_of(path).startswith("storage/migrations/versions/"):
        assert ast.get_docstring(ast.parse(source)), "a module without a docstring"


@each_source
def test_nobody_but_the_four_places_opens_a_transaction(path):
    """The turn, the sender and the ticks; and whoever starts, exports or serves from `bot`."""
    if name_of(path).startswith(("handlers/", "bot/core/", "bot/turns/")):
        for node in nodes(path):
            assert called(node).rpartition(".")[2] not in ("transaction", "commit", "rollback")


@each_source
def test_no_address_of_this_machine_and_no_registry_is_named(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|home|root)/|pypi|files\.pythonhosted", source)

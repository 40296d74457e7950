"""Which sentences stand on buttons: those have to be short in every language.

A sentence is a label if the code gives it to an `Option`, to a tap's `.option` or to a `Command`,
be it directly or by a dictionary of names, or if a question of a form offers it as an answer.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from bot.core.words import Words
from tests.every.scenes import Stage, forms

ROOT = Path(__file__).parents[1]
LONGEST = 24  # UTF-16 units: what a phone shows whole of a button that shares its row
BESIDE_VALUE = {"Option": 1, "Command": 1, "button": 1, "option": 0}  # which argument is the label

Key = str | tuple[str, str]


def length(sentence: str) -> int:
    """In UTF-16 units, as messengers count. What fills a place is not the translator's."""

    return len(re.sub(r"\{\w+\}", "", sentence).encode("utf-16-le")) // 2


def labels() -> frozenset[Key]:
    """Every sentence that is used as a label."""
    return frozenset([*_in_code(), *_in_forms()])


def key(words: Words) -> Key:
    return (words.one, words.many) if words.many else words.one


def _in_forms() -> Iterator[Key]:
    with TemporaryDirectory() as folder, Stage(Path(folder)) as stage, stage.scene() as db:
        for form, role in forms():
            for question in form.questions:
                for row in question.rows(stage.turn(db, role), ""):
                    yield from (key(option.label) for option in row)


def _in_code() -> Iterator[Key]:
    for folder in ("bot", "handlers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _in_module(path)


def _in_module(path: Path) -> Iterator[Key]:
    tree = ast.parse(path.read_text())
    for call in _label_calls(tree):
        yield from _sentence(call.args[BESIDE_VALUE[_name(call)]])
    named = {
        name.id
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and any(_label_calls(function))
        for name in ast.walk(function)
        if isinstance(name, ast.Name) and name.id.isupper()
    }
    if named:
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        yield from _in_dictionaries(module, named)


def _in_dictionaries(module: ModuleType, names: Iterable[str]) -> Iterator[Key]:
    for name in sorted(names):
        found = getattr(module, name, None)
        if isinstance(found, Mapping):
            yield from (key(words) for words in found.values() if isinstance(words, Words))


def _label_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > BESIDE_VALUE.get(_name(node), 99):
            yield node


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _sentence(node: ast.expr) -> Iterator[Key]:
    if not isinstance(node, ast.Call) or _name(node) not in ("_", "_n"):
        return
    texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
    if _name(node) == "_" and len(texts) == 1:
        yield texts[0]
    if _name(node) == "_n" and len(texts) >= 2:
        yield texts[0], texts[1]

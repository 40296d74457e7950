"""Content files are read late, read once, and not trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.rules.services import ContentError
from bot.machine import library
from bot.machine.library import Library

HEAD = (
    "meta: {content: topics, language: xx, law_state: null,"
    " reviewed: false, reviewer: null, reviewed_on: null}\n"
)


def write(folder: Path, language: str, text: str) -> Path:
    path = folder / language / "content" / "topics.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "de", "entries: {work: {name: Arbeit}, stay: {name: Aufenthalt}}")
    write(tmp_path, "en", "entries: {work: {name: Work}, stay: {name: Residence}}")
    write(tmp_path, "fa", "entries: {work: {name: کار}}")
    return tmp_path


def test_a_text_falls_back_by_itself_and_says_in_which_language_it_is(
    folder: Path,
) -> None:
    texts = Library(folder)
    assert texts.text("fa_AF", "topics", "work", "name") == "کار"
    assert texts.language_of("fa_AF", "topics", "work", "name") == "fa"
    assert texts.text("fa_AF", "topics", "stay", "name") == "Residence"
    assert texts.language_of("fa_AF", "topics", "stay", "name") == "en"


def test_an_unknown_id_or_table_is_an_error_and_an_absent_text_is_empty(
    folder: Path,
) -> None:
    texts = Library(folder)
    with pytest.raises(KeyError):
        texts.text("de", "topics", "weather", "name")
    with pytest.raises(KeyError):
        texts.text("de", "../topics", "work", "name")
    assert texts.text("de", "topics", "work", "summary") == ""


def test_a_language_from_outside_cannot_point_elsewhere(folder: Path) -> None:
    outside = folder / "outside"
    write(outside, "xx", "entries: {work: {name: Geheim}}")
    inside = Library(folder)
    assert inside.text("outside/xx", "topics", "work", "name") == "Work"
    assert inside.text("../../etc", "topics", "work", "name") == "Work"


def test_aliases_are_refused(folder: Path) -> None:
    write(folder, "tr", "entries: {work: &a {name: İş}, stay: *a}")
    with pytest.raises(ContentError, match="alias"):
        Library(folder).text("tr", "topics", "work", "name")


def test_python_objects_are_refused(folder: Path) -> None:
    write(folder, "tr", "entries: {work: !!python/object/apply:os.getcwd []}")
    with pytest.raises(ContentError):
        Library(folder).text("tr", "topics", "work", "name")


def test_a_file_beyond_a_megabyte_is_refused(folder: Path) -> None:
    write(folder, "tr", f"entries: {{work: {{name: {'x' * library.LARGEST}}}}}")
    with pytest.raises(ContentError, match="larger"):
        Library(folder).text("tr", "topics", "work", "name")


def test_a_file_is_read_once(folder: Path) -> None:
    texts = Library(folder)
    assert texts.text("en", "topics", "work", "name") == "Work"
    (folder / "en" / "content" / "topics.yaml").unlink()
    assert texts.text("en", "topics", "stay", "name") == "Residence"


def test_nobody_reviewed_a_file_that_is_missing(folder: Path) -> None:
    assert not Library(folder).review("so", "topics").reviewed

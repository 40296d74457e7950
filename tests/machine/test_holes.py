"""What a content file lacks is found; only a whole one can be marked as read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from yaml import safe_load

from bot.cli import main
from bot.commands.reviewing import mark, write_sheets
from bot.machine.holes import holes
from bot.machine.library import LOCALES, Library, read

DAY = date(2026, 11, 20)
HEAD = "law_state: null, reviewed: false, reviewer: null, reviewed_on: null"
WORK = "work: {name: Arbeit}"


def file(
    folder: Path, language: str, entries: str, table: str = "topics", head: str = HEAD
) -> Path:
    path = folder / language / "content" / f"{table}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = f"meta: {{content: {table}, language: {language}, {head}}}"
    path.write_text(f"{meta}\nentries:\n  {entries}\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file(tmp_path, "de", "work: {name: Arbeit}\n  stay: {name: Aufenthalt}")
    file(tmp_path, "en", "work: {name: Work}\n  stay: {name: Residence}")
    return tmp_path


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ("work: {name: İş}\n  stay: {name: İkamet}", []),
        ("work: {name: İş}", ["stay is missing"]),
        (
            "work: {name: İş}\n  stay: {name: İkamet}\n  play: {name: Oyun}",
            ["play is not in the German file"],
        ),
        (
            "stay: {name: İkamet}\n  work: {name: İş}",
            ["the entries stand in another order than in the German file"],
        ),
        ("work: {name: İş}\n  stay: {name: ' '}", ["stay.name is empty"]),
        ("work: {name: İş}\n  stay: {}", ["stay.name is empty"]),
        ("work: {name: Arbeit}\n  stay: {name: İkamet}", ["work.name is not translated"]),
        ("work: {name: Work}\n  stay: {name: İkamet}", ["work.name is not translated"]),
        ("work: {name: Jobcenter}\n  stay: {name: İkamet}", []),
        (
            f"work: {{name: {'İ' * 25}}}\n  stay: {{name: İkamet}}",
            ["work.name has 25 units, 24 at most"],
        ),
    ],
)
def test_each_kind_of_hole_is_found(folder: Path, entries: str, found: list[str]) -> None:
    file(folder, "tr", entries)
    assert holes("tr", "topics", folder) == found


def test_what_is_not_in_the_script_of_its_language_is_a_hole(tmp_path: Path) -> None:
    for language, plain, sounds in (("de", "D", "D"), ("uk", "Рішення", "бе-ШАЙТ")):
        file(tmp_path, language, f"a: {{plain: {plain}, sounds: {sounds}}}", "glossary")
    assert holes("uk", "glossary", tmp_path) == []
    file(tmp_path, "uk", "a: {plain: A decision, sounds: бе-SHAJT}", "glossary")
    assert holes("uk", "glossary", tmp_path) == [
        f"a.{field} is not in the script of this language" for field in ("plain", "sounds")
    ]


def test_a_file_that_is_not_there_or_is_another_one_is_a_hole(folder: Path) -> None:
    assert holes("tr", "topics", folder) == ["tr/topics.yaml is missing"]
    path = file(folder, "tr", "work: {name: İş}\n  stay: {name: İkamet}", head="reviewed: false")
    path.write_text(path.read_text().replace("language: tr", "language: ru"))
    assert holes("tr", "topics", folder) == [
        "meta names another file",
        *(f"meta.{key} is missing" for key in ("law_state", "reviewer", "reviewed_on")),
    ]


def test_what_the_german_entry_may_have_the_others_must_have_then(tmp_path: Path) -> None:
    for language, warning in (("de", "warning: Nicht"), ("en", "x: y")):
        text = "plain: {0}, sounds: {0}".format(f"text {language}")
        file(tmp_path, language, f"bescheid: {{{text}, {warning}}}", "glossary")
    assert holes("en", "glossary", tmp_path) == ["bescheid.warning is empty"]
    assert holes("de", "glossary", tmp_path) == []


def test_questions_need_other_ways_of_asking_them(tmp_path: Path) -> None:
    for language in ("de", "tr", "so"):
        ways = ", ".join(f"{language} {n}" for n in range(3))
        asked = f"question: q{language}, answer: a{language}, ways: [{ways}]"
        file(tmp_path, language, f"a: {{{asked}}}", "faq")
    assert holes("tr", "faq", tmp_path) == ["a is asked in 3 other ways, 6 at least"]
    assert holes("so", "faq", tmp_path) == []
    file(tmp_path, "so", "a: {question: s, answer: t, ways: [x, X, '']}", "faq")
    assert len(holes("so", "faq", tmp_path)) == 2


# -- marked as read ------------------------------------------------------------------------


def test_a_whole_file_is_marked_and_nothing_else_in_it_changes(folder: Path) -> None:
    path = file(folder, "tr", "work: {name: 'İş'}  # as on the letter\n  stay: {name: İkamet}")
    before = path.read_text(encoding="utf-8").partition("entries:")[2]
    name = 'Ayşe "Y: {1}" O\'Neil'
    assert mark("tr", "topics", name, DAY, folder) == 0
    assert path.read_text(encoding="utf-8").partition("entries:")[2] == before
    review = Library(folder).review("tr", "topics")
    assert (review.reviewed, review.reviewer, review.reviewed_on) == (True, name, DAY)
    assert mark("tr", "topics", "Somebody Else", DAY, folder) == 0
    assert Library(folder).review("tr", "topics").reviewer == "Somebody Else"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_with_a_hole_is_not_marked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(folder, "tr", "work: {name: İş}")
    before = path.read_bytes()
    assert mark("tr", "topics", "Ayşe", DAY, folder) == 1
    assert path.read_bytes() == before
    assert "stay is missing" in capsys.readouterr().err
    path.write_text("meta: {}\nentries: [")
    assert mark("tr", "topics", "Ayşe", DAY, folder) == 1


@pytest.mark.parametrize(
    "said",
    [
        ["ar", "topics", "--by", " "],
        ["ar", "topics", "--by", "A", "--on", "2999-01-01"],
        ["ar", "../topics", "--by", "A"],
        ["xx", "topics", "--by", "A"],
        ["ar", "topics"],
    ],
)
def test_a_wrong_call_marks_nothing(said: list[str]) -> None:
    before = (LOCALES / "ar" / "content" / "topics.yaml").read_bytes()
    assert CliRunner().invoke(main, ["review", *said]).exit_code == 2
    assert (LOCALES / "ar" / "content" / "topics.yaml").read_bytes() == before


def test_every_head_of_today_could_be_rewritten(tmp_path: Path) -> None:
    """Each file has its head in the form that is exchanged."""
    for path in sorted((LOCALES / "de" / "content").glob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\nentries:")[0]
        assert safe_load(first)["meta"] == read(path)["meta"], path.name


def test_the_sheet_has_every_text_beside_the_german_one_and_who_has_read_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["preview", "--content", "--output", str(tmp_path), "--language", "ar"]
    )
    assert result.exit_code == 0, result.output
    page = (tmp_path / "content-ar.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    for table in ("faq", "glossary", "offices", "services"):
        for language in ("de", "ar"):
            for id, row in read(LOCALES / language / "content" / f"{table}.yaml")[
                "entries"
            ].items():
                assert f"{id}." in page
                first = next(each for each in row.values() if isinstance(each, str))
                assert first.split("'")[0].split("&")[0][:30] in page, (table, id)
    assert "lotse review ar faq --by" in page
    assert page.count("☐") > 1000


def test_the_german_sheet_has_one_column_and_no_other_language(tmp_path: Path) -> None:
    write_sheets(tmp_path, ["de"])
    page = (tmp_path / "content-de.html").read_text(encoding="utf-8")
    row = page.partition('<td class="id"')[2].partition("</tr>")[0]
    assert row.count("<td") == 4
    assert "Rechtsstand: 19.08.2026" in page

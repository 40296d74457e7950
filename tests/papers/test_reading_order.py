"""What stands where: from right to left, and German, numbers and dates within it."""

from __future__ import annotations

import pytest

from bot.core.words import ANY_WAY as ANY
from bot.core.words import END, LEFT_TO_RIGHT, LTR_MARK, RTL_MARK
from bot.machine.papers.faces import Faces
from bot.machine.papers.grids import widths
from bot.machine.papers.lines import Line, Typist
from bot.machine.papers.printable import UNKNOWN, printable

ARABIC = Typist(Faces("ar"), False, True)
GERMAN = Typist(Faces("de"), False, False)
WIDE = 1000.0


def seen(line: Line) -> str:
    """From left to right, as the eye meets it; signs that are mirrored are not turned here."""
    return "".join(run.text[::-1] if run.rtl else run.text for run in line.runs)


def one(typist: Typist, text: str) -> str:
    (line,) = typist.lines(text, WIDE)
    return seen(line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"هاتف: {LEFT_TO_RIGHT}030 90269-4000{END}.", ".030 90269-4000 :فتاه"),
        (f"يوم {LEFT_TO_RIGHT}01.09.2026{END}، {LEFT_TO_RIGHT}12:30{END}", "12:30 ،01.09.2026 موي"),
        (f"الإصدار {ANY}2026-11{END}", "2026-11 رادصإلا"),
        (f"{ANY}Agentur für Arbeit{END}: نعم", "معن :Agentur für Arbeit"),
        (f"{ANY}Haus أمينة 7{END} هنا", "انه Haus 7 ةنيمأ"),
        (f"أ {LEFT_TO_RIGHT}1{END}{LEFT_TO_RIGHT}2{END} ب", "ب 21 أ"),
    ],
)
def test_in_arabic(text, shown):
    assert one(ARABIC, text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Name: {ANY}أمينة{END}, 12", "Name: ةنيمأ, 12"),
        (f"{ANY}أمينة 12{END} e. V.", "12 ةنيمأ e. V."),
        (f"{ANY}أمينة{END}{ANY}علي{END}", "ةنيمأيلع"),
    ],
)
def test_in_german(text, shown):
    assert one(GERMAN, text) == shown


def test_each_line_begins_where_its_mark_says():
    text = f"{RTL_MARK}نعم\n{LTR_MARK}Ja\nنعم"
    assert [line.rtl for line in ARABIC.lines(text, WIDE)] == [True, False, True]
    assert [line.rtl for line in GERMAN.lines(text, WIDE)] == [True, False, False]


def test_marks_of_direction_are_never_printed():
    text = f"{RTL_MARK}نعم {LEFT_TO_RIGHT}1{END} {ANY}Ja{END}"
    assert not set(one(ARABIC, text)) & {RTL_MARK, LTR_MARK, LEFT_TO_RIGHT, ANY, END}


def test_lines_break_between_words_and_keep_their_order():
    text = f"واحد اثنان {LEFT_TO_RIGHT}eins zwei drei{END} ثلاثة"
    lines = ARABIC.lines(text, 5)
    assert len(lines) > 2
    assert all(line.width <= 5 + 1e-6 for line in lines)
    words = " ".join(run.text for line in lines for run in reversed(line.runs)).split()
    assert sorted(words) == sorted(["واحد", "اثنان", "eins", "zwei", "drei", "ثلاثة"])
    assert seen(lines[0]).endswith("دحاو")


@pytest.mark.parametrize("text", ["0f" * 32, "ن" * 64, "ሰ" * 64])
def test_what_is_wider_than_a_line_is_broken_and_nothing_is_lost(text):
    lines = ARABIC.lines(text, 8)
    assert "".join(run.text for line in lines for run in line.runs) == text
    assert all(line.width <= 8 + 1e-6 for line in lines)


def test_words_with_hyphens_break_there_and_numbers_do_not():
    assert [seen(line) for line in GERMAN.lines("Arbeits-Erlaubnis", 6)] == [
        "Arbeits-",
        "Erlaubnis",
    ]
    assert [seen(line) for line in GERMAN.lines("Tel. 0341-12345", 6)] == ["Tel.", "0341-12345"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("✅ Ja", "+ Ja"),
        ("🔁 Noch einmal", "Noch einmal"),
        (f"{RTL_MARK}🔁 نعم", f"{RTL_MARK}نعم"),
        ("eins 🎉 zwei", "eins zwei"),
        ("👩‍👩‍👧 Familie", "Familie"),
        ("می‌روم", "می‌روم"),
        ("a\u202eevil\u00ad\ufeff\x07", "aevil "),
        ("ﬁ１２ﺎ", "fi12ا"),
        ("e\u0301", "é"),
        ("中 B", f"{UNKNOWN} B"),
    ],
)
def test_signs_that_no_letter_stands_for_are_no_boxes(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text", ["-" * 4000, "%" * 4000, "=-" * 2000, "( " * 2000, "َ" * 4000, "\u2068" * 400]
)
def test_nothing_that_people_write_breaks_a_paper(text):
    assert ARABIC.lines(printable(text), 40)
    assert GERMAN.lines(printable(f"a{text}ب"), 40)


def test_columns_fill_the_page_and_hold_their_longest_word():
    columns = widths([[(20, 40), (50, 400)], [(30, 30), (10, 10)]], 300)
    assert sum(columns) == pytest.approx(300)
    assert columns[0] >= 30
    assert columns[1] > columns[0]
    assert widths([[(900, 900), (10, 10)]], 300)[1] >= 10

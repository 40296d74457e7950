"""A paper as a file: whole in both languages, all letters inside, nothing about who made it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from pypdf import PdfReader

from bot.core.rules.consent import Answer
from bot.core.rules.papers import Annex, Grid, Heading, Paper
from bot.core.words import Exactly, Words, _, just, render_label, right_to_left
from bot.machine.papers import PaperWriter
from bot.machine.papers.typesetting import LEFT, RIGHT, Ink, typeset
from handlers.consent.declaration import ANSWERS, PURPOSES
from tests.papers.conftest import reader, written
from tests.ready_made import NOON
from tests.screen import plain

TITLE = _("My consent")
SENTENCES = [
    _(
        "I take part of my own free will. I decide for each body separately whether it may"
        " get information about me."
    ),
    _("Until then nothing about you is passed on."),
]
HASH = "0123456789abcdef" * 4
PAPER = Paper(
    TITLE,
    [
        *SENTENCES,
        Heading(_("My appointments")),
        Grid(
            [_("Name"), _("Day")],
            [[just("Amina أمينة"), NOON], [Exactly("+49 341 123-4567"), Exactly(HASH)]],
        ),
        Grid([_("Kind"), _("Note")], [[words, ANSWERS[Answer.NO]] for words in PURPOSES.values()]),
    ],
    "test",
    [Annex(_("My appointments"), "Ein Text & noch einer\n\nنص")],
)


@cache
def in_print(language: str) -> PdfReader:
    return written(PAPER, language)


def text_of(file: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in file.pages).split())


def words_of(words: Words, language: str) -> list[str]:
    return plain(render_label(words, reader(language))).split()


def test_it_is_whole_in_the_own_language_and_in_german(language):
    text = text_of(in_print(language))
    for words in (TITLE, *SENTENCES):
        for spoken in (language, "de"):
            assert " ".join(words_of(words, spoken)) in text
    for words in PURPOSES.values():  # in narrow columns
        for word in words_of(words, "de"):
            assert word in text or "-" in word or "(" in word


def test_for_a_german_reader_it_is_there_once():
    text = text_of(written(PAPER, "de"))
    assert text.count(" ".join(words_of(SENTENCES[0], "de"))) == 1


def test_german_begins_on_a_page_of_its_own(language):
    pages = [page.extract_text() for page in in_print(language).pages]
    german = [n for n, page in enumerate(pages) if page.startswith("Meine Einwilligung")]
    assert len(german) == 1
    assert german[0] > 0


def test_an_annex_stands_once_at_the_end(language):
    pages = [page.extract_text() for page in in_print(language).pages]
    assert ["Ein Text & noch einer" in page for page in pages] == [False] * (len(pages) - 1) + [
        True
    ]


def test_pages_are_numbered(language):
    pages = in_print(language).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.extract_text().rstrip().endswith(f"{number} / {len(pages)}")


def test_what_the_file_says_of_itself(language):
    file = in_print(language)
    assert file.trailer["/Root"]["/Lang"] == language.replace("_", "-")
    assert file.metadata
    assert dict(file.metadata) == {
        "/Title": " ".join(words_of(TITLE, language)),
        "/Producer": "Lotse",
    }
    assert "/ID" not in file.trailer


def test_a_title_with_a_name_stays_inside():
    named = Paper(_("For: {name}", name="Amina"), [], "receipt")
    pdf = PaperWriter().write(named, reader("en"))
    assert b"Amina" not in pdf
    assert written(named, "en").metadata == {"/Title": "receipt", "/Producer": "Lotse"}


def test_all_letters_are_inside(language):
    file = in_print(language)
    embedded = set()
    for page in file.pages:
        for font in page["/Resources"]["/Font"].values():
            (descendant,) = font["/DescendantFonts"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]
            embedded.add(font["/BaseFont"].partition("+Noto")[2])
    assert {"Sans", "SansBold"} <= embedded
    assert ("NaskhArabicBold" in embedded) == right_to_left(language)
    assert ("SansEthiopicBold" in embedded) == (language == "ti")


def test_the_same_paper_is_the_same_file(language):
    first, second = (PaperWriter().write(PAPER, reader(language)) for _each in range(2))
    assert first == second


def test_names_of_libraries_and_versions_are_not_in_it(language):
    pdf = PaperWriter().write(PAPER, reader(language)).lower()
    for word in (b"fpdf", b"harfbuzz", b"fonttools", b"creationdate"):
        assert word not in pdf


def test_everything_is_within_the_margins(language):
    for page in typeset(PAPER, reader(language)).pages:
        inks = [mark for mark in page if isinstance(mark, Ink)]
        assert all(ink.x >= LEFT - 0.1 for ink in inks)
        assert all(ink.x + ink.run.width * ink.size <= RIGHT + 0.1 for ink in inks)


def test_the_first_column_is_where_reading_begins(language):
    first, second = (" ".join(words_of(words, language)) for words in (_("Name"), _("Day")))
    (page, *_more) = typeset(PAPER, reader(language)).pages
    placed = {mark.run.text: mark.x for mark in page if isinstance(mark, Ink) and mark.bold}
    assert (placed[first] > placed[second]) == right_to_left(language)


def test_phone_numbers_and_hashes_are_read_from_left_to_right(language):
    runs = [
        mark.run
        for page in typeset(PAPER, reader(language)).pages
        for mark in page
        if isinstance(mark, Ink)
    ]
    assert "+49 341 123-4567" in [run.text for run in runs]
    assert [run.rtl for run in runs if run.text in (HASH, "+49 341 123-4567")] == [False] * 2


def test_the_slash_of_a_command_stands_before_it(language):
    paper = Paper(TITLE, [_("You can take everything back with /consent.")], "test")
    (page, *_more) = typeset(paper, reader(language)).pages
    assert any("/consent" in mark.run.text for mark in page if isinstance(mark, Ink))


def test_a_table_longer_than_a_page_repeats_its_head():
    long = Paper(
        TITLE, [Grid([_("Name"), _("Note")], [["x", "y " * 60] for _each in range(60)])], "test"
    )
    pages = [page.extract_text() for page in written(long, "en").pages[:4]]
    assert len(pages) == 4
    assert all("Name" in page for page in pages[:3])


def test_a_cell_longer_than_a_page_goes_on_over_the_next():
    words = " ".join(f"word{n}" for n in range(3000))
    long = Paper(TITLE, [Grid([_("Name"), _("Note")], [["x", words]])], "test")
    text = text_of(written(long, "de"))
    assert all(f"word{n}" in text for n in range(3000))


def test_an_empty_paper_is_a_paper():
    empty = Paper(
        TITLE, [Grid([_("Name")], []), just(""), just(datetime(2026, 1, 1, tzinfo=UTC))], "x"
    )
    assert "01.01.2026" in text_of(written(empty, "ar"))


def test_what_looks_like_an_instruction_is_text():
    """The library knows `{nb}` and **signs**; people write what they like."""
    text = text_of(written(Paper(TITLE, [just("{nb} **fett** __x__ <b> &amp; \\ (")], "x"), "de"))
    assert "{nb} **fett** __x__ <b> &amp; \\ (" in text


def test_every_script_is_there():
    assert PaperWriter().scripts() == {"latin": True, "arabic": True, "ethiopic": True}

"""No sentence of any language holds a letter that the papers cannot print."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from babel.messages.pofile import read_po
from fpdf import FPDF

from bot.core.rules.people import LANGUAGES
from bot.core.words import TAG, right_to_left
from bot.machine.languages import LOCALES
from bot.machine.papers.drawing import blank, choose
from bot.machine.papers.faces import FONTS, Face, Faces, face_of, file_of
from bot.machine.papers.lines import Run, Typist
from bot.machine.papers.printable import UNKNOWN, printable

ALPHABETS = {
    "de": "äöüßÄÖÜẞ„“‚‘–…€§",
    "ku": "çêîşûÇÊÎŞÛ",
    "tr": "çğıöşüÇĞİÖŞÜ",
    "fr": "àâæçéèêëîïôœùûüÿ«»",
    "uk": "ґєіїҐЄІЇ’",
    "ru": "ёъыэЁ",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ؟،؛٠١٢٣٤٥٦٧٨٩",
    "fa": "پچژگکیۀ۰۱۲۳۴۵۶۷۸۹",
    "ps": "ټډړڼږښځڅګېۍئ",
    "ti": "ሀለሐመሠረሰሸቀቐበቨተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ፡።፣፤፦ቋኳጓ",
}


def sentences(language: str) -> Iterator[str]:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file):
            forms = [message.string] if isinstance(message.string, str) else message.string
            yield from (TAG.sub("", form) for form in forms if message.id)


def contents(language: str) -> Iterator[str]:
    """Names of offices, answers: papers may show those, too."""
    for path in sorted((LOCALES / language / "content").glob("*.yaml")):
        yield from _texts(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def runs(text: str, language: str, *, bold: bool) -> Iterator[Run]:
    typist = Typist(Faces(language), bold, right_to_left(language))
    for line in typist.lines(printable(text), 40):
        yield from line.runs


@pytest.mark.parametrize(
    ("language", "bold"),
    [*((language, False) for language in LANGUAGES), ("ps", True), ("ti", True), ("uk", True)],
)
def test_every_sentence_has_all_its_letters(language, bold):
    faces, seen = Faces(language), 0
    for text in sentences(language):
        assert UNKNOWN not in printable(text), text
        for run in runs(text, language, bold=bold):
            seen += 1
            assert 0 not in faces.glyphs(run.text, run.face, bold=bold, rtl=run.rtl), run.text
    assert seen > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_content_has_all_its_letters(language):
    assert [text for text in contents(language) if UNKNOWN in printable(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_printed_as_wide_as_they_were_measured(language):
    """Else they were cut where they must be joined, or vowel signs went astray."""
    file = blank("", language)
    file.add_page()
    for text in sentences(language):
        for run in runs(text, language, bold=False):
            choose(file, run, 10, language, bold=False)
            assert _width(file, run) == pytest.approx(run.width * 10, abs=0.01), run.text


def _width(file: FPDF, run: Run) -> float:
    return file.get_string_width(run.text)


@pytest.mark.parametrize("language", ALPHABETS)
def test_people_write_more_than_catalogues_say(language):
    assert [char for char in ALPHABETS[language] if not face_of(char, None)] == []


def test_digits_and_punctuation_are_there_whatever_stands_beside_them():
    for char in "0123456789.,:;!?()[]{}/\\-–—+*=%&@#'\"„“”‘’«»…·•<>_~^|€£$§°":
        for before in Face:
            assert face_of(char, before), char


def test_both_weights_hold_the_same_letters():
    for face in Face:
        regular, bold = (_characters(face, bold=bold) for bold in (False, True))
        assert regular == bold


def _characters(face: Face, *, bold: bool) -> set[int]:
    from fontTools.ttLib import TTFont

    return set(TTFont(file_of(face, bold=bold)).getBestCmap())


def test_they_are_small_and_say_where_they_come_from():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 600_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()
    assert "Noto" in (FONTS / "ORIGIN.txt").read_text()

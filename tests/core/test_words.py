"""Sentences become text only for a reader: translated, escaped, isolated, well directed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import HOME
from bot.core.messages import Option, Outgoing, length, pack, shortened, unpack
from bot.core.words import (
    ANY_WAY,
    BIDI_CONTROLS,
    END,
    LEFT_TO_RIGHT,
    LTR_MARK,
    RTL_MARK,
    Both,
    Entry,
    Exactly,
    In,
    Reader,
    Words,
    _,
    _n,
    commas,
    entry,
    just,
    lines,
    one_line,
    paragraphs,
    render,
    render_label,
    right_to_left,
)


class Catalog(NullTranslations):
    def __init__(self, sentences):
        super().__init__()
        self.sentences = sentences

    def gettext(self, message):
        return self.sentences.get(message, message)

    def ngettext(self, one, many, n):
        return self.sentences.get(f"{one}|{n}", one if n == 1 else many)


class Tongues:
    """A speech with a handful of sentences."""

    def __init__(self, **languages):
        self.languages = languages

    def catalog(self, language):
        return Catalog(self.languages.get(language, {}))

    def text(self, language, table, id, field):
        return f" {table}/{id}/{field} & {language} "

    def is_reviewed(self, language):
        return False


def reader(language="en", **sentences):
    return Reader(language, HOME, Tongues(**{language: sentences.pop("of", {})}, **sentences))


def test_a_sentence_is_translated_and_its_places_are_filled():
    words = _("Hello {name}", name="Amina")
    spoken = reader("de", of={"Hello {name}": "Hallo {name}!"})
    assert render(words, spoken) == f"Hallo {ANY_WAY}Amina{END}!"


def test_a_translator_may_turn_places_round():
    words = _("{a} before {b}", a=1, b=2)
    assert render(words, reader("de", of={"{a} before {b}": "{b} nach {a}"})) == "2 nach 1"


@pytest.mark.parametrize(
    "malicious",
    ["{name.__class__}", "{0}", "{name!r}", "{name:>9999999}", "{name[0]}", "{}", "{{name}}", "{"],
)
def test_a_translation_cannot_reach_into_values(malicious):
    rendered = render(_("Hello {name}", name="Amina"), reader(of={"Hello {name}": malicious}))
    assert "class" not in rendered.replace(malicious, "")
    assert len(rendered) < 40
    if malicious != "{{name}}":
        assert "Amina" not in rendered


def test_a_place_that_has_no_value_is_shown_not_raised():
    shown = render(_("Hello {name}", name="x"), reader(of={"Hello {name}": "Hi {nome}"}))
    assert shown == f"Hi {LEFT_TO_RIGHT}{{nome}}{END}"


def test_what_people_write_is_no_sentence_of_ours():
    spoken = reader("de", of={"Hello": "Hallo", "{value}": "WRONG"})
    assert render(just("Hello {name} {0}"), spoken) == f"{ANY_WAY}Hello {{name}} {{0}}{END}"


def test_plural_forms_are_chosen_by_the_language():
    spoken = reader("ar", of={"{n} day|2": "يومان", "{n} day|3": "{n} أيام"})
    shown = [
        render(_n("{n} day", "{n} days", n), spoken).removeprefix(RTL_MARK) for n in (1, 2, 3, 4)
    ]
    assert shown == ["1 day", "يومان", "3 أيام", "4 days"]


def test_tags_of_ours_stay_and_those_of_people_do_not():
    shown = render(Words("<b>{name}</b>", {"name": "<b>Ö & <a href='x'>"}), reader())
    assert shown == f"<b>{ANY_WAY}&lt;b&gt;Ö &amp; &lt;a href='x'&gt;{END}</b>"


def test_a_label_is_plain_text_with_what_people_wrote():
    words = Words("<b>{name}</b> &amp; {more}", {"name": "<b>&lt;", "more": 3})
    assert render_label(words, reader()) == f"{ANY_WAY}<b>&lt;{END} & 3"


def test_a_label_of_one_value_needs_no_isolation():
    assert render_label(just("Amina"), reader("ar")) == "Amina"
    assert render_label(just(Exactly("08:00")), reader("ar")) == "08:00"


def test_names_are_isolated_and_numbers_read_from_left_to_right():
    words = _("{name} {phone} {day} {at}", name="Jonas", phone=Exactly("+49 30"), day=DAY, at=AT)
    assert render(words, reader()) == (
        f"{ANY_WAY}Jonas{END} {LEFT_TO_RIGHT}+49 30{END} "
        f"Tuesday, {LEFT_TO_RIGHT}01.09.2026{END} {LEFT_TO_RIGHT}08:05{END}"
    )


DAY, AT = date(2026, 9, 1), time(8, 5)


def test_bidi_controls_that_people_type_are_taken_out():
    spoof = "".join(map(chr, [0x202E, 0x2066, 0x2069, 0x200F, 0x061C]))
    assert render(just(f"a{spoof}b"), reader()) == f"{ANY_WAY}ab{END}"
    assert render(just(Exactly(f"a{spoof}b")), reader()) == f"{LEFT_TO_RIGHT}ab{END}"


@given(st.text())
def test_whatever_people_write_is_shown_and_nothing_leaks_out_of_it(text):
    shown = render(Words("<b>{text}</b>", {"text": text}), reader())
    inside = shown.removeprefix(f"<b>{ANY_WAY}").removesuffix(f"{END}</b>")
    assert not BIDI_CONTROLS.search(inside)
    assert not re.search("[<>]", inside)
    assert inside.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == (
        BIDI_CONTROLS.sub("", text)
    )


@given(st.text(min_size=1))
def test_a_label_shows_whatever_people_wrote(text):
    label = render_label(Words("{a} {b}", {"a": text, "b": 1}), reader())
    assert label == f"{ANY_WAY}{BIDI_CONTROLS.sub('', text)}{END} 1"


@pytest.mark.parametrize("language", ["ar", "fa", "fa_AF", "ps"])
def test_every_line_begins_from_the_right(language):
    shown = render(lines(_("One"), _("Two"), just("drei")), reader(language))
    assert [line[0] for line in shown.split("\n")] == [RTL_MARK] * 3
    assert render(paragraphs(_("One"), _("Two")), reader(language)).split("\n")[1] == ""


@pytest.mark.parametrize("language", ["de", "en", "uk", "ti", "ku", "so", "tr"])
def test_other_languages_need_no_marks(language):
    assert not right_to_left(language)
    assert render(lines(_("One"), _("Two")), reader(language)) == "One\nTwo"


def test_a_command_in_arabic_reads_from_left_to_right():
    spoken = reader("ar", of={"Use /stop": "استخدم /stop"})
    assert render(_("Use /stop"), spoken) == f"{RTL_MARK}استخدم {LEFT_TO_RIGHT}/stop{END}"
    tagged = render(Words("<b>{a}</b>", {"a": 1}), spoken)
    assert tagged == f"{RTL_MARK}<b>1</b>", "a closing tag is no command"


def test_german_stands_below_the_own_language_and_reads_from_the_left():
    words = just(Both("de", lines(_("One"), _("Two"))))
    spoken = Reader("ar", HOME, Tongues(de={"One": "Eins", "Two": "Zwei"}, ar={"One": "واحد"}))
    assert render(words, spoken).split("\n") == [
        f"{RTL_MARK}واحد",
        f"{RTL_MARK}Two",
        "",
        f"{LTR_MARK}Eins",
        f"{LTR_MARK}Zwei",
    ]


def test_for_whoever_reads_german_it_stands_there_once():
    words = just(Both("de", _("One")))
    assert render(words, reader("de", of={"One": "Eins"})) == "Eins"


def test_what_is_read_out_stands_there_in_german_alone():
    words = just(In("de", lines(_("One"), _("Two"))))
    spoken = Reader("ar", HOME, Tongues(de={"One": "Eins", "Two": "Zwei"}, ar={"One": "واحد"}))
    assert render(words, spoken).split("\n") == [f"{LTR_MARK}Eins", f"{LTR_MARK}Zwei"]


def test_moments_are_shown_by_the_clock_on_the_wall():
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    shown = BIDI_CONTROLS.sub("", render(just(moment), reader("en")))
    assert shown == "Friday, 01.01.2027, 00:30"


@pytest.mark.parametrize("language", ["ar", "fa", "fa_AF", "ps", "ti", "ku", "so", "uk"])
def test_dates_have_latin_digits_and_the_weekday_of_the_language(language):
    shown = BIDI_CONTROLS.sub("", render(just(DAY), reader(language)))
    assert "01.09.2026" in shown
    assert "Tuesday" not in shown


def test_the_content_is_asked_in_the_readers_language():
    shown = render(entry("offices", "jobcenter"), reader("uk"))
    assert shown == f"{ANY_WAY}offices/jobcenter/name &amp; uk{END}"


def test_a_list_in_arabic_has_arabic_commas():
    assert BIDI_CONTROLS.sub("", render(commas(just(1), just(2)), reader("ar"))) == "1، 2"
    assert render(commas(just(1), just(2)), reader("de")) == "1, 2"


VALUES = st.recursive(
    st.text()
    | st.integers()
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.just(UTC))
    | st.builds(Exactly, st.text())
    | st.builds(Entry, st.text(), st.text(), st.text()),
    lambda inner: (
        st.builds(Words, st.text(), st.dictionaries(st.text(max_size=5), inner, max_size=3))
        | st.builds(lambda value: Both("de", just(value)), inner)
        | st.builds(lambda value: In("de", just(value)), inner)
    ),
    max_leaves=5,
)


@given(VALUES)
def test_whatever_is_said_survives_the_outbox(value):
    said = Outgoing(
        one_line(value), [[Option("x", just(value)), Option("y", just(value), "copied")]]
    )
    assert unpack(pack(said)) == said


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_a_shortened_text_fits_and_says_that_it_is(text, longest):
    short = shortened(text, longest)
    assert length(short) <= longest
    assert short == text or short.endswith("…")
    assert (short == text) is (length(text) <= longest)

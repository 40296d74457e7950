"""A form is a checklist: its only state is its answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.forms import DRAFT, Form, Partly, Question, Unclear
from bot.core.messages import Option, beside
from bot.core.pages import BACK, SEND, SKIP, Press, page, tapped
from bot.core.questions import several, text
from bot.core.words import _, just
from tests.core.test_questions import HERE


def one_of(ask, *offered):
    def read(raw, setting, draft):
        if raw not in offered:
            raise Unclear(_("Please tap one of the buttons."))
        return raw

    rows = beside([Option(each, just(each)) for each in offered])
    return Question(ask, read, str, str, rows=lambda s, d: rows, only_options=True)


class Log(Form):
    way = one_of(_("How?"), "met", "phone", "tried")
    place = text(_("Where?")).when(way.is_("met"))
    minutes = one_of(_("How long?"), "15", "30").when(way.is_not("tried"))
    topics = several(_("About what?"), lambda setting: ["work", "flat"], just)
    note = text(_("Anything else?")).optional()


def begun(**answers):
    return Log(HERE, answers)


def asked(form):
    question = form.pending()
    return question.name if question else None


def test_the_first_question_without_an_answer_is_asked():
    form = begun()
    assert asked(form) == "way"
    assert asked(form.answer("way", "met")) == "place"
    assert asked(form.answer("way", "phone")) == "minutes"
    assert asked(form.answer("way", "tried")) == "topics"


def test_a_changed_answer_forgets_what_no_longer_applies():
    form = begun(way="met", place="Café", minutes="30").answer("way", "tried")
    assert form.answers == {"way": "tried"}
    assert asked(form.answer("way", "met")) == "place", "and it does not come back by itself"


def test_a_release_that_adds_a_question_asks_it():
    class Longer(Log):
        mood = text(_("How was it?"))

    whole = begun(way="tried", topics="work", note=None)
    assert asked(whole) is None
    assert asked(Longer(HERE, whole.answers)) == "mood"


def test_a_release_that_drops_an_option_asks_again():
    assert asked(begun(way="carrier pigeon", topics="work")) == "way"
    assert asked(begun(way="tried", topics="work,gone")) == "topics"


def test_what_may_be_skipped_is_none_and_the_rest_may_not():
    form = begun(way="tried", topics="work")
    skipped = form.skip("note")
    assert asked(skipped) is None
    assert skipped.note is None
    with pytest.raises(Unclear):
        form.skip("topics")


def test_a_question_that_does_not_apply_cannot_be_answered():
    with pytest.raises(Unclear):
        begun(way="tried").answer("place", "Café")
    assert begun(way="tried").place is None


def test_back_asks_the_question_before():
    form = begun(way="met", place="Café")
    assert asked(form) == "minutes"
    assert asked(form.back()) == "place"
    assert asked(form.back().back()) == "way"
    assert begun().back().answers == {}


def test_half_an_answer_is_a_draft_and_back_drops_only_that():
    form = begun(way="tried").answer("topics", "work")
    assert form.answers == {"way": "tried", DRAFT + "topics": "work"}
    assert asked(form) == "topics"
    assert asked(form.back()) == "topics"
    assert form.back().answers == {"way": "tried"}
    done = form.answer("topics", "=")
    assert (done.topics, asked(done)) == (["work"], "note")
    assert DRAFT + "topics" not in done.answers


def test_a_draft_of_a_question_that_no_longer_applies_is_forgotten():
    class Other(Form):
        way = one_of(_("How?"), "met", "tried")
        topics = several(_("?"), lambda setting: ["work"], just).when(way.is_("met"))

    form = Other(HERE, {"way": "met"}).answer("topics", "work")
    assert form.change("way").answer("way", "tried").answers == {"way": "tried"}


def test_a_form_never_changes():
    form = begun(way="met")
    form.answer("place", "Café")
    form.back()
    form.change("way")
    assert form.answers == {"way": "met"}


def test_a_name_that_every_form_needs_is_refused():
    with pytest.raises(TypeError, match="hide"):
        type("Broken", (Form,), {"asked": _named(text(_("?")), "asked")})


def _named(question, name):
    object.__setattr__(question, "name", name)
    return question


def test_who_builds_on_a_form_asks_own_questions_first():
    class For(Log):
        who = one_of(_("Who?"), "Amina")

    assert [question.name for question in For.questions] == [
        "who",
        *(question.name for question in Log.questions),
    ]


# -- pages -------------------------------------------------------------------


class Reviewed(Log):
    review = True


def data(form, number=12):
    return [option.value for row in page(form, number).rows for option in row]


def test_buttons_know_their_dialogue_and_question():
    assert data(begun()) == ["12.way.met", "12.way.phone", "12.way.tried", "go.menu"]
    assert data(begun(way="tried", topics="work")) == ["12.note.-", "12..back", "go.menu"]


def test_a_press_answers_skips_goes_back_or_changes():
    form = begun(way="met")
    assert tapped(form, Press.of("12.way.phone")).answers == {"way": "phone"}
    assert tapped(form, Press(12, "", BACK)).answers == {}
    assert tapped(begun(way="tried", topics="work"), Press(12, "note", SKIP)).pending() is None
    assert tapped(form, Press(12, "way", "")).answers == {}
    assert tapped(form, Press(12, "", SEND)) is form


def test_pressing_twice_is_harmless():
    once = tapped(begun(), Press.of("12.way.met"))
    assert tapped(once, Press.of("12.way.met")).answers == once.answers


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "12",
        "12.way",
        "go.menu",
        "-1.way.met",
        "٣.way.met",
        "9" * 20 + ".way.met",
        "1e3.a.b",
    ],
)
def test_what_is_no_press_of_a_form(forged):
    assert Press.of(forged) is None


@given(st.text(max_size=64))
def test_any_button_data_is_read_or_refused(forged):
    press = Press.of(forged)
    if press is None:
        return
    try:
        moved = tapped(begun(way="tried"), press)
    except Unclear:
        return
    assert set(moved.answers) <= {"way", "topics", DRAFT + "topics", "note"} | {"place", "minutes"}


def test_a_value_may_hold_dots():
    assert Press.of("1.at.t14.30") == Press(1, "at", "t14.30")


def test_the_review_shows_every_answer_with_a_way_to_change_it():
    form = Reviewed(HERE, {"way": "met", "place": "Café", "minutes": "30", "topics": "work"})
    whole = form.skip("note")
    values = data(whole)
    assert values[0] == "12..send"
    assert values[1:6] == ["12.way.", "12.place.", "12.minutes.", "12.topics.", "12.note."]


def test_why_an_answer_was_unclear_stands_above_the_question():
    unclear = Unclear(_("No."), [[Option("12.way.met", _("Perhaps this?"))]])
    shown = page(begun(), 12, unclear=unclear)
    assert [part.one for part in shown.words.values.values()] == ["No.", "How?"]
    assert len(shown.rows) == len(page(begun(), 12).rows) + 1


def test_partly_may_say_something():
    assert Partly("x", _("And the time?")).words == _("And the time?")

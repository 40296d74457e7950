"""What must hold for any form, whoever wrote it."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from random import Random

import pytest

from bot.core.forms import Unclear
from bot.core.messages import pack, unpack
from bot.core.pages import Press, page
from bot.core.rules.people import LANGUAGES
from bot.core.words import render_label
from bot.turns import Open, Reply
from tests.every import walking
from tests.every.remembering import remembered
from tests.every.scenes import HIGH, forms
from tests.every.telegram import LONGEST_POPUP, check_message, units

WALKS = 12
IN_LANGUAGES = 3  # states of a form that are rendered in each language: the longest ones


@pytest.fixture(
    scope="module", params=forms(), ids=lambda each: f"{each[0].__name__} of a {each[1]}"
)
def walked(request, stage):
    """The form as it begins, and every state a walk finds. Nothing of the scene stays."""
    kind, role = request.param
    with stage.scene() as db:
        form = kind(stage.turn(db, role))
        with remembered(form):
            states = list(walking.states(form))
        yield form, states


@pytest.fixture
def form(walked):
    return walked[0]


@pytest.fixture
def states(walked):
    return walked[1]


@pytest.fixture
def only_looks(form):
    """Of a test that submits nothing: the hundredth page finds in the database what the first did.
    Whoever looks anew each time is `test_every_complete_form_can_be_submitted`."""
    with remembered(form):
        yield


looking = pytest.mark.usefixtures("only_looks")


@looking
def test_every_question_is_on_a_path_and_every_path_ends(form, states):
    finished = [state for state in states if state.pending() is None]
    answered = {name for state in finished for name in state.answers}
    assert answered == {question.name for question in form.questions}
    for state in walking.one_of_each_kind(states):
        *_way, last = walking.random_walk(state, Random(1), detours=0)
        assert last.pending() is None


@looking
def test_random_walks_with_detours_come_to_an_end(form):
    for number in range(WALKS):
        walk = list(walking.random_walk(form, Random(number)))
        assert walk[-1].pending() is None


def test_nothing_is_answered_beforehand(form):
    assert form.answers == {}
    assert form.pending() is form.questions[0]


def test_names_of_questions_fit_buttons_and_are_never_those_of_moves(form):
    names = [question.name for question in form.questions]
    assert len(set(names)) == len(names)
    for name in names:
        assert name.isidentifier()
        assert name.isascii()


def test_conditions_look_only_upwards(form):
    above = []
    for question in form.questions:
        assert question.condition is None or question.condition.question.name in above
        above.append(question.name)


@looking
def test_every_page_fits_into_telegram(form, states, stage):
    own = stage.reader(form.setting.language)
    shown = [state for state in states if state.pending() or state.review]
    longest = sorted(shown, key=lambda state: -units(page(state, HIGH).words, own))
    for state in shown:
        check_message(page(state, HIGH), own)
    for language in LANGUAGES:
        for state in longest[:IN_LANGUAGES]:
            check_message(page(state, HIGH), stage.reader(language))


@looking
def test_every_page_survives_the_outbox(states):
    for state in states:
        shown = page(state, HIGH)
        assert unpack(pack(shown)) == shown


@looking
def test_every_button_of_every_page_does_something(states):
    for state in states:
        for data in walking.buttons(state):
            if Press.of(data) is None:
                assert data == "go.menu"
                continue
            with suppress(Unclear):  # an hour of today that is over: the page says so
                walking.press(state, data)


@looking
def test_options_of_a_question_differ(form, states, stage):
    reader = stage.reader(form.setting.language)
    for state in states:
        question = state.pending()
        options = state.options(question) if question else []
        shown = [option for option in options if option.value != "_"]
        assert len({option.value for option in shown}) == len(shown)
        labels = [render_label(option.label, reader) for option in shown]
        assert all(labels)
        assert len(set(labels)) == len(labels)


@looking
def test_back_returns_to_the_question_before(form):
    for number in range(5):
        walk = walking.random_walk(form, Random(number), detours=0)
        whole = [state for state in walk if not any(name[0] == "~" for name in state.answers)]
        for before, after in pairwise(whole):
            if len(after.answers) > len(before.answers):
                assert after.back().pending() is before.pending()


@looking
def test_a_form_rebuilt_from_its_answers_is_the_same(states):
    for state in states:
        rebuilt = type(state)(state.setting, state.answers)
        assert rebuilt.answers == state.answers
        assert rebuilt.pending() is state.pending()


@looking
def test_what_an_older_release_kept_does_no_harm(states, stage):
    for state in walking.one_of_each_kind(states):
        with_more = type(state)(state.setting, {**state.answers, "gone": 1, "~gone": "x"})
        assert with_more.answers == state.answers
        for question in state.questions:
            for kept in ("no such answer", 10**9):
                older = type(state)(state.setting, {**state.answers, question.name: kept})
                check_message(page(older, HIGH), stage.reader(state.setting.language))


@looking
def test_forged_answers_are_refused(states):
    for state in states:
        question = state.pending()
        for forged in ("999999999999", "../x", "-", "\x00", "٣", "1" * 30):
            if question is None or not question.only_options:
                continue
            with pytest.raises(Unclear):
                state.answer(question.name, forged)


def test_every_complete_form_can_be_submitted(states, stage):
    finished = [state for state in states if state.pending() is None]
    assert finished
    for state in finished:
        with stage.rehearsal(state.setting.db):
            response = state.submit(state.setting)
            assert isinstance(response, Reply | Open)
            if isinstance(response, Reply):
                _check_reply(response, stage)


def _check_reply(reply, stage):
    for language in LANGUAGES:
        reader = stage.reader(language)
        if reply.words:
            check_message(reply, reader)
        if reply.popup:
            assert len(render_label(reply.popup, reader)) <= LONGEST_POPUP

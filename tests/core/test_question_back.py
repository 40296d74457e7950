"""The question back is built from the person's own answers, and exactly one answer is right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.rules.consent import LINES, Answer, Recipient
from handlers.consent.understand import EVERYBODY, NOBODY, ONLY, question_back

FORM_ANSWERS = (Answer.YES, Answer.NO, Answer.ASK)
filled = st.fixed_dictionaries({line: st.sampled_from(FORM_ANSWERS) for line in LINES})


def yes_to(answers):
    return {line.recipient for line, answer in answers.items() if answer is Answer.YES}


def is_true(value, answers):
    """What this answer says, compared with what was answered."""
    allowed = yes_to(answers)
    if value == EVERYBODY:
        return allowed == set(Recipient)
    if value == NOBODY:
        return not allowed
    if value == ONLY:
        return allowed == {Recipient.MENTOR}
    return Recipient(value) in allowed


@given(filled)
def test_exactly_one_of_three_is_right(answers):
    asked = question_back(answers)
    values = [option.value for option in asked.options]
    assert len(set(values)) == 3
    assert [value for value in values if is_true(value, answers)] == [asked.right]


@given(filled)
def test_the_same_answers_give_the_same_question(answers):
    assert question_back(answers) == question_back(dict(answers))


@given(filled)
def test_the_explanation_names_exactly_those_who_may(answers):
    assert set(question_back(answers).allowed) == yes_to(answers)


def test_whoever_said_no_to_everything_said_yes_to_nobody():
    assert question_back(dict.fromkeys(LINES, Answer.NO)).right == NOBODY
    assert question_back(dict.fromkeys(LINES, Answer.ASK)).right == NOBODY


def test_whoever_said_yes_to_everything_said_yes_to_all():
    assert question_back(dict.fromkeys(LINES, Answer.YES)).right == EVERYBODY


@given(filled)
def test_the_ausländerbehörde_is_asked_about_before_all_others(answers):
    asked = question_back(answers)
    if asked.right != EVERYBODY:
        assert Recipient.IMMIGRATION in [option.value for option in asked.options]


def test_the_right_one_is_not_always_in_the_same_place():
    places = set()
    for number in range(len(LINES)):
        answers = {line: Answer.YES if n <= number else Answer.NO for n, line in enumerate(LINES)}
        asked = question_back(answers)
        places.add([option.value for option in asked.options].index(asked.right))
    assert places == {0, 1, 2}

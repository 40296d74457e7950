"""Whose yes counts: from the age band, who decides, and the operator's age."""

from __future__ import annotations

import pytest

from bot.core.rules.capacity import (
    GUARDIAN_ROLES,
    Guardian,
    GuardianRole,
    Signs,
    through_mentor,
    who_signs,
)
from bot.core.rules.events import audience
from bot.core.rules.people import Age, Decides, Person, Role


def somebody(age=Age.ADULT, decides=Decides.SELF, **more):
    return Person(1, "Amina", Role.PARTICIPANT, "ar", age=age, decides=decides, **more)


def test_whoever_was_not_assessed_decides_alone():
    assert who_signs(somebody(), 16) is Signs.SELF


@pytest.mark.parametrize(
    ("age", "consent_age", "signs"),
    [
        (Age.ADULT, 18, Signs.SELF),
        (Age.UNDER_18, 16, Signs.SELF),
        (Age.UNDER_18, 17, Signs.BOTH),
        (Age.UNDER_18, 18, Signs.BOTH),
        (Age.UNDER_16, 18, Signs.BOTH),
        (Age.UNDER_16, 16, Signs.BOTH),
        # The band does not say whether it is thirteen or fifteen.
        (Age.UNDER_16, 14, Signs.BOTH),
    ],
)
def test_of_a_band_only_the_youngest_age_is_sure(age, consent_age, signs):
    assert who_signs(somebody(age), consent_age) is signs


@pytest.mark.parametrize("age", Age)
def test_a_guardian_who_decides_decides_at_any_age(age):
    assert who_signs(somebody(age, Decides.GUARDIAN), 16) is Signs.GUARDIAN


def test_an_adult_may_decide_together_with_a_carer():
    assert who_signs(somebody(decides=Decides.TOGETHER), 16) is Signs.BOTH


@pytest.mark.parametrize("role", GuardianRole)
def test_a_guardian_is_kept_with_the_role(role):
    guardian = Guardian(role, "Layla: Example")
    assert Guardian.of(str(guardian)) == guardian
    assert role in GUARDIAN_ROLES


@pytest.mark.parametrize("kept", ["", "parent", "parent:", ":Layla", "king:Layla", "Layla"])
def test_what_is_no_guardian_is_none(kept):
    assert Guardian.of(kept) is None


def test_only_under_16_goes_through_the_mentor():
    assert [age for age in Age if through_mentor(somebody(age))] == [Age.UNDER_16]


def invited(*everybody, agreed=(1,), relayed=(1,)):
    return audience(
        everybody,
        roles=[Role.PARTICIPANT],
        languages=["ar"],
        regions=[],
        agreed=agreed,
        relayed=relayed,
    )


def test_an_event_reaches_the_young_through_their_mentor():
    young = somebody(Age.UNDER_16, mentor_id=7)
    reached = invited(young, agreed=())
    assert (reached.invited, reached.through_mentors) == ([], [young])
    assert (reached.without_consent, reached.paused, reached.without_mentor) == (0, 0, 0)


def test_even_if_a_young_person_is_wrongly_among_those_who_agreed():
    assert invited(somebody(Age.UNDER_16, mentor_id=7)).invited == []


def test_without_a_mentor_nobody_is_asked():
    reached = invited(somebody(Age.UNDER_16))
    assert (reached.through_mentors, reached.without_mentor) == ([], 1)


def test_without_consent_the_mentor_is_not_asked():
    reached = invited(somebody(Age.UNDER_16, mentor_id=7), agreed=(), relayed=())
    assert (reached.through_mentors, reached.without_consent) == ([], 1)

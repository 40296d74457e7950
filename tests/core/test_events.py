"""Whom an invitation reaches: by role, language and region, and only who agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rules.events import Event, audience
from bot.core.rules.people import LANGUAGES, Person, Role

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
REGIONS = ["Leipzig", "Borna", ""]

people = st.lists(
    st.builds(
        Person,
        st.integers(1, 50),
        st.just("x"),
        st.sampled_from(Role),
        st.sampled_from(["ar", "uk", "de"]),
        arrived=st.booleans(),
        region=st.sampled_from(REGIONS),
        paused_at=st.sampled_from([None, NOW]),
    ),
    unique_by=lambda person: person.id,
)
some = st.sets(st.integers(1, 50))


def invited(everybody, *, roles=tuple(Role), languages=tuple(LANGUAGES), regions=(), agreed=()):
    return audience(everybody, roles=roles, languages=languages, regions=regions, agreed=agreed)


def person(id, role=Role.PARTICIPANT, language="ar", **more):
    return Person(id, f"P{id}", role, language, **more)


def test_a_participant_who_did_not_agree_is_not_invited_but_counted():
    found = invited([person(1), person(2)], agreed={2})
    assert [each.id for each in found.invited] == [2]
    assert (found.without_consent, found.paused) == (1, 0)


def test_mentors_need_not_agree():
    assert invited([person(1, Role.MENTOR)]).invited


def test_who_paused_is_not_invited_but_counted():
    found = invited([person(1, paused_at=NOW), person(2, Role.MENTOR, paused_at=NOW)], agreed={1})
    assert (found.invited, found.paused) == ([], 2)


def test_who_has_not_arrived_is_not_meant():
    assert not invited([person(1, arrived=False)], agreed={1}).invited


def test_no_choice_of_regions_means_all():
    everybody = [person(1, region="Borna"), person(2, region="")]
    assert len(invited(everybody, agreed={1, 2}).invited) == 2
    assert [each.id for each in invited(everybody, regions=["Borna"], agreed={1, 2}).invited] == [1]


@given(people, some, st.sets(st.sampled_from(Role)), st.sets(st.sampled_from(REGIONS)))
def test_everybody_who_is_invited_is_meant_agreed_and_awake(everybody, agreed, roles, regions):
    found = invited(everybody, roles=roles, regions=regions, agreed=agreed)
    for each in found.invited:
        assert each.role in roles
        assert each.arrived
        assert not each.paused
        assert not regions or each.region in regions
        assert each.role is not Role.PARTICIPANT or each.id in agreed
    meant = [
        each
        for each in everybody
        if each.arrived and each.role in roles and (not regions or each.region in regions)
    ]
    assert len(found.invited) + found.without_consent + found.paused == len(meant)


@pytest.mark.parametrize(
    ("texts", "reader", "expected"),
    [
        ({"de": "D", "ar": "A"}, "ar", "ar"),
        ({"de": "D", "en": "E"}, "ar", "en"),
        ({"de": "D"}, "ar", "de"),
        ({"uk": "U"}, "ar", "uk"),
        ({"fa": "F", "en": "E"}, "fa_AF", "fa"),
        ({"fa_AF": "F", "en": "E"}, "fa", "fa_AF"),
        ({"ru": "R", "en": "E"}, "uk", "en"),  # nobody is taken for a reader of Russian
    ],
)
def test_everybody_gets_the_nearest_text(texts, reader, expected):
    event = Event(1, 1, date(2026, 9, 20), time(15), NOW, NOW, texts)
    assert event.text_for(reader) == (texts[expected], expected)


def test_an_event_without_a_text_is_none():
    with pytest.raises(ValueError, match="without a text"):
        Event(1, 1, date(2026, 9, 20), time(15), NOW, NOW, {}).text_for("ar")

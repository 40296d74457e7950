"""What must hold for any button outside of forms."""

from __future__ import annotations

from dataclasses import replace
from inspect import signature

import pytest

from bot.core.rules.people import LANGUAGES, Level, Role
from bot.core.words import Words, render_label
from bot.machine.dispatch import GO, closed_words
from bot.turns import Open, Reply
from handlers import FEATURES
from storage import people
from tests.every.crawling import Crawl
from tests.every.scenes import DISPATCH
from tests.every.telegram import LONGEST_POPUP, check_buttons, check_message, visible
from tests.labels import length

TAPS = [tap for feature in FEATURES for tap in feature.taps]
LONG_ID = 10**18  # nineteen digits
FORGED = ["", "0", "-1", "1", "x", "999999999999", str(LONG_ID), "../x", "1 OR 1=1", "٣", "\x00"]
# An invitation whose fate is unsure is not there in the house that the walk goes through, and
# nobody in it has just arrived, and nobody is under 16. That house has no address of its own for
# links.
NOT_MET = {"again", "publish", "receipt", "speak"}
# Nobody has written a question there, so there is none to pass on, or to put a name to.
ASKING = {"handon", "anew", "named"}
# Its mediator has not promised to keep secrets, nothing has moved, and no translation is refused.
HELPING = {"helptext", "helpanswer", "stillhelp", "mediate", "mediatenow"}
# Nothing is translated in that house: see `test_messages.py` and `test_invitations_drafted.py`.
TRANSLATED = {"original", "badly", "draft", "usedraft", "owntext"}
# Offered on the day of an appointment and after it: see `test_every_hour.py`.
ON_THE_WAY = {"late", "mins", "lost", "askcall"}
LATER = ON_THE_WAY | {"howwas", "went", "next", "away", "newdate", "with"}


@pytest.fixture(scope="module")
def crawls(stage):
    return {role: _crawled(stage, role) for role in Role}


def _crawled(stage, role):
    with stage.scene() as db:
        crawl = Crawl(stage, db, role)
        crawl.all()
        return crawl


@pytest.fixture(params=Role, ids=list(Role))
def crawl(request, crawls):
    return crawls[request.param]


def test_names_are_letters_unique_and_none_is_that_of_commands():
    names = [tap.name for tap in TAPS]
    assert len(set(names)) == len(names)
    for name in names:
        assert name.isascii()
        assert name.isalpha()
        assert name.islower()
        assert name != GO


@pytest.mark.parametrize("tap", TAPS, ids=lambda tap: tap.name)
def test_data_fits_with_the_longest_ids(tap):
    arguments = len(signature(tap.does).parameters) - 1
    option = tap.option(Words("x"), *[LONG_ID] * arguments)
    assert len(option.value.encode()) <= 64


def test_every_offered_button_does_something(crawl):
    assert len(crawl.heard) > 20
    refused = [each.data for each in crawl.heard if getattr(each.reply, "popup", 0) == CLOSED]
    assert refused == []


CLOSED = closed_words()


def test_every_answer_to_a_button_fits_into_telegram(crawl):
    for each in crawl.heard:
        for language in LANGUAGES:
            reader = crawl.stage.reader(language)
            if each.reply.words:
                check_message(each.reply, reader)
            if popup := getattr(each.reply, "popup", None):
                shown = render_label(popup, reader)
                check_buttons(each.reply, reader)
                assert 1 <= len(shown) <= LONGEST_POPUP or each.data.startswith("appt."), each.data


def test_what_others_are_told_fits_into_telegram(crawl):
    for delivery, composed in crawl.said:
        assert composed is not None, f"{delivery.kind} was queued and says nothing"
        assert 1 <= length(visible(composed.text)) <= 4096
        for button in (button for row in composed.rows for button in row):
            assert len(button.data.encode()) <= 64


def test_every_tap_is_met_by_somebody(crawls):
    met = {each.data.partition(".")[0] for crawl in crawls.values() for each in crawl.heard}
    assert {tap.name for tap in TAPS} - met == NOT_MET | LATER | HELPING | ASKING | TRANSLATED


@pytest.mark.parametrize("role", Role)
def test_forged_data_is_answered_and_changes_nothing(role, stage, db):
    for tap in TAPS:
        arguments = len(signature(tap.does).parameters) - 1
        for forged in FORGED:
            for count in {0, arguments, arguments + 1}:
                data = ".".join([tap.name, *[forged] * count])
                with stage.rehearsal(db):
                    turn = stage.turn(db, role, press=data)
                    assert isinstance(DISPATCH.respond(turn, in_form=False), Reply | Open), data


@pytest.mark.parametrize("tap", TAPS, ids=lambda tap: tap.name)
def test_who_may_not_tap_is_told_that_the_button_is_old(tap, stage, db):
    for role in set(Role) - tap.who:
        arguments = ["1"] * (len(signature(tap.does).parameters) - 1)
        turn = stage.turn(db, role, press=".".join([tap.name, *arguments]))
        assert DISPATCH.respond(turn, in_form=False) == Reply(popup=CLOSED)


@pytest.mark.parametrize("tap", TAPS, ids=lambda tap: tap.name)
def test_who_has_not_arrived_can_choose_a_language_and_nothing_else(tap, stage, db):
    turn = stage.turn(db, Role.GUEST, press=f"{tap.name}.1")
    stranger = replace(turn, person=replace(turn.person, arrived=False))
    response = DISPATCH.respond(stranger, in_form=False)
    assert isinstance(response, Reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_arrives_is_greeted_in_the_chosen_language(language, stage, db):
    for role in Role:
        turn = stage.turn(db, role, press=f"lang.{language}")
        with stage.rehearsal(db):
            people.speak(db, turn.person.id, language)
            stranger = replace(turn, person=replace(turn.person, arrived=False))
            check_message(DISPATCH.respond(stranger, in_form=False), stage.reader(language))
            for level in Level:
                chosen = stage.turn(db, role, press=f"level.{level}")
                check_message(DISPATCH.respond(chosen, in_form=False), stage.reader(language))

"""Who is writing to me? The organisation, a person, why, and a code the office knows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.core.rules.people import Role
from bot.core.words import _
from handlers.people.arrive import never_asked, why
from handlers.people.who import LETTERS, bare, wrong
from storage import audit
from tests.cast import AMINA, JONAS, KATRIN, OKSANA, SAMIR
from tests.chat import Phone
from tests.conversations.steps import invitation

CODE = re.compile(rf"\b[{LETTERS}]{{3}} [{LETTERS}]{{3}}\b")


def code_on(phone):
    phone.says("/who")
    found = CODE.findall(phone.last.text)
    assert len(found) == 1
    return found[0]


def checks(katrin, code):
    katrin.says("/people")
    katrin.taps_words(_("Check a code"))
    katrin.says(code)


@pytest.mark.parametrize("chat_id", [AMINA, OKSANA, JONAS, KATRIN, SAMIR])
def test_from_every_menu_it_is_one_tap(world, chat_id):
    phone = Phone(world, chat_id)
    phone.says("/menu")
    phone.taps_words(_("Who is writing to me?"))
    phone.reads("Example Network", "P. Example", "office@example.org")
    phone.reads_words(why(phone.person.role), *never_asked().values.values())
    phone.reads_words(_("Others can copy my name and my picture, but not this code."))
    assert CODE.search(phone.last.text)


def test_a_stranger_may_ask_too_but_cannot_say_not_me(otto):
    otto.says("hello")
    otto.taps("English")
    otto.says("/privacy")
    otto.taps("Who is writing to me?")
    assert CODE.search(otto.last.text)
    assert otto.labels() == ["Home"]


def test_the_office_knows_the_code_of_today_and_of_yesterday(world, oksana, katrin):
    code = code_on(oksana)
    checks(katrin, code.lower().replace(" ", "-"))
    katrin.reads("This code is from our bot. It was shown to Oksana, today.")
    world.passes(days=1)
    checks(katrin, code)
    katrin.reads("This code is from our bot. It was shown to Oksana, yesterday.")
    world.passes(days=1)
    checks(katrin, code)
    katrin.reads_words(*wrong().values.values())
    assert "Oksana" not in katrin.last.text


def test_everybody_has_another_code_each_day(world, oksana, amina, jonas):
    first = {code_on(phone) for phone in (oksana, amina, jonas)}
    assert code_on(oksana) in first
    world.passes(days=1)
    second = {code_on(phone) for phone in (oksana, amina, jonas)}
    assert len(first | second) == 6


def test_a_code_that_somebody_made_up_is_not_ours(katrin, oksana):
    code = bare(code_on(oksana))
    for made_up in (code[::-1], code[:5], code + "A", "222 222", "?", "0"):
        checks(katrin, made_up)
        katrin.reads_words(*wrong().values.values())
        assert "Oksana" not in katrin.last.text


def test_every_check_is_in_the_audit(world, katrin, oksana):
    checks(katrin, "222 222")
    checks(katrin, code_on(oksana))
    person = oksana.person
    with world.lotse.database.transaction() as db:
        noted = [each.act for each in audit.of(db, person.id)]
    assert noted.count("checked a code") == 1
    katrin.taps("Check another")
    katrin.says("222 333")
    katrin.reads_words(*wrong().values.values())


def test_only_the_coordinator_checks_codes(jonas, oksana):
    code = code_on(oksana)
    before = len(jonas.texts)
    jonas.taps_data("checkcode")
    jonas.says(code)
    assert "Oksana" not in "".join(jonas.texts[before:])


def test_the_code_is_of_the_day_in_berlin(world, oksana):
    world.now += timedelta(hours=11, minutes=59)  # 23:59
    evening = code_on(oksana)
    world.now += timedelta(minutes=2)
    assert code_on(oksana) != evening


def test_whoever_gets_somebody_elses_link_reads_whose_it_is(world, otto):
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, name='Leyla')}")
    otto.taps("English")
    otto.reads("I write to Leyla.")
    assert "This is not me" in otto.labels()

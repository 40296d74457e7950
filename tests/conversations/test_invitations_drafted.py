"""A draft by machine for a language without a text: read and approved before it leaves."""

from __future__ import annotations

from bot.core.rules.translation import Why
from bot.core.words import _
from bot.turns.interpreted import WHY
from tests.conversations.interpreter import Broken, Dictionary, translates
from tests.conversations.steps import WANTS_EVENTS, agrees
from tests.conversations.test_inviting import invites

PARTY, PARTY_AR = "Come to the summer party with us", "تعالوا إلى حفلة الصيف معنا"
DRAFT = _("Draft by machine: {language}", language="العربية")


def test_nothing_of_a_machine_leaves_before_the_coordinator_approves_it(world, katrin, amina):
    translates(world, Dictionary({PARTY: PARTY_AR}))
    agrees(amina, WANTS_EVENTS)
    invites(katrin, ("English", PARTY))
    katrin.reads("This invitation is not sent yet.", "there is no text: العربية.")
    assert amina.texts == []
    katrin.taps_words(DRAFT)
    katrin.reads("There is news for you.")
    katrin.opens()
    katrin.reads("made by a machine and not checked", PARTY_AR)
    assert amina.texts == []
    katrin.taps_words(_("Use this text"))
    katrin.reads("This invitation is not sent yet.")
    katrin.taps_words(_("Send now"))
    katrin.reads("The invitation goes to 4 people.")
    amina.opens()
    amina.reads(PARTY_AR)


def test_left_out_the_group_gets_the_coordinators_own_words(world, katrin, amina):
    translates(world, Dictionary({PARTY: PARTY_AR}))
    agrees(amina, WANTS_EVENTS)
    invites(katrin, ("English", PARTY))
    katrin.taps_words(_("Send now"))
    amina.opens()
    amina.reads(PARTY)
    amina.reads_words(_("This text is in {language}.", language="English"))


def test_what_the_machine_cannot_draft_the_coordinator_may_write(world, katrin, amina):
    translates(world, Broken())
    agrees(amina, WANTS_EVENTS)
    invites(katrin, ("English", PARTY))
    katrin.taps_words(DRAFT)
    katrin.opens()
    katrin.reads_words(WHY[Why.FAILED])
    katrin.taps_words(_("Write it myself"))
    katrin.says(PARTY_AR)
    katrin.taps_words(_("Send now"))
    amina.opens()
    amina.reads(PARTY_AR)

"""Giving one line and taking it back: the same number of taps, in every language."""

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES, Answer, Hold, hold
from bot.core.rules.people import LANGUAGES
from bot.core.words import _
from handlers.consent.declaration import ANSWERS, PURPOSES, asks, title
from storage import consents, people
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    WANTS_EVENTS,
    agrees,
    understands,
)

pytestmark = pytest.mark.unanswered


def how(phone, line):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return hold(consents.standing(db, person.id), line, phone.world.now)


def ledger(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


class Counting:
    """Taps on the way from /consent."""

    def __init__(self, phone):
        self.phone, self.taps = phone, 0
        phone.says("/consent")

    def line(self, line):
        labels = [label for label in self.phone.labels() if self._title(line) in label]
        self.phone.taps(labels[0])
        self.taps += 1
        return self

    def on(self, words):
        self.phone.taps_words(words)
        self.taps += 1
        return self

    def _title(self, line):
        return self.phone.in_own_language(title(line))


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_taps_to_give_as_to_take_back(tmp_path, language):
    world = World(tmp_path / "data", reviewed=" ".join(LANGUAGES), unanswered=True)
    amina = Phone(world, cast.AMINA)
    with world.lotse.database.transaction() as db:
        people.speak(db, world.cast["Amina"].id, language)
    agrees(amina, *LINES, answer=Answer.NO)
    for line in LINES:
        given = Counting(amina).line(line)
        amina.reads_words(PURPOSES[line.purpose])  # nobody says yes to what was not seen
        given.on(ANSWERS[Answer.YES])
        assert how(amina, line) is Hold.STANDS
        taken = Counting(amina).line(line).on(_("Take it back"))
        assert how(amina, line) is Hold.WITHDRAWN
        assert given.taps == taken.taps == 2
    world.close()


def test_the_line_stands_on_its_page_in_both_languages(amina):
    agrees(amina, WANTS_EVENTS, answer=Answer.NO)
    Counting(amina).line(WANTS_EVENTS)
    amina.reads_words(asks(WANTS_EVENTS))
    amina.reads("Um mich über diesen Bot zu Veranstaltungen des Projekts einzuladen.")


def test_what_was_tapped_on_is_on_record(world, oksana):
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    Counting(oksana).line(WANTS_EVENTS)
    shown, update = oksana.last.id, next(world.numbers) + 1
    oksana.taps("Yes")
    entry = ledger(oksana)[-1]
    assert (entry.act.message_id, entry.update_id) == (shown, update)
    Counting(oksana).line(WANTS_EVENTS)
    shown, update = oksana.last.id, next(world.numbers) + 1
    oksana.taps("Take it back")
    entry = ledger(oksana)[-1]
    assert entry.answer is Answer.WITHDRAWN
    assert (entry.act.message_id, entry.update_id) == (shown, update)


def test_an_open_line_takes_a_no_and_a_question_too(oksana, katrin):
    agrees(oksana, WANTS_EVENTS)
    Counting(oksana).line(SHARES_APPOINTMENTS)
    assert oksana.labels()[:3] == ["Yes", "No", "Ask a person first"]
    oksana.taps("Ask a person first")
    assert how(oksana, SHARES_APPOINTMENTS) is Hold.ASK
    assert katrin.texts == [NEWS]
    Counting(oksana).line(SHARES_APPOINTMENTS).on(_("No"))
    assert how(oksana, SHARES_APPOINTMENTS) is Hold.NO


def test_who_never_answered_the_question_back_answers_it_first(oksana):
    agrees(oksana, *LINES, answer=Answer.NO, tries=None)
    Counting(oksana).line(WANTS_EVENTS).on(ANSWERS[Answer.YES])
    assert how(oksana, WANTS_EVENTS) is Hold.NO
    understands(oksana)
    oksana.taps("Yes, that is right")
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS
    assert [each.line for each in ledger(oksana)[len(LINES) :]] == [WANTS_EVENTS]


def test_a_button_below_another_text_is_old(world, oksana):
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    Counting(oksana).line(WANTS_EVENTS)
    page = oksana.last
    said = world.settings.operator_file.read_text()
    world.settings.operator_file.write_text(said.replace("Example Street 1", "Street 2"))
    world.stop()
    world.start()
    oksana.taps_data(page.data[0][0], page)
    assert oksana.popup == OLD_BUTTON
    assert how(oksana, WANTS_EVENTS) is Hold.NO


def test_what_stands_is_not_overwritten_by_an_old_button(oksana):
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    Counting(oksana).line(WANTS_EVENTS)
    page = oksana.last
    oksana.taps("Yes")
    oksana.taps_data(page.data[0][1], page)
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS


def test_forged_lines_and_answers(oksana):
    agrees(oksana, WANTS_EVENTS, answer=Answer.NO)
    Counting(oksana).line(WANTS_EVENTS)
    mark = oksana.last.data[0][0].rpartition(".")[2]
    for data in (
        "line.pledge-office",
        "line.",
        f"say.pledge-office.yes.{mark}",
        f"say.events-office.withdrawn.{mark}",
        f"say.events-office.ended.{mark}",
        "say.events-office.yes.0000000000000000",
    ):
        oksana.taps_data(data)
        assert oksana.popup == OLD_BUTTON
    assert len(ledger(oksana)) == 1

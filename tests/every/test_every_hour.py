"""What is offered on the day of an appointment and after it: every button, every language."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import update

from bot.core.clock import moment
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import render_label
from bot.machine.dispatch import closed_words
from storage.tables import appointments
from tests.chat import NOON
from tests.every.crawling import Crawl
from tests.every.telegram import LONGEST_POPUP, check_buttons, check_message
from tests.every.test_every_tap import LATER

BEGINS = {
    (Role.PARTICIPANT, "late.1.1"): time(15),
    (Role.PARTICIPANT, "lost.1.1"): time(15),
    (Role.PARTICIPANT, "go.folder"): time(9),
    (Role.PARTICIPANT, "howwas.1.1"): time(9),
    (Role.MENTOR, "with.1.1.60"): time(9),
}
MET: set[str] = set()


class Hour(Crawl):
    """Only what is offered then: the rest is pressed in `test_every_tap.py`."""

    def _press(self, data: str, depth: int) -> None:
        if data == "go.folder" or data.partition(".")[0] in LATER:
            super()._press(data, depth)


@pytest.mark.parametrize(("role", "pressed"), BEGINS, ids=lambda each: str(each))
def test_every_button_of_the_day_answers_in_every_language(role, pressed, stage):
    with stage.scene() as db:
        day, at = NOON.date(), BEGINS[role, pressed]
        values = {"day": day, "time": at, "starts_at": moment(day, at)}
        db.execute(update(appointments).values(values))
        crawl = Hour(stage, db, role)
        crawl._press(pressed, 0)
        MET.update(each.data.partition(".")[0] for each in crawl.heard)
        for heard in crawl.heard:
            assert getattr(heard.reply, "popup", None) != closed_words(), heard.data
            for language in LANGUAGES:
                reader = stage.reader(language)
                if heard.reply.words:
                    check_message(heard.reply, reader)
                if popup := getattr(heard.reply, "popup", None):
                    check_buttons(heard.reply, reader)
                    fits = 1 <= len(render_label(popup, reader)) <= LONGEST_POPUP
                    assert fits or heard.data.startswith("appt.")


def test_all_of_them_are_met(stage):
    for role, pressed in BEGINS:
        test_every_button_of_the_day_answers_in_every_language(role, pressed, stage)
    assert LATER <= MET

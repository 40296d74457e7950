"""An answer given once serves all: found, in reviewed languages, told anew when it changes."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import update

from bot.core.words import _
from storage.tables import answers_received
from tests.conversations.steps import NEWS

ASKED = "Where is the bicycle workshop of Mr Miller in Borna?"
GENERAL = "Where is the bicycle workshop in Borna?"
ANSWER = "In the yard of the library, on Saturdays from ten to one."
IN_ARABIC = "أين ورشة الدراجات في بورنا؟"
ANSWER_IN_ARABIC = "في ساحة المكتبة، كل يوم سبت من العاشرة إلى الواحدة."


def made(katrin, *, answer=ANSWER, again=False):
    """Out of a question in the inbox."""
    if not again:
        katrin.says("/inbox")
        katrin.taps(ASKED)
        katrin.taps("Answer for all")
    katrin.says(GENERAL)
    katrin.says(answer)
    katrin.taps_data(choice(katrin, "Housing"))
    katrin.taps("No")
    katrin.taps("One year")
    katrin.taps("Yes, that is right")


def choice(phone, label):
    for labels, data in zip(phone.last.labels, phone.last.data, strict=True):
        for shown, value in zip(labels, data, strict=True):
            if label in shown:
                return value
    raise AssertionError(phone.labels())


def test_an_answer_for_all_goes_to_the_asker_and_is_found_by_others(oksana, mara, katrin):
    oksana.says(ASKED)
    made(katrin)
    katrin.reads("Kept. Everybody finds this answer from now on.")
    oksana.opens()
    oksana.reads("You asked something. This is the answer:", ANSWER)
    oksana.taps(GENERAL)
    oksana.reads(GENERAL, ANSWER, "Checked on: 01.09.2026.", "Right until: 01.09.2027.")
    mara.says("where is the bicycle workshop in borna")
    mara.reads(ANSWER)
    assert "Mr Miller" not in "".join(mara.texts)
    katrin.says("/inbox")
    katrin.reads("No question is waiting.")


def test_those_who_asked_the_same_are_told_once(oksana, mara, jonas, katrin):
    oksana.says(ASKED)
    mara.says("Bicycle workshop in Borna, where is it?")
    jonas.says("Who repairs a wheel that is flat near the station?")
    made(katrin)
    katrin.reads("One open question asked the same: the answer is on its way.")
    assert mara.texts[-1] == NEWS
    assert mara.opens().endswith(ANSWER)
    assert mara.texts.count(NEWS) == 1
    katrin.taps("Who else asked this?")
    katrin.taps("Who repairs a wheel that is flat near the station?")
    assert jonas.texts[-1] == NEWS
    assert jonas.opens().endswith(ANSWER)


def test_an_answer_that_was_given_can_become_one_for_all(oksana, mara, katrin):
    oksana.says(ASKED)
    katrin.says("/inbox")
    katrin.taps(ASKED)
    katrin.taps("Answer")
    katrin.says(ANSWER)
    katrin.taps("Answer for all")
    katrin.says(GENERAL)  # the answer is there already, and is shown before it is kept
    katrin.taps_data(choice(katrin, "Housing"))
    katrin.taps("Yes")
    katrin.taps("Three months")
    katrin.reads(ANSWER, f"Which question? {ASKED}")
    katrin.taps("Yes, that is right")
    mara.says(GENERAL)
    mara.reads("This can be urgent.", ANSWER)
    mara.taps("👍 Helpful")


def test_a_language_is_shown_only_once_somebody_has_reviewed_it(oksana, amina, samir, katrin):
    oksana.says(ASKED)
    made(katrin)
    samir.says("/answers")
    samir.taps(GENERAL)
    samir.taps("العربية")
    samir.taps("Write it")
    samir.says(IN_ARABIC)
    samir.says(ANSWER_IN_ARABIC)
    samir.taps("Yes, that is right")
    samir.reads("A draft: nobody sees it yet.")
    amina.says(GENERAL)
    amina.reads(ANSWER)
    amina.reads_words(_("This answer is only there in {language} so far.", language="English"))
    amina.says(IN_ARABIC)
    assert ANSWER_IN_ARABIC not in "".join(amina.texts)
    samir.taps("Read and right: show it")
    samir.reads("Everybody who reads this language sees it so.")
    amina.says(IN_ARABIC)
    amina.reads(IN_ARABIC, ANSWER_IN_ARABIC)
    amina.says(GENERAL)  # asked in English, answered in the reader's language
    amina.reads(ANSWER_IN_ARABIC)


def test_who_received_the_old_answer_hears_of_the_new_one_once(world, oksana, mara, amina, katrin):
    oksana.says(ASKED)
    made(katrin)
    mara.says(GENERAL)
    katrin.says("/answers")
    katrin.taps(GENERAL)
    katrin.taps("Change the answer")
    katrin.says("The workshop has moved to the town hall.")
    katrin.taps("Yes, that is right")
    katrin.reads("Kept. Who received the old answer hears of it.")
    before = len(amina.texts)
    world.wakes(date(2026, 9, 1), time(14))
    for phone in (oksana, mara):
        assert phone.texts[-1] == NEWS
        phone.opens()
        phone.reads(
            "An answer that you received has changed. This is how it is now:",
            "The workshop has moved to the town hall.",
        )
    world.wakes(date(2026, 9, 3), time(12))
    assert mara.texts.count(NEWS) == 1
    assert len(amina.texts) == before  # she never received it


def test_a_new_release_with_another_answer_tells_who_received_the_old_one(world, oksana, mara):
    oksana.says("My money did not arrive")
    mara.says("How do I apply for Kindergeld?")
    with world.lotse.database.transaction() as db:
        older = {"text_hash": "0" * 64}
        db.execute(update(answers_received).where(_entry_is("money-missing")).values(older))
    world.wakes(date(2026, 9, 1), time(22))  # at night nobody is told
    assert NEWS not in oksana.texts
    world.wakes(date(2026, 9, 2), time(9))
    assert oksana.texts.count(NEWS) == 1
    oksana.opens()
    oksana.reads("An answer that you received has changed.", "My money did not arrive.")
    assert NEWS not in mara.texts


def _entry_is(key):
    return answers_received.c.entry == key


def test_what_is_taken_down_is_found_by_nobody_and_told_to_who_had_it(world, oksana, mara, katrin):
    oksana.says(ASKED)
    made(katrin)
    katrin.says("/answers")
    katrin.taps(GENERAL)
    katrin.taps("Take it down")
    katrin.taps("Yes, take it down")
    mara.says(GENERAL)
    assert ANSWER not in "".join(mara.texts)
    world.wakes(date(2026, 9, 1), time(14))
    oksana.opens()
    oksana.reads("An answer that you received does not hold any more.", GENERAL)


def test_when_its_day_is_over_nobody_finds_it_until_it_is_checked(world, oksana, mara, katrin):
    oksana.says(ASKED)
    made(katrin)
    world.wakes(date(2027, 9, 3), time(12))
    mara.says(GENERAL)
    assert ANSWER not in "".join(mara.texts)
    katrin.says("/answers")
    katrin.taps(f"⏳ {GENERAL}")
    katrin.reads("Its day is over: nobody finds it any more.")
    katrin.taps("Still right")
    katrin.taps("Until it is changed")
    mara.says(GENERAL)
    mara.reads(ANSWER)


def test_an_answer_is_heard_once_somebody_found_the_recording_right(oksana, samir, katrin):
    oksana.says("My money did not arrive")
    assert "🔊 Listen" not in oksana.labels()
    samir.says("My money did not arrive")
    samir.taps("Recording")
    samir.reads("Nobody has read this answer out yet, or its text has changed since.")
    samir.taps("New recording")
    samir.sends(voice={"file_id": "voice-9", "duration": 20})
    samir.reads("There is a recording. Somebody has to listen to it before others can.")
    oksana.says("My money did not arrive")
    assert "🔊 Listen" not in oksana.labels()
    katrin.says("My money did not arrive")
    katrin.taps("Recording")
    katrin.taps("🔊 Listen")
    assert katrin.last.voice == "voice-9"
    katrin.taps("It is right: use it")
    oksana.says("My money did not arrive")
    oksana.taps("🔊 Listen")
    assert oksana.last.voice == "voice-9"


def test_a_recording_of_another_text_is_not_played(oksana, katrin):
    oksana.says(ASKED)
    made(katrin)
    katrin.says(GENERAL)
    katrin.taps("Recording")
    katrin.taps("New recording")
    katrin.sends(voice={"file_id": "voice-7", "duration": 20})
    katrin.taps("It is right: use it")
    oksana.says(GENERAL)
    heard = [label for label in oksana.labels() if label == "🔊 Listen"]
    assert heard
    listen = choice(oksana, "Listen")
    katrin.says("/answers")
    katrin.taps(GENERAL)
    katrin.taps("Change the answer")
    katrin.says("The workshop has moved to the town hall.")
    katrin.taps("Yes, that is right")
    oksana.taps_data(listen)
    assert not oksana.last.voice
    oksana.says(GENERAL)
    assert "🔊 Listen" not in oksana.labels()

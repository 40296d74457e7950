"""The declaration as a voice message: for exactly this text, on request, and recorded."""

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES
from bot.core.words import _
from storage import consents
from tests.conversations.steps import OLD_BUTTON, SURE, understands

pytestmark = pytest.mark.unanswered
LISTEN = _("🔊 Listen")
SOUND = {"file_id": "recording-of-amina", "duration": 60}


def records(katrin, language="العربية", file_id="recording-1"):
    katrin.taps_data("record")
    katrin.taps(language)
    katrin.reads("exactly as it stands, as a voice message")
    katrin.sends(voice={"file_id": file_id, "duration": 200})
    katrin.reads("Kept.")


def heard(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return {entry.act.heard for entry in consents.of(db, person.id)}


def listens(phone):
    phone.says("/consent")
    phone.taps_words(LISTEN)


def signs(phone):
    phone.says("/consent")
    phone.taps_words(_("Answer now"))
    for _line in LINES:
        phone.taps_words(_("No"))
    understands(phone)
    phone.taps_words(_("Yes, that is right"))


def offered(phone):
    phone.says("/consent")
    return phone.in_own_language(LISTEN) in phone.labels()


def test_without_a_recording_there_is_no_button(amina):
    assert not offered(amina)
    amina.taps_data("listen")
    assert amina.popup == amina.in_own_language(_(OLD_BUTTON))


def test_it_is_played_on_request_and_that_is_recorded(katrin, amina):
    records(katrin)
    listens(amina)
    assert amina.last.voice == "recording-1"
    signs(amina)
    assert heard(amina) == {True}


def test_as_often_as_somebody_likes(world, katrin, amina):
    records(katrin)
    listens(amina)
    world.passes(minutes=1)
    listens(amina)
    assert [bubble.voice for bubble in amina.screen.bubbles].count("recording-1") == 2


def test_whoever_did_not_listen_did_not_hear(katrin, amina, oksana):
    records(katrin)
    records(katrin, "English", "recording-2")
    listens(oksana)
    signs(amina)
    assert heard(amina) == {False}


def test_it_is_there_in_this_language_only(katrin, amina, oksana):
    records(katrin)
    assert offered(amina)
    assert not offered(oksana)


def test_a_newer_recording_takes_the_place_of_the_older_one(katrin, oksana):
    records(katrin, "English", "recording-1")
    records(katrin, "English", "recording-2")
    listens(oksana)
    assert oksana.last.voice == "recording-2"


def test_when_the_text_changes_the_old_voice_is_not_offered(world, katrin, amina):
    records(katrin)
    amina.says("/consent")
    before = amina.last
    said = world.settings.operator_file.read_text()
    world.settings.operator_file.write_text(said.replace("Supervisory", "Highest"))
    world.stop()
    world.start()
    amina.taps_data("listen", before)
    assert amina.popup == amina.in_own_language(_(OLD_BUTTON))
    assert not any(bubble.voice for bubble in amina.screen.bubbles)


def test_what_was_asked_for_is_played_at_night_too(world, katrin, oksana):
    records(katrin, "English")
    world.passes(hours=11)
    listens(oksana)
    assert oksana.last.voice == "recording-1"


@pytest.mark.parametrize(
    "content",
    [
        {"text": "hello"},
        {"photo": [{"file_id": "p"}]},
        {"sticker": {"file_id": "s"}},
        {"voice": {}},
    ],
)
def test_nothing_but_a_voice_message_is_a_recording(world, katrin, oksana, content):
    katrin.taps_data("record")
    katrin.taps("English")
    katrin.sends(**content)
    assert "Kept." not in katrin.last.text
    assert not offered(oksana)
    katrin.sends(voice=SOUND)
    katrin.reads("Kept.")


def test_a_tap_cannot_stand_for_a_recording(katrin, oksana):
    katrin.taps_data("record")
    katrin.taps("English")
    number = katrin.last.data[-1][0].partition(".")[0]
    katrin.taps_data(f"{number}.sound.forged-file")
    katrin.reads("Please send a voice message.")
    assert not offered(oksana)


def test_a_voice_message_anywhere_else_is_not_heard(katrin):
    katrin.says("/broadcast")
    katrin.taps("New invitation")
    katrin.sends(voice=SOUND)
    assert "Kept" not in katrin.last.text


def test_only_a_coordinator_gives_recordings(jonas, samir, oksana):
    for phone in (jonas, samir, oksana):
        for data in ("record", "voices"):
            phone.taps_data(data)
            assert phone.popup == OLD_BUTTON


def test_the_coordinator_sees_what_is_recorded(katrin):
    records(katrin)
    katrin.taps("Recordings")
    katrin.reads("🔊 العربية", "· English")


def test_it_ends_with_the_signature_as_always(katrin, oksana):
    records(katrin, "English")
    listens(oksana)
    signs(oksana)
    assert SURE not in oksana.labels()
    oksana.reads("Thank you. Your answers are kept.")

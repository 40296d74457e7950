"""What is stored about you: to read, to take along, to put right."""

from __future__ import annotations

import json

from bot.core.rules.consent import Line, Purpose, Recipient
from bot.core.words import _
from tests.conversations.steps import OLD_BUTTON, SHARES_APPOINTMENTS, agrees, enters

KNOWS_NAME = Line(Purpose.MENTORING, Recipient.MENTOR)
SECRET_NOTE = "needs a quiet room"


def logs_contact(phone, whose, note):
    phone.says("/log")
    for label in (whose, "Personal meeting", "Yesterday", "30 minutes", "done"):
        phone.taps(label)
    phone.says(note)


def test_everybody_sees_what_is_stored(oksana, jonas, katrin, samir, otto):
    otto.says("hello")
    otto.taps("English")
    for phone in (oksana, jonas, katrin, samir, otto):
        phone.says("/mydata")
        phone.reads("This is stored about you:", "Language: English", "Your chat: 1")


def test_in_plain_words_with_why_and_how_long(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS, KNOWS_NAME)
    enters(jonas, whose="Oksana")
    oksana.says("/mydata")
    oksana.reads("Name: Oksana", "Region: Leipzig", "Mentor: Jonas", "Your appointments: 1")
    oksana.taps("Why and how long")
    oksana.reads("To remind you, and to tell when something changes.")
    oksana.reads("Kept until 6 months after the mentorship ended.")


def test_nobody_else_has_looked(oksana):
    oksana.says("/mydata")
    oksana.taps("Who looked at it")
    oksana.reads("Nobody but you has looked at your data so far.")


def test_who_looked_is_shown_by_role_and_without_a_name(oksana, katrin):
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    oksana.says("/mydata")
    oksana.taps("Who looked at it")
    oksana.reads("Coordinator: looked at it")
    assert "Katrin" not in oksana.last.text


def test_nothing_was_passed_on_yet(oksana):
    oksana.says("/mydata")
    oksana.taps("Who received what")
    oksana.reads("Nothing about you was passed on to anybody outside of the project.")


def test_the_copy_comes_into_the_chat_only_after_a_warning(oksana):
    oksana.says("/mydata")
    oksana.taps("Take a copy")
    assert oksana.labels()[:2] == ["Ask the coordinator", "Send it into this chat"]
    assert not any(bubble.document for bubble in oksana.screen.bubbles)
    oksana.taps("Send it into this chat")
    oksana.reads("Whoever has this phone in hand can read it.")
    assert not any(bubble.document for bubble in oksana.screen.bubbles)
    oksana.taps("For computers (JSON)")
    assert oksana.last.document
    copy = json.loads(oksana.last.document)
    (me,) = copy["stored"]["people"]["rows"]
    assert (me["name"], me["region"], me["mentor_id"]) == ("Oksana", "Leipzig", "mentor")
    assert copy["stored"]["people"]["columns"]["name"]["purpose"]


def test_the_copy_to_read_is_a_pdf(amina):
    amina.says("/mydata")
    amina.taps_data("copysend.pdf")
    assert amina.last.document
    assert amina.last.document.startswith(b"%PDF")


def test_what_the_mentor_wrote_is_in_the_copy_and_the_mentor_is_a_role(oksana, amina, jonas):
    agrees(oksana, KNOWS_NAME)
    agrees(amina, KNOWS_NAME)
    logs_contact(jonas, "Oksana", SECRET_NOTE)
    logs_contact(jonas, "Amina", "about somebody else")
    oksana.says("/mydata")
    oksana.taps_data("copysend.json")
    assert oksana.last.document
    text = oksana.last.document.decode()
    assert SECRET_NOTE in text
    assert "about somebody else" not in text
    assert "Amina" not in text
    assert "Jonas" not in text
    assert '"mentor_id": "mentor"' in text


def test_a_mentors_copy_says_nothing_about_participants(oksana, jonas):
    agrees(oksana, KNOWS_NAME)
    logs_contact(jonas, "Oksana", SECRET_NOTE)
    enters(jonas, whose="Oksana", place="Example Street 5")
    jonas.says("/log")
    jonas.taps("Oksana")
    jonas.says("/mydata")
    jonas.taps_data("copysend.json")
    assert jonas.last.document
    text = jonas.last.document.decode()
    assert "Jonas" in text
    for others in ("Oksana", SECRET_NOTE, "Example Street 5"):
        assert others not in text
    assert json.loads(text)["done_in_rows_about_others"]["contacts.mentor_id"] == 1


def test_without_a_public_address_the_coordinator_hands_it_over(world, oksana, katrin):
    oksana.says("/mydata")
    oksana.taps("Take a copy")
    oksana.taps("Ask the coordinator")
    oksana.reads("The coordinator prepares the copy and gives it to you.")
    katrin.reads("Somebody asks for something about the own data.")
    assert "Oksana" not in katrin.last.text
    katrin.taps("Show")
    katrin.reads("Oksana", "A copy of the data")
    katrin.taps("Fetch the copy")
    katrin.reads("Why do you fetch it?")
    katrin.taps("Asked here in the bot")
    katrin.taps("To read (PDF)")
    assert katrin.last.document
    assert katrin.last.document.startswith(b"%PDF")

    katrin.says("/mydata")
    katrin.taps("Requests (1)")
    katrin.taps("Oksana · A copy of the data")
    katrin.taps("It is done")
    oksana.reads("What you asked for is done.")
    oksana.says("/mydata")
    oksana.taps("Who looked at it")
    oksana.reads("Coordinator: looked at it", "Coordinator: changed something")


def test_asking_twice_is_asking_once(oksana, katrin):
    oksana.says("/mydata")
    for _time in range(2):
        oksana.taps_data("copyask")
    katrin.says("/mydata")
    katrin.reads("This is stored about you:")
    assert "Requests (1)" in katrin.labels()


def test_the_coordinator_fetches_it_from_the_card_too(oksana, katrin):
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Copy of the data")
    katrin.taps("Asked in person")
    katrin.taps("For computers (JSON)")
    assert katrin.last.document
    assert b"Oksana" in katrin.last.document


def test_nobody_but_the_coordinator_fetches_copies(world, oksana, jonas, katrin):
    oksana.says("/mydata")
    oksana.taps_data("copyask")
    number = oksana.person.id
    for data in (f"copyfor.{number}", "wish.1", "wishdone.1", "wishes"):
        jonas.says("/menu")
        jonas.taps_data(data)
        assert jonas.popup == OLD_BUTTON
        oksana.taps_data(data)
        assert oksana.popup == OLD_BUTTON
    katrin.taps_data("wish.999")
    assert katrin.popup == OLD_BUTTON


def test_a_name_is_put_right_at_once(oksana, jonas):
    agrees(oksana, KNOWS_NAME)
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("My name")
    oksana.says("Oxana")
    oksana.reads("From now on you are called Oxana here.")
    jonas.says("/mentees")
    jonas.reads("Oxana")


def test_a_region_too(oksana):
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("My region")
    oksana.taps("Borna")
    assert oksana.person.region == "Borna"


def test_anything_else_goes_through_the_coordinator(oksana, katrin):
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("Something else")
    oksana.says("The contact of Monday was a visit.")
    oksana.reads("The coordinator looks at it and puts it right with you.")
    katrin.taps("Show")
    katrin.reads("Oksana", "The contact of Monday was a visit.")
    katrin.taps("It is done")
    oksana.reads("What you asked for is done.")


def test_pausing_is_one_tap_away(oksana):
    oksana.says("/mydata")
    oksana.taps("Pause everything")
    assert oksana.person.paused


def test_where_there_is_a_public_address_the_links_open_once(world, oksana):
    object.__setattr__(world.lotse.house, "public_url", "https://lotse.example.org")
    oksana.says("/mydata")
    if world.restarts:
        return  # a new process reads its settings anew
    oksana.taps("Take a copy")
    oksana.reads("https://lotse.example.org/p/", "within the hour")
    assert "Ask the coordinator" not in oksana.labels()


def test_the_reader_reads_it_in_the_own_language(amina):
    amina.says("/mydata")
    amina.reads_words(_("This is stored about you:"))

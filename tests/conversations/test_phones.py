"""Person and chat are different things: lost, changed, shared and recycled phones."""

from __future__ import annotations

from datetime import timedelta

from bot.core.rules.people import Role
from bot.core.words import _
from bot.machine.outcomes import Never
from handlers.people.news import BLOCKED, MOVED, SAYS, SILENCED
from storage import audit, invitations, people, phones, questions
from storage.tables import metadata
from tests import cast
from tests.chat import Phone
from tests.conversations.steps import NEWS, count, enters, invitation, shows_time

NEW = 2001
SILENT = _(
    "This chat is silent. With a code you can begin again. You get it here: {contact}",
    contact="office@example.org",
)
UNUSABLE = "This invitation cannot be used. Please ask the person who gave it to you."
WELCOME_BACK = "Welcome back. From now on I write to you here, and no longer to the old chat."


def is_not_me(phone):
    phone.says("/who")
    phone.taps_words(_("This is not me"))


def code_for(katrin, name):
    """The coordinator makes a code for a new phone."""
    katrin.says("/people")
    katrin.taps(name)
    katrin.taps("New phone")
    katrin.reads("moves to a new phone")
    return katrin.last.text.partition("this code: ")[2].split()[0]


def new_phone(world):
    return Phone(world, NEW, "en")


def says(katrin, what):
    return katrin.in_own_language(SAYS[what])


# -- this is not me ---------------------------------------------------------------------


def test_one_tap_silences_the_chat(world, oksana, jonas, katrin):
    is_not_me(oksana)
    oksana.reads("Nothing more is sent to this chat.", "office@example.org")
    assert oksana.labels() == []
    assert oksana.person.silenced
    said = len(oksana.texts)
    enters(jonas, whose="Oksana")
    world.passes(days=3)
    assert len(oksana.texts) == said
    assert katrin.texts[-1] == says(katrin, SILENCED)


def test_the_first_greeting_has_the_button_too(world, otto, katrin):
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, name='Leyla')}")
    otto.taps("English")
    otto.taps("This is not me")
    assert otto.person.silenced
    assert "Leyla" not in otto.screen.bubbles[-1].text  # it takes the place of the greeting
    world.passes(minutes=10)
    assert katrin.texts[-1] == says(katrin, SILENCED)


def test_whatever_is_said_there_is_answered_once_and_then_never(world, oksana, jonas):
    oksana.says("/appointments")
    card = oksana.last
    is_not_me(oksana)
    said = len(oksana.texts)
    oksana.says("Who are you?")
    oksana.reads_words(SILENT)
    for text in ("/menu", "/appointments", "/stop", "4711", "/start", "hello"):
        oksana.says(text)
    for data in ("go.appointments", "new", "notme", "setpin", "go.who", card.data[0][0]):
        oksana.taps_data(data, card)
    oksana.sends(voice={"file_id": "x"})
    assert len(oksana.texts) == said + 1
    assert not oksana.person.paused
    assert count(world, "questions") == 0


def test_a_form_that_was_open_is_closed(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    page = jonas.last
    is_not_me(jonas)
    jonas.taps_data(page.data[0][0], page)
    assert "Amina" not in jonas.last.text
    assert count(world, "contacts") == 0


def test_by_mistake_a_code_opens_the_same_chat_again(world, oksana, katrin, jonas):
    is_not_me(oksana)
    enters(jonas, whose="Oksana")
    code = code_for(katrin, "Oksana · Participant")
    oksana.says(f"/start {code}")
    assert WELCOME_BACK in oksana.texts
    assert not oksana.person.silenced
    world.passes(minutes=10)
    assert oksana.texts[-1] == NEWS  # what came in between was kept


def test_the_phone_has_another_owner_who_was_invited(world, oksana, katrin):
    old = oksana.person
    is_not_me(oksana)
    oksana.says(f"/start {invitation(world, Role.MENTOR, name='Nadja')}")
    oksana.taps("English")
    assert (oksana.person.role, oksana.person.name) == (Role.MENTOR, "Nadja")
    assert oksana.person.id != old.id
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.reads("Has no phone here at the moment.")


def test_guessing_does_not_open_a_silent_chat(world, oksana, katrin):
    is_not_me(oksana)
    code = code_for(katrin, "Oksana · Participant")
    for _time in range(5):
        oksana.says("/start 0000000000000000")
    oksana.says(f"/start {code}")
    assert oksana.person.silenced
    world.passes(minutes=61)
    oksana.says(f"/start {code}")
    assert not oksana.person.silenced


def test_a_forged_tap_silences_nobody_else(world, otto, oksana):
    otto.says("hello")
    otto.taps("English")
    otto.taps_data("notme")
    assert not otto.person.silenced
    oksana.taps_data(f"notme.{otto.person.id}")
    assert not otto.person.silenced
    assert not oksana.person.silenced


# -- moving to a new phone --------------------------------------------------------------


def test_a_person_moves_with_everything_but_the_chat(world, oksana, jonas, katrin):
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    before = oksana.person
    oksana.says("/appointments")
    oksana.taps("New appointment")  # a form is half filled
    code = code_for(katrin, "Oksana · Participant")
    told = len(jonas.texts)

    phone = new_phone(world)
    phone.says(f"/start {code}")

    phone.sees(WELCOME_BACK, "Home")
    assert phone.person.id == before.id
    assert phone.person.chat_id == NEW
    phone.says("/appointments")
    phone.reads("These appointments are coming:")
    assert len(jonas.texts) == told  # the mentor is not bothered
    world.passes(minutes=10)
    assert katrin.texts[-1] == says(katrin, MOVED)


def test_the_old_chat_knows_nothing(world, oksana, jonas, katrin):
    enters(jonas, whose="Oksana")
    oksana.taps("Home")
    page = oksana.last
    new_phone(world).says(f"/start {code_for(katrin, 'Oksana · Participant')}")
    said = len(oksana.texts)
    world.passes(days=20)
    assert len(oksana.texts) == said
    oksana.taps_data("go.appointments", page)
    oksana.says("/appointments")
    oksana.says("/consent")
    assert oksana.person.role is Role.GUEST
    assert "Jobcenter" not in "".join(oksana.texts[said:])


def test_what_waits_goes_to_the_new_phone(world, oksana, jonas, katrin):
    is_not_me(oksana)
    shows_time(oksana)
    enters(jonas, whose="Oksana")
    world.passes(hours=1)
    phone = new_phone(world)
    phone.says(f"/start {code_for(katrin, 'Oksana · Participant')}")
    world.passes(minutes=10)
    assert "14.09.2026" in phone.last.text
    assert "14.09.2026" not in "".join(oksana.texts)
    world.reaches(world.today + timedelta(days=20), world.now.time())
    assert any("Please remember" in text for text in phone.texts)


def test_nothing_is_left_of_the_guest_who_came_with_the_code(world, katrin):
    phone = new_phone(world)
    phone.says("hello")
    phone.taps("English")
    guest = phone.person.id
    phone.says("zebra football banana purple sunshine?")
    phone.says(f"/start {code_for(katrin, 'Oksana · Participant')}")
    assert phone.person.name == "Oksana"
    with world.lotse.database.transaction() as db:
        assert people.find(db, guest) is None
        left = {
            f"{table.name}.{column.name}"
            for table in metadata.sorted_tables
            for column in table.columns
            if any(key.target_fullname == "people.id" for key in column.foreign_keys)
            and db.execute(table.select().where(column == guest)).all()
        }
        assert left == set()
        keys = metadata.tables["data_keys"]
        assert not db.execute(keys.select().where(keys.c.owner == guest)).all()
        asked = questions.get(db, 1)
    assert asked.asker_id == phone.person.id  # the answer finds its way
    assert asked.text == "zebra football banana purple sunshine?"


def test_a_code_moves_once(world, katrin, oksana):
    code = code_for(katrin, "Oksana · Participant")
    new_phone(world).says(f"/start {code}")
    thief = Phone(world, 2002, "en")
    thief.says(f"/start {code}")
    assert UNUSABLE in thief.last.text
    assert new_phone(world).person.name == "Oksana"


def test_a_newer_code_makes_the_older_one_void(world, katrin):
    older = code_for(katrin, "Oksana · Participant")
    newer = code_for(katrin, "Oksana · Participant")
    phone = new_phone(world)
    phone.says(f"/start {older}")
    assert UNUSABLE in phone.last.text
    phone.says(f"/start {newer}")
    assert phone.person.name == "Oksana"


def test_after_fourteen_days_it_is_void(world, katrin):
    code = code_for(katrin, "Oksana · Participant")
    world.now += invitations.LIVES
    phone = new_phone(world)
    phone.says(f"/start {code}")
    assert UNUSABLE in phone.last.text


def test_somebody_who_is_here_does_not_become_another(world, jonas, katrin):
    code = code_for(katrin, "Oksana · Participant")
    jonas.says(f"/start {code}")
    jonas.reads("You are here already.")
    assert jonas.person.name == "Jonas"
    phone = new_phone(world)
    phone.says(f"/start {code}")  # and the code is not used up
    assert phone.person.name == "Oksana"


def test_who_has_not_chosen_a_language_yet_is_asked_on_the_new_phone(world, otto, katrin):
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, name='Leyla')}")
    phone = new_phone(world)
    phone.says(f"/start {code_for(katrin, 'Leyla · Participant')}")
    phone.reads_words(_("Please choose your language."))
    phone.taps("English")
    phone.reads("I write to Leyla.")


def test_only_the_coordinator_makes_codes_and_not_for_strangers(world, jonas, katrin, otto):
    otto.says("hello")
    before = count(world, "invitations")
    jonas.taps_data("newphone.5")
    katrin.taps_data(f"newphone.{otto.person.id}")
    katrin.taps_data("newphone.999")
    assert count(world, "invitations") == before


def test_it_is_in_the_audit(world, oksana, katrin):
    is_not_me(oksana)
    person = oksana.person.id
    new_phone(world).says(f"/start {code_for(katrin, 'Oksana · Participant')}")
    with world.lotse.database.transaction() as db:
        acts = [each.act for each in audit.of(db, person)]
    wanted = ["said: not me", "made a code for a phone", "moved to another phone"]
    assert [act for act in acts if act in wanted] == wanted


# -- blocked ------------------------------------------------------------------------------


def test_the_coordinator_hears_once_of_a_blocked_bot(world, oksana, jonas, katrin):
    shows_time(oksana)
    world.blocked.add(cast.OKSANA)
    enters(jonas, whose="Oksana")
    world.passes(minutes=10)
    assert katrin.texts == [says(katrin, BLOCKED)]
    assert "Oksana" not in katrin.last.text
    world.passes(days=2)
    assert katrin.texts == [says(katrin, BLOCKED)]
    katrin.taps("Show")
    katrin.reads("Oksana", "Has blocked the bot: messages do not arrive.")


def test_whoever_writes_again_is_reached_again_and_the_next_time_is_news(world, oksana, katrin):
    for _time in range(2):
        with world.lotse.database.transaction() as db:
            people.reach(db, cast.OKSANA, reachable=False)
        world.passes(minutes=10)
        oksana.says("/menu")
        assert oksana.person.reachable
    assert katrin.texts == [says(katrin, BLOCKED)] * 2


def test_blocked_and_back_before_anybody_looked_is_no_news(world, oksana, katrin):
    world.passes(hours=10)  # in the evening nothing leaves
    with world.lotse.database.transaction() as db:
        people.reach(db, cast.OKSANA, reachable=False)
    world.passes(minutes=10)
    oksana.says("/menu")
    world.passes(hours=14)
    assert katrin.texts == []


def test_an_unknown_refusal_says_nothing_about_the_person(world, oksana, jonas, katrin):
    usual = world.send

    async def send(message):
        if message.chat_id == cast.OKSANA:
            return Never("Forbidden: something nobody has heard of")
        return await usual(message)

    world.send = send
    enters(jonas, whose="Oksana")
    world.passes(hours=1)
    assert oksana.person.reachable
    assert katrin.texts == []


def test_a_blocked_coordinator_is_news_for_the_others(world, katrin):
    with world.lotse.database.transaction() as db:
        people.add(
            db, name="Karim", role=Role.COORDINATOR, language="en", now=world.now,
            chat_id=NEW, arrived=True,
        )  # fmt: skip
        people.reach(db, cast.KATRIN, reachable=False)
    world.passes(minutes=10)
    assert new_phone(world).texts == [says(katrin, BLOCKED)]
    assert katrin.texts == []


def test_nobody_is_unreachable_who_has_no_chat(world, katrin):
    with world.lotse.database.transaction() as db:
        phones.detach(db, cast.OKSANA)
        assert phones.unreachable(db) == []
    world.passes(minutes=10)
    assert katrin.texts == []

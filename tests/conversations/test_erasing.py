"""A person is erased: nothing is left in any file, and nobody knows them any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.backup import copy_database
from bot.core.rules.consent import (
    LINES,
    Act,
    Acted,
    Answer,
    Door,
    Line,
    Purpose,
    Recipient,
    newest_of,
)
from bot.core.rules.people import Role
from bot.core.words import _
from storage import audit, consents, dialogues, people, pins, transfers
from storage.tables import metadata
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import OLD_BUTTON, SHARES_APPOINTMENTS, SURE, agrees, count

KNOWS_NAME = Line(Purpose.MENTORING, Recipient.MENTOR)
COURSES = Line(Purpose.COURSES, Recipient.JOBCENTER)
NEWS = "There is news for you. Tap to see it."
ERASED = "Everything about you is erased. I do not know you any more."


def erases(phone: Phone) -> None:
    phone.says("/mydata")
    phone.taps("Erase everything")
    phone.taps("Erase everything")
    phone.reads("Now everything about you is erased. This cannot be undone.")
    phone.taps(SURE)


def test_what_goes_and_what_stays_is_read_first(oksana):
    oksana.says("/mydata")
    oksana.taps("Erase everything")
    oksana.reads("It goes at once:", "It stays, without your name:", "It cannot be undone.")
    assert oksana.labels()[:2] == ["Erase everything", "Keep everything"]


def test_keeping_everything_changes_nothing(oksana):
    oksana.says("/mydata")
    oksana.taps("Erase everything")
    oksana.taps("Keep everything")
    oksana.taps(SURE)
    oksana.sees("Nothing was changed.", "My data", "Home")
    assert oksana.person.name == "Oksana"


def test_one_last_message_and_then_a_stranger(world, oksana):
    erases(oksana)
    oksana.reads(ERASED)
    with world.lotse.database.transaction() as db:
        assert people.at(db, oksana.chat_id) is None
    before = len(oksana.texts)
    world.passes(days=2)
    assert len(oksana.texts) == before
    oksana.says("/start")
    oksana.reads("Sprache · Language")
    assert oksana.person.role is Role.GUEST


def test_the_last_message_comes_in_the_own_language(world, amina):
    before = amina.person
    amina.says("/mydata")
    amina.taps_words(_("Erase everything"))
    amina.taps_words(_("Erase everything"))
    amina.taps_words(_("Yes, that is right"))
    with world.lotse.database.transaction() as db:
        assert people.at(db, amina.chat_id) is None
    amina.reads(world.text(_(ERASED), before))


def test_old_buttons_do_nothing(world, oksana):
    oksana.says("/mydata")
    old = oksana.last
    erases(oksana)
    oksana.taps_data(old.data[0][0], old)
    assert oksana.person.role is Role.GUEST
    assert oksana.person.name != "Oksana"


def test_the_mentor_hears_it_without_a_name(oksana, jonas):
    agrees(oksana, KNOWS_NAME)
    erases(oksana)
    jonas.sees(NEWS, "Show", "Home")
    jonas.taps("Show")
    assert "One of your participants does not take part any more." in jonas.popup
    assert "Oksana" not in jonas.popup
    jonas.says("/mentees")
    assert "Oksana" not in jonas.last.text


def test_the_coordinator_hears_whom_to_tell(world, oksana, katrin):
    person = oksana.person
    with world.lotse.database.transaction() as db:
        transfers.note(
            db,
            person.id,
            line=LINES[6],
            receiver="Jobcenter",
            data="goal",
            door=Door.SHARE,
            by=None,
            now=world.now,
        )
    erases(oksana)
    katrin.taps("Show")
    katrin.reads("A person had all data erased.", "Some places got data about the person")
    assert "Oksana" not in katrin.last.text
    katrin.taps("Who must be told")
    katrin.reads("A person who is erased", "Jobcenter (Oksana)")
    katrin.says("/people")
    assert "Oksana" not in " ".join(katrin.labels())


def test_a_mentor_who_goes_leaves_participants_without_one(world, oksana, jonas, katrin):
    erases(jonas)
    assert oksana.person.mentor_id is None
    oksana.taps("Show")
    assert "Your mentor is not here any more." in oksana.popup


def test_with_an_erased_mentor_the_mentorship_ends_like_with_any(world, oksana, amina, jonas):
    agrees(oksana, KNOWS_NAME, COURSES)
    passed_on(oksana)
    erases(jonas)
    for phone in (oksana, amina):
        person = phone.person
        assert (person.mentor_id, person.mentored_until) == (None, world.now)
        with world.lotse.database.transaction() as db:
            ledger = consents.of(db, person.id)
        assert {newest_of(ledger, each.line).answer for each in ledger} == {Answer.ENDED}
        assert {each.act.acted for each in ledger[-1:]} == {Acted.HOUSE}


def test_with_an_erased_mentor_everybody_hears_what_ended(world, oksana, jonas, katrin):
    agrees(oksana, COURSES)
    passed_on(oksana)
    erases(jonas)
    world.passes(minutes=30)
    assert len(oksana.texts) == 2  # that the mentor is gone, and that the consent ended
    assert "Your consent has ended." in oksana.opens()
    katrin.taps_data("totell")
    katrin.reads("Oksana · Courses – Jobcenter", "Jobcenter")


# -- for somebody who asks the office --------------------------------------------------------


def erases_for(katrin: Phone, card: str = "Oksana · Participant") -> None:
    katrin.says("/people")
    katrin.taps(card)
    katrin.taps_words(_("Erase everything"))
    katrin.taps_words(_("Asked in writing"))


def test_the_coordinator_erases_who_asks_in_writing(world, oksana, jonas, katrin):
    before = oksana.person
    agrees(oksana, COURSES)
    passed_on(oksana)
    erases_for(katrin)
    katrin.reads_words(
        _("Now everything about {name} is erased. This cannot be undone.", name="Oksana")
    )
    katrin.reads_words(_("Asked in writing"))
    assert oksana.person.name == "Oksana"
    katrin.taps(SURE)
    told = _("Everything about this person is erased. Please let the person know.")
    assert katrin.in_own_language(told) in katrin.texts
    with world.lotse.database.transaction() as db:
        assert people.find(db, before.id) is None
        (last,) = [e for e in audit.of(db, before.id) if e.act == "erased a person"]
        assert dialogues.load(db, katrin_id(db)).form is None
    assert (last.actor, last.about) == (katrin.person.id, "asked in writing")
    assert "One of your participants does not take part any more." in jonas.opens()
    katrin.taps_data("totell")
    katrin.reads("Jobcenter (Oksana)")
    assert oksana.texts == []


def katrin_id(db):
    return people.at(db, cast.KATRIN).id


def test_nobody_is_erased_without_the_last_yes(oksana, katrin):
    erases_for(katrin)
    katrin.taps("Home")
    assert oksana.person.name == "Oksana"


def test_who_is_erased_meanwhile_is_not_erased_again(oksana, katrin):
    erases_for(katrin)
    page = katrin.last
    erases(oksana)
    katrin.taps_data(page.data[-1][0], page)
    katrin.taps_data(page.data[0][0], page)
    assert katrin.popup == OLD_BUTTON


def test_nobody_but_a_coordinator_erases_others_and_nobody_oneself_so(oksana, jonas, katrin):
    number = oksana.person.id
    for phone in (oksana, jonas):
        phone.taps_data(f"erasefor.{number}")
        assert phone.popup == OLD_BUTTON
    katrin.taps_data(f"erasefor.{katrin.person.id}")
    assert katrin.popup == OLD_BUTTON
    katrin.says("/people")
    katrin.taps("Katrin · Coordinator")
    assert "Erase everything" not in katrin.labels()


def test_after_it_the_name_is_nowhere_either(whole, oksana, katrin):
    folder = whole.settings.data_dir
    erases_for(katrin, f"{CANARIES['name']} · Participant")
    katrin.taps(SURE)
    whole.passes(minutes=30)
    readable = stored_texts(whole)
    for field, words in CANARIES.items():
        if field not in ("receiver", "name"):
            assert words not in readable, field
        assert found(folder, words) == [], field
    with whole.lotse.database.transaction() as db:
        for each in transfers.to_tell(db):
            transfers.told(db, each.id, katrin_id(db), whole.now)
    whole.passes(days=1)
    assert CANARIES["name"] not in stored_texts(whole)


def passed_on(phone: Phone) -> None:
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        transfers.note(
            db,
            person.id,
            line=COURSES,
            receiver="Jobcenter",
            data="goal",
            door=Door.SHARE,
            by=None,
            now=phone.world.now,
        )


def test_the_last_coordinator_stays(katrin):
    erases(katrin)
    katrin.reads("You are the last coordinator. Please invite another one first.")
    assert katrin.person.role is Role.COORDINATOR


def test_in_the_middle_of_a_form_of_somebody_else(oksana, jonas):
    agrees(oksana, KNOWS_NAME)
    jonas.says("/log")
    jonas.taps("Oksana")
    page = jonas.last
    erases(oksana)
    jonas.taps_data(page.data[0][0], page)
    assert count(jonas.world, "contacts") == 0


# -- canaries ------------------------------------------------------------------------

FIELDS = (
    *("name", "region", "note", "place", "contact", "question", "wrong", "logged", "typed"),
    *("guardian", "mediator", "paper", "receiver"),
)
CANARIES = {field: f"zq{field}kanari" for field in FIELDS}
PEOPLE = metadata.tables["people"]
PIN = "739146"
IN_THE_CLEAR = ("region",)  # everything else is encrypted even before


def found(folder: Path, words: str) -> list[str]:
    """In which files of the data directory these bytes are."""
    raw = words.encode()
    return [path.name for path in sorted(folder.iterdir()) if raw in path.read_bytes()]


def lives(world: World, oksana: Phone, jonas: Phone) -> None:
    """Oksana fills in all that a person can, through real conversations."""
    agrees(oksana, KNOWS_NAME, SHARES_APPOINTMENTS)
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("My name")
    oksana.says(CANARIES["name"])
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps("Jobcenter")
    oksana.says("14.09.2026 10:30")
    for field in ("place", "contact", "note"):
        oksana.says(CANARIES[field])
    oksana.taps(SURE)
    oksana.says(f"zebra football banana {CANARIES['question']} purple?")
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("Something else")
    oksana.says(CANARIES["wrong"])
    jonas.says("/log")
    for label in (CANARIES["name"], "Personal meeting", "Yesterday", "30 minutes", "done"):
        jonas.taps(label)
    jonas.says(CANARIES["logged"])
    _what_others_enter(world, oksana)
    oksana.says("/mydata")
    oksana.taps("Put something right")
    oksana.taps("Something else")
    oksana.says("/menu")
    person = oksana.person
    with world.lotse.database.transaction() as db:
        before = dialogues.load(db, person.id)
        half = before.opened("AskToCorrect", {"wrong": CANARIES["typed"]})
        dialogues.save(db, before, half, world.now)


def _what_others_enter(world: World, oksana: Phone) -> None:
    person = oksana.person
    with world.lotse.database.transaction() as db:
        people.live_in(db, person.id, CANARIES["region"])
        people.assess(
            db,
            person.id,
            age=person.age,
            decides=person.decides,
            guardian=CANARIES["guardian"],
            by=person.id,
            now=world.now,
        )
        transfers.note(
            db,
            person.id,
            line=LINES[6],
            receiver=CANARIES["receiver"],
            data="goal",
            door=Door.SHARE,
            by=None,
            now=world.now,
        )
        consents.record(
            db,
            person.id,
            [(KNOWS_NAME, Answer.YES)],
            version="1",
            text_hash=consents.of(db, person.id)[-1].text_hash,
            language="en",
            update_id=1,
            now=world.now,
            act=Act(mediator=CANARIES["mediator"], paper=CANARIES["paper"]),
        )
        pins.put(db, person.id, PIN, world.now)


@pytest.fixture
def whole(world: World, oksana: Phone, jonas: Phone) -> World:
    lives(world, oksana, jonas)
    return world


def stored_texts(world: World) -> str:
    """Everything in the database, as the house can read it."""
    with world.lotse.database.transaction() as db:
        rows = [
            repr(tuple(row))
            for table in metadata.sorted_tables
            for row in db.execute(table.select())
        ]
    return "\n".join(rows)


THERE = ("name", "region", "note", "place", "contact", "question", "wrong", "logged", "typed")


def test_before_it_the_canaries_are_where_they_should_be(whole, oksana):
    """Without this the next test would find nothing in an empty house."""
    folder = whole.settings.data_dir
    readable = stored_texts(whole)
    for field in (*THERE, "guardian", "receiver", "mediator", "paper"):
        assert CANARIES[field] in readable, field
    for field in IN_THE_CLEAR:
        assert found(folder, CANARIES[field]), field
    for field in set(THERE) - set(IN_THE_CLEAR):
        assert found(folder, CANARIES[field]) == [], field


def test_after_it_no_byte_of_anything_is_left(whole, oksana, katrin):
    folder = whole.settings.data_dir
    number, chat = oksana.person.id, oksana.chat_id
    wrapped = _wrapped_key(whole, number)
    erases(oksana)
    whole.passes(minutes=30)

    readable = stored_texts(whole)
    for field, words in CANARIES.items():
        if field not in ("receiver", "name"):  # whoever got data is still to be told of whom
            assert words not in readable, field
        assert found(folder, words) == [], field
    assert str(chat) not in readable
    with whole.lotse.database.transaction() as db:
        row = db.execute(PEOPLE.select().where(PEOPLE.c.id == number)).one()
    assert row.pin is None
    assert not any(wrapped in path.read_bytes() for path in folder.iterdir())
    katrin.says("/export")
    for sheet in ("contacts", "people", "events"):
        katrin.taps_data(f"make.{sheet}.csv")
        assert katrin.last.document is not None
        assert not any(words.encode() in katrin.last.document for words in CANARIES.values())


def test_the_answers_stay_as_proof_and_the_receiver_until_told(whole, oksana, katrin):
    number = oksana.person.id
    coordinator = katrin.person
    erases(oksana)
    with whole.lotse.database.transaction() as db:
        ledger = consents.of(db, number)
        assert any(each.answer is Answer.YES for each in ledger)
        waiting = transfers.to_tell(db)
        named = f"{CANARIES['receiver']} ({CANARIES['name']})"  # nobody is told without a name
        assert [each.receiver for each in waiting] == [named]
        for each in waiting:
            transfers.told(db, each.id, coordinator.id, whole.now)
    whole.passes(minutes=30)
    readable = stored_texts(whole)
    assert not [words for words in CANARIES.values() if words in readable]


def test_an_older_copy_of_the_database_is_erased_when_it_comes_back(whole, oksana, tmp_path):
    """However it comes back: here somebody just copies the file, and starts the bot."""
    folder = whole.settings.data_dir
    backup = tmp_path / "backup.db"
    copy_database(folder / "lotse.db", backup)
    assert CANARIES["region"].encode() in backup.read_bytes()
    erases(oksana)
    whole.stop()
    for beside in ("-wal", "-shm"):
        (folder / f"lotse.db{beside}").unlink(missing_ok=True)
    (folder / "lotse.db").write_bytes(backup.read_bytes())
    whole.start()

    readable = stored_texts(whole)
    for field in THERE:
        assert (CANARIES[field] in readable) is (field == "name"), field  # of whom to tell
        assert found(folder, CANARIES[field]) == [], field
    with whole.lotse.database.transaction() as db:
        assert people.at(db, oksana.chat_id) is None


def _wrapped_key(world: World, owner: int) -> bytes:
    keys = metadata.tables["data_keys"]
    with world.lotse.database.transaction() as db:
        row = db.execute(keys.select().where(keys.c.owner == owner)).one()
    wrapped: bytes = row.wrapped
    return wrapped

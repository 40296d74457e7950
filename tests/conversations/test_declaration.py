"""A coordinator publishes the declaration, with a named reviewer for each language."""

from __future__ import annotations

import hashlib

import pytest

from bot import demo
from bot.app import assemble
from bot.commands.check import State, _consent
from bot.core.rules.consent import LINES, Answer, Hold, hold
from bot.core.rules.people import LANGUAGES
from bot.core.words import BIDI_CONTROLS
from handlers.consent.declaration import PURPOSES
from handlers.consent.published import open_languages
from storage import consents, reviews
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    SURE,
    WANTS_EVENTS,
    agrees,
    understands,
)

pytestmark = pytest.mark.unanswered
NOT_YET = "Consent cannot be given here yet."


@pytest.fixture
def fresh(tmp_path):
    """A network that has published nothing."""
    world = World(tmp_path / "data", reviewed="", unanswered=True)
    yield world
    world.close()


def reviews_text(katrin, language, name="R. Reviewer"):
    katrin.says("/declaration")
    katrin.taps("Enter who has read it")
    katrin.taps(language)
    katrin.says(name)
    katrin.taps(SURE)
    katrin.reads("Kept. The text counts once it is published")


def publishes(katrin, *meaning):
    katrin.says("/declaration")
    katrin.taps("Publish")
    for label in meaning:
        katrin.taps(label)
    katrin.taps(SURE)


def version(world):
    with world.lotse.database.transaction() as db:
        return reviews.current(db)


def how(phone, line):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return hold(consents.standing(db, person.id), line, phone.world.now)


def says_otherwise(world, before="Example Street 1", after="Example Street 2"):
    """The operator's facts change, and with them the text."""
    said = world.settings.operator_file.read_text()
    assert before in said
    world.settings.operator_file.write_text(said.replace(before, after))
    world.stop()
    world.start()


def test_from_nothing_to_the_first_version(fresh):
    katrin, oksana = Phone(fresh, cast.KATRIN), Phone(fresh, cast.OKSANA)
    katrin.says("/declaration")
    katrin.reads("No version is published yet.", "✖️ Deutsch", "✖️ English")
    assert "Publish" not in katrin.labels()

    reviews_text(katrin, "English", "E. Reader")
    katrin.says("/declaration")
    katrin.reads("✍️ English")
    assert "Publish" not in katrin.labels()  # German binds, and nobody has read it

    reviews_text(katrin, "Deutsch", "D. Leser")
    katrin.says("/declaration")
    katrin.taps("Publish")  # of a first version nobody is asked whether it means something else
    katrin.reads("Version 1, in: Deutsch (D. Leser), English (E. Reader)")
    oksana.says("/consent")
    oksana.reads(NOT_YET)
    katrin.taps(SURE)
    katrin.reads("Published: version 1", "0 people are asked again.")
    oksana.says("/consent")
    oksana.taps("Answer now")
    katrin.says("/declaration")
    katrin.reads("✅ Deutsch", "✅ English", "✖️ العربية")


def test_the_whole_text_is_sent_before_its_reviewer_is_entered(world, katrin):
    katrin.says("/declaration")
    katrin.taps("Enter who has read it")
    katrin.taps("العربية")
    (file,) = [bubble for bubble in katrin.screen.bubbles if bubble.document]
    katrin.says("A. Reader")
    proof = hashlib.sha256(file.document).hexdigest()
    katrin.reads(proof)
    for line in LINES:
        said = world.text(PURPOSES[line.purpose], Phone(world, cast.AMINA).person)
        assert said in BIDI_CONTROLS.sub("", file.document.decode())


def test_a_text_that_changed_is_not_collected_until_it_is_published_again(world, katrin, oksana):
    agrees(oksana, WANTS_EVENTS)
    says_otherwise(world)
    oksana.says("/consent")
    assert "Answer again" not in oksana.labels()
    katrin.says("/declaration")
    katrin.reads("Published now: version 1", "✖️ Deutsch", "✖️ English")
    for language in ("Deutsch", "English"):
        reviews_text(katrin, language)
    publishes(katrin, "No: only words")
    katrin.reads("Published: version 1.1", "0 people are asked again.")
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS
    oksana.says("/consent")
    oksana.taps("Answer again")


def test_another_meaning_is_asked_again_and_a_no_is_not(world, katrin, oksana, amina):
    agrees(oksana, WANTS_EVENTS)
    agrees(oksana, SHARES_APPOINTMENTS, answer=Answer.NO)
    agrees(amina, WANTS_EVENTS, answer=Answer.NO)
    says_otherwise(world)
    for language in ("Deutsch", "English"):
        reviews_text(katrin, language)
    publishes(katrin, "Yes: ask again")
    katrin.reads("Published: version 2", "1 person is asked again.")
    assert how(oksana, WANTS_EVENTS) is Hold.OLDER
    assert amina.texts == []
    assert oksana.texts == [NEWS]
    oksana.taps("Show")
    oksana.reads("The declaration has changed.", "Nothing of it is passed on")
    oksana.taps("My consent")
    oksana.reads("🔄 Event invitations – The project office", "✖️ My appointments – My mentor")

    oksana.taps("Answer again")
    if "Answer now" in oksana.labels():  # the new text first
        oksana.taps("Answer now")
    asked = 0
    while oksana.labels()[:2] == ["Yes", "No"]:
        assert "So that my mentor knows my appointments" not in oksana.last.text
        oksana.taps("Yes")
        asked += 1
    assert asked == len(LINES) - 1
    understands(oksana)
    oksana.taps(SURE)
    assert how(oksana, WANTS_EVENTS) is Hold.STANDS
    assert how(oksana, SHARES_APPOINTMENTS) is Hold.NO


def test_who_answered_in_the_meantime_is_not_asked_again(world, katrin, oksana):
    world.passes(hours=10)  # ten in the evening
    agrees(oksana, WANTS_EVENTS)
    says_otherwise(world)
    for language in ("Deutsch", "English"):
        reviews_text(katrin, language)
    publishes(katrin, "Yes: ask again")
    assert oksana.texts == []  # at night nobody is asked
    agrees(oksana, WANTS_EVENTS, answer=Answer.WITHDRAWN)
    world.passes(hours=12)
    assert oksana.texts == []


def test_one_more_language_is_a_small_version(world, katrin):
    reviews_text(katrin, "Français")
    publishes(katrin, "No: only words")
    katrin.reads("Published: version 1.1")
    katrin.says("/declaration")
    katrin.reads("✅ Français", "✅ Deutsch")
    assert "Publish" not in katrin.labels()


def test_what_is_missing_is_named_and_nothing_is_published(world, katrin):
    says_otherwise(world, 'person = "P. Example"\n', "")
    says_otherwise(world, "consent_age = 16\n", "")
    katrin.says("/declaration")
    katrin.reads("No consent is collected. In operator.toml is missing: person, consent_age")
    reviews_text(katrin, "Deutsch")
    katrin.taps_data("publish")
    assert katrin.popup == OLD_BUTTON


def test_a_review_of_a_text_that_has_changed_since_is_worth_nothing(world, katrin):
    katrin.says("/declaration")
    katrin.taps("Enter who has read it")
    katrin.taps("Deutsch")
    katrin.says("D. Leser")
    page = katrin.last
    says_otherwise(world)
    katrin.taps_data(page.data[0][0], page)
    with world.lotse.database.transaction() as db:
        assert all(each.reviewer == "A. Reviewer" for each in reviews.published(db))
    katrin.says("/declaration")
    katrin.reads("✖️ Deutsch")


def test_nobody_else_publishes(oksana, jonas, otto):
    for phone in (oksana, jonas):
        phone.says("/declaration")
        assert "version" not in phone.last.text
        for data in ("publish", "reviewtext", "readtext.de"):
            phone.taps_data(data)
            assert phone.popup == OLD_BUTTON


def test_every_language_can_be_read_and_published(fresh):
    katrin = Phone(fresh, cast.KATRIN)
    for name in LANGUAGES.values():
        reviews_text(katrin, name)
    publishes(katrin)
    katrin.says("/declaration")
    katrin.reads(*(f"✅ {name}" for name in LANGUAGES.values()))
    assert version(fresh) == "1"


def test_the_doctor_says_what_is_missing(world):
    assert _consent(world.lotse).says == "version 1 collected in de, en, ar, uk"
    says_otherwise(world)
    assert "is not published (/declaration)" in _consent(world.lotse).says
    says_otherwise(world, "paper_needed = []\n", "")
    says_otherwise(world, "ends = 2027-12-31", 'ends = "in a year"')
    found = _consent(world.lotse)
    assert found.state is State.LOOK
    assert found.says == "not collected; operator.toml lacks ends, paper_needed"


def test_the_made_up_operator_of_the_demo_publishes_in_all_languages(tmp_path):
    lotse = assemble(demo._settings(tmp_path))
    demo._codes(lotse, tmp_path / "codes.json")
    with lotse.database.transaction() as db:
        assert open_languages(db, lotse.house) == list(LANGUAGES)
    lotse.database.close()

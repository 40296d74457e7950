"""One question back before the signature: asked again kindly, until it is understood."""

from __future__ import annotations

import pytest

from bot.core.rules.consent import LINES, Answer, Recipient
from bot.core.words import _
from handlers.consent.declaration import ANSWERS, RECIPIENTS
from handlers.consent.published import hash_in
from handlers.consent.understand import EVERYBODY, NOBODY, ONLY
from storage import consents, dialogues, reviews
from tests.conversations.steps import SURE, right_one, tries, understands

pytestmark = pytest.mark.unanswered
WHO_MAY = _("By your answers: who may get something about you?")
KIND = _("Not quite, and that is no problem. You said yes to nobody.")


def ledger(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return consents.of(db, person.id)


def answers(phone, said=ANSWERS[Answer.NO], **others):
    """The declaration, line by line, up to the question back."""
    phone.says("/consent")
    phone.taps_words(_("Answer now"))
    for line in LINES:
        phone.taps_words(others.get(line.recipient.value, said))


def options(phone):
    data = [each for row in phone.last.data for each in row if ".question_back." in each]
    return {each.rpartition(".")[2] for each in data}


def number(phone):
    return phone.last.data[0][0].partition(".")[0]


def test_one_with_yes_one_with_no_and_a_third(oksana):
    answers(oksana, jobcenter=ANSWERS[Answer.YES])
    oksana.reads_words(WHO_MAY)
    assert options(oksana) == {Recipient.JOBCENTER, Recipient.IMMIGRATION, EVERYBODY}
    assert right_one(oksana) == Recipient.JOBCENTER
    assert ledger(oksana) == []


def test_who_said_no_to_everything_said_yes_to_nobody(amina):
    answers(amina)
    assert options(amina) == {NOBODY, EVERYBODY, Recipient.IMMIGRATION}
    amina.taps_words(_("Nobody"))
    amina.reads_words(_("Is this right?"))


def test_who_said_yes_to_everything_said_yes_to_all(amina):
    answers(amina, ANSWERS[Answer.YES])
    assert options(amina) == {EVERYBODY, ONLY, NOBODY}
    amina.taps_words(_("All of them"))
    amina.reads_words(_("Is this right?"))


def test_ask_a_person_first_is_no_yes(oksana):
    answers(oksana, ANSWERS[Answer.ASK])
    oksana.taps_words(_("Nobody"))
    oksana.reads("Is this right?")


def test_wrong_is_explained_kindly_and_asked_again_until_it_is_right(world, oksana):
    answers(oksana, mentor=ANSWERS[Answer.YES])
    for wrong in (Recipient.IMMIGRATION, EVERYBODY, Recipient.IMMIGRATION):
        tries(oksana, wrong)
        oksana.reads_words(WHO_MAY)
        oksana.reads("Not quite, and that is no problem.", "My mentor")
        assert ledger(oksana) == []
    understands(oksana)
    oksana.reads("Is this right?")
    oksana.taps(SURE)
    assert {entry.act.tries for entry in ledger(oksana)} == {4}


def test_the_explanation_is_in_the_own_language(amina):
    answers(amina)
    tries(amina, EVERYBODY)
    amina.reads_words(KIND, WHO_MAY)
    answers(amina, employer=ANSWERS[Answer.YES])
    tries(amina, Recipient.IMMIGRATION)
    amina.reads_words(RECIPIENTS[Recipient.EMPLOYER])


def test_who_understands_at_once_took_one_try(oksana):
    answers(oksana)
    understands(oksana)
    oksana.taps(SURE)
    assert {entry.act.tries for entry in ledger(oksana)} == {1}


def test_a_second_tap_on_the_right_answer_is_no_second_try(oksana):
    answers(oksana)
    tries(oksana, EVERYBODY)
    asked, right = oksana.last, right_one(oksana)
    data = f"{number(oksana)}.question_back.{right}"
    oksana.taps_data(data, asked)
    oksana.taps_data(data, asked)
    oksana.taps(SURE)
    assert {entry.act.tries for entry in ledger(oksana)} == {2}


def test_going_back_and_forth_does_not_make_the_tries_forgotten(oksana):
    answers(oksana)
    tries(oksana, EVERYBODY)
    oksana.taps("Back")  # to the last line
    oksana.taps("No")
    understands(oksana)
    oksana.taps("Back")  # from the review to the question back
    oksana.reads_words(WHO_MAY)
    understands(oksana)
    oksana.taps(SURE)
    assert {entry.act.tries for entry in ledger(oksana)} == {3}


def test_what_no_longer_fits_is_asked_again(oksana):
    answers(oksana)
    understands(oksana)
    oksana.taps("Change: Work permission – Ausländerbehörde")
    oksana.taps("Yes")
    oksana.reads_words(WHO_MAY)
    assert right_one(oksana) == Recipient.IMMIGRATION
    assert ledger(oksana) == []


def test_what_still_fits_is_not_asked_again(oksana):
    answers(oksana, immigration=ANSWERS[Answer.YES])
    understands(oksana)
    oksana.taps("Change: Event invitations – The project office")
    oksana.taps("Yes")
    oksana.reads("Is this right?")


@pytest.mark.parametrize("forged", ["x", "", "-", "all", "nobody.1", "office", "nobody", "~"])
def test_the_question_back_cannot_be_answered_before_the_lines(oksana, forged):
    oksana.says("/consent")
    oksana.taps("Answer now")
    oksana.taps("No")
    shown = oksana.last.text
    oksana.taps_data(f"{number(oksana)}.question_back.{forged}")
    assert shown in oksana.last.text
    assert "~" not in str(kept(oksana))
    assert "question_back" not in kept(oksana)


def kept(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return {n: v for n, v in dialogues.load(db, person.id).answers.items() if n != "~read"}


@pytest.mark.parametrize("forged", ["x", "jobcenter", "nobody.1", "-", ""])
def test_forged_answers_to_it_sign_nothing(oksana, forged):
    answers(oksana, mentor=ANSWERS[Answer.YES])
    oksana.taps_data(f"{number(oksana)}.question_back.{forged}")
    oksana.reads_words(WHO_MAY)
    oksana.taps_data(f"{number(oksana)}..send")
    oksana.reads_words(WHO_MAY)
    assert ledger(oksana) == []


def test_typed_words_are_no_answer_to_it(oksana):
    answers(oksana)
    oksana.says("Nobody")
    oksana.reads("Please tap one of the buttons.")
    oksana.reads_words(WHO_MAY)


def test_when_the_text_changes_in_between_it_is_read_and_answered_anew(world, oksana):
    answers(oksana, ANSWERS[Answer.YES])
    understands(oksana)
    review = oksana.last
    said = world.settings.operator_file.read_text()
    world.settings.operator_file.write_text(said.replace("Supervisory", "Highest"))
    world.stop()
    world.start()
    oksana.taps_data(f"{number(oksana)}..send", review)
    oksana.reads("Consent cannot be given here yet.")  # nobody stands for the new text so far
    publish(world, "2", "de", "en")
    oksana.taps_words(_("Answer now"))
    oksana.reads("Highest Authority")
    oksana.taps_words(_("Answer now"))
    for _line in LINES:
        assert ledger(oksana) == []
        oksana.taps("No")
    understands(oksana)
    oksana.taps(SURE)
    assert {(entry.answer, entry.version) for entry in ledger(oksana)} == {(Answer.NO, "2")}


def publish(world, version, *languages):
    with world.lotse.database.transaction() as db:
        ids = [
            reviews.enter(
                db,
                text_hash=hash_in(world.lotse.house, language),
                language=language,
                reviewer="A. Reviewer",
                by=None,
                now=world.now,
            )
            for language in languages
        ]
        reviews.publish(db, ids, version=version, now=world.now)

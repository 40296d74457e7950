"""The appointment in a German letter: right, or asked; never another date of the letter."""

from datetime import date, time

import pytest

from bot.core.rules.letters import Proposal, propose, spoken_names

TODAY = date(2026, 9, 1)
MEANT = (date(2026, 9, 14), time(10, 30))  # a Monday
OFFICES = {
    "jobcenter": ["Jobcenter"],
    "buergeramt": ["Bürgeramt", "Meldebehörde"],
    "arzt": ["Arzt", "Praxis"],
}


def read(*texts: str) -> Proposal:
    return propose(texts, TODAY, OFFICES)


def said(*texts: str):
    proposal = read(*texts)
    return proposal.day, proposal.time


@pytest.mark.parametrize(
    "words",
    [
        "Bitte kommen Sie am Montag, dem 14.09.2026 um 10:30 Uhr.",
        "Bitte kommen Sie am 14. September 2026 um 10.30 Uhr zu uns.",
        "Ihr Termin: Mo, 14.9.26, 10.30 Uhr",
        "Ihr Termin\nDatum: 14.09.2026\nUhrzeit: 10:30 Uhr",
        "Ihr Termin ist um 10:30 Uhr am Montag, 14.09.2026.",
        "Ihr Termin ist am 14.09.2026 von 10:30 bis 11:00 Uhr.",
        "Ihr Termin ist am 14.09.2026, 10:30 Uhr (Einlass ab 10:00 Uhr).",
        "Ihr Termin ist am Montag, den 14. September um 10:30 Uhr.",
        "Termin am 14.09.2026\nEinlass 10:15 Uhr, Beginn 10:30 Uhr",
    ],
)
def test_as_offices_write_it(words):
    assert said(words) == MEANT


@pytest.mark.parametrize(
    "others",
    [
        "Musterstadt, den 10.09.2026",  # the letter's own, even one to come
        "Datum: 10.09.2026",
        "geb. am 03.04.1990",
        "Bitte antworten Sie bis zum 10.09.2026.",
        "Bitte antworten Sie bis spätestens 10.09.2026, 12:00 Uhr.",
        "Ihre Bescheinigung ist gültig bis 01.12.2026.",
        "Ihr Schreiben vom 10.08.2026 haben wir erhalten.",
        "Der Bescheid wurde Ihnen zugestellt am 05.08.2026.",
        "Öffnungszeiten: Mo 8:00 - 12:00 Uhr, Do 13:00 - 18:00 Uhr",
        "Der Termin am 08.09.2026 um 9:00 Uhr entfällt.",
        "Statt am 08.09.2026 um 9:00 Uhr sehen wir uns später.",
        "Ab dem 01.10.2026 finden Sie uns in der Fiktivallee.",
        "Die Miete ist fällig am 01.10.2026.",
    ],
)
def test_no_other_date_wins(others):
    meant = "Bitte kommen Sie am Montag, dem 14.09.2026 um 10:30 Uhr zum Termin."
    assert said(f"{others}\n\n{meant}") == MEANT
    assert said(f"{meant}\n\n{others}") == MEANT


@pytest.mark.parametrize(
    "words",
    [
        "Ihr Termin vom 08.09.2026 um 9:00 Uhr wird verlegt auf den 14.09.2026, 10:30 Uhr.",
        "Der Termin am 08.09.2026 um 9:00 Uhr entfällt. Der neue Termin ist am 14.09.2026 um"
        " 10:30 Uhr.",
        "statt am 08.09.2026 um 9 Uhr bitten wir Sie, am 14.09.2026 um 10.30 Uhr zu kommen",
        "Wir müssen den Termin am 08.09.2026 um 9:00 Uhr absagen. Neuer Termin: 14.09.2026,"
        " 10:30 Uhr",
    ],
)
def test_of_a_moved_appointment_the_new_day_counts(words):
    assert said(words) in (MEANT, (None, None))
    assert said(words) == MEANT


@pytest.mark.parametrize(
    "words",
    [
        "Termine: 14.09.2026 um 10:30 Uhr oder 15.09.2026 um 11:00 Uhr.",  # to choose from
        "Ihr Termin ist am Dienstag, dem 14.09.2026 um 10:30 Uhr.",  # it is a Monday
        "Ihr Termin ist am 1?.09.2026 um 10:30 Uhr.",  # a digit that is not sure
        "Ihr Termin ist am 31.09.2026 um 10:30 Uhr.",
        "Ihr Termin am 14.09.2026 um 10:30 Uhr entfällt.",
        "Ihr Termin war am 14.08.2026 um 10:30 Uhr.",  # it is over
        "Guten Tag, hier steht nichts.",
        "Anmeldung bis 14.09.2026, 10:30 Uhr",
        "",
    ],
)
def test_what_is_not_clear_is_asked(words):
    assert said(words) == (None, None)


@pytest.mark.parametrize(
    "hour",
    [
        "um 1?:30 Uhr",
        "um 10 30 Uhr",  # the colon is lost: half past ten, or thirty o'clock
        "zwischen 10:00 und 12:00 Uhr",
        "gegen Vormittag",
        "um 1030 Uhr",
    ],
)
def test_a_time_that_is_not_clear_is_asked_for_a_day_that_is(hour):
    assert said(f"Ihr Termin ist am Montag, 14.09.2026 {hour}.") == (MEANT[0], None)


def test_two_readings_must_agree():
    one = "Ihr Termin ist am 14.09.2026 um 10:30 Uhr."
    assert said(one, one) == MEANT
    assert said(one, one.replace("14.09", "11.09")) == (None, None)
    assert said(one, one.replace("10:30", "16:30")) == (MEANT[0], None)
    assert said(one, "") == MEANT  # one that saw nothing at all says nothing


def test_room_and_person():
    found = read(
        "Jobcenter Musterkreis\nSehr geehrte Frau Testmann,\nbitte kommen Sie am 14.09.2026 um"
        " 10:30 Uhr, Eingang B, 2. Etage, Zimmer 2.14, zu Frau Dr. Beispiel."
    )
    assert (found.room, found.person) == ("Eingang B, 2. Etage, Zimmer 2.14", "Frau Dr. Beispiel")
    assert found.office == "jobcenter"


def test_of_two_rooms_or_people_none_is_guessed():
    found = read("Zimmer 2.14 oder Raum 7, bei Frau Beispiel oder bei Herr Muster")
    assert (found.room, found.person) == ("", "")


def test_the_person_it_is_to_is_nobody_to_ask_for():
    assert read("Sehr geehrte Frau Testmann,\nes schreibt Ihnen: Frau Testmann").person == ""


def test_who_writes_stands_at_the_top():
    assert read("Bürgeramt – Meldebehörde\nDas Jobcenter braucht es auch.").office == "buergeramt"
    assert read("Guten Tag").office is None


def test_no_file_number_is_kept():
    meant = "Ihr Termin ist am 14.09.2026 um 10:30 Uhr."
    kept = read(f"{meant} Aktenzeichen 26.938/3917-26, Raum 12345678901").as_kept()
    assert not [value for value in kept.values() if value and "3917" in value]


def test_words_of_any_letter_are_no_names_of_offices():
    assert spoken_names("Bank / Sparkasse", ["Konto", "Filiale"]) == ["Bank", "Sparkasse"]

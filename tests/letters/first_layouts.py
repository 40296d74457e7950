"""Five layouts that were there while the rules of reading were made."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.letters.chance import Chance, bare, colon, dot, numbers, short, spelled, weekday
from tests.letters.page import Page, Truth


def jobcenter(page: Page, by: Chance) -> Truth:
    """The date of the letter top right, an invitation, a deadline to answer."""
    page.line("Jobcenter Musterkreis", 34, bold=True)
    page.lines(by.street, by.town, size=20)
    top = page.y + 40
    for number, (label, value) in enumerate(
        [
            ("Mein Zeichen:", by.file_number),
            ("Ihre Nachricht vom:", numbers(by.written - timedelta(days=20))),
            ("Es schreibt Ihnen:", by.person),
            ("Telefon:", by.phone),
            ("Datum:", numbers(by.written)),
        ]
    ):
        page.at(700, top + number * 32, label, 20)
        page.at(920, top + number * 32, value, 20)
    page.y = top
    page.lines("", by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 70
    page.line("Einladung zu einem Gespräch", 26, bold=True)
    page.y += 20
    page.line(by.greeting)
    page.y += 10
    page.words(
        "ich möchte mit Ihnen über Ihre berufliche Situation sprechen und lade Sie dazu ein."
    )
    room = f"{by.rng.randint(1, 4)}.{by.rng.randint(10, 40)}"
    page.words(
        f"Bitte kommen Sie am {weekday(by.day)}, dem {numbers(by.day)} um {colon(by.at)}"
        f" in das Jobcenter Musterkreis, {by.street}, Zimmer {room}, zu {by.person}."
    )
    page.words("Bitte bringen Sie diese Einladung und Ihren Ausweis mit.")
    page.words(
        f"Wenn Sie nicht kommen können, teilen Sie mir das bis zum {numbers(by.another(-2, -1))}"
        " mit. Dies ist eine Einladung nach § 309 SGB III."
    )
    page.line("Mit freundlichen Grüßen")
    return Truth(by.day, by.at, "jobcenter", f"Zimmer {room}", by.person)


def immigration(page: Page, by: Chance) -> Truth:
    """A label and a value in each line, a birth date, a paper that runs out."""
    page.line("Stadt Beispielhausen", 30, bold=True)
    page.line("Ausländerbehörde", 26)
    page.rule()
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 40
    page.at(760, page.y, f"{by.town_name}, den {numbers(by.written)}")
    page.line()
    page.line(f"Ihr Zeichen: {by.file_number}")
    page.line(f"geboren am: {numbers(by.born)}")
    page.y += 20
    page.line("Terminbestätigung", 28, bold=True)
    page.y += 10
    page.line(by.greeting)
    page.words(
        "für die Verlängerung Ihres Aufenthaltstitels haben wir folgenden Termin für Sie"
        " reserviert:"
    )
    room = f"Raum B {by.rng.randint(101, 333)}"
    page.line(f"Datum:      {weekday(by.day)}, {numbers(by.day)}", bold=True)
    page.line(f"Uhrzeit:    {colon(by.at)}", bold=True)
    page.line(f"Ort:        {by.street}, {room}")
    page.line(f"Ansprechpartner: {by.person}")
    page.y += 20
    page.words(
        f"Ihre jetzige Bescheinigung ist gültig bis {numbers(by.another(10, 40))}."
        " Bitte erscheinen Sie pünktlich. Öffnungszeiten: Mo 8:00 - 12:00 Uhr, Do 13:00 - 18:00"
        " Uhr."
    )
    return Truth(by.day, by.at, "auslaenderbehoerde", room, by.person)


def doctor(page: Page, by: Chance) -> Truth:
    """Few words, two digits of the year, the hour with a dot."""
    page.line("Gemeinschaftspraxis am Probeplatz", 30, bold=True)
    page.line("Frauenarzt · Hausarzt · Praxis für Innere Medizin", 20)
    page.lines(f"{by.street}, {by.town}", f"Tel. {by.phone}", size=20)
    page.y += 60
    page.line(f"{by.town_name}, {short(by.written)}", x=780)
    page.y += 40
    page.line(by.addressed[1])
    page.line(f"geb. {short(by.born)}")
    page.y += 40
    page.line("Ihr nächster Termin in unserer Praxis:", bold=True)
    page.y += 10
    page.line(f"{weekday(by.day)}, {short(by.day)}, {dot(by.at)}", 30, bold=True)
    page.y += 10
    page.line(f"bei {by.person}")
    page.y += 20
    page.words("Bitte bringen Sie Ihre Gesundheitskarte und Ihren Impfpass mit.")
    page.words("Sprechzeiten: Mo bis Fr 8.00 - 12.00 Uhr, Mo und Do 15.00 - 18.00 Uhr")
    return Truth(by.day, by.at, "arzt", "", by.person)


def court(page: Page, by: Chance) -> Truth:
    """A summons; when it was delivered, and the day of the decision fought against."""
    page.line("Verwaltungsgericht Musterstadt", 30, bold=True)
    page.lines(by.street, by.town, size=20)
    page.y += 30
    page.line(
        f"Geschäftszeichen: {by.rng.randint(1, 9)} K {by.rng.randint(100, 999)}/26.A", size=20
    )
    page.line(f"Musterstadt, {spelled(by.written)}", size=20)
    page.y += 30
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 40
    page.line("Ladung zur mündlichen Verhandlung", 28, bold=True)
    page.y += 20
    page.words(
        f"In der Verwaltungsstreitsache gegen den Bescheid vom {numbers(by.another(-400, -200))},"
        f" zugestellt am {numbers(by.another(-190, -150))},"
    )
    hall = f"Saal {by.rng.randint(1, 9)}"
    page.words(
        f"ist Termin zur mündlichen Verhandlung bestimmt auf {weekday(by.day)}, den"
        f" {spelled(by.day)},"
        f" {dot(by.at)}, {hall}, {by.rng.randint(1, 3)}. Obergeschoss."
    )
    page.words(
        "Zu diesem Termin werden Sie hiermit geladen. Bei Ihrem Ausbleiben kann auch ohne Sie"
        " verhandelt und entschieden werden."
    )
    page.words(f"Schriftsätze sind bis spätestens {spelled(by.another(-4, -2))} einzureichen.")
    return Truth(by.day, by.at, "verwaltungsgericht", hall, "")


def moved(page: Page, by: Chance) -> Truth:
    """An appointment moved from one day to another: the old one must not win."""
    page.line("Landkreis Probekreis", 28, bold=True)
    page.line("Sozialamt – Leistungsbehörde", 24)
    page.rule()
    page.line(f"Datum: {numbers(by.written)}", x=820)
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 50
    page.line("Verschiebung Ihres Termins", 28, bold=True)
    page.y += 20
    page.line(by.greeting)
    old, hour = by.another(-20, -1), (datetime.combine(by.day, by.at) + timedelta(hours=1)).time()
    how = by.rng.randrange(3)
    if how == 0:
        page.words(
            f"Ihr Termin vom {numbers(old)} um {colon(hour)} wird verlegt auf {weekday(by.day)},"
            f" den {numbers(by.day)} um {colon(by.at)}."
        )
    elif how == 1:
        page.words(
            f"leider entfällt der Termin am {numbers(old)} um {colon(hour)}. Ihr neuer Termin"
            " ist am"
            f" {weekday(by.day)}, {numbers(by.day)}, {colon(by.at)}."
        )
    else:
        page.words(
            f"statt am {numbers(old)} um {bare(hour)} bitten wir Sie, am {numbers(by.day)}"
            f" um {bare(by.at)} zu unserem Beratungsgespräch zu kommen."
        )
    room = f"Zimmer {by.rng.randint(1, 30)}"
    page.words(f"Ort: {by.street}, Eingang B, {room}. Sie sprechen mit {by.person}.")
    page.words(f"Bitte bestätigen Sie bis zum {numbers(by.another(-1, -1))}.")
    return Truth(by.day, by.at, "sozialamt", room, by.person)


FIRST = (jobcenter, immigration, doctor, court, moved)

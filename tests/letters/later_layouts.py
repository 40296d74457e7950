"""Five layouts that were made only after the rules of reading were done."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.letters.chance import Chance, bare, colon, dot, numbers, short, spelled, weekday
from tests.letters.page import LEFT, Page, Truth


def bamf(page: Page, by: Chance) -> Truth:
    """A hearing; the application, the file number and a birth date in a box."""
    page.line("Bundesamt für Migration und Flüchtlinge", 30, bold=True)
    page.line(f"Außenstelle {by.town_name}", 22)
    page.rule()
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town, size=22)
    page.y += 30
    page.table(
        [LEFT, 460, 800],
        ["Geschäftszeichen", "Geburtsdatum", "Datum"],
        [by.file_number, numbers(by.born), numbers(by.written)],
    )
    page.line("Ladung zur persönlichen Anhörung gemäß § 25 AsylG", 26, bold=True)
    page.y += 10
    page.line(by.greeting)
    page.words(
        f"zu Ihrem Asylantrag vom {numbers(by.another(-300, -120))} werden Sie persönlich angehört."
    )
    page.words("Die Anhörung findet statt am")
    page.line(
        f"{weekday(by.day)}, {numbers(by.day)}, um {colon(by.at)}", 27, bold=True, x=LEFT + 60
    )
    page.y += 10
    page.words(
        f"in der Außenstelle {by.town_name}, {by.street}. Bitte melden Sie sich dort am Empfang."
    )
    room = f"Raum {by.rng.randint(1, 9)}.{by.rng.randint(10, 30)}"
    page.words(f"Warten Sie dann in {room}, {by.rng.randint(1, 4)}. Etage.")
    page.words(
        "Erscheinen Sie ohne genügende Entschuldigung nicht, kann das Bundesamt nach Aktenlage"
        " entscheiden. Sagen Sie uns jede neue Adresse innerhalb von zwei Wochen."
    )
    return Truth(by.day, by.at, "bamf", room, "")


def registry(page: Page, by: Chance) -> Truth:
    """A span of time, and when the child was born."""
    page.at(760, page.y, f"{by.town_name}, {spelled(by.written)}", 21)
    page.line(f"Stadtverwaltung {by.town_name}", 26, bold=True)
    page.line("Standesamt", 24)
    page.lines(by.street, by.town, f"Auskunft erteilt: {by.person}", f"Tel.: {by.phone}", size=20)
    page.y += 40
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 50
    page.line("Beurkundung der Geburt Ihres Kindes", 25, bold=True)
    page.y += 10
    page.line(by.greeting)
    born = by.written - timedelta(days=by.rng.randint(5, 30))
    until = (datetime.combine(by.day, by.at) + timedelta(minutes=30)).time()
    page.words(
        f"für die Beurkundung der Geburt vom {numbers(born)} haben wir am {spelled(by.day)} von"
        f" {by.at:%H:%M} bis {until:%H:%M} Uhr Zeit für Sie."
    )
    room = f"Zimmer {by.rng.randint(1, 3)}.{by.rng.randint(10, 30)}"
    page.words(f"Sie finden uns im Rathaus, Eingang C, {room}.")
    page.words(
        "Bitte bringen Sie Ihre Geburtsurkunde, Ihre Heiratsurkunde und einen Ausweis mit."
        f" Fehlende Unterlagen reichen Sie bitte bis {numbers(by.another(7, 20))} nach."
    )
    return Truth(by.day, by.at, "standesamt", room, by.person)


def course(page: Page, by: Chance) -> Truth:
    """A test, and when the course would begin and end."""
    page.line("Sprachschule Wortreich gGmbH", 32, bold=True)
    page.line("Integrationskurse · Berufssprachkurse", 20)
    page.line(f"{by.street} · {by.town} · Tel. {by.phone}", 18)
    page.rule()
    page.line(f"Datum: {short(by.written)}", 21, x=860)
    page.lines(by.addressed[0], by.addressed[1])
    page.y += 50
    page.line("Einladung zum Einstufungstest", 27, bold=True)
    page.y += 10
    page.line(by.greeting)
    page.words(
        "Sie haben sich bei uns für einen Integrationskurs angemeldet. Vor dem Kurs machen wir"
        " einen"
        " Einstufungstest mit Ihnen."
    )
    room = f"Raum {by.rng.choice('ABC')} {by.rng.randint(100, 240)}"
    page.table(
        [LEFT, 420],
        ["Tag:", f"{weekday(by.day)}, {numbers(by.day)}"],
        ["Beginn:", colon(by.at)],
        ["Ort:", f"{by.street}, {room}"],
        ["Dauer:", "etwa 90 Minuten"],
        bold_head=False,
    )
    begins = by.another(20, 30)
    page.words(
        f"Der Kurs läuft voraussichtlich vom {numbers(begins)} bis"
        f" {numbers(begins + timedelta(days=150))},"
        " Montag bis Freitag 8:30 bis 12:45 Uhr."
    )
    page.words("Ihr Berechtigungsschein muss noch gültig sein. Bringen Sie ihn bitte mit.")
    page.line(by.person.replace("Frau ", "i. A. ").replace("Herr ", "i. A. "))
    return Truth(by.day, by.at, "kurstraeger", room, "")


def registration(page: Page, by: Chance) -> Truth:
    """A printout of an online booking: a table with a head, the day it was booked."""
    page.line("Bürgeramt – Meldebehörde", 30, bold=True)
    page.line(f"Terminbestätigung, gedruckt am {numbers(by.written)}", 20)
    page.rule()
    page.line("Vielen Dank. Wir haben diesen Termin für Sie gebucht:")
    page.y += 14
    room = f"Schalter {by.rng.randint(1, 18)}"
    page.table(
        [LEFT, 380, 580, 820],
        ["Datum", "Uhrzeit", "Wo", "Anliegen"],
        [numbers(by.day), colon(by.at), room, "Anmeldung"],
    )
    page.words(f"Vorgangsnummer {by.rng.randint(10000, 99999)}. Adresse: {by.street}, {by.town}.")
    page.words(
        "Bitte bringen Sie Ihren Pass oder Ihr Ersatzpapier und die Bestätigung der Wohnung"
        " mit. Sie haben"
        " nach dem Einzug zwei Wochen Zeit."
    )
    page.words(f"Absagen können Sie bis {numbers(by.another(-1, -1))}, 12:00 Uhr.")
    page.words("Öffnungszeiten: Mo, Di 8-16 Uhr, Do 10-18 Uhr, Fr 8-12 Uhr")
    return Truth(by.day, by.at, "buergeramt", room, "")


def bank(page: Page, by: Chance) -> Truth:
    """Prose; a date of a phone call, another of a form, and the weekday not always there."""
    page.line("Sparkasse Musterkreis", 32, bold=True)
    page.line(f"Filiale am Probeplatz, {by.town}", 20)
    page.y += 40
    page.at(840, page.y, numbers(by.written))
    page.lines(by.addressed[0], by.addressed[1], "Wohnweg 5", by.town)
    page.y += 60
    page.line("Ihr Basiskonto", 26, bold=True)
    page.y += 10
    page.line(by.greeting)
    page.words(
        f"wir beziehen uns auf unser Telefonat vom {numbers(by.written - timedelta(days=2))}."
        " Gerne eröffnen wir"
        " für Sie ein Basiskonto."
    )
    how = by.rng.randrange(3)
    if how == 0:
        page.words(
            f"Dafür haben wir am {numbers(by.day)} um {bare(by.at)} einen Termin bei"
            f" {by.person} für Sie vorgemerkt."
        )
    elif how == 1:
        page.words(
            f"{by.person} erwartet Sie am {weekday(by.day)}, den {spelled(by.day)}, gegen"
            " Vormittag. Die genaue"
            " Uhrzeit nennen wir Ihnen noch."
        )
    else:
        page.words(
            f"Bitte kommen Sie um {dot(by.at)} am {weekday(by.day)}, {numbers(by.day)}, zu"
            f" {by.person}."
        )
    page.words(
        f"Das Formular senden Sie uns bitte bis spätestens {numbers(by.another(-2, -1))}"
        " zurück. Der Preis gilt"
        f" ab {numbers(by.another(30, 60))}."
    )
    at = None if how == 1 else by.at
    return Truth(by.day, at, "bank", "", "" if how == 1 else by.person)


LATER = (bamf, registry, course, registration, bank)

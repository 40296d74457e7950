"""A stranger types `make demo` and does the whole job, once in Arabic, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from bot.core.words import _, entry, just
from tests.browser.phones import CHROMIUM, HOUSE, PagePhone, demo

AMINA, OKSANA, JONAS, KATRIN = 1001, 1002, 1003, 1004
SHOTS = HOUSE / "build"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    not Path(CHROMIUM).exists(), reason="no Chromium: apt-get install chromium"
)


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"demo-{name}.png")


def test_the_whole_job(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(address)
        amina, oksana = PagePhone(page, AMINA, "ar"), PagePhone(page, OKSANA, "uk")
        jonas, katrin = PagePhone(page, JONAS, "de"), PagePhone(page, KATRIN, "de")

        arrive(page, amina, oksana, jonas, katrin)
        consent(page, amina)
        ask(page, amina, katrin)
        appointment(page, amina, jonas)
        contact(page, jonas, katrin)
        invite(page, amina, katrin)

        assert troubles == []
        browser.close()


def arrive(page: Page, *phones: PagePhone) -> None:
    for phone in phones:
        phone.start()
    amina, oksana, _jonas, _katrin = phones
    shot(page, "1-language")
    amina.taps("العربية")
    oksana.taps("Українська")
    amina.reads(_("How much may a message show?"))
    shot(page, "2-welcome")
    amina.taps(_("Only: there is news"))
    oksana.taps(_("With the time"))
    amina.taps(_("Show"))
    assert "Jonas" in amina.closes_popup()


def consent(page: Page, amina: PagePhone) -> None:
    amina.taps(_("My consent"))
    amina.reads("Einwilligung in die Weitergabe meiner Daten")
    shot(page, "3-declaration")
    amina.taps(_("Answer now"))
    for _line in range(11):
        amina.taps(_("Yes"))
    amina.taps(_("No"))
    amina.reads(_("By your answers: who may get something about you?"))
    shot(page, "4-question-back")
    amina.taps(_("Employers"))
    amina.reads(_("Is this right?"))
    shot(page, "4-review")
    amina.taps(_("Yes, that is right"))
    amina.taps(_("My consent"))
    amina.reads(_("This is what you agreed to:"))


def ask(page: Page, amina: PagePhone, katrin: PagePhone) -> None:
    amina.says("Wann kommt mein Brief wegen dem Fahrrad vom Nachbarn an?")
    amina.reads(_("I am not sure about this. I have passed your question on to the coordinator."))
    katrin.taps(_("Questions"))
    katrin.taps("Wann kommt mein Brief wegen dem Fahrrad vom Nachbarn an?")
    katrin.taps(_("Answer"))
    katrin.says("Fragen Sie bitte im Projektbüro nach.")
    amina.has(2, _("Show"))  # the older one is about her mentor
    amina.taps(_("Show"))
    amina.reads("Fragen Sie bitte im Projektbüro nach.")
    shot(page, "5-question")


def appointment(page: Page, amina: PagePhone, jonas: PagePhone) -> None:
    jonas.taps(_("Appointments"))
    jonas.taps(_("New appointment"))
    jonas.taps("Amina")
    jonas.taps(entry("offices", "jobcenter", "label"))
    shot(page, "6-calendar")
    jonas.says("in 9 Tagen um 10:30")
    jonas.says("Musterstraße 5, Zimmer 12")
    jonas.taps(_("Skip"))
    jonas.taps(_("Skip"))
    jonas.taps(_("Yes, that is right"))
    amina.reads(_("There is news for you. Tap to see it."))
    amina.taps(_("Show"))
    assert "Musterstraße 5, Zimmer 12" in amina.closes_popup()
    page.get_by_role("button", name="18:00 am Vortag").click()
    page.wait_for_timeout(2500)
    shot(page, "7-reminder")
    amina.taps(_("I come"))
    assert amina.label(_("Good. I have noted that you come.")) in amina.closes_popup()
    amina.taps(_("What to bring"))
    amina.reads(_("This is usually needed. The letter of the office decides:"))
    shot(page, "8-what-to-bring")


def contact(page: Page, jonas: PagePhone, katrin: PagePhone) -> None:
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.taps(entry("contact_kinds", "meeting", "label"))
    jonas.taps(_("Today"))
    jonas.taps("30 Minuten")
    jonas.taps(entry("outcomes", "done", "label"))
    jonas.taps(_("Skip"))
    katrin.says("/export")
    katrin.taps("Kontakte XLSX")
    katrin.reads("contacts-")
    shot(page, "9-contact")


def invite(page: Page, amina: PagePhone, katrin: PagePhone) -> None:
    katrin.says("/broadcast")
    katrin.taps(_("New invitation"))
    katrin.says("in 40 Tagen um 17 Uhr")
    katrin.taps("Deutsch")
    katrin.says("Sommerfest im Garten. Bringen Sie gern Ihre Familie mit.")
    katrin.taps("العربية")
    katrin.says("حفلة صيفية في الحديقة. أهلا وسهلا بعائلاتكم.")
    katrin.taps(_("That is all"))
    katrin.taps(_("Participants"))
    katrin.taps(_("Done"))
    katrin.taps(_("All"))
    katrin.taps(_("Skip"))
    shot(page, "10-audience")
    katrin.taps(_("Yes, that is right"))
    amina.taps(_("Show"))
    amina.reads("حفلة صيفية في الحديقة")
    amina.taps(_("I come"))
    amina.closes_popup()
    katrin.taps(_("Who was reached?"))
    katrin.reads("Ja: 1")
    shot(page, "11-reach")
    katrin.reads(just("Gesendet: 1"))

"""The page of phones in a real browser. Every story has phones of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.sandbox.browser import CHROMIUM, Show, chromium, show
from tests.sandbox.process import hosted, running

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")
AMINA, OKSANA, JONAS, KATRIN = 1001, 1002, 1003, 1004
KEYS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"},
                             {"text": "Nein", "callback_data": "nein"}]]}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def seen(browser: Browser) -> Iterator[Show]:
    with hosted() as url, show(browser, url) as opened:
        yield opened


def test_a_stranger_sees_what_this_is(seen: Show) -> None:
    top = seen.page.locator("header.top")
    expect(top).to_contain_text("nicht Telegram, keine echten Daten")
    expect(top).to_contain_text("not Telegram, no real data, nothing leaves this computer")
    expect(top).to_contain_text("make demo RESET=1")
    seen.page.get_by_role("button", name="English").click()
    expect(seen.page.locator("html")).to_have_attribute("lang", "en")
    expect(seen.page.get_by_role("region", name="Phone of Amina")).to_be_visible()


def test_start_and_a_conversation(seen: Show) -> None:
    seen.bot("setMyDescription", description="أرافقك إلى المواعيد", language_code="ar")
    expect(seen.phone(AMINA)).to_contain_text("أرافقك إلى المواعيد")
    amina = seen.started(AMINA)
    assert seen.heard()["message"]["text"] == "/start"
    seen.bot("sendMessage", chat_id=AMINA, text="مرحبًا")
    expect(amina.locator(".message:not(.mine) .text")).to_have_text("مرحبًا")
    expect(amina).to_have_attribute("dir", "rtl")
    expect(seen.phone(JONAS)).to_have_attribute("dir", "ltr")
    expect(amina.locator(".text").last).to_have_attribute("dir", "auto")
    amina.locator("textarea").fill("شكرا\nجزيلا")
    amina.locator("textarea").press("Enter")
    expect(amina.locator(".mine .text").last).to_have_text("شكرا\nجزيلا")
    assert seen.heard()["message"]["text"] == "شكرا\nجزيلا"
    expect(seen.phone(JONAS).locator("[data-message]")).to_have_count(0)


def test_own_words_stand_on_the_other_side(seen: Show) -> None:
    for chat_id, mine_is_right in ((AMINA, False), (JONAS, True)):
        phone = seen.started(chat_id)
        seen.bot("sendMessage", chat_id=chat_id, text="Hallo")
        theirs = phone.locator(".message:not(.mine) .bubble").bounding_box()
        mine = phone.locator(".mine .bubble").bounding_box()
        assert theirs
        assert mine
        assert (mine["x"] > theirs["x"]) is mine_is_right


def test_a_button_copies_and_the_bot_does_not_hear_of_it(seen: Show) -> None:
    jonas = seen.started(JONAS)
    seen.heard()
    copying = {"inline_keyboard": [[{"text": "Adresse", "copy_text": {"text": "Beispielweg 1"}}]]}
    seen.bot("sendMessage", chat_id=JONAS, text="Hier", reply_markup=copying)
    jonas.get_by_role("button", name="Adresse").click()
    expect(jonas.locator(".toast")).to_have_text("Kopiert: Beispielweg 1")
    jonas.locator("textarea").fill("danach")
    jonas.locator("textarea").press("Enter")
    assert seen.heard()["message"]["text"] == "danach"


def test_marked_text_is_shown_and_never_run(seen: Show) -> None:
    jonas = seen.started(JONAS)
    text = (
        "<b>fett <i>und</i></b> &lt;img src=x onerror=alert(1)&gt; <code>x</code>\n"
        "<blockquote>Zitat</blockquote>\n<tg-spoiler>geheim</tg-spoiler> "
        '<a href="https://example.org/">Seite</a> /help'
    )
    seen.bot("sendMessage", chat_id=JONAS, text=text, parse_mode="HTML")
    shown = jonas.locator(".message:not(.mine) .text")
    expect(shown.locator("b")).to_have_text("fett und")
    expect(shown.locator("b > i")).to_have_text("und")
    expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    expect(shown.locator("img")).to_have_count(0)
    expect(shown.locator("blockquote")).to_have_text("Zitat")
    expect(shown.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    spoiler = shown.locator(".spoiler")
    spoiler.click()
    expect(spoiler).to_have_attribute("aria-expanded", "true")
    shown.get_by_role("button", name="/help").click()
    expect(jonas.locator(".mine .text").last).to_have_text("/help")


def test_a_tap_a_toast_and_an_edit_in_place(seen: Show) -> None:
    jonas = seen.started(JONAS)
    sent = seen.bot("sendMessage", chat_id=JONAS, text="Kommst du?", reply_markup=KEYS)
    button = jonas.locator('[data-button="Ja"]')
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    query = seen.heard()["callback_query"]
    assert query["data"] == "ja"
    message = jonas.locator(f'[data-message="{sent["message_id"]}"]')
    before = message.element_handle()
    seen.bot("answerCallbackQuery", callback_query_id=query["id"], text="Gespeichert")
    expect(jonas.locator(".toast")).to_have_text("Gespeichert")
    expect(button).not_to_have_attribute("aria-busy", "true")
    seen.bot("editMessageText", chat_id=JONAS, message_id=sent["message_id"], text="Bis dann!")
    expect(message.locator(".text")).to_have_text("Bis dann!")
    expect(message).to_contain_text("bearbeitet")
    expect(button).to_have_count(0)
    assert before is not None
    assert before.evaluate("element => element.isConnected")
    seen.bot("deleteMessage", chat_id=JONAS, message_id=sent["message_id"])
    expect(message).to_have_count(0)


def test_a_pop_up_takes_the_focus_and_gives_it_back(seen: Show) -> None:
    katrin = seen.started(KATRIN)
    seen.bot("sendMessage", chat_id=KATRIN, text="?", reply_markup=KEYS)
    katrin.locator('[data-button="Nein"]').press("Enter")
    query = seen.heard()["callback_query"]
    seen.bot("answerCallbackQuery", callback_query_id=query["id"], text="Ganz\nsicher?",
             show_alert=True)  # fmt: skip
    popup = katrin.get_by_role("alertdialog")
    expect(popup.locator("p")).to_have_text("Ganz\nsicher?")
    expect(popup.locator("[data-act=ok]")).to_be_focused()
    seen.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(katrin.locator('[data-button="Nein"]')).to_be_focused()


def test_commands_and_attachments(seen: Show) -> None:
    amina = seen.started(AMINA)
    amina.locator("[data-act=menu]").click()
    expect(amina.get_by_role("menu")).to_contain_text("noch keine Befehle")
    seen.page.keyboard.press("Escape")
    commands = [{"command": "menu", "description": "القائمة"}]
    seen.bot("setMyCommands", commands=commands, language_code="ar")
    seen.bot("sendMessage", chat_id=AMINA, text="gesetzt")
    expect(amina.locator("[data-message]")).to_have_count(2)
    amina.locator("[data-act=menu]").click()
    amina.get_by_role("menuitem", name="/menu").click()
    expect(amina.locator(".mine .text").last).to_have_text("/menu")
    for kind in ("voice", "photo", "sticker", "document"):
        amina.locator("[data-act=attach]").click()
        amina.locator(f"[data-item={kind}]").click()
        expect(amina.get_by_role("menu")).to_be_hidden()
        assert kind in seen.heard()["message"]
    expect(amina.locator("img.photo")).to_have_js_property("naturalWidth", 240)


def test_a_file_can_be_downloaded(seen: Show) -> None:
    katrin = seen.started(KATRIN)
    files = {"document": ("Kontakte März.csv", b"a;b\n", "text/csv")}
    seen.http.post("/bot1:x/sendDocument", data={"chat_id": KATRIN}, files=files)
    with seen.page.expect_download() as download:
        katrin.locator("a.card").click()
    assert download.value.suggested_filename == "Kontakte März.csv"
    assert download.value.path().read_bytes() == b"a;b\n"


def test_blocking_and_coming_back(seen: Show) -> None:
    jonas = seen.started(JONAS)
    jonas.locator("[data-act=block]").click()
    expect(jonas.locator("textarea")).to_be_hidden()
    assert seen.heard()["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    jonas.locator("[data-act=unblock]").click()
    expect(jonas.locator("textarea")).to_be_visible()
    assert seen.heard()["my_chat_member"]["new_chat_member"]["status"] == "member"


def test_the_clock_goes_forward_and_days_are_shown(seen: Show) -> None:
    jonas = seen.started(JONAS)
    seen.page.locator('[data-jump="+1 Tag"]').click()
    expect(seen.page.locator("#ahead")).to_have_text("+ 1 T")
    seen.bot("sendMessage", chat_id=JONAS, text="Guten Morgen")
    expect(jonas.locator(".day-chip")).to_have_count(2)
    seen.page.locator("#moment").fill("2020-01-01T10:00")
    seen.page.locator("#jump-to").evaluate("form => form.noValidate = true")
    seen.page.locator("#jump-to button").click()
    expect(seen.page.locator("#clock-note")).to_contain_text("geht nur vorwärts")
    assert seen.complaints.pop().endswith("409 (Conflict)")


def test_an_invitation_link_opens_the_chat(seen: Show) -> None:
    katrin = seen.started(KATRIN)
    link = "https://t.me/lotse_bot?start=OKSANA7"
    seen.bot("sendMessage", chat_id=KATRIN, text=link)
    expect(katrin.locator(".text a")).to_have_text(link)
    seen.phone(OKSANA).locator("textarea").fill(link)
    seen.phone(OKSANA).locator("[data-act=send]").click()
    expect(seen.phone(OKSANA).locator(".mine .text")).to_have_text("/start")
    assert seen.heard()["message"]["text"] == "/start OKSANA7"


def test_reading_on_is_not_disturbed(seen: Show) -> None:
    jonas = seen.started(JONAS)
    for number in range(25):
        seen.bot("sendMessage", chat_id=JONAS, text=f"Zeile {number}")
    log = jonas.get_by_role("log")
    expect(jonas.get_by_text("Zeile 24")).to_be_in_viewport()
    log.evaluate("log => log.scrollTo({top: 0, behavior: 'instant'})")
    expect(jonas.get_by_text("Zeile 0", exact=True)).to_be_in_viewport()
    seen.bot("sendMessage", chat_id=JONAS, text="Ganz neu")
    expect(jonas.locator(".newer")).to_be_visible()
    expect(jonas.get_by_text("Zeile 0", exact=True)).to_be_in_viewport()
    jonas.locator(".newer").click()
    expect(jonas.get_by_text("Ganz neu")).to_be_in_viewport()


def test_after_a_restart_the_page_is_back_by_itself(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    state = str(tmp_path_factory.mktemp("messenger") / "state.json")
    with running("--state", state) as (process, url), show(browser, url) as seen:
        seen.started(JONAS)
        process.terminate()
        process.wait(10)
        expect(seen.page.locator("#line")).to_be_visible()
        with running("--state", state, "--port", url.rpartition(":")[2]):
            seen.bot("sendMessage", chat_id=JONAS, text="Wieder da")
            expect(seen.phone(JONAS).get_by_text("Wieder da")).to_be_visible()
            expect(seen.phone(JONAS).locator("[data-message]")).to_have_count(2)
            expect(seen.page.locator("#line")).to_be_hidden()
            seen.page.goto("about:blank")
        seen.complaints.clear()  # the browser said that the server was away


def test_text_has_contrast_in_light_and_in_the_dark(seen: Show) -> None:
    pairs = [("--ink", "--theirs"), ("--ink", "--mine"), ("--ink-2", "--surface"),
             ("--ink-2", "--theirs"), ("--accent-ink", "--accent"), ("--sun", "--sun-soft"),
             ("--link", "--theirs"), ("--link", "--mine"), ("--key-ink", "--surface"),
             ("--accent", "--surface"), ("--ink-2", "--surface-2")]  # fmt: skip
    seen.page.emulate_media(color_scheme="light")
    assert [pair for pair in pairs if contrast(seen, *pair) < 4.5] == []
    seen.page.emulate_media(color_scheme="dark")
    assert [pair for pair in pairs if contrast(seen, *pair) < 4.5] == []


def contrast(seen: Show, ink: str, ground: str) -> float:
    """The contrast ratio of two colours of the page, as WCAG 2 defines it."""
    colours = seen.page.evaluate(
        """names => names.map(name => {
            const swatch = document.body.appendChild(document.createElement("i"));
            swatch.style.color = `var(${name})`;
            const colour = getComputedStyle(swatch).color.match(/[\\d.]+/g).map(Number);
            swatch.remove();
            return colour;
        })""",
        [ink, ground],
    )
    lighter, darker = sorted((luminance(colour) for colour in colours), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_narrow_window_scrolls_from_phone_to_phone(browser: Browser) -> None:
    size = {"width": 390, "height": 800}
    with hosted() as url, show(browser, url, viewport=size) as seen:
        expect(seen.phone(AMINA)).to_be_in_viewport(ratio=0.9)
        seen.phone(KATRIN).scroll_into_view_if_needed()
        expect(seen.phone(KATRIN)).to_be_in_viewport(ratio=0.9)
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

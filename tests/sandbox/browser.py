"""The page in the system's Chromium, with a story's hand on both ends of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_OPTIONS)
        yield browser
        browser.close()


@dataclass
class Show:
    """One open page, and the bot on the other side."""

    page: Page
    http: httpx.Client
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def phone(self, chat_id: int) -> Locator:
        return self.page.locator(f'[data-phone="{chat_id}"]')

    def bot(self, method: str, **parameters: Any) -> Any:
        answer = self.http.post(f"/bot1:x/{method}", json=parameters).json()
        assert answer["ok"], answer
        return answer["result"]

    def heard(self) -> Any:
        """The newest update; everything before is confirmed."""
        (update,) = self.bot("getUpdates", offset=-1, timeout=5)
        return update

    def started(self, chat_id: int) -> Locator:
        self.phone(chat_id).locator("[data-act=start]").click()
        expect(self.phone(chat_id).locator("[data-message]")).to_have_count(1)
        return self.phone(chat_id)


@contextmanager
def show(browser: Browser, url: str, **options: Any) -> Iterator[Show]:
    """Opens the page; fails when the browser complained or asked another server for something."""
    context = browser.new_context(
        **{"viewport": {"width": 1600, "height": 950}, "locale": "de-DE", **options}
    )
    page = context.new_page()
    page.set_default_timeout(5000)
    with httpx.Client(base_url=url) as http:
        shown = Show(page, http)
        page.on("console", lambda said: shown.complaints.append(said.text))
        page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        page.on("request", lambda request: shown.addresses.append(request.url))
        page.goto(url)
        expect(page.locator("[data-phone]")).to_have_count(4)
        yield shown
    context.close()
    assert shown.complaints == []
    assert all(address.startswith(url + "/") for address in shown.addresses)

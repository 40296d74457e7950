"""Phones on the page of the demo, driven in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from bot.core.clock import HOME
from bot.core.words import BIDI_CONTROLS, Reader, Words, render_label
from bot.machine.languages import Languages
from bot.machine.library import Library

HOUSE = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
SPEECH = Languages(Library())
PATIENCE = 10_000  # milliseconds until a message must be there


@contextmanager
def demo(data_dir: Path) -> Iterator[str]:
    """The demo as a stranger starts it; its address."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LOTSE_")}
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data-dir", str(data_dir)]
    process = subprocess.Popen(
        command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                break
        yield found[0]  # type: ignore[index]
    finally:
        process.terminate()
        assert process.wait(20) == 0


@dataclass
class PagePhone:
    """One phone on the page, and the language its person reads."""

    page: Page
    chat_id: int
    language: str

    @property
    def box(self) -> Locator:
        return self.page.locator(f'[data-phone="{self.chat_id}"]')

    def start(self) -> None:
        self.box.get_by_role("button", name=re.compile("^Start$")).click()
        self.settle()

    def says(self, text: str) -> None:
        field = self.box.get_by_role("textbox")
        field.fill(text)
        field.press("Enter")
        self.settle()

    def taps(self, label: str | Words) -> None:
        """The newest button of this name, in the person's language."""
        name = self.label(label)
        button = self.box.locator("[data-button]").filter(has_text=exactly(name)).last
        button.click(timeout=PATIENCE)
        self.settle()

    def reads(self, part: str | Words) -> None:
        text = self.label(part)
        expect(self.box).to_contain_text(re.compile(loosely(text)), timeout=PATIENCE)

    def has(self, count: int, label: str | Words) -> None:
        """So many buttons of this name are there, or come."""
        buttons = self.box.locator("[data-button]").filter(has_text=exactly(self.label(label)))
        expect(buttons).to_have_count(count, timeout=PATIENCE)

    def closes_popup(self) -> str:
        """What the pop-up says."""
        popup = self.box.get_by_role("alertdialog")
        expect(popup).to_be_visible(timeout=PATIENCE)
        said = popup.inner_text()
        popup.get_by_role("button").last.click()
        return BIDI_CONTROLS.sub("", said)

    def label(self, words: str | Words) -> str:
        if isinstance(words, str):
            return words
        return BIDI_CONTROLS.sub("", render_label(words, Reader(self.language, HOME, SPEECH)))

    def settle(self) -> None:
        self.page.wait_for_timeout(350)


def exactly(text: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*{loosely(text)}\W*$")


def loosely(text: str) -> str:
    """With any direction marks and spaces between the words."""
    return r"[\s\u200e\u200f\u2066-\u2069]*".join(re.escape(word) for word in text.split())

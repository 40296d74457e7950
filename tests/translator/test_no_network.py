"""No host is contacted when something is translated: under a guard of the kernel."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.translator import guard

pytestmark = pytest.mark.skipif(not guard.CAN_WATCH, reason="the filter is for Linux on x86-64")


@pytest.mark.parametrize(
    ("family", "ends"), [("AF_INET", True), ("AF_INET6", True), ("AF_UNIX", False)]
)
def test_the_guard_ends_whoever_opens_a_way_out(family, ends):
    asks = f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    ended = subprocess.run([sys.executable, "-c", asks], preexec_fn=guard.no_network, check=False)
    assert ended.returncode == (-signal.SIGSYS if ends else 0)


def test_models_are_loaded_sentences_split_and_texts_translated_without_a_way_out(
    worker, run, monkeypatch
):
    guard.watch_children(monkeypatch)
    said = ["Ich brauche heute Hilfe. Wo ist die Schule?"]
    [english] = run(worker.translate([("de", "en")], said))
    [arabic] = run(worker.translate([("de", "en"), ("en", "ar")], said))
    assert english.text == "I need today Help. Where is the School?"
    assert "مساعدة" in arabic.text
    assert worker.started == 1

"""Nobody from elsewhere may drive the messenger."""

from __future__ import annotations

import asyncio

import pytest

from bot.machine.sandbox import Sandbox
from tests.sandbox.house import AMINA, TOKEN, Stage, play


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost.example.org", "192.0.2.1", ""])
def test_it_listens_on_this_computer_only(host: str) -> None:
    with pytest.raises(ValueError, match="127.0.0.1 only"):
        asyncio.run(Sandbox(TOKEN).start(0, host))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Host": "messenger.example.org"}, 403),
        ({"Host": "127.0.0.1.example.org:{port}"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/page/do/say", "/control/say", f"/bot{TOKEN}/sendMessage"])
def test_who_may_press(path: str, headers: dict[str, str], status: int) -> None:
    async def scene(stage: Stage) -> None:
        port = stage.sandbox.url.rpartition(":")[2]
        filled = {name: value.format(port=port) for name, value in headers.items()}
        order = {"chat_id": AMINA.chat_id, "text": "Hallo"}
        url = stage.sandbox.url + path
        async with stage.http.post(url, json=order, headers=filled) as answer:
            assert answer.status == status
        chat = await stage.look("chat", chat_id=AMINA.chat_id)
        assert len(chat["messages"]) == (1 if status == 200 else 0)

    play(scene)


def test_a_foreign_page_may_link_here_and_nothing_else() -> None:
    async def scene(stage: Stage) -> None:
        foreign = {"Sec-Fetch-Site": "cross-site"}
        send = f"/bot{TOKEN}/sendMessage?chat_id={AMINA.chat_id}&text=Hallo"
        for path, status in (("/", 200), ("/page/events", 403), (send, 403)):
            async with stage.http.get(stage.sandbox.url + path, headers=foreign) as answer:
                assert answer.status == status
        assert await stage.look("transcript") == []

    play(scene)


def test_a_form_of_a_foreign_page_is_no_press() -> None:
    async def scene(stage: Stage) -> None:
        order = {"chat_id": str(AMINA.chat_id), "text": "Hallo"}
        async with stage.http.post(f"{stage.sandbox.url}/page/do/say", data=order) as answer:
            assert answer.status == 400

    play(scene)


def test_the_page_trusts_only_its_own_files() -> None:
    async def scene(stage: Stage) -> None:
        for path in ("/", "/page/main.js", "/page/layout.css", "/page/lotse.svg"):
            async with stage.http.get(stage.sandbox.url + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert answer.status == 200
                assert policy.startswith("default-src 'none'; script-src 'self'")
                assert "unsafe" not in policy
        for path in ("/page/../world.py", "/page/%2e%2e%2fworld.py", "/page/nothing.js"):
            async with stage.http.get(stage.sandbox.url + path) as answer:
                assert answer.status == 404

    play(scene)


def test_a_web_page_sent_as_a_file_is_never_opened() -> None:
    async def scene(stage: Stage) -> None:
        sent = await stage.bot.send_document(
            AMINA.chat_id, b"<script>alert(1)</script>", filename="x.html"
        )
        assert sent.document is not None
        url = f"{stage.sandbox.url}/page/file/{sent.document.file_unique_id}"
        async with stage.http.get(url) as answer:
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"

    play(scene)


def test_without_a_page_there_is_none() -> None:
    async def scene(stage: Stage) -> None:
        async with stage.http.get(stage.sandbox.url + "/") as answer:
            assert answer.status == 404
        await stage.result("getMe")

    play(scene, page=False)

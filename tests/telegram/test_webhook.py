"""Telegram calls, and so may anybody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from bot.machine.sandbox import Sandbox, acts
from bot.machine.telegram.account import line
from bot.machine.telegram.webhook import LARGEST_BODY, WeakSecret, Webhook, register
from storage.inbox import Update
from tests.telegram.conftest import Journal
from tests.telegram.fake import TOKEN, FakeTelegram, no, ok
from tests.telegram.letters import AMINA

SECRET = "s3cret_of-the-webhook_0123456789_ab"
UPDATE = json.dumps({"update_id": 5, "message": {"chat": {"id": AMINA}}}).encode()


class Inbox:
    def __init__(self, *, failures: int = 0) -> None:
        self.failures = failures
        self.kept: list[Update] = []

    async def keep(self, batch: Sequence[Update]) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.kept += batch


@dataclass
class Visit:
    """One request to the app, piece by piece."""

    status: int = 0
    pieces_read: int = 0


def visit(
    app: Webhook,
    *,
    secrets: Sequence[str] = (SECRET,),
    body: Iterable[bytes] = (UPDATE,),
    path: str = "/webhook",
    method: str = "POST",
) -> Visit:
    made, pieces = Visit(), iter(body)

    async def receive() -> dict[str, Any]:
        made.pieces_read += 1
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(event: Any) -> None:
        made.status = event.get("status", made.status)

    named = [(b"x-telegram-bot-api-secret-token", secret.encode("latin-1")) for secret in secrets]
    scope = {"type": "http", "method": method, "path": path, "headers": named, "query_string": b""}
    asyncio.run(app({**scope, "http_version": "1.1"}, receive, send))
    return made


def test_an_update_is_kept_and_then_confirmed() -> None:
    inbox = Inbox()
    assert visit(Webhook(SECRET, inbox.keep)).status == 200
    assert [(update.id, update.chat_id) for update in inbox.kept] == [(5, AMINA)]


@pytest.mark.parametrize(
    "secrets",
    [
        (),
        ("",),
        ("wrong",),
        (SECRET[:-1],),
        (SECRET + "x",),
        (SECRET.upper(),),
        (SECRET, SECRET),
        (SECRET, "wrong"),
        ("\xe4\xf6\xfc",),
    ],
    ids=ascii,
)
def test_whoever_does_not_know_the_secret_is_not_even_listened_to(secrets: Sequence[str]) -> None:
    inbox = Inbox()
    made = visit(Webhook(SECRET, inbox.keep), secrets=secrets)
    assert (made.status, made.pieces_read, inbox.kept) == (403, 0, [])


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, "x" * 257, "ö" * 40, "a b" * 20])
def test_without_a_good_secret_it_does_not_start(secret: str) -> None:
    with pytest.raises(WeakSecret, match="32 to 256 characters"):
        Webhook(secret, Inbox().keep)


def test_a_body_of_ten_megabytes_is_cut_short() -> None:
    inbox, piece = Inbox(), b"x" * 65_536
    made = visit(Webhook(SECRET, inbox.keep), body=(piece for _ in range(160)))
    assert (made.status, inbox.kept) == (413, [])
    assert made.pieces_read == LARGEST_BODY // len(piece) + 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[" * 100_000, b"[]", b"7", b"{}", b'{"update_id": "5"}'],
    ids=lambda body: repr(body)[:30],
)
def test_what_cannot_be_read_is_confirmed_so_that_it_does_not_come_again(
    body: bytes, journal: Journal
) -> None:
    inbox = Inbox()
    assert visit(Webhook(SECRET, inbox.keep), body=[body]).status == 200
    assert inbox.kept == []
    assert "an update that cannot be read" in journal.text


def test_what_cannot_be_kept_is_not_confirmed_and_comes_again() -> None:
    inbox = Inbox(failures=1)
    app = Webhook(SECRET, inbox.keep)
    assert visit(app).status == 500
    assert visit(app).status == 200
    assert [update.id for update in inbox.kept] == [5]


def test_an_update_that_comes_twice_reaches_the_inbox_twice_which_knows_it() -> None:
    inbox = Inbox()
    app = Webhook(SECRET, inbox.keep)
    assert [visit(app).status, visit(app).status] == [200, 200]
    assert [update.id for update in inbox.kept] == [5, 5]


def test_alarms_ring_once_and_hold_nothing_of_the_call(journal: Journal) -> None:
    app = Webhook(SECRET, Inbox().keep)
    for _ in range(3):
        visit(app, secrets=["a-guess"])
    assert journal.text.count("a call without the secret") == 1
    assert "a-guess" not in journal.text


def test_somebody_is_at_home_and_nothing_else_is_there() -> None:
    app = Webhook(SECRET, Inbox().keep, path="/in/42")
    assert visit(app, path="/healthz", method="GET", secrets=()).status == 200
    assert visit(app, path="/in/42").status == 200
    assert visit(app, path="/webhook").status == 404
    assert visit(app, path="/in/42", method="GET").status == 405


def test_telegram_is_told_where_to_call() -> None:
    async def story() -> None:
        fake = FakeTelegram(ok(True), no(400, "Bad Request: bad webhook"))
        async with fake, line(TOKEN, fake.url) as bot:
            assert await register(bot, "https://bot.example.org/webhook", SECRET)
            assert not await register(bot, "ftp://bot.example.org/webhook", SECRET)
        told = fake.calls[0].fields
        assert told["secret_token"] == SECRET
        assert told["url"] == "https://bot.example.org/webhook"
        assert len(json.loads(told["allowed_updates"])) == 4

    asyncio.run(story())


def test_a_weak_secret_is_never_registered() -> None:
    async def story() -> None:
        async with FakeTelegram() as fake, line(TOKEN, fake.url) as bot:
            with pytest.raises(WeakSecret):
                await register(bot, "https://bot.example.org/webhook", "weak")
            assert fake.calls == []

    asyncio.run(story())


def test_amina_writes_and_the_local_messenger_calls() -> None:
    """Over the wire, the first time in vain."""

    async def story() -> list[int]:
        inbox, sandbox = Inbox(failures=1), Sandbox(TOKEN, page=False, first_retry=0.05)
        config = uvicorn.Config(Webhook(SECRET, inbox.keep), port=0, log_config=None)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        await sandbox.start()
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        async with line(TOKEN, sandbox.url) as bot:
            assert await register(bot, f"http://127.0.0.1:{port}/webhook", SECRET)
            sandbox.world.meet(AMINA, "Amina", "ar")
            acts.say(sandbox.world, AMINA, "مرحبا")
            while not inbox.kept:
                await asyncio.sleep(0.01)
        await sandbox.stop()
        server.should_exit = True
        await serving
        return [update.chat_id for update in inbox.kept]

    assert asyncio.run(story()) == [AMINA]

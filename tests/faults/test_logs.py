"""Whatever fails, no log holds a name, a text or the token: every fault once, at two levels."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import event

from bot.core.messages import Outgoing, pack
from bot.core.words import just
from bot.machine.clockwork import Clockwork
from bot.machine.outcomes import ChatCommand, Never
from bot.machine.pace import Pace
from bot.machine.pages import Shelf, application, served
from bot.machine.telegram.account import NoAnswer, UnknownToken, line, who_am_i
from bot.machine.telegram.outbound import Telegram
from bot.machine.telegram.polling import Poller
from bot.machine.telegram.webhook import HEADER, Webhook
from bot.machine.threads import forever
from bot.serving import Rim
from bot.turns import Chore
from storage import deliveries, inbox, people
from storage.register import Nature, register
from storage.tables import metadata
from storage.vault import HOUSE, Sealed
from tests import cast
from tests.chat import Phone, World
from tests.faults.canaries import WORDS, Canary, Overheard, found_in, overhearing
from tests.storage.rows import row_in
from tests.telegram.fake import Answer, FakeTelegram, Trouble, no, ok

LEVELS = [logging.DEBUG, logging.INFO]
CHAT = int(Canary.CHAT)


class Quotes(ValueError):
    """An error as libraries make them: it says what it was given."""

    def __init__(self, *given: object) -> None:
        super().__init__(f"{WORDS} {given!r}")


def quoting(*given: Any, **more: Any) -> Any:
    raise Quotes(given, more)


@pytest.fixture(params=LEVELS, ids=logging.getLevelName)
def overheard(request: pytest.FixtureRequest) -> Iterator[Overheard]:
    with overhearing(request.param) as overheard:
        yield overheard
        gc.collect()  # tasks and objects that nobody waited for say so now
    assert overheard.text.strip(), "nothing was said at all: was the fault there?"
    assert found_in(overheard.text) == []


@pytest.fixture
def world(tmp_path: Path, overheard: Overheard) -> Iterator[World]:
    """Amina is called otherwise here, and lives in a chat that can be recognised."""
    world = World(tmp_path / "data")
    with world.lotse.database.transaction() as db:
        everybody(db)
        people.move(db, cast.AMINA, to=CHAT)
        people.rename(db, world.cast["Amina"].id, Canary.NAME)
    yield world
    world.close()


def everybody(db: Any) -> None:
    """A row in every table, with a canary in every field that people fill."""
    words = {"pin": Canary.PIN, "note": Canary.NOTE, "place": Canary.PLACE}
    texts: dict[str, dict[str, Sealed]] = {}
    for each in register():
        if each.nature is Nature.FREE_TEXT:
            word = words.get(each.column, Canary.NAME)
            texts.setdefault(each.table, {})[each.column] = Sealed(HOUSE, word)
    for table in metadata.sorted_tables:
        if table.name in texts and table.name not in ("updates", "deliveries", "dialogues"):
            row_in(db, table.name, **texts[table.name])


def says_everything(world: World) -> None:
    """All kinds of updates, with the words in all places where they may be."""
    phone = Phone(world, CHAT)
    person = {"first_name": Canary.NAME, "username": Canary.NAME, "last_name": Canary.NAME}
    more: list[dict[str, Any]] = [
        {"text": WORDS},
        {"text": f"/start {Canary.CODE}"},
        {"text": f"/when {Canary.PIN}"},
        {"contact": {"phone_number": Canary.PIN, **person}},
        {"voice": {"file_id": Canary.LINK}, "caption": Canary.TEXT},
        {"location": {"latitude": 1, "longitude": 2, "title": Canary.PLACE}},
        {"text": {"not": [WORDS]}},
    ]
    for content in more:
        phone.sends(**content)
    phone.taps_data(f"person.{Canary.PIN}")
    phone.taps_data(Canary.TEXT)
    world.passes(hours=1)


# -- turns, messages, chores -------------------------------------------------------------

Breaks = Callable[[World], None]


def the_turn(world: World) -> None:
    vars(world.lotse.conversation)["_respond"] = quoting


def reading_it(world: World) -> None:
    vars(world.lotse.conversation)["_understand"] = quoting


def the_search(world: World) -> None:
    vars(world.lotse.house.answers)["find"] = quoting


def composing(world: World) -> None:
    vars(world.lotse.composer)["compose"] = quoting


def the_commit(world: World) -> None:
    event.listen(world.lotse.database.engine, "commit", quoting)


def every_statement(world: World) -> None:
    """As when a disk breaks in the middle."""

    def breaks(db: Any, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if "INSERT INTO deliveries" in statement:
            raise Quotes(statement, values)

    event.listen(world.lotse.database.engine, "before_cursor_execute", breaks)


def a_table_that_is_gone(world: World) -> None:
    """The database's own error: it knows the statement and its values."""
    with world.lotse.database.transaction() as db:
        db.exec_driver_sql("ALTER TABLE deliveries RENAME TO elsewhere")


def the_key(world: World) -> None:
    """Of another house: nothing can be read any more."""
    vars(world.lotse.database.vault)["_key"] = quoting


BROKEN: list[Breaks] = [
    the_turn,
    reading_it,
    the_search,
    composing,
    the_commit,
    every_statement,
    a_table_that_is_gone,
    the_key,
]


@pytest.mark.parametrize("breaks", BROKEN, ids=lambda breaks: breaks.__name__)
def test_nothing_is_quoted_when_a_turn_fails(
    world: World, overheard: Overheard, breaks: Breaks
) -> None:
    breaks(world)
    try:
        says_everything(world)
    except Exception:
        logging.getLogger("whoever catches it").exception("trouble")
    assert "Error" in overheard.text or "Quotes" in overheard.text


def test_nothing_is_quoted_when_an_update_cannot_be_read(
    world: World, overheard: Overheard
) -> None:
    for number, raw in enumerate([f"{{{WORDS}", f'["{WORDS}"]', f'"{WORDS}"', WORDS, "[" * 9000]):
        with world.lotse.database.transaction() as db:
            inbox.keep(db, [inbox.Update(900 + number, CHAT, raw)], world.now)
    for _attempt in range(8):
        world.now += world.settings.lease_time
        while world.lotse.conversation.hear_next() is not None:
            pass
    assert "laid aside" in overheard.text


def test_nothing_is_quoted_when_the_messenger_raises_or_refuses(
    world: World, overheard: Overheard
) -> None:
    world.send = quoting  # type: ignore[method-assign]
    Phone(world, CHAT).says(WORDS)
    del world.send
    world.outcomes += [Never("Bad Request: message is too long")]
    Phone(world, CHAT).says(WORDS)
    assert "Quotes" in overheard.text
    assert "too long" in overheard.text


# -- Telegram ----------------------------------------------------------------------------

REFUSALS: list[Answer | Trouble] = [
    *(no(code, f"Bad Request: {WORDS}") for code in (400, 401, 403, 404, 409, 413, 418, 500, 503)),
    no(400, f"Bad Request: can't parse entities: Unsupported start tag {WORDS} at byte offset 3"),
    no(403, f"Forbidden: {WORDS}"),
    no(429, f"Too Many Requests: {WORDS}", retry_after=1),
    no(400, f"Bad Request: {WORDS}", migrate_to_chat_id=CHAT),
    Answer(502, f"<html>{WORDS}</html>".encode()),
    Answer(200, f"<html>{WORDS}</html>".encode()),
    Answer(200, f'{{"ok": false, "description": ["{WORDS}"]}}'.encode()),
    Answer(403, WORDS.encode()),
    Answer(302, b"", {"Location": f"/elsewhere/{Canary.LINK}"}),
    Trouble.RESET,
    Trouble.BREAK_OFF,
]


def test_nothing_is_quoted_whatever_telegram_answers(world: World, overheard: Overheard) -> None:
    async def story() -> None:
        async with FakeTelegram() as fake, line(Canary.TOKEN, fake.url) as bot:
            telegram = Telegram(bot)
            world.send = telegram.send  # type: ignore[method-assign]
            for answer in REFUSALS:
                fake.usual = answer if isinstance(answer, Answer) else no(500, WORDS)
                fake.answers += [answer] if isinstance(answer, Trouble) else []
                vars(world.sender)["_pace"] = Pace(time.monotonic, bot=1e6, chat=1e6)
                _queue(world)
                await world.sender.send_due()
                world.now += world.settings.lease_time
                await telegram.answer_tap(Canary.LINK, WORDS)
                await telegram.show_commands(CHAT, [ChatCommand("start", WORDS)])
                with suppress(NoAnswer, UnknownToken):
                    await who_am_i(bot)

    world.loop.run(story())
    assert "(reply): " in overheard.text
    with world.lotse.database.transaction() as db:
        table = metadata.tables["deliveries"]
        reasons = [row.reason for row in db.execute(table.select()) if row.reason]
    assert reasons
    assert found_in(" ".join(reasons)) == []


def _queue(world: World) -> None:
    with world.lotse.database.transaction() as db:
        deliveries.queue_reply(
            db,
            key=f"reply:{next(world.numbers)}",
            person_id=world.cast["Amina"].id,
            chat_id=CHAT,
            body=pack(Outgoing(just(WORDS))),
            edits=None,
            now=world.now,
            lease=None,
        )


def test_nothing_is_quoted_when_polling_brings_what_it_should_not(
    overheard: Overheard,
) -> None:
    bad = {"no number": WORDS, WORDS: WORDS}
    answers = [ok([bad]), ok([{"update_id": 5, **bad}, bad]), ok([{"update_id": WORDS}]), ok(WORDS)]

    async def story() -> None:
        refusals = [each for each in REFUSALS if each is not REFUSALS[-1]]
        async with FakeTelegram(*answers, *refusals) as fake, line(Canary.TOKEN, fake.url) as bot:
            poller = Poller(bot, quoting, pause=0, longest_pause=0)
            for _poll in range(len(answers) + len(refusals)):
                with suppress(TimeoutError):
                    await asyncio.wait_for(poller.poll(), 0.3)

    asyncio.run(story())
    assert "polling" in overheard.text


@pytest.mark.parametrize(
    "body", [WORDS.encode(), b"\xff", f'{{"update_id": 5, "x": "{WORDS}"}}'.encode()]
)
def test_nothing_is_quoted_when_the_webhook_gets_what_it_should_not(
    overheard: Overheard, body: bytes
) -> None:
    secret = "s3cret_of-the-webhook_0123456789_ab"
    app = Webhook(secret, quoting)
    for secrets in ([secret], [WORDS], []):
        headers = [(HEADER.lower().encode(), each.encode("latin-1", "replace")) for each in secrets]
        asyncio.run(_post(app, f"/webhook?{Canary.LINK}", headers, body))
    assert "webhook" in overheard.text


async def _post(app: Any, path: str, headers: Any, body: bytes) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        return None

    path, _question, query = path.partition("?")
    scope = {"type": "http", "method": "POST", "path": path, "query_string": query.encode()}
    await app({**scope, "headers": headers, "http_version": "1.1"}, receive, send)


# -- what runs by itself -----------------------------------------------------------------


def test_nothing_is_quoted_when_a_chore_a_loop_or_an_errand_fails(
    world: World, overheard: Overheard
) -> None:
    async def fails() -> None:
        quoting(WORDS)

    async def story() -> None:
        clockwork = Clockwork()
        clockwork.every(timedelta(hours=1), fails, "some chore")
        clockwork.start()
        rim = Rim(world.lotse, world)
        rim._errand(fails())
        stop = asyncio.Event()
        looping = asyncio.create_task(forever(fails, stop=stop, rest=0.01))
        await asyncio.sleep(0.1)
        stop.set()
        await asyncio.sleep(0.1)
        looping.cancel()
        clockwork.stop()

    asyncio.run(story())
    gc.collect()
    assert "some chore: Quotes" in overheard.text
    assert "fails: Quotes" in overheard.text
    assert "trouble in a task" in overheard.text


def test_nothing_is_quoted_when_any_of_the_chores_fails(world: World, overheard: Overheard) -> None:
    event.listen(world.lotse.database.engine, "before_cursor_execute", quoting)

    async def tick(chore: Chore) -> None:
        world.lotse.do(chore)

    async def story() -> None:
        clockwork = Clockwork()
        for chore in world.lotse.chores:
            clockwork.every(chore.every, partial(tick, chore), chore.name)
        clockwork.start()
        await asyncio.sleep(0.2)
        clockwork.stop()

    asyncio.run(story())
    assert {chore.name for chore in world.lotse.chores} == {
        chore.name for chore in world.lotse.chores if f"{chore.name}: Quotes" in overheard.text
    }


def test_nothing_is_quoted_when_a_page_fails(world: World, overheard: Overheard) -> None:
    """Links are secrets, too."""
    shelf = Shelf(world.lotse.database, world.lotse.house, [], world.lotse.clock)
    vars(shelf)["take"] = vars(shelf)["language"] = quoting

    async def in_thread(work: Any, token: str) -> Any:
        return work(token)

    async def story() -> None:
        async with (
            served(application(shelf, in_thread), 0) as port,
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
        ):
            for ask in (client.get, client.post, client.head, client.delete):
                async with ask(f"/p/{Canary.LINK}") as answer:
                    assert found_in(await answer.text()) == []
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET /p/{Canary.LINK}\x00 NONSENSE\r\n\r\n".encode())
            await reader.read()
            writer.close()

    asyncio.run(story())
    assert "a page: Quotes" in overheard.text


# -- can the search find anything? ---------------------------------------------------------


@pytest.mark.parametrize("canary", Canary)
def test_a_logger_that_tells_is_found(canary: Canary) -> None:
    for told in (canary.value, repr(canary.value), ascii(canary.value), f"https://x/{canary}/y"):
        with overhearing(logging.INFO, silent=False) as overheard:
            logging.getLogger("bot.careless").info("somebody said %s", told)
        assert found_in(overheard.text) == [canary]


def test_an_error_that_is_logged_as_python_would_is_found() -> None:
    with overhearing(silent=False) as overheard:
        try:
            quoting()
        except Quotes:
            logging.getLogger("bot.careless").exception("trouble")
    assert found_in(overheard.text) == list(Canary)


def test_what_is_printed_is_found() -> None:
    with overhearing(silent=False) as overheard:
        print(Canary.NAME)
        sys.stderr.write(Canary.PIN)
        logging.getLogger("bot.careless").info("at", extra={"who": Canary.LINK})
    assert set(found_in(overheard.text)) == {Canary.NAME, Canary.PIN, Canary.LINK}

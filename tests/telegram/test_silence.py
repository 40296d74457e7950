"""The token is part of every URL, and in no log."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import sys
import threading
from contextlib import redirect_stderr
from urllib.parse import quote

import httpx
import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.machine.telegram.calls import call
from bot.machine.telegram.request import AiohttpRequest
from bot.machine.telegram.silence import HIDDEN, HideToken
from tests.telegram.conftest import Journal, unhide
from tests.telegram.fake import TOKEN, Answer, FakeTelegram, Trouble

URL = f"https://api.telegram.org/bot{TOKEN}/getMe"
SECRET = TOKEN.partition(":")[2]
log = logging.getLogger("tests.somebody")


def test_it_is_hidden_in_messages_arguments_and_added_fields(journal: Journal) -> None:
    log.debug("POST %s", URL)
    log.info(URL)
    log.warning("%(where)s", {"where": httpx.URL(URL)})
    log.error("100%% of %s", [SECRET])
    log.error(f"100% {SECRET}")
    log.critical("at", extra={"where": URL, "how": {"url": URL}, "often": 3})
    assert journal.text.count(HIDDEN) == 7
    assert f"100% of ['{HIDDEN}']" in journal.text
    assert "'often': 3" in journal.text


def test_it_is_hidden_in_its_other_shapes(journal: Journal) -> None:
    log.info("%s and %s", quote(TOKEN), quote(TOKEN, safe=""))
    assert journal.lines[-1].startswith(f"{HIDDEN} and {HIDDEN}")
    assert quote(TOKEN, safe="") not in journal.text


def test_it_is_hidden_in_errors_and_their_causes(journal: Journal) -> None:
    try:
        try:
            raise ConnectionError(f"no way to {URL}")
        except ConnectionError as cause:
            raise RuntimeError("no luck") from cause
    except RuntimeError:
        log.exception("trouble", stack_info=True)
    assert "ConnectionError\nand then:\n" in journal.text
    assert "RuntimeError" in journal.text
    assert "no luck" not in journal.text
    assert "no way" not in journal.text


def test_it_is_hidden_when_the_arguments_do_not_fit(journal: Journal) -> None:
    with redirect_stderr(io.StringIO()) as complaints:
        log.error("%d and %d", URL)
        log.error(f"{URL} %d", "x")
    assert "arguments do not fit" in journal.text
    assert complaints.getvalue() == ""


def test_of_an_error_its_kind_and_its_places_are_logged_and_never_its_words(
    journal: Journal,
) -> None:
    """They quote what people wrote. Which error it was, and where, is enough to mend it."""
    try:
        raise ValueError("Amina said hello")
    except ValueError as error:
        log.exception("trouble with %d", 7)
        log.warning("trouble: %s or %r", error, error)
    assert journal.lines[-2].startswith("trouble with 7\nTraceback")
    assert "test_silence.py:" in journal.lines[-2]
    assert "\nValueError" in journal.lines[-2]
    assert journal.lines[-1].startswith("trouble: ValueError or 'ValueError'")
    assert "Amina" not in journal.text


def test_of_many_errors_at_once_each_is_named(journal: Journal) -> None:
    try:
        raise ExceptionGroup("Amina", [ValueError("Amina"), KeyError("Amina")])
    except ExceptionGroup:
        log.exception("trouble")
    for kind in ("ExceptionGroup", "ValueError", "KeyError"):
        assert kind in journal.text
    assert "Amina" not in journal.text


def test_tasks_that_nobody_waits_for_say_nothing_of_what_they_had(journal: Journal) -> None:
    """Python shows them with their arguments and the words of their errors."""

    async def fails(name: str) -> None:
        raise ValueError(name)

    async def story() -> None:
        task = asyncio.create_task(fails("Amina"), name="Amina")
        await asyncio.sleep(0)
        del task
        asyncio.get_running_loop().call_soon(int, "Amina")
        await asyncio.sleep(0)

    asyncio.run(story())
    gc.collect()
    assert journal.text.count("trouble in a task or a callback") == 2
    assert "Amina" not in journal.text


def test_last_words_do_not_give_it_away() -> None:
    with redirect_stderr(io.StringIO()) as written:
        try:
            raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
        except InvalidToken as error:
            sys.excepthook(InvalidToken, error, error.__traceback__)
    assert written.getvalue().endswith("InvalidToken\n")
    assert "rejected" not in written.getvalue()


def test_last_words_of_a_thread_and_of_what_is_thrown_away_neither() -> None:
    class Careless:
        def __del__(self) -> None:
            raise ValueError("Amina")

    def fails() -> None:
        Careless()
        raise KeyError("Amina")

    with redirect_stderr(io.StringIO()) as written:
        thread = threading.Thread(target=fails, name="Amina")
        thread.start()
        thread.join()
    assert "ValueError\n" in written.getvalue()
    assert "KeyError\n" in written.getvalue()
    assert "Amina" not in written.getvalue()


def test_installing_it_again_hides_the_new_secret_instead(journal: Journal) -> None:
    """Tests build many bots in one process."""
    for number in range(100):
        HideToken(f"{number}:another-secret").install()
    HideToken(TOKEN, "secret-of-the-webhook").install()
    log.info("%s, secret-of-the-webhook", URL)
    assert journal.lines[-1].count(HIDDEN) == 2
    assert len(journal.filters) == 1


@pytest.mark.parametrize(
    "name", ["telegram", "telegram.Bot", "telegram.request.BaseRequest", "telegram.ext"]
)
def test_the_library_is_silent_at_every_level(name: str, journal: Journal) -> None:
    before = len(journal.lines)
    logging.getLogger(name).critical("Error while parsing updates! Received data was ...")
    assert len(journal.lines) == before


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "aiohttp.client", "apscheduler.x"])
def test_the_talkative_may_only_warn(name: str, journal: Journal) -> None:
    before = len(journal.lines)
    logging.getLogger(name).info("POST ...")
    assert len(journal.lines) == before
    logging.getLogger(name).warning("trouble")
    assert len(journal.lines) == before + 1


@pytest.mark.parametrize(
    "answer",
    [Answer(404, URL.encode()), Answer(200, URL.encode()), Trouble.RESET, Trouble.HANG, None],
    ids=["404", "garbage", "reset", "hang", "refused"],
)
def test_errors_of_the_wire_hold_it_in_their_causes_at_most(
    answer: Answer | Trouble | None, journal: Journal
) -> None:
    """None: nobody is at home."""

    async def story() -> None:
        async with FakeTelegram(*[answer] if answer else []) as fake:
            url = fake.url if answer else "http://127.0.0.1:9"
            async with AiohttpRequest(connect=0.2, read=0.2, upload=0.2) as request:
                bot = Bot(TOKEN, f"{url}/bot", request=request, get_updates_request=request)
                try:
                    await call(bot, "getMe", {})
                except Exception as error:
                    if not isinstance(error, InvalidToken):  # it may quote the page that came
                        assert SECRET not in str(error) + repr(error)
                    log.exception("%r", error)

    asyncio.run(story())
    assert "Traceback" in journal.text


def test_without_it_the_token_would_be_logged(journal: Journal) -> None:
    """So that the other tests can fail."""
    unhide()
    try:
        raise NetworkError("x") from httpx.InvalidURL(URL)
    except NetworkError:
        log.exception("trouble")
    assert TOKEN in journal.text
    journal.lines.clear()

"""The local messenger as one object: start it, stop it, and ask for its address."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from starlette.applications import Starlette

from bot.machine.sandbox import saving
from bot.machine.sandbox.api import BotApi, FileApi, Receive, Scope, Send, reply
from bot.machine.sandbox.clock import MovableClock
from bot.machine.sandbox.control import Control
from bot.machine.sandbox.delivery import Delivery
from bot.machine.sandbox.faults import Faults, pause
from bot.machine.sandbox.guard import Verdict, verdict
from bot.machine.sandbox.pages import Pages
from bot.machine.sandbox.people import Jump, Phone
from bot.machine.sandbox.presses import Presses
from bot.machine.sandbox.stream import Stream
from bot.machine.sandbox.tally import FloodLimit
from bot.machine.sandbox.wire import LOOPBACK, Server, bound_socket
from bot.machine.sandbox.world import BotIdentity, World

_SAVE_EVERY = 1.0  # seconds, at most
_TEXT = (b"content-type", b"text/plain; charset=utf-8")


class Sandbox:
    """A messenger with one bot and these phones. Raises ValueError for an impossible token.

    `flood_limit` answers 429 to the 31st message of a second; `admit_everybody` lets the bot
    write to any person; `first_retry` is the first pause of a webhook, in seconds; `zone` is
    where the page's clock hangs; `reset_hint` is the command that starts everything afresh.
    """

    def __init__(
        self,
        token: str,
        phones: Sequence[Phone] = (),
        clock: MovableClock | None = None,
        bot_name: str = "Lotse",
        bot_username: str = "lotse_bot",
        *,
        jumps: Sequence[Jump] = (),
        zone: str = "Europe/Berlin",
        state_file: Path | None = None,
        page: bool = True,
        flood_limit: bool = False,
        admit_everybody: bool = False,
        first_retry: float = 1.0,
        reset_hint: str = "make demo RESET=1",
    ) -> None:
        if not token.partition(":")[0].isdigit():
            raise ValueError("a token is a number, a colon and a secret")
        self.world = World(
            BotIdentity(token, bot_name, bot_username),
            clock or MovableClock(),
            state_file.with_name(state_file.name + ".files") if state_file else None,
        )
        self.world.flood = FloodLimit() if flood_limit else None
        self.world.admits_everybody = admit_everybody
        self._state_file = state_file
        self._stopping = asyncio.Event()
        self._delivery = Delivery(self.world, first_retry)
        self._saving: list[asyncio.Task[None]] = []
        self._bot_api = BotApi(self.world, self._stopping)
        self._files = FileApi(self.world)
        self._phones = tuple(phones)
        self._rest = Starlette(routes=Control(self.world).routes())
        if page:
            stream = Stream(self.world, self._phones, jumps, zone, reset_hint)
            presses = Presses(self.world, self._phones, jumps, zone)
            pages = Pages(self.world, stream, presses, self._stopping)
            self._rest.router.routes.extend(pages.routes())
        self.url = ""

    @property
    def faults(self) -> Faults:
        return self.world.faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        outcome = verdict(scope["method"], path, scope["headers"])
        if outcome is not Verdict.FINE:
            await reply(send, 403, outcome.value.encode(), _TEXT)
        elif path.startswith("/bot"):
            await self._bot_api(scope, receive, send)
        elif path.startswith("/file/bot"):
            await self._files(scope, receive, send)
        else:
            await self._rest(scope, receive, send)

    async def start(self, port: int = 0, host: str = LOOPBACK) -> None:
        """Serves until `stop`. Raises OSError when the port is taken, ValueError for a host
        other than 127.0.0.1."""
        listening = bound_socket(port, host)
        self._restore()
        for phone in self._phones:
            self.world.expect(phone.chat_id, phone.name, phone.language)
        self._loop = asyncio.get_running_loop()
        self.world.clock.after_jump.append(self._jumped)
        self._server = Server(self)
        await self._server.start(listening)
        self.url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        self._delivering = asyncio.create_task(self._delivery.run())
        if self._state_file is not None:
            self._saving = [asyncio.create_task(self._save_now_and_then())]

    async def stop(self) -> None:
        """Ends every poll and page, saves, and closes."""
        self._stopping.set()
        self.world.updates.release_poller()
        self.world.tell("bye", 0, {})
        self.world.clock.after_jump.remove(self._jumped)
        await self._server.stop()
        self._delivering.cancel()
        # Saving is waited for: a cancelled task would leave its thread writing the same file.
        await asyncio.gather(self._delivering, *self._saving, return_exceptions=True)
        if self._state_file is not None:
            saving.write(self._state_file, saving.dump(self.world))

    def _jumped(self) -> None:
        # A jump may come from any thread; what watches the world lives in this one.
        self._loop.call_soon_threadsafe(self._show_clock)

    def _show_clock(self) -> None:
        clock = self.world.clock
        self.world.tell("clock", 0, {"clock": {"epoch": clock.epoch(), "ahead": clock.ahead}})

    def _restore(self) -> None:
        if self._state_file is None:
            return
        # A state that cannot be read is no reason not to start: it is a toy's memory.
        with suppress(ValueError, KeyError, TypeError):
            if (saved := saving.read(self._state_file)) is not None:
                saving.load(self.world, saved)

    async def _save_now_and_then(self) -> None:
        assert self._state_file is not None
        saved = -1
        while not self._stopping.is_set():
            if saved != self._mark():
                saved = self._mark()
                await asyncio.to_thread(saving.write, self._state_file, saving.dump(self.world))
            await pause(_SAVE_EVERY, self._stopping)

    def _mark(self) -> int:
        """Changes whenever there is something new to save."""
        return hash((self.world.changes, self.world.updates.mark, self.world.clock.ahead))

"""Driving the sandbox over HTTP, for tests and benchmarks in another process.

Every answer is JSON: {"ok": true, "result": …} or {"ok": false, "description": …} with 400.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.machine.sandbox import acts
from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.updates import chat_of
from bot.machine.sandbox.world import World


class Control:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        posts: dict[str, Callable[[Json], Any]] = {
            "say": self._say,
            "tap": self._tap,
            "send": self._send,
            "block": lambda order: acts.block(self._world, int(order["chat_id"])),
            "unblock": lambda order: acts.unblock(self._world, int(order["chat_id"])),
            "people": self._people,
            "deactivate": self._deactivate,
            "clock": self._jump,
            "faults": self._fault,
            "forget": self._forget,
        }
        gets: dict[str, Callable[[Request], Any]] = {
            "transcript": self._transcript,
            "pace": lambda request: self._world.transcript.pace(),
            "answers": lambda request: self._world.answers,
            "chat": self._chat,
            "state": self._state,
        }
        return [
            Route("/control/update", self._update, methods=["POST"]),
            *(Route(f"/control/{name}", _post(do), methods=["POST"]) for name, do in posts.items()),
            *(Route(f"/control/{name}", _get(do), methods=["GET"]) for name, do in gets.items()),
        ]

    def _say(self, order: Json) -> Json:
        chat_id = int(order["chat_id"])
        if chat_id not in self._world.chats:
            self._world.meet(chat_id, str(order.get("name", "")), str(order.get("language", "en")))
        return acts.say(self._world, chat_id, str(order["text"])).as_json()

    def _tap(self, order: Json) -> Json:
        chat_id = int(order["chat_id"])
        if "label" in order:
            return acts.tap_label(self._world, chat_id, str(order["label"]))
        return acts.tap(self._world, chat_id, int(order["message_id"]), str(order["data"]))

    def _send(self, order: Json) -> Json:
        kind = acts.Attachment(order["kind"])
        return acts.send(self._world, int(order["chat_id"]), kind).as_json()

    def _people(self, order: Json) -> int:
        first, count = int(order["first"]), int(order.get("count", 1))
        for chat_id in range(first, first + count):
            self._world.meet(chat_id, language=str(order.get("language", "en")))
        return count

    def _deactivate(self, order: Json) -> bool:
        self._world.meet(int(order["chat_id"])).deactivated = True
        return True

    def _jump(self, order: Json) -> Json:
        self._world.clock.jump(float(order["jump_seconds"]))
        return {"now": self._world.clock.now().isoformat()}

    def _fault(self, order: Json) -> list[Json]:
        if order.get("clear"):
            self._world.faults.clear()
            return []
        details = {k: v for k, v in order.items() if k not in ("method", "times", "kind")}
        times = int(order.get("times", 1))
        self._world.faults.add(order.get("method", "*"), times, order["kind"], **details)
        return self._world.faults.pending()

    def _forget(self, order: Json) -> bool:
        self._world.transcript.forget()
        self._world.answers.clear()
        return True

    def _transcript(self, request: Request) -> list[Json]:
        wanted = request.query_params.get("chat_id")
        lines = self._world.transcript.since(int(request.query_params.get("after", 0)))
        return [line for line in lines if wanted is None or str(line["chat_id"]) == wanted]

    def _chat(self, request: Request) -> Json:
        chat = self._world.chats[int(request.query_params["chat_id"])]
        return {
            "chat": chat.as_json(),
            "blocked": chat.blocked,
            "messages": list(chat.messages.values()),
            "commands": self._world.profile.menu_of(chat.id, chat.language),
        }

    def _state(self, request: Request) -> Json:
        return {
            "pending_updates": len(self._world.updates),
            "next_update_id": self._world.updates.next_id,
            "chats": len(self._world.chats),
            "faults": self._world.faults.pending(),
            "now": self._world.clock.now().isoformat(),
        }

    async def _update(self, request: Request) -> JSONResponse:
        """Raw updates, one or a list, as they are; those without an id get the next one."""
        order = await _json(request)
        updates = order if isinstance(order, list) else [order]
        if not all(isinstance(update, dict) for update in updates):
            return _trouble("an update is an object")
        for update in updates:
            if (chat_id := chat_of(update)) is not None:
                self._world.meet(chat_id)
        return _fine([self._world.updates.push_raw(update) for update in updates])


def _post(act: Callable[[Json], Any]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> JSONResponse:
        order = await _json(request)
        if not isinstance(order, dict):
            return _trouble("an object is expected")
        return _tried(lambda: act(order))

    return endpoint


def _get(read: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> JSONResponse:
        return _tried(lambda: read(request))

    return endpoint


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except ValueError:
        return None


def _tried(act: Callable[[], Any]) -> JSONResponse:
    try:
        return _fine(act())
    except (KeyError, ValueError, TypeError, OverflowError, acts.CannotAct) as trouble:
        return _trouble(f"{type(trouble).__name__}: {trouble}")


def _fine(result: Any) -> JSONResponse:
    return JSONResponse({"ok": True, "result": result})


def _trouble(description: str) -> JSONResponse:
    return JSONResponse({"ok": False, "description": description}, 400)

"""A local messenger: a Bot API server and a page of phones, on this computer only.

Any client of the Bot API can talk to it unchanged: methods at ``<url>/bot<token>/<method>``, files
at ``<url>/file/bot<token>/<path>``, for python-telegram-bot
``Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")``.

Inside another asyncio program::

    clock = MovableClock()
    sandbox = Sandbox("1:x", [Phone(1001, "Amina", "ar", "Teilnehmerin · العربية", "/start CODE")],
                      clock, "Lotse", "lotse_bot", jumps=[Jump("18:00 am Vortag", to=day_before)],
                      state_file=Path("messenger.json"))
    await sandbox.start(port=8080)       # sandbox.url: bot and browser both go there
    sandbox.faults.add("sendMessage", 2, "flood", retry_after=3)
    await sandbox.stop()

As a process: ``python -m bot.machine.sandbox [--port 0] [--token 1:x] [--no-page] [--flood-limit]
[--admit-everybody] [--state FILE] [--first-retry SECONDS]`` prints ``listening on
http://127.0.0.1:PORT`` and ends on SIGTERM or SIGINT.

Driving it over HTTP; answers are ``{"ok": true, "result": …}``, or 400 with a description:

==========================  =====================================================================
POST /control/say           ``{chat_id, text, name?, language?}``; the person is made when unknown
POST /control/tap           ``{chat_id, message_id, data}`` (forged data is fine), or
                            ``{chat_id, label}``: the newest message with such a button
POST /control/send          ``{chat_id, kind}``: voice, sticker, photo, document
POST /control/block         ``{chat_id}``; also /control/unblock and /control/deactivate
POST /control/people        ``{first, count, language?}``: people the bot may write to
POST /control/update        a raw update or a list of them, delivered as they are, wanted or not;
                            those without ``update_id`` get the next one; answers the ids
POST /control/clock         ``{jump_seconds}``
POST /control/faults        ``{method, times, kind, …}``: kinds and details in `faults.py`, method
                            ``*`` for all, times -1 for ever; ``{clear: true}``
POST /control/forget        empties transcript, pace and answers
GET  /control/transcript    ``?after=N&chat_id=C``: what was accepted, in order: number, kind (send,
                            edit, delete), method, chat_id, message_id, text, buttons, date,
                            protected, silent, at
GET  /control/pace          sent, most_in_a_second (any sliding second), per_second, seconds
GET  /control/answers       answers to taps: chat_id, id, text, alert
GET  /control/chat          ``?chat_id=C``: its messages as they stand, its commands
GET  /control/state         pending_updates, next_update_id, chats, faults, now
==========================  =====================================================================

A person who never wrote is "chat not found", as at Telegram; ``/control/people`` or
``admit_everybody`` helps. Update ids start at the clock's epoch seconds, so a sandbox that starts
afresh does not repeat those of the one before.

The page at ``/`` always has +1 hour, +1 day and a free time beside the caller's jumps. Hooks for
browser tests: ``data-phone="<chat_id>"``, ``data-message="<id>"``, ``data-button="<label>"``,
``data-act`` (start, type, send, menu, attach, block, unblock, ok), ``data-item`` (/command or a
kind of attachment), ``data-jump="<label>"``, ``.toast``, role ``alertdialog``.
"""

from bot.machine.sandbox.clock import MovableClock
from bot.machine.sandbox.people import CAST, Jump, Phone
from bot.machine.sandbox.sandbox import Sandbox

__all__ = ["CAST", "Jump", "MovableClock", "Phone", "Sandbox"]

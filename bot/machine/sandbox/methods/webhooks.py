"""Setting and removing the webhook. Delivery itself is in `delivery.py`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.lengths import SECRET
from bot.machine.sandbox.problems import WEBHOOK_CAME, Json, Refused, bad
from bot.machine.sandbox.world import Webhook, World

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_HERE = ("127.0.0.1", "localhost", "::1")


def set_webhook(world: World, call: Call) -> bool:
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return delete_webhook(world, call)
    # Telegram insists on HTTPS. Here the other end is on this computer, and must be.
    if urlsplit(url).hostname not in _HERE:
        raise Refused(bad("bad webhook: the local messenger only delivers to this computer"))
    if not _SECRET.fullmatch(secret):
        raise Refused(bad("secret token contains unallowed characters"))
    if len(secret) > SECRET:
        raise Refused(bad("secret token is too long"))
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.allow(call.listed("allowed_updates", str))
    connections = min(max(call.number("max_connections", 40), 1), 100)
    world.webhook = Webhook(url, secret, connections)
    world.updates.dismiss_poller(WEBHOOK_CAME)
    world.updates.arrived.set()
    world.changes += 1
    return True


def delete_webhook(world: World, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook = Webhook()
    world.changes += 1
    return True


def webhook_info(world: World, call: Call) -> Json:
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    if hook.url:
        info["max_connections"] = hook.connections
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    return info


METHODS = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
}

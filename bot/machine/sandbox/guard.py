"""No page from elsewhere may drive the local messenger, and no name from elsewhere may reach it.

A foreign page can make a browser send requests to 127.0.0.1. Its Origin gives it away; and a
foreign name pointed at 127.0.0.1 (DNS rebinding) is given away by the Host header.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

Headers = Iterable[tuple[bytes, bytes]]
_HOSTS = (b"127.0.0.1", b"localhost")
_OWN_SITES = (b"same-origin", b"none")
_WELCOME = (("GET", "/"), ("HEAD", "/"))


class Verdict(Enum):
    FINE = "fine"
    WRONG_HOST = "This address is not served here."
    FOREIGN_PAGE = "Another web page may not do this."


def verdict(method: str, path: str, headers: Headers) -> Verdict:
    host = origin = site = b""
    for name, value in headers:
        if name == b"host":
            host = value.lower()
        elif name == b"origin":
            origin = value.lower()
        elif name == b"sec-fetch-site":
            site = value
    if host.rpartition(b":")[0] not in _HOSTS and host not in _HOSTS:
        return Verdict.WRONG_HOST
    if origin and origin != b"http://" + host:
        return Verdict.FOREIGN_PAGE
    # A link to the page is welcome from anywhere. Nothing else is: the Bot API takes GET, too, so
    # a mere picture of a foreign page could send a message.
    if site and site not in _OWN_SITES and (method, path) not in _WELCOME:
        return Verdict.FOREIGN_PAGE
    return Verdict.FINE

"""The bot's own pages: `/p/<token>` hands out one file, once, to whoever has the link.

To read a page uses nothing up, because messengers look at links before people do; only the
button does. A link that is unknown, used or too old is answered as if there never was one.
"""

from bot.machine.pages.serving import application, served
from bot.machine.pages.shelf import Shelf

__all__ = ["Shelf", "application", "served"]

"""Telegram, and the only place that knows it.

In: `polling` or `webhook` bring raw updates to the inbox; `inbound` says what they mean.
Out: `outbound` sends, and sorts what Telegram answers by what to do next.
`account` opens the line; `silence` keeps the token out of every log.
"""

import os

# The library's own way to say that durations shall be durations; else every request of
# Telegram to wait warns of a change to come.
os.environ.setdefault("PTB_TIMEDELTA", "true")

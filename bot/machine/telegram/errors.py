"""What each of Telegram's errors means for a message.

The sentences are those of the Bot API server. Mind the order: `BadRequest` is a
`NetworkError`, and whoever asks for that first repeats a refused message for ever.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.machine.outcomes import Later, Moved, Never, Outcome, Unsure
from bot.machine.telegram.reasons import reason
from bot.machine.telegram.request import NEVER_LEFT

# After these no message will arrive any more. Any other refusal concerns one message only.
UNREACHABLE = (
    "bot was blocked by the user",
    "user is deactivated",
    "bot can't initiate conversation with a user",
    "chat not found",
)
UNCHANGED = ("message is not modified",)
GONE = (  # the message to edit; or it is a file, which has no text
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
)
DELETED = (  # nothing is left to do: it is gone, or too old for anybody to delete
    "message to delete not found",
    "message can't be deleted",
    "message identifier is not specified",
    "message_id_invalid",
)
UNPARSABLE = ("can't parse entities",)
FLOODED = ("too many requests",)  # and no word how long to wait
TOO_LARGE = ("request entity too large",)

SOON, AFTER_ALARM = timedelta(seconds=5), timedelta(minutes=1)


def says(error: TelegramError, sentences: tuple[str, ...]) -> bool:
    message = error.message.lower()
    return any(sentence in message for sentence in sentences)


def outcome_of(error: TelegramError) -> Outcome:
    match error:
        case RetryAfter():
            return Later(pause_of(error), whole_bot=True)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken() | EndPointNotFound() | Conflict():  # not this message's fault
            return Later(AFTER_ALARM, whole_bot=True)
        case Forbidden() | BadRequest():
            return Never(reason_of(error), unreachable=says(error, UNREACHABLE))
        case _ if isinstance(error.__cause__, NEVER_LEFT):
            return Later(SOON)
        case _ if says(error, FLOODED):
            return Later(SOON, whole_bot=True)
        case _ if says(error, TOO_LARGE):
            return Never(reason_of(error))
        case _:  # no answer in time, a broken connection, 500, 502, an answer nobody can read
            return Unsure()


def pause_of(error: RetryAfter) -> timedelta:
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def reason_of(error: TelegramError) -> str:
    """Telegram's sentence without what it quotes: that may be from the message, or a page."""
    return reason(error.message.partition('"')[0].partition(". Parsing")[0])

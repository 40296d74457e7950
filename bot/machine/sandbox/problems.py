"""What a Bot API server says when it says no, word for word.

Clients tell these apart by their text, so the texts are Telegram's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """A refusal: HTTP status and error code in one, a description, and what a client can do."""

    code: int
    description: str
    parameters: Json = field(default_factory=dict)

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Refused(Exception):
    """Raised with a problem, which is a value: an exception raised twice keeps both tracebacks."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.description)
        self.problem = problem


def bad(reason: str) -> Problem:
    return Problem(400, f"Bad Request: {reason}")


def too_many(retry_after: int) -> Problem:
    return Problem(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


UNAUTHORIZED = Problem(401, "Unauthorized")
NOT_FOUND = Problem(404, "Not Found")
TOO_LARGE = Problem(413, "Request Entity Too Large")
BLOCKED = Problem(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Problem(403, "Forbidden: user is deactivated")
OTHER_POLLER = Problem(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)
WEBHOOK_CAME = Problem(409, "Conflict: terminated by setWebhook request")
WEBHOOK_IS_SET = Problem(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
NO_CHAT_ID = bad("chat_id is empty")
NO_CHAT = bad("chat not found")
TEXT_EMPTY = bad("message text is empty")
TEXT_TOO_LONG = bad("message is too long")
CAPTION_TOO_LONG = bad("message caption is too long")
NOT_MODIFIED = bad(
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
NOTHING_TO_EDIT = bad("message to edit not found")
NOT_YOURS_TO_EDIT = bad("message can't be edited")
NO_TEXT_TO_EDIT = bad("there is no text in the message to edit")
NO_CAPTION_TO_EDIT = bad("there is no caption in the message to edit")
NOTHING_TO_DELETE = bad("message to delete not found")
NOT_DELETABLE = bad("message can't be deleted")
NOTHING_TO_REPLY_TO = bad("message to be replied not found")
NOTHING_TO_REACT_TO = bad("message to react not found")
OLD_QUERY = bad("query is too old and response timeout expired or query ID is invalid")
BUTTON_DATA = bad("BUTTON_DATA_INVALID")
BUTTON_URL = bad("BUTTON_URL_INVALID")
KEYBOARD_TOO_LONG = bad("reply markup is too long")
NO_FILE = bad("invalid file_id")

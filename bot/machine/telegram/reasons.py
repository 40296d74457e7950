"""What of a refusal may be kept and logged: words of Telegram's own, and no others.

The Bot API quotes in its errors what was sent, with and without quotation marks. So a reason is
read word by word, and whatever is not one of these words is left out.
"""

from __future__ import annotations

import re

LONGEST = 100  # characters
LEFT_OUT = "…"

WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    a able access account action activated administrator administrators after already an and any
    api are as at attempt bad be because big blocked bot bots broadcast button buttons by byte
    bytes call callback can can't cannot caption channel channels chat chats closed command
    commands conflict connection content conversation data deactivated deleted description
    disabled document doesn't duration edit edited empty end enough entities entity error
    exactly exceeded expired fail failed file files find flood for forbidden forum found from
    gateway get getupdates group has have html http identical identifier in incorrect initiate
    inline input instance internal invalid is it join keyboard kicked large later left length
    limit limits long longer make many markup maximum media member members message messages
    method migrated missing mode modified more must name need no non-empty not nothing of offset
    old on only operation or other parse parsing part password peer permission permissions photo
    playable position premium private protected query rate read recipient redirect reply request
    requests required response restarted restricted retry right rights same seconds see send
    sendable sender sending sent server service set size small specified start supergroup
    supported suspicious syntax tag tags terminated text that the there this thread time timed
    timeout to token too topic type unauthorized unclosed unexpected unsupported updates
    upgraded upload url used user users valid voice was web webhook while with without wrong you
    your
    """,
    )
)
PIECE = re.compile(r"[^\s:;,.()\[\]]+|[:;,.()\[\]]")


def reason(description: str) -> str:
    """Telegram's sentence, without any word that it may have from somebody else."""
    kept: list[str] = []
    for piece in PIECE.findall(description):
        shown = piece if _is_telegrams(piece) else LEFT_OUT
        if shown == LEFT_OUT and kept[-1:] == [LEFT_OUT]:
            continue
        kept.append(shown)
    said = " ".join(kept)
    return re.sub(r" ([:;,.)\]])", r"\1", said).replace("( ", "(")[:LONGEST].strip()


def _is_telegrams(piece: str) -> bool:
    """A word of the list, a code of such words (`BUTTON_DATA_INVALID`), a short number, a sign."""
    if not piece[0].isalnum():
        return len(piece) == 1
    if piece.isascii() and piece.isdecimal():
        return len(piece) <= 3
    return all(part in WORDS for part in piece.lower().split("_"))

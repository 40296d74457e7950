"""Sending and fetching files."""

from __future__ import annotations

from bot.machine.sandbox.encodings import Call, Upload
from bot.machine.sandbox.lengths import DOWNLOAD
from bot.machine.sandbox.methods.edits import caption_of
from bot.machine.sandbox.methods.messages import deliver, open_chat
from bot.machine.sandbox.pictures import size_of
from bot.machine.sandbox.problems import NOT_FOUND, Json, Refused, bad
from bot.machine.sandbox.shelf import StoredFile
from bot.machine.sandbox.world import World


def _given(world: World, call: Call, kind: str) -> StoredFile:
    """The file of a call: uploaded under its name, attached, or one that was sent before."""
    if upload := call.uploads.get(kind):
        return _stored(world, kind, upload)
    reference = call.text(kind)
    if not reference:
        raise Refused(bad(f"there is no {kind} in the request"))
    if reference.startswith("attach://"):
        attached = call.uploads.get(reference.removeprefix("attach://"))
        if attached is None:
            raise Refused(bad("attached file not found"))
        return _stored(world, kind, attached)
    if "://" in reference:
        # A real server would fetch it. This one fetches nothing: nothing leaves the computer.
        raise Refused(bad("wrong HTTP URL specified"))
    return world.shelf.by_id(reference)


def _stored(world: World, kind: str, upload: Upload) -> StoredFile:
    if not upload.content:
        raise Refused(bad("file must be non-empty"))
    return world.shelf.put(kind, upload)


def document_of(stored: StoredFile) -> Json:
    return {"document": {**stored.as_json(), "file_name": stored.name, "mime_type": stored.mime}}


def voice_of(stored: StoredFile) -> Json:
    return {"voice": {**stored.as_json(), "duration": 4, "mime_type": stored.mime}}


def photo_of(stored: StoredFile, content: bytes) -> Json:
    """Raises Refused for anything but PNG and JPEG."""
    width, height = size_of(content)
    return {"photo": [{**stored.as_json(), "width": width, "height": height}]}


def send_document(world: World, call: Call) -> Json:
    chat = open_chat(world, call)
    content = document_of(_given(world, call, "document")) | caption_of(call)
    return deliver(world, call, chat, content)


def send_photo(world: World, call: Call) -> Json:
    chat = open_chat(world, call)
    stored = _given(world, call, "photo")
    content = photo_of(stored, world.shelf.content(stored)) | caption_of(call)
    return deliver(world, call, chat, content)


def send_voice(world: World, call: Call) -> Json:
    """One that was uploaded, or that somebody sent before."""
    chat = open_chat(world, call)
    stored = _given(world, call, "voice")
    if not stored.file_id.startswith("voice-"):
        raise Refused(bad("type of file mismatch"))
    return deliver(world, call, chat, voice_of(stored) | caption_of(call))


def get_file(world: World, call: Call) -> Json:
    stored = world.shelf.by_id(call.text("file_id"))
    if stored.size > DOWNLOAD:
        raise Refused(bad("file is too big"))
    return {**stored.as_json(), "file_path": stored.path}


def not_here(world: World, call: Call) -> Json:
    raise Refused(NOT_FOUND)


METHODS = {
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendvoice": send_voice,
    "getfile": get_file,
    "copymessage": not_here,
    "forwardmessage": not_here,
}

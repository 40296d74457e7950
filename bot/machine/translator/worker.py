"""The process that runs Argos: a job a line in, an answer a line out.

It may be killed at any moment, when it takes too long or too much; nothing in it is worth keeping.
It opens no connection: sentences are split here, because Argos would download its splitter, and
whoever tries to connect is stopped.

`argostranslate` is imported nowhere else, and reads its environment at import: see `process`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any, TextIO

from bot.machine.translator.models import Models, Pair

NICE = 10  # whoever waits for a reply goes first
# A sentence ends here in the scripts that people write: Latin, Cyrillic, Arabic, Ge'ez.
_END = re.compile(r"(?<=[.!?؟…።፧])\s+")
_STATM_RESIDENT = 1


class Refused(Exception):
    """The job cannot be done by this process; the reason is one word."""


class Sentences:
    """What Argos asks of a splitter."""

    def split_sentences(self, text: str) -> list[str]:
        return [each for each in _END.split(text) if each.strip()]


class Loaded:
    """Models are loaded when they are first needed; the least recently used one goes first."""

    def __init__(self, models: Models, most: int) -> None:
        self._models = models
        self._most = most  # bytes this process should stay below
        self._loaded: OrderedDict[Pair, Any] = OrderedDict()

    def get(self, pair: Pair) -> Any:
        if pair not in self._loaded:
            self._loaded[pair] = self._load(pair)
        self._loaded.move_to_end(pair)
        return self._loaded[pair]

    def _load(self, pair: Pair) -> Any:
        from argostranslate.package import Package
        from argostranslate.translate import Language, PackageTranslation

        model = self._models.find(pair)
        if model is None:
            raise Refused("no-model")
        if self._models.faults(model):
            raise Refused("model-changed")
        source, target = (Language(code, code) for code in pair)
        package = Package(self._models.folder / model.folder)
        translation = PackageTranslation(source, target, package)
        translation.sentencizer = Sentences()
        return translation

    def shrink(self, needed: list[Pair]) -> None:
        """Give memory back: unload what was not needed for the longest time."""
        for pair in list(self._loaded):
            if resident() <= self._most:
                return
            if pair not in needed:
                translator = self._loaded.pop(pair).translator
                if translator is not None:
                    translator.unload_model()


def resident(process: int | str = "self") -> int:
    """Bytes of memory that a process has. 0 if it has ended, or the system does not say."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[_STATM_RESIDENT]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def translate(loaded: Loaded, job: dict[str, Any]) -> dict[str, Any]:
    """The texts in the target language, each with the log score of all its sentences."""
    steps: list[Pair] = [(source, target) for source, target in job["path"]]
    loaded.shrink(steps)
    texts, scores = list(job["texts"]), [0.0] * len(job["texts"])
    for step in steps:
        translation = loaded.get(step)
        for number, text in enumerate(texts):
            if not text.strip():
                continue
            found = translation.hypotheses(text, num_hypotheses=1)[0]
            texts[number] = found.value
            scores[number] += found.score
    loaded.shrink(steps)
    return {"texts": texts, "scores": scores, "resident": resident()}


def serve(jobs: TextIO, answers: TextIO, loaded: Loaded) -> None:
    for line in jobs:
        job = json.loads(line)
        try:
            answer = translate(loaded, job)
        except Refused as refused:
            answer = {"refused": str(refused)}
        print(json.dumps({"id": job["id"], **answer}), file=answers, flush=True)


def no_connections(event: str, _arguments: tuple[object, ...]) -> None:
    """An audit hook: it cannot be removed again."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        raise ConnectionRefusedError("the translator opens no connection")


def main() -> None:
    folder, most = Path(sys.argv[1]), int(sys.argv[2])
    sys.addaudithook(no_connections)
    os.nice(NICE)
    # Libraries may print: only answers go where answers are expected.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin, answers, Loaded(Models(folder), most))


if __name__ == "__main__":
    main()

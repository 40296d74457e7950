"""A translation model of Argos size that knows nothing: random weights, and the same work.

Six layers on each side, 512 wide, 2048 in between, 32,000 pieces: what the models of Argos have.
It needs the extra `argos`.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

POSITIONS = 512
SPECIAL = ("<unk>", "<s>", "</s>")
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ.,!?"


@dataclass(frozen=True)
class Size:
    layers: int  # on each side
    heads: int
    width: int
    between: int
    pieces: int


ARGOS = Size(6, 8, 512, 2048, 32_000)


def write(pair: str, file: Path, size: Size = ARGOS) -> Path:
    """An `.argosmodel` for this pair, such as de-en."""
    source, target = pair.split("-")
    name = f"translate-{source}_{target}-1_0"
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        (folder / "model").mkdir(parents=True)
        _specification(size).save(str(folder / "model"))
        (folder / "sentencepiece.model").write_bytes(_vocabulary())
        said = {"from_code": source, "to_code": target, "package_version": "1.0"}
        said |= {"from_name": source, "to_name": target, "argos_version": "1.9"}
        (folder / "metadata.json").write_text(json.dumps({**said, "type": "translate"}))
        with zipfile.ZipFile(file, "w") as archive:
            for each in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.write(each, each.relative_to(temporary).as_posix())
    return file


def _pieces(many: int) -> Sequence[str]:
    known = [f"▁{letter}" for letter in LETTERS] + list(LETTERS)
    return [*SPECIAL, *known, *(f"▁w{n}" for n in range(many - len(SPECIAL) - len(known)))]


def _vocabulary() -> bytes:
    """Letters are enough: the words are as random as the weights."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([LETTERS] * 4),
        model_writer=written,
        model_type="char",
        vocab_size=len(LETTERS) + 4,
        hard_vocab_limit=False,
        character_coverage=1.0,
        bos_id=1,
        eos_id=2,
        unk_id=0,
        minloglevel=2,
    )
    return written.getvalue()


def _specification(size: Size) -> Any:
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config((size.layers, size.layers), size.heads, pre_norm=True)
    chance = Chance(size)
    chance.side(spec.encoder, spec.encoder.embeddings[0])
    chance.side(spec.decoder, spec.decoder.embeddings)
    chance.linear(spec.decoder.projection, size.pieces, size.width)
    spec.register_source_vocabulary(list(_pieces(size.pieces)))
    spec.register_target_vocabulary(list(_pieces(size.pieces)))
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = spec.config.bos_token = "<s>"  # noqa: S105 - no secret
    spec.config.eos_token, spec.config.unk_token = "</s>", "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


class Chance:
    """Fills the parts of a model with random weights, the same in every run."""

    def __init__(self, size: Size) -> None:
        import numpy

        self._size = size
        self._random = numpy.random.default_rng(1)
        self._ones = numpy.ones(size.width, numpy.float32)

    def weights(self, *shape: int) -> Any:
        return (self._random.standard_normal(shape) * 0.05).astype(self._ones.dtype)

    def linear(self, layer: Any, out: int, into: int) -> None:
        layer.weight, layer.bias = self.weights(out, into), self.weights(out)

    def norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = self._ones, self.weights(self._size.width)

    def attention(self, part: Any, *widths: int) -> None:
        self.norm(part.layer_norm)
        for each, out in zip(part.linear, widths, strict=True):
            self.linear(each, out, self._size.width)

    def side(self, part: Any, embedding: Any) -> None:
        """The encoder, or the decoder, which looks at the encoder, too."""
        width, between = self._size.width, self._size.between
        embedding.weight = self.weights(self._size.pieces, width)
        part.scale_embeddings = True
        part.position_encodings.encodings = self.weights(POSITIONS, width)
        self.norm(part.layer_norm)
        for layer in part.layer:
            self.attention(layer.self_attention, 3 * width, width)
            self.norm(layer.ffn.layer_norm)
            self.linear(layer.ffn.linear_0, between, width)
            self.linear(layer.ffn.linear_1, width, between)
            if hasattr(layer, "attention"):
                self.attention(layer.attention, width, 2 * width, width)

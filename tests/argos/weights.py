"""A Transformer of one layer that is a dictionary: word t of the answer translates word t.

The coordinates of a vector are: which source piece (one of S) | which position (residues for three
moduli) | a sink | which target piece (one of T). Layer norms are written to be the identity.
In the decoder's cross attention, query and key are the residues: equal positions meet in all three
moduli, any two others below 323 in one at most. The end of the sentence scores half a match against
everything, so positions after the end give the end, and the search stops. The value is the
dictionary. What is not in it becomes <unk>, which CTranslate2 copies from the source.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

MODULI = (17, 19, 23)
POSITIONS = 320
SHARP = 60.0
END = "</s>"
SPECIAL = ("<unk>", "<s>", END)

Array = Any


def write(meanings: Mapping[str, str], folder: str) -> None:
    """A CTranslate2 model in this folder. `meanings`: source piece to target piece."""
    source = [*SPECIAL, *sorted(meanings)]
    target = [*SPECIAL, *sorted(set(meanings.values()))]
    spec = _specification(_weights(source, target, {**meanings, END: END}), source, target)
    spec.optimize(quantization="int8")
    spec.save(folder)


def _identity(width: int, ones: int) -> tuple[Array, Array]:
    """Layer norm that changes nothing where `ones` coordinates are 1 and the others 0."""
    mean = ones / width
    return np.full(width, math.sqrt(mean - mean * mean + 1e-5)), np.full(width, mean)


def _weights(source: list[str], target: list[str], meanings: Mapping[str, str]) -> dict[str, Array]:
    sink = len(source) + sum(MODULI)
    answers = sink + 1
    width = answers + len(target)
    width += -width % 8
    at_source = {piece: n for n, piece in enumerate(source)}
    at_target = {piece: n for n, piece in enumerate(target)}

    said: dict[str, Array] = {}
    embedded = np.zeros((len(source), width))
    embedded[np.arange(len(source)), np.arange(len(source))] = 1
    said["encoder.embedding"] = embedded
    said["decoder.embedding"] = np.zeros((len(target), width))  # it looks at its position only
    positions, numbers = np.zeros((POSITIONS, width)), np.arange(POSITIONS)
    for n, modulus in enumerate(MODULI):
        positions[numbers, len(source) + sum(MODULI[:n]) + numbers % modulus] = 1
    said["positions"] = positions
    for side, ones in (("encoder", 4), ("decoder", 3)):
        said |= _silent_layer(side, width, ones)
    said["decoder.cross.norm"] = _identity(width, 3)

    query, key, value, out = (np.zeros((width, width)) for _each in range(4))
    bias = np.zeros(width)
    sharp = SHARP * math.sqrt(width)
    for place in range(len(source), sink):
        query[place, place], key[place, place] = sharp, 1.0
    bias[sink], key[sink, at_source[END]] = 1.5 * sharp, 1.0
    for piece, place in at_source.items():
        value[answers + at_target[meanings.get(piece, SPECIAL[0])], place] = 1.0
    for place in range(answers, answers + len(target)):
        out[place, place] = 1.0
    said["decoder.cross.query"] = (query, bias)
    said["decoder.cross.memory"] = (np.concatenate([key, value]), np.zeros(2 * width))
    said["decoder.cross.out"] = (out, np.zeros(width))
    projection = np.zeros((len(target), width))
    projection[np.arange(len(target)), answers + np.arange(len(target))] = 20.0
    said["projection"] = (projection, np.zeros(len(target)))
    return said


def _silent_layer(side: str, width: int, ones: int) -> dict[str, Array]:
    """Self attention and feed forward that add nothing."""
    nothing = np.zeros((width, width))
    return {
        f"{side}.self.norm": _identity(width, ones),
        f"{side}.self.in": (np.zeros((3 * width, width)), np.zeros(3 * width)),
        f"{side}.self.out": (nothing, np.zeros(width)),
        f"{side}.forward.norm": _identity(width, 4),
        f"{side}.forward.in": (np.zeros((8, width)), np.zeros(8)),
        f"{side}.forward.out": (np.zeros((width, 8)), np.zeros(width)),
        f"{side}.norm": _identity(width, 4),
    }


def _specification(said: Mapping[str, Array], source: Sequence[str], target: Sequence[str]) -> Any:
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)

    def linear(layer: Any, name: str) -> None:
        layer.weight, layer.bias = (each.astype(np.float32) for each in said[name])

    def norm(layer: Any, name: str) -> None:
        layer.gamma, layer.beta = (each.astype(np.float32) for each in said[name])

    for side, part in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        embeddings = part.embeddings[0] if side == "encoder" else part.embeddings
        embeddings.weight = said[f"{side}.embedding"].astype(np.float32)
        part.scale_embeddings = False
        part.position_encodings.encodings = said["positions"].astype(np.float32)
        layer = part.layer[0]
        norm(layer.self_attention.layer_norm, f"{side}.self.norm")
        linear(layer.self_attention.linear[0], f"{side}.self.in")
        linear(layer.self_attention.linear[1], f"{side}.self.out")
        norm(layer.ffn.layer_norm, f"{side}.forward.norm")
        linear(layer.ffn.linear_0, f"{side}.forward.in")
        linear(layer.ffn.linear_1, f"{side}.forward.out")
        norm(part.layer_norm, f"{side}.norm")
    cross = spec.decoder.layer[0].attention
    norm(cross.layer_norm, "decoder.cross.norm")
    for number, name in enumerate(("query", "memory", "out")):
        linear(cross.linear[number], f"decoder.cross.{name}")
    linear(spec.decoder.projection, "projection")
    spec.register_source_vocabulary(list(source))
    spec.register_target_vocabulary(list(target))
    config = spec.config
    config.add_source_eos = True
    config.decoder_start_token = config.bos_token = "<s>"
    config.eos_token, config.unk_token = END, "<unk>"
    spec.validate()
    return spec

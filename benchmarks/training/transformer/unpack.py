"""Writes the packaged 8-bit weights as float weights, so that training goes on from what ships.

    python -m benchmarks.training.transformer.unpack --base FOLDER --out weights.pt [--model FILE]

What rounding took is lost; word embeddings are not trained and stay the base's.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from benchmarks.training.transformer.fused import FUSED, PARTS
from benchmarks.training.transformer.network import Network
from retrieval.reader.network import NETWORK, PACKAGED

QUANTISED = "_quantized"


def floats(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """Every weight of the graph by the name of its parameter; products' weights as a linear layer holds them."""
    stored = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    out = {name: value for name, value in stored.items() if value.dtype == np.float32 and "." in name}
    for name in [name for name in stored if name.endswith(f".weight{QUANTISED}")]:
        out[name.removesuffix(QUANTISED)] = _restored(stored, name.removesuffix(QUANTISED))
    for node in model.graph.node:
        if node.op_type in ("MatMulInteger", "MatMul") and (layer := _layer(node.name)):
            held = node.input[1]
            product = _restored(stored, held.removesuffix(QUANTISED)) if held.endswith(QUANTISED) else stored.get(held)
            if product is not None:
                out[f"{layer}.weight"] = product.T
    return {part: value for name, whole in out.items() for part, value in _apart(name, whole)}


def _apart(name: str, whole: NDArray[np.float32]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Query, key and value each by its own name; any other parameter as it is."""
    before, fused, after = name.partition(f".{FUSED}.")
    if not fused:
        yield name, whole
        return
    for part, value in zip(PARTS, np.split(whole, len(PARTS)), strict=True):
        yield f"{before}.{part}.{after}", value


def _layer(node: str) -> str:
    """The layer a product belongs to: "/encoder/encoder/layer.0/output/dense/MatMul_quant" is that of its folder."""
    folder = node.removeprefix("/").rsplit("/", 1)[0]
    return folder.replace("/", ".") if "/" in node.removeprefix("/") else ""


def _restored(stored: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    whole = stored[name + QUANTISED].astype(np.float32)
    if (zero := stored.get(name + "_zero_point")) is not None:
        whole -= zero.astype(np.float32)
    restored: NDArray[np.float32] = whole * stored[name + "_scale"].astype(np.float32)
    return restored


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, default=PACKAGED / NETWORK)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    found = floats(onnx.load(given.model))
    network = Network(given.base)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    weights = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            if name not in found or found[name].shape != tuple(parameter.shape):
                raise SystemExit(f"{name}: not in the graph, or of another shape")
            weights[name] = torch.from_numpy(np.array(found[name]))
    torch.save(weights, given.out)


if __name__ == "__main__":
    main()

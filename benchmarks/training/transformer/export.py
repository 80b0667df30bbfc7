"""Writes trained weights as the reader loads them: an ONNX graph with 8-bit weights, the tokenizer, and ``about.json``.

    python -m benchmarks.training.transformer.export --weights FILE... --base FOLDER --out FOLDER [--float]

Of several weight files the mean is taken. ``--float`` keeps 32-bit weights, to see what rounding costs.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from benchmarks.training.transformer.network import Network
from retrieval.reader.transformer import ABOUT, NETWORK, TOKENIZER

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
OUTPUTS = ("relevance", "start", "end")


def restored(paths: list[Path], base: Path) -> Network:
    """The network with the mean of the weights of these files."""
    files = [torch.load(path, weights_only=True) for path in paths]
    network = Network(base)
    mean = {name: torch.stack([each[name] for each in files]).mean(0) for name in files[0]}
    unknown = network.load_state_dict(mean, strict=False).unexpected_keys
    if unknown:
        raise SystemExit(f"weights for layers that do not exist: {unknown}")
    network.eval()
    return network


def heads(path: Path) -> list[str]:
    """The last products: tiny, and what is rounded there is rounded in the scores themselves."""
    return [
        node.name
        for node in onnx.load(path).graph.node
        if node.op_type in ("MatMul", "Gemm") and not node.name.startswith("/encoder")
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, nargs="+", required=True)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--float", action="store_true")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    network = restored(given.weights, given.base)
    sample = tuple(torch.ones(2, 12, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "tokens"} for name in (*INPUTS, "start", "end")} | {"relevance": {0: "batch"}}
    with tempfile.TemporaryDirectory() as name:
        plain, tidy = Path(name) / "plain.onnx", Path(name) / "tidy.onnx"
        torch.onnx.export(
            network,
            sample,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(tidy), skip_symbolic_shape=True)
        if given.float:
            onnx.save(onnx.load(tidy), given.out / NETWORK)
        else:
            quantize_dynamic(
                str(tidy),
                str(given.out / NETWORK),
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"MatMulConstBOnly": True},
                op_types_to_quantize=["MatMul", "Gather"],
                nodes_to_exclude=heads(tidy),
            )
    (given.out / TOKENIZER).write_bytes((given.base / TOKENIZER).read_bytes())
    about = {
        "what": "MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), fine-tuned to find answers in news sentences",
        "sha256": {part: hashlib.sha256((given.out / part).read_bytes()).hexdigest() for part in (NETWORK, TOKENIZER)},
    }
    (given.out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({part: (given.out / part).stat().st_size for part in (NETWORK, TOKENIZER, ABOUT)}))


if __name__ == "__main__":
    main()

"""Writes trained weights as the reader loads them: an ONNX graph with 8-bit weights, the tokenizer, and ``about.json``.

    python -m benchmarks.training.transformer.export --weights FILE... --base FOLDER --out FOLDER [--float]

Of several weight files the mean is taken. ``--float`` keeps 32-bit weights, to see what rounding costs. Only the pieces
that English news needs are written (`pieces.py`), and what an inner layer makes of each token is an output too: by it
the types of questions are told (`bot/intents/encoder.py`).
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
from benchmarks.training.transformer.pieces import kept, narrowed
from retrieval.reader.network import ABOUT, MIDDLE, NETWORK, TOKENIZER

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
OUTPUTS = ("relevance", "start", "end")
INNER = 8  # the layer that is an output: of those up to it, it tells types of questions best (docs/reader.md)
INNER_STATES = f"/encoder/encoder/layer.{INNER - 1}/output/LayerNorm/LayerNormalization_output_0"


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


def narrow(network: Network, vocabulary: dict[str, int], pieces: list[str]) -> None:
    """Keeps the embeddings of these pieces, in this order."""
    rows = torch.tensor([vocabulary[piece] for piece in pieces])
    words = network.encoder.embeddings.word_embeddings
    network.encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(words.weight.detach()[rows])


def with_inner(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with what the inner layer makes of each token as a further output."""
    width = next(each.dims[0] for each in graph.graph.initializer if each.name.endswith("LayerNorm.weight"))
    graph.graph.node.append(onnx.helper.make_node("Identity", [INNER_STATES], [MIDDLE]))
    shape = ["batch", "tokens", width]
    graph.graph.output.append(onnx.helper.make_tensor_value_info(MIDDLE, onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(graph)
    return graph


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
    tokenizer = (given.base / TOKENIZER).read_text(encoding="utf-8")
    vocabulary = json.loads(tokenizer)["model"]["vocab"]
    pieces = kept(vocabulary)
    narrow(network, vocabulary, pieces)
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
        written = tidy
        if not given.float:
            written = Path(name) / "bytes.onnx"
            quantize_dynamic(
                str(tidy),
                str(written),
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"MatMulConstBOnly": True},
                op_types_to_quantize=["MatMul", "Gather"],
                nodes_to_exclude=heads(tidy),
            )
        onnx.save(with_inner(onnx.load(written)), given.out / NETWORK)
    (given.out / TOKENIZER).write_text(narrowed(tokenizer, pieces), encoding="utf-8")
    about = {
        "what": "MiniLM of twelve layers (e5-small-v2, MIT), fine-tuned to find answers in news sentences",
        "sha256": {part: hashlib.sha256((given.out / part).read_bytes()).hexdigest() for part in (NETWORK, TOKENIZER)},
    }
    (given.out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({part: (given.out / part).stat().st_size for part in (NETWORK, TOKENIZER, ABOUT)}))


if __name__ == "__main__":
    main()

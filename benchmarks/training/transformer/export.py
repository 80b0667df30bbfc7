"""Writes trained weights as the reader loads them: an ONNX graph with 8-bit weights, the tokenizer, and ``about.json``.

    python -m benchmarks.training.transformer.export --weights FILE... --base FOLDER --units FILE --out FOLDER

Of several weight files the mean is taken. Only the pieces that English news needs are written (`pieces.py`), what an
inner layer makes of each token is an output too (by it the types of questions are told, `bot/intents/encoder.py`), what
is rounded is evened out before, by how far the states get on pairs of ``--units`` (`smooth.py`), and the graph has few
nodes (`fused.py`).
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from benchmarks.jsonl import read_jsonl
from benchmarks.training.transformer.fused import fused
from benchmarks.training.transformer.network import Network
from benchmarks.training.transformer.pieces import kept, narrowed
from benchmarks.training.transformer.smooth import smooth
from benchmarks.training.transformer.train import laid_out, tensors
from retrieval.reader.network import ABOUT, MIDDLE, NETWORK, TOKENIZER

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
OUTPUTS = ("relevance", "start", "end")
CALIBRATING = 300  # units whose states say how far each direction gets
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


def calibrating(units: Path, tokenizer: Tokenizer) -> Iterator[dict[str, NDArray[np.int64]]]:
    """What the network reads of some units, one pair each."""
    some = Random(0).sample(list(read_jsonl(units)), CALIBRATING)
    for unit in laid_out(some, tokenizer):
        given = tensors(unit["pairs"][:1])
        yield {name: given[name].numpy() for name in INPUTS}


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
    options.add_argument("--units", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
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
        read = calibrating(given.units, Tokenizer.from_str(narrowed(tokenizer, pieces)))
        even, rounded = Path(name) / "even.onnx", Path(name) / "bytes.onnx"
        onnx.save(smooth(onnx.load(tidy), read), even)
        quantize_dynamic(
            str(even),
            str(rounded),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=heads(even),
        )
        onnx.save(fused(with_inner(onnx.load(rounded))), given.out / NETWORK)
    (given.out / TOKENIZER).write_text(narrowed(tokenizer, pieces), encoding="utf-8")
    about = {
        "what": "MiniLM of twelve layers (e5-small-v2, MIT), fine-tuned to find answers in news sentences",
        "sha256": {part: hashlib.sha256((given.out / part).read_bytes()).hexdigest() for part in (NETWORK, TOKENIZER)},
    }
    (given.out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({part: (given.out / part).stat().st_size for part in (NETWORK, TOKENIZER, ABOUT)}))


if __name__ == "__main__":
    main()

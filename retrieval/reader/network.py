"""The transformer's files, checked and opened once for a process: the network as onnxruntime runs it, its tokenizer."""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

PACKAGED = Path(__file__).parent / "model"
NETWORK, TOKENIZER, ABOUT = "model.onnx", "tokenizer.json", "about.json"
# Of onnxruntime's rewritings: a sum and its norm as one node, whose kernel takes several times as long as the two.
SLOWER = ["SkipLayerNormFusion"]
# Processors without 8-bit products of their own add two of them in 16 bits, which overflow. With this onnxruntime
# multiplies exactly there, a fifth slower, so that machines read alike; on others it changes nothing.
EXACT = "session.x64quantprecision"
MIDDLE = "middle"  # output: what an inner layer makes of each token; the others are relevance, start and end


class Unusable(Exception):
    """Files that are missing or damaged, or that do not start; says which in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Safe to share between threads; each run takes one of them."""

    session: Any
    tokenizer: Any
    sha256: str  # of the network's file


@lru_cache(maxsize=2)
def opened(folder: Path = PACKAGED) -> Opened:
    """The network and tokenizer in a folder. Raises Unusable."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        raw = {name: (folder / name).read_bytes() for name in (NETWORK, TOKENIZER)}
        damaged = [name for name in raw if hashlib.sha256(raw[name]).hexdigest() != about["sha256"][name]]
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise Unusable(f"the transformer's files cannot be read ({cause})") from cause
    if damaged:
        raise Unusable(f"{damaged[0]} is damaged, install the package again")
    try:
        from tokenizers import Tokenizer

        session = running(raw[NETWORK])
        tokenizer = Tokenizer.from_str(raw[TOKENIZER].decode("utf-8"))
    except Exception as cause:  # whatever a foreign library raises: others do without it
        raise Unusable(f"the transformer does not start ({type(cause).__name__}: {cause})") from cause
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Opened(session=session, tokenizer=tokenizer, sha256=about["sha256"][NETWORK])


def running(network: bytes) -> Any:
    """A session of onnxruntime for a network's file; whatever onnxruntime raises when it cannot be one."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must stand before the import, which else writes files
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(EXACT, "1")
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )

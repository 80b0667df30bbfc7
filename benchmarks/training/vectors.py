"""Word vectors for the reranker, distilled from MiniLM: what each usual word says by itself, in few dimensions.

    python -m benchmarks.training.vectors --articles F... --base FOLDER --out retrieval/rerank/vectors.npz

Every index term that stands in at least `SEEN` articles is read by all-MiniLM-L6-v2 (Apache-2.0) in its most frequent
form; the means over its pieces lose their common mean, and are turned to the `WIDTH` directions in which they differ
most (as Model2Vec does it: https://github.com/MinishLab/model2vec). Eight bits a number. Runs in the environment of
`benchmarks/training/transformer`.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import AutoModel

from benchmarks.jsonl import read_jsonl
from retrieval.text.tokens import FUNCTION_WORDS, token_spans

SEEN, WIDTH, STEPS = 3, 96, 127
AT_ONCE = 256


def usual_terms(texts: Iterable[str]) -> dict[str, str]:
    """Index terms of at least `SEEN` texts, each with its most frequent form."""
    seen: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        spans = token_spans(text)
        seen.update({term for term, _, _ in spans})
        for term, start, end in spans:
            forms[term][text[start:end].lower()] += 1
    return {
        term: forms[term].most_common(1)[0][0]
        for term in sorted(seen)
        if seen[term] >= SEEN and term not in FUNCTION_WORDS and not any(c.isdigit() for c in term)
    }


def encoded(words: Sequence[str], base: Path) -> NDArray[np.float32]:
    """One vector a word: the mean over its pieces in the last layer."""
    network = AutoModel.from_pretrained(str(base)).eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    rows = []
    for at in range(0, len(words), AT_ONCE):
        given = tokenizer.encode_batch(list(words[at : at + AT_ONCE]))
        ids, mask = (torch.tensor([getattr(each, name) for each in given]) for name in ("ids", "attention_mask"))
        with torch.inference_mode():
            last = network(input_ids=ids, attention_mask=mask).last_hidden_state
        share = mask[:, :, None].float()
        rows.append(((last * share).sum(1) / share.sum(1)).numpy())
    return np.concatenate(rows)


def narrowed(rows: NDArray[np.float32]) -> NDArray[np.int8]:
    """Principal components, each row as long as `STEPS`."""
    centred = rows - rows.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    kept = centred @ directions[:WIDTH].T
    kept /= np.abs(kept).max(axis=1, keepdims=True) + 1e-9
    return np.asarray(np.rint(kept * STEPS), dtype=np.int8)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    terms = usual_terms(f"{row['title']}\n{row['text']}" for path in given.articles for row in read_jsonl(path))
    vectors = narrowed(encoded(list(terms.values()), given.base))
    np.savez_compressed(given.out, terms=np.frombuffer("\n".join(terms).encode(), np.uint8), vectors=vectors)
    print(len(terms), "terms,", given.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

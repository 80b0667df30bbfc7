"""Trains the transformer for a given time on the CPU and keeps its weights at any moment.

    python -m benchmarks.training.transformer.train --units F... --base FOLDER --out FOLDER [--minutes M] [--workers N]

Each worker learns on one thread in bfloat16 over its share of the units, with float32 weights behind; every `SYNC`
steps the workers take the mean of their weights (local SGD). The learning rate falls with the time that is left. A run
that was cut short goes on from ``checkpoint.pt``; a new one begins with the base or with ``--start weights.pt``.
Progress is on standard error and in ``log.jsonl``.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from benchmarks.jsonl import read_jsonl
from benchmarks.training.transformer.network import Network
from retrieval.reader.passages import Laid, Passage, lay

RATE, DECAY = 1e-4, 0.01
WARM_UP = 20  # steps, of a run taken up again too
SYNC, SAVE_EVERY = 12, 100.0  # steps, seconds
BATCH_TOKENS = 2600
WEAK, WEAK_SPAN = 0.3, 0.3
LISTWISE, SPANS = 2.0, 1.0


def tokenizer_of(base: Path) -> Tokenizer:
    """The base's tokenizer as the reader uses it: its file asks for padding to 128 pieces, which would be learnt."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def laid_out(units: Iterable[dict[str, Any]], tokenizer: Tokenizer) -> list[dict[str, Any]]:
    """The units with token ids and token spans; a right span that was cut off teaches nothing about spans."""

    def encode(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = tokenizer.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    placed_units = []
    for unit in units:
        pairs = []
        for each in unit["pairs"]:
            names = tuple((own, name) for own, name in each.get("names", ()))
            about = Passage(text=each["text"], title=each.get("title", ""), before=each.get("before", ""), names=names)
            placed = lay(encode, each["question"], about)
            weight = WEAK if each.get("weak") else 1.0
            pairs.append((placed, each["label"], weight, *target(placed, each)))
        placed_units.append({**unit, "pairs": pairs, "longest": max(len(placed.ids) for placed, *_ in pairs)})
    return placed_units


def target(laid: Laid, each: dict[str, Any]) -> tuple[int, int, float]:
    """The first and last token of the right span (0 and 0: none), and its weight."""
    weight = WEAK_SPAN if each.get("weak") else 1.0
    if not each["label"]:
        return 0, 0, weight / 2 if each.get("weak") else weight
    if not each.get("spanned", True) or each["span"] is None:
        return 0, 0, 0.0
    start, end = each["span"]
    inside = [at for at, (a, b) in enumerate(laid.offsets) if a < end and start < b]
    if not inside or laid.offsets[inside[-1]][1] < end:
        return 0, 0, 0.0
    return laid.first + inside[0], laid.first + inside[-1], weight


def batches(units: list[dict[str, Any]], worker: int, workers: int, seed: int) -> Iterator[list[dict[str, Any]]]:
    """Batches of units of like length, for ever; every round in a new order, the same for the same seed."""
    for turn in range(1_000_000):
        random = Random(f"{seed}/{turn}")
        order = list(range(len(units)))
        random.shuffle(order)
        mine = sorted(order[worker::workers], key=lambda at: units[at]["longest"] + random.random() * 6)
        found: list[list[dict[str, Any]]] = [[]]
        for at in mine:
            held = sum(len(unit["pairs"]) for unit in found[-1]) + len(units[at]["pairs"])
            if found[-1] and held * units[at]["longest"] > BATCH_TOKENS:
                found.append([])
            found[-1].append(units[at])
        random.shuffle(found)
        yield from found


def tensors(pairs: list[Any]) -> dict[str, torch.Tensor]:
    longest = max(len(pair[0].ids) for pair in pairs)
    ids, kinds, mask, allowed = (torch.zeros(len(pairs), longest, dtype=torch.long) for _ in range(4))
    for row, (laid, *_) in enumerate(pairs):
        stop = laid.first + len(laid.offsets)
        ids[row, : len(laid.ids)] = torch.tensor(laid.ids)
        mask[row, : len(laid.ids)] = 1
        kinds[row, laid.first : stop + 1] = 1
        allowed[row, laid.first : stop] = 1
    allowed[:, 0] = 1
    return {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask, "allowed": allowed.bool()}


def loss_of(network: Network, units: list[dict[str, Any]]) -> tuple[torch.Tensor, dict[str, float]]:
    pairs = [pair for unit in units for pair in unit["pairs"]]
    given = tensors(pairs)
    allowed = given.pop("allowed")
    relevance, start, end = network(**given)
    label = torch.tensor([float(pair[1]) for pair in pairs])
    weight = torch.tensor([pair[2] for pair in pairs])
    pointwise = binary_cross_entropy_with_logits(relevance, label, weight, reduction="sum")
    first, last = (torch.tensor([pair[at] for pair in pairs]) for at in (3, 4))
    span_weight = torch.tensor([pair[5] for pair in pairs])
    spans = sum(
        (cross_entropy(scores.masked_fill(~allowed, -1e4), place, reduction="none") * span_weight).sum()
        for scores, place in ((start, first), (end, last))
    )
    listwise = torch.zeros(())
    at = 0
    for unit in units:
        count = len(unit["pairs"])
        if unit["listwise"]:
            scores, right = relevance[at : at + count], label[at : at + count] > 0
            listwise = listwise + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
        at += count
    total = (pointwise + SPANS * spans + LISTWISE * listwise) / len(pairs)
    lists = max(sum(unit["listwise"] for unit in units), 1)
    return total, {
        "pointwise": pointwise.item() / weight.sum().item(),
        "spans": float(spans.detach()) / max(span_weight.sum().item(), 1.0),
        "listwise": listwise.item() / lists,
    }


def work(worker: int, given: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    workers = given.workers
    dist.init_process_group("gloo", init_method=f"file://{given.out.resolve()}/meet", rank=worker, world_size=workers)
    network = Network(given.base)
    if given.start is not None:
        network.load_state_dict(torch.load(given.start, weights_only=True), strict=False)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    live = [each for each in network.parameters() if each.requires_grad]
    kept = [each.detach().float().clone().requires_grad_() for each in live]
    network.encoder.to(torch.bfloat16)
    optimiser = torch.optim.AdamW(kept, lr=given.rate, weight_decay=DECAY, fused=True)
    checkpoint = given.out / "checkpoint.pt"
    spent = 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        spent = saved["spent"]
        for mine, other in zip(kept, saved["weights"], strict=True):
            mine.data.copy_(other)
    _show(live, kept)
    units = laid_out((unit for path in given.units for unit in read_jsonl(path)), tokenizer_of(given.base))
    began = last_save = time.monotonic()
    budget, seen = given.minutes * 60.0, 0
    sums: dict[str, float] = {}
    for step, units_now in enumerate(batches(units, worker, workers, given.seed + int(spent)), start=1):
        share = min((spent + time.monotonic() - began) / budget, 1.0)
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(step / WARM_UP, 1.0) * (1.0 - share) + 1e-7
        loss, parts = loss_of(network, units_now)
        loss.backward()
        for mine, other in zip(kept, live, strict=True):
            mine.grad = other.grad.float() if other.grad is not None else None
            other.grad = None
        torch.nn.utils.clip_grad_norm_(kept, 1.0)
        optimiser.step()
        _show(live, kept)
        seen += sum(len(unit["pairs"]) for unit in units_now)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value
        if step % SYNC == 0:
            done = _mean(kept, share >= 1.0)
            _show(live, kept)
            now = time.monotonic()
            if worker == 0:
                line = {"minutes": round((spent + now - began) / 60, 2), "step": step, "pairs": seen * workers}
                line |= {name: round(value / SYNC, 4) for name, value in sums.items()}
                print(json.dumps(line), file=sys.stderr, flush=True)
                with (given.out / "log.jsonl").open("a") as log:
                    log.write(json.dumps(line) + "\n")
                if done or now - last_save > SAVE_EVERY:
                    last_save = now
                    _save(network, kept, spent + now - began, given.out)
            sums = {}
            if done:
                break
    dist.destroy_process_group()


def _show(live: list[torch.Tensor], kept: list[torch.Tensor]) -> None:
    """The float32 weights into the network that computes with them."""
    with torch.no_grad():
        for mine, other in zip(kept, live, strict=True):
            other.copy_(mine)


def _mean(kept: list[torch.Tensor], done: bool) -> bool:
    """The mean of all workers' weights into each; whether any worker's time is up."""
    with torch.no_grad():
        flat = torch.cat([each.reshape(-1) for each in kept] + [torch.tensor([float(done)])])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        at = 0
        for each in kept:
            each.copy_(flat[at : at + each.numel()].view_as(each))
            at += each.numel()
    return bool(flat[-1] > 0) and not math.isnan(float(flat[-1]))


def _save(network: Network, kept: list[torch.Tensor], spent: float, out: Path) -> None:
    names = [name for name, each in network.named_parameters() if each.requires_grad]
    weights = {name: each.detach() for name, each in zip(names, kept, strict=True)}
    for path, content in (
        (out / "checkpoint.pt", {"spent": spent, "weights": list(weights.values())}),
        (out / "weights.pt", weights),
    ):
        torch.save(content, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=Path, nargs="+", required=True)
    options.add_argument("--base", type=Path, required=True, help="folder of the MiniLM weights and its tokenizer.json")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=45.0)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--start", type=Path, help="weights to begin with instead of the base's")
    options.add_argument("--rate", type=float, default=RATE, help="learning rate to begin with")
    options.add_argument("--seed", type=int, default=20)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "meet").unlink(missing_ok=True)
    mp.spawn(work, (given,), nprocs=given.workers)


if __name__ == "__main__":
    main()

"""What kinds of thing English nouns name, drawn from WordNet 3.0 for `bot/intents/nouns.txt.xz`.

    python -m benchmarks.training.nouns WORDNET_FOLDER OUT

WORDNET_FOLDER holds `index.noun`, `data.noun` and `noun.exc` (Debian package wordnet-base). Every common noun is
given the kinds above its first (most frequent) sense, narrowest first, of those that have at least `SMALLEST` kinds
below them; after them, marked "~", kinds of its next senses.
"""

import argparse
import lzma
from collections import defaultdict
from pathlib import Path

SMALLEST = 60
SENSES = 3
RARER = 8
ROOTS = {"entity", "physical_entity", "abstraction", "object", "whole"}


Synsets = dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]


def read(folder: Path) -> tuple[Synsets, dict[str, tuple[str, ...]]]:
    """Synsets as offset -> (label, lemmas as written, offsets above), and lemma -> offsets, most frequent first."""
    synsets = {}
    for line in (folder / "data.noun").read_text().splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        lemmas = tuple(fields[4 + 2 * i] for i in range(count))
        rest = fields[4 + 2 * count :]
        above = tuple(
            rest[1 + 4 * i + 1]
            for i in range(int(rest[0]))
            if rest[1 + 4 * i] in ("@", "@i") and rest[3 + 4 * i] == "n"
        )
        synsets[fields[0]] = (lemmas[0], lemmas, above)
    first = {}
    for line in (folder / "index.noun").read_text().splitlines():
        if not line.startswith(" "):
            fields = line.split()
            first[fields[0]] = tuple(fields[-int(fields[2]) :])
    return synsets, first


def kinds_above(synsets: Synsets) -> dict[str, frozenset[str]]:
    above: dict[str, frozenset[str]] = {}

    def climb(offset: str) -> frozenset[str]:
        if offset not in above:
            above[offset] = frozenset({offset}).union(*(climb(parent) for parent in synsets[offset][2]))
        return above[offset]

    for offset in synsets:
        climb(offset)
    return above


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    synsets, first = read(args.wordnet)
    above = kinds_above(synsets)
    below: dict[str, int] = defaultdict(int)
    for kinds in above.values():
        for kind in kinds:
            below[kind] += 1
    kept = {kind for kind, count in below.items() if count >= SMALLEST and synsets[kind][0] not in ROOTS}
    lines = defaultdict(list)
    for lemma, (offset, *others) in first.items():
        written = {form.lower(): form for form in synsets[offset][1]}.get(lemma, lemma)
        if lemma.count("_") > 1 or written != lemma or not lemma.replace("_", "").replace("-", "").isalpha():
            continue
        if path := sorted(above[offset] & kept, key=lambda kind: below[kind]):
            also = {kind for other in others[: SENSES - 1] for kind in above[other] & kept} - set(path)
            rarer = sorted(also, key=lambda kind: (below[kind], kind))[:RARER]
            named = [f"{synsets[kind][0].lower()}.{kind.lstrip('0')}" for kind in (*path, *rarer)]
            named[len(path) :] = ["~" + name for name in named[len(path) :]]
            lines[" ".join(named)].append(lemma)
    for line in (args.wordnet / "noun.exc").read_text().splitlines():
        plural, singular = line.split()[:2]
        if plural.isalpha() and singular in first and plural != singular:
            lines["=" + singular].append(plural)
    text = "\n".join(f"{kinds}\t{' '.join(sorted(lemmas))}" for kinds, lemmas in sorted(lines.items()))
    args.out.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(
        len(kept),
        "kinds",
        len(lines),
        "paths",
        sum(map(len, lines.values())),
        "nouns",
        args.out.stat().st_size,
        "bytes",
    )


if __name__ == "__main__":
    main()

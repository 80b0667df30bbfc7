"""Words that mean nearly the same, from WordNet 3: ``python -m benchmarks.training.synonyms --wordnet DIR --out F``.

DIR holds index.verb, data.verb, index.noun, data.noun. F becomes an xz file of lines: a stem, then the numbers of the
meanings it shares with other stems. Only usual words (WordNet counted them in text) and their first meanings; a
meaning's direct parent counts for verbs unless it is broad, and a noun made from a verb has the verb's meaning.
"""

import argparse
import lzma
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from retrieval.reader.words import stem
from retrieval.text.listed import word_set

VERB_SENSES, NOUN_SENSES = 3, 2
BROAD = 14  # direct children from which a parent says too little
COMMON = word_set(
    "be have do make take get go come say see know think want give put keep let seem look use find tell call"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synset:
    words: tuple[str, ...]
    parents: tuple[str, ...]
    children: int
    verbs: tuple[str, ...]  # offsets of verb meanings it derives from


def read_synsets(path: Path) -> dict[str, Synset]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(fields[4 + 2 * at].lower() for at in range(count))
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(fields[at]))]
        found[fields[0]] = Synset(
            words=words,
            parents=tuple(p[1] for p in pointers if p[0] == "@"),
            children=sum(p[0] == "~" for p in pointers),
            verbs=tuple(p[1] for p in pointers if p[0] == "+" and p[2] == "v"),
        )
    return found


def senses(path: Path) -> dict[str, list[str]]:
    """The meanings of each usual single word, commonest first."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        word, number, pointers = fields[0], int(fields[2]), int(fields[3])
        usual = int(fields[5 + pointers])
        if usual and "_" not in word and word.isalpha() and word not in COMMON:
            found[word] = fields[6 + pointers : 6 + pointers + number]
    return found


def table(folder: Path) -> dict[str, set[str]]:
    """Stem to meanings; those that no other stem has are left out."""
    verbs, nouns = read_synsets(folder / "data.verb"), read_synsets(folder / "data.noun")
    meanings: dict[str, set[str]] = defaultdict(set)
    for word, offsets in senses(folder / "index.verb").items():
        for order, offset in enumerate(offsets[:VERB_SENSES]):
            meanings[stem(word)].add(f"v{offset}")
            if order == 0:
                meanings[stem(word)] |= {f"v{p}" for p in verbs[offset].parents if verbs[p].children < BROAD}
    for word, offsets in senses(folder / "index.noun").items():
        for order, offset in enumerate(offsets[:NOUN_SENSES]):
            meanings[stem(word)].add(f"n{offset}")
            if order == 0:
                meanings[stem(word)] |= {f"v{verb}" for verb in nouns[offset].verbs}
    sharing: dict[str, int] = defaultdict(int)
    for found in meanings.values():
        for meaning in found:
            sharing[meaning] += 1
    return {word: kept for word, found in meanings.items() if (kept := {m for m in found if sharing[m] > 1})}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wordnet", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    meanings = table(given.wordnet)
    number = {meaning: str(at) for at, meaning in enumerate(sorted(set().union(*meanings.values())))}
    lines = [" ".join([word, *sorted((number[m] for m in found), key=int)]) for word, found in sorted(meanings.items())]
    given.out.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9))
    print(len(lines), "stems", len(number), "meanings")


if __name__ == "__main__":
    main()

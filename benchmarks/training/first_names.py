"""Men and women by their first names, from lists of other people: `python -m benchmarks.training.first_names --help`.

Made anew, ``retrieval/language/first_names.txt`` is the same, byte by byte. A name is kept where the lists give it to
one of the two ten times as often, and where it is no word, no place, no surname that is much more common, and stands
before another name in the articles, if they have it often.
"""

import argparse
import importlib
import pkgutil
import re
import sys
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from benchmarks.jsonl import read_jsonl
from bot.intents.names import CALENDAR
from bot.intents.nouns import is_noun
from bot.intents.words import ADVERBS, FUNCTION, PAST
from retrieval.language.countries import country_of
from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.lexicon import ROLES

LEFT_OUT = frozenset({"is_IS", "en"})  # one has most names of all and the rarest, the other is a mixture of others
# Surnames, firms and towns that the rules below do not tell.
BY_HAND = frozenset({"baptist", "bergen", "cal", "casper", "jefferson", "marshall", "roosevelt", "santa", "stanford"})
HEAD = (
    "Men and women by their first names: those that the lists of Faker 40.63 (MIT, first names by country) and of "
    "the United\nStates Census of 1990 (public domain) give to one of them ten times as often, without words, places "
    "and surnames.\n"
)
_PLACES = ("cities", "states", "city_names", "provinces", "counties", "districts", "countries", "regions", "towns",
           "municipalities")  # fmt: skip
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d"})
_ORDER = ("first_names_male", "first_names_female", "first_romanized_names_male", "first_romanized_names_female")


def _providers(kind: str) -> Iterator[tuple[str, type]]:
    """Faker's providers of one kind, by country, without those that only take over another's lists."""
    package: ModuleType = importlib.import_module(f"faker.providers.{kind}")
    for each in pkgutil.iter_modules(package.__path__):
        yield each.name, importlib.import_module(f"{package.__name__}.{each.name}").Provider


def _by_country() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The countries in which a man, and a woman, is called so."""
    men, women = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for country, provider in _providers("person"):
        for attribute in (name for name in _ORDER if name in vars(provider) and country not in LEFT_OUT):
            for name in getattr(provider, attribute):
                word = name.strip().casefold()
                if len(word) > 2 and " " not in word and all(_latin(letter) for letter in word):
                    for written in (word, _folded(word)):
                        (women if attribute.endswith("female") else men)[written].add(country)
    return men, women


def _latin(letter: str) -> bool:
    return letter in "-'" or "LATIN" in unicodedata.name(letter, "")


def _folded(word: str) -> str:
    """Without accents, as newspapers write it: "zoë", "zoe"."""
    bare = (letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return "".join(bare).translate(_PLAIN)


def _places() -> set[str]:
    lists = (
        getattr(provider, name) for _, provider in _providers("address") for name in _PLACES if name in vars(provider)
    )
    rows = (row if isinstance(row, tuple | list) else (row,) for those in lists for row in those)
    return {word.casefold() for row in rows for word in row if isinstance(word, str)}


def _shares(path: Path) -> dict[str, float]:
    """Percent of people with a name."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


def _weights(countries: Iterable[set[str]], shares: Iterable[float]) -> tuple[float, float]:
    """How much says that a name is a man's, and a woman's."""
    (men, women), (his, hers) = (float(len(each)) for each in countries), shares
    if his > 10 * hers:
        men += _weight(his)
    elif hers > 10 * his:
        women += _weight(hers)
    elif his or hers:
        men, women = men + 1, women + 1
    return men, women


def _weight(share: float) -> float:
    return 3.0 if share > 0.01 else 1.5 if share >= 0.003 else 0.0


def _used(articles: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often a word stands in small letters, as a name, and before another name."""
    small, named, leading = Counter[str](), Counter[str](), Counter[str]()
    for row in read_jsonl(articles):
        text = str(row["text"])
        for word in re.findall(r"(?<![\w'’.-])[^\W\d_]{3,}", text):
            if word.islower():
                small[word] += 1
            elif word[0].isupper():
                named[word.casefold()] += 1
        leading.update(found[1].casefold() for found in re.finditer(r"\b([A-Z][a-z]{2,})(?= [A-Z][a-z])", text))
    return small, named, leading


def chosen(census: Path, articles: Path) -> Mapping[str, list[str]]:
    """The names of men and of women, sorted."""
    men, women = _by_country()
    his, hers, surnames = (_shares(census / f"dist.{name}") for name in ("male.first", "female.first", "all.last"))
    (small, named, leading), places = _used(articles), _places()
    found: dict[str, list[str]] = {"men": [], "women": []}
    for name in sorted({*men, *women, *his, *hers} - MEN - WOMEN - BY_HAND):
        shares = his.get(name, 0.0), hers.get(name, 0.0)
        man, woman = _weights((men.get(name, set()), women.get(name, set())), shares)
        surname = surnames.get(name, 0.0)
        if len(name) < 3 or max(man, woman) < 1 or min(man, woman) > 0.12 * max(man, woman):
            continue
        if is_noun(name) or name in FUNCTION | ADVERBS | PAST | CALENDAR | ROLES:
            continue
        if country_of(name) or name in places or small[name] > max(2, 0.1 * named[name]):
            continue
        if (surname > 3 * max(shares) and surname > 0.004) or (named[name] >= 8 and leading[name] < 0.4 * named[name]):
            continue
        found["men" if man > woman else "women"].append(name)
    return found


def main() -> None:
    own = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    own.add_argument("--faker", type=Path, required=True, help="the folder that holds the package faker")
    own.add_argument("--census", type=Path, required=True, help="the folder with dist.male.first and the like")
    own.add_argument("--articles", type=Path, required=True, help="articles_2022.jsonl.gz")
    own.add_argument("--out", type=Path, default=Path("retrieval/language/first_names.txt"))
    given = own.parse_args()
    sys.path.insert(0, str(given.faker))
    text, found = HEAD, chosen(given.census, given.articles)
    for who, names in found.items():
        lines = textwrap.wrap(" ".join(names), 118, break_on_hyphens=False, break_long_words=False)
        text += f"\n{who}\n" + "\n".join(lines) + "\n"
    given.out.write_text(text, encoding="utf-8")
    print({who: len(names) for who, names in found.items()})


if __name__ == "__main__":
    main()

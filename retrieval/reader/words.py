"""What a word matches by: its stem, the family of news verbs it belongs to, the country of a nationality."""

import lzma
import re
import threading
from functools import lru_cache
from importlib.resources import files
from typing import Any

import Stemmer

from retrieval.language.capitals import CAPITAL_OF
from retrieval.language.countries import COUNTRY_OF
from retrieval.text.listed import word_set as word_set
from retrieval.text.spelling import one_spelling

# Words that report the same event. Written from general knowledge of news English, not from any question set.
_FAMILIES = (
    "lead leader leadership chair chairman chairwoman chairperson head headed helm captain command commander",
    "say speak tell state statement announce announcement declare declaration claim add remark comment reiterate "
    "insist note",
    "confirm confirmation acknowledge admit verify",
    "kill die death dead slay murder shoot fatal fatality assassinate assassination",
    "injure injury wound hurt casualty",
    "win winner victory beat defeat triumph champion",
    "buy purchase acquire acquisition takeover",
    "sell sale auction",
    "begin start launch open commence",
    "end finish conclude close stop halt cease",
    "resign resignation quit leave depart departure step",
    "appoint appointment name nominate nomination choose select selection elect election",
    "rise increase grow growth climb surge soar jump gain",
    "fall drop decline decrease plunge slump shrink cut reduce reduction",
    "propose proposal offer suggest suggestion submit submission",
    "submit hand file lodge present",
    "send ship deliver shipment delivery supply export",
    "weapon arm ammunition munition",
    "help aid assist assistance",
    "support back backing endorse",
    "fire dismiss sack oust removal remove",
    "give grant award assign hand",
    "receive get obtain gain",
    "threaten threat",
    "cause trigger lead spark prompt",
    "fast quick speed accelerate acceleration",
    "previous earlier former prior past before",
    "job post position role office",
    "talk negotiation round discussion",
    "run manage head lead",
    "plane aircraft jet",
    "illness disease sickness cancer",
    "doctor physician",
    "reporter journalist correspondent",
    "police officer cop",
    "lawmaker legislator senator representative congressman congresswoman mp",
    "truce ceasefire armistice",
    "hold host stage organise organize",
    "boss ceo chief executive",
    "promise pledge vow commit commitment",
    "demand call urge request ask appeal",
    "reject rejection refuse refusal deny denial decline",
    "meet meeting talk talks summit negotiation negotiate hold",
    "agree agreement deal accord pact sign",
    "attack strike assault bomb bombing raid",
    "arrest detain detention custody capture",
    "accuse accusation charge allege allegation blame",
    "sentence jail imprison prison convict conviction",
    "ban prohibit prohibition bar block outlaw",
    "approve approval pass adopt endorse",
    "make create build produce manufacture maker producer manufacturer",
    "write author writer pen",
    "found founder establish establishment",
    "find discover discovery detect",
    "cost price worth pay payment spend",
    "set impose introduce issue",
    "plan intend aim intention",
    "warn warning caution",
    "visit travel trip tour",
    "hit reach strike",
    "live reside residence home",
    "work job serve employ employer",
    "marry wife husband spouse married",
    "born birth birthplace birthday",
    "own owner ownership possess",
    "invent inventor invention",
    "locate location located situated",
    "play star portray actor actress",
    "direct director directed",
    "host presenter",
    "replace successor succeed replacement",
    "recall withdraw withdrawal pull",
    "delay postpone postponement",
    "show reveal disclose",
    "car automobile vehicle",
    "company firm corporation business",
    "film movie picture",
    "country nation state",
    "show series program programme",
    "president presidency presidential",
    "minister ministry",
    "spokesman spokeswoman spokesperson",
    "children child kid",
)

_LANDS = {"european": "Europe", "african": "Africa", "asian": "Asia", "korean": "Korea"}  # larger than one country

_HEALTH_BODY = re.compile(r"\bWHO\b")
_ACRONYMS = {"u.s.": "us", "u.k.": "uk", "u.n.": "un", "e.u.": "eu"}

CURRENCIES = word_set(
    "dollar euro pound yen yuan franc crown krona krone rupee peso ruble rouble lira won zloty real rand dinar dirham "
    "riyal"
)
SCALES = word_set("hundred thousand million billion trillion lakh crore")

_lock = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    with _lock:  # a stemmer must not be used by two threads at once
        return str(_stemmer().stemWord(one_spelling(word)))


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for family in _FAMILIES:
        members = family.split()
        for member in members:
            table.setdefault(stem(member), set()).add(f"~{members[0]}")
    for word, place in (*COUNTRY_OF.items(), *_LANDS.items(), *((p.lower(), p) for p in _LANDS.values())):
        if word != "us":  # the pronoun
            table.setdefault(stem(word), set()).update((f"@{place.lower()}", f"~of {place.lower()}"))
    for capital, country in CAPITAL_OF.items():
        table.setdefault(stem(capital), set()).add(f"~of {country.lower()}")
    packed = files("retrieval.reader").joinpath("synonyms.txt.xz").read_bytes()
    for line in lzma.decompress(packed).decode().splitlines():
        word, *meanings = line.split()
        table.setdefault(word, set()).update(f"~{meaning}" for meaning in meanings)
    return {word: frozenset(found) for word, found in table.items()}


@lru_cache(maxsize=100_000)
def keys(word: str, lemma: str) -> frozenset[str]:
    """Everything a word matches by: two words match when they share a key.

    ``~`` marks a family, weaker than a stem: synonyms, or a country and the capital that stands for it. ``@`` marks a
    country.
    """
    word = _ACRONYMS.get(word, word)
    found = {stem(word), stem(lemma)}
    table = _families()
    return frozenset(found.union(*(table.get(each, frozenset()) for each in found)))


def small(text: str) -> str:
    """Small letters; but the WHO is nobody's "who"."""
    return _HEALTH_BODY.sub("whobody", text).lower()


def alike(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """1 for the same word or country, 0.7 for the same family, 0 for strangers."""
    shared = ours & theirs
    if not shared:
        return 0.0
    return 0.7 if all(key.startswith("~") for key in shared) else 1.0


def is_country(word: str) -> bool:
    """Whether a word is one of the countries and continents whose people are known here."""
    return any(key.startswith("@") for key in _families().get(stem(word), ()))


def country_keys(found: frozenset[str]) -> frozenset[str]:
    """Of what a word matches by: the countries that it is of, or the capital of."""
    return frozenset(key for key in found if key.startswith("~of "))


def near(one: str, other: str) -> bool:
    """Whether two stems spell one name: "zelenski" and "zelenskyy"; short ones must be the same."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 5 or len(longer) - len(shorter) > 2:
        return False
    same = sum(a == b for a, b in zip(shorter, longer, strict=False))
    return same >= len(shorter) - 1 and shorter[:4] == longer[:4]

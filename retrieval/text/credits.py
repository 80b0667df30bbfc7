"""Whom a text names as the one it was taken from: "(Reuters) -", "Source: AFP", "first published by The Mirror"."""

import re
from urllib.parse import urlsplit

_EDGE = 250  # characters at the beginning and the end of a text in which a credit stands
_MOST = 8  # credits of one text
_NAME = r"(?P<name>[A-Z][\w.&’'-]*(?: (?:of |the |de )?[A-Z][\w.&’'-]*){0,4})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\({_NAME}\)\s*[-–—:]",  # KYIV (Reuters) -
        rf"\b[A-Z]{{3,}}[^.\n]{{0,40}}?[-–—,] {_NAME} [-–—]",  # KYIV, July 20, Reuters -
        rf"(?i:\b(?:source|sources|credit|by|via|copyright|©)(?: \d{{4}})?(?: the)?)[: ]+{_NAME}",
        rf"(?i:\b(?:published|appeared|reported) (?:first |originally )?(?:by|in|on|at)(?: the)?) {_NAME}",
        rf"(?i:\breporting (?:by|from)(?: the)?) {_NAME}",
        rf"(?i:\baccording to(?: the)?) {_NAME}",
        rf"[(/—–-]\s?{_NAME}[)/]?\s*\Z",  # ... he said. (AFP)
    )
)
_AGENCIES = (
    {"ap", "associatedpress", "apnews"},
    {"afp", "agencefrancepresse"},
    {"pa", "pamedia", "pressassociation"},
    {"dpa", "deutschepresseagentur"},
    {"upi", "unitedpressinternational"},
    {"reuters", "thomsonreuters"},
    {"bbc", "bbcnews"},
    {"npr", "nationalpublicradio"},
)


def credits_of(text: str) -> tuple[str, ...]:
    """The names a text credits at its beginning or end, in order; most are of nobody who has it too."""
    edges = (text,) if len(text) <= 2 * _EDGE else (text[:_EDGE], text[-_EDGE:])
    found = (match["name"] for edge in edges for pattern in _PATTERNS for match in pattern.finditer(edge.strip()))
    return tuple(dict.fromkeys(name.rstrip(".,'’-") for name in found))[:_MOST]


def is_credited(source: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names is the outlet's, however either writes it: "Reuters" is reuters.com."""
    outlet = _plain(source)
    return bool(outlet) and any(_alike(outlet, _plain(name)) for name in names)


def _alike(outlet: str, name: str) -> bool:
    return outlet == name or any(outlet in agency and name in agency for agency in _AGENCIES)


def _plain(name: str) -> str:
    """Letters and digits alone; of a host what stands before its last part."""
    host = name if "." in name and " " not in name.strip() else ""
    if host:
        hostname = urlsplit(f"//{host}").hostname or ""
        name = hostname.removeprefix("www.").partition(".")[0] or name
    plain = "".join(c for c in name.casefold() if c.isalnum())
    return plain.removeprefix("the") if plain != "the" else plain

"""Where a citation leads: the sentence on the publisher's page, else on the bot's own article page, else nowhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from bot.charts import Chart
from retrieval.types import Sentence

ArticlePage = Callable[[Sentence], str]  # the signed, expiring address of the bot's page that shows this sentence
Picture = Callable[[Chart], str]  # the signed address of a chart's picture

_LONGEST_URL = 2_000
_WHOLE = 90  # characters: a longer sentence is named by its first and last words
_EDGE = (4, 8, 30)  # words at least and at most, and the characters that are enough
_EDGE_MARKS = "\"'“”‘’«»„‚‹›()[]{}<>*_–—-•…,;:"
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")  # all that a URL may hold by RFC 3986
_DIRECTIVE = ":~:"
_READ = re.compile(
    r"(?:please\W+)?(?:(?:read|add|fetch|open)(?:\s+(?:this|these|that|it))?\W*)?((?:https?://[^\s<>]+[\s,;]*)+)(?:please)?\W*",
    re.IGNORECASE,
)
_MOST_LINKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to click and the host it really leads to, which is all a label may show."""

    url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """How this installation links. Without a public address there is no ``page`` (the Context modal is the way) and no
    ``picture`` (a line of bars stands in its place).
    """

    page: ArticlePage | None = None
    picture: Picture | None = None

    def to(self, sentence: Sentence) -> Link | None:
        """The best link to a sentence; None when there is none that can be trusted to be http(s)."""
        url = sentence.article.url
        if url is not None and (link := safe_link(url)) is not None:
            landing = with_text_fragment(link.url, sentence.text)
            return Link(url=landing if len(landing) <= _LONGEST_URL else link.url, host=link.host)
        return None if self.page is None else safe_link(self.page(sentence))


def links_to_read(text: str) -> tuple[str, ...]:
    """The addresses that a message wants read: of one that is links and nothing else, but for "read" before them."""
    found = _READ.fullmatch(text.strip())
    if found is None:
        return ()
    urls = re.findall(r"https?://[^\s<>]+", found[1], re.IGNORECASE)
    return tuple(dict.fromkeys(url.rstrip(".,;:!?)'\"") for url in urls))[:_MOST_LINKS]


def safe_link(url: str) -> Link | None:
    """A link that goes where it says: http(s), a plain host, no user name in front of it; anything else is None.

    Hosts in other scripts are shown as they are sent ("xn--…"), so that none looks like another.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc or "\\" in url:
            return None
        shown = host if ":" not in host else f"[{host}]"
        shown = shown if shown.isascii() else shown.encode("idna").decode("ascii")
    except ValueError:
        return None
    shown = shown.lower()
    if not _HOST.fullmatch(shown):
        return None
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        shown = f"{shown}:{port}"
    rebuilt = urlunsplit((parts.scheme.lower(), shown, parts.path or "/", parts.query, parts.fragment))
    encoded = _UNSAFE.sub(lambda found: quote(found.group(), safe="", errors="replace"), rebuilt)
    return Link(url=encoded, host=shown) if len(encoded) <= _LONGEST_URL else None


def with_text_fragment(url: str, sentence: str) -> str:
    """The address with a text fragment that scrolls to the sentence; a fragment that is there stays.

    A long sentence is named by its first and last words, so that notes, links or noise inside it do no harm.
    """
    words = sentence.split()
    while words and not any(c.isalnum() for c in words[0]):
        words = words[1:]
    while words and not any(c.isalnum() for c in words[-1]):
        words = words[:-1]
    if not words:
        return url
    whole = " ".join(words)
    first, last = _edge(words), _edge(words[::-1])[::-1]
    if len(whole) <= _WHOLE or len(first) + len(last) >= len(words):
        fragment = _encoded(whole.strip(_EDGE_MARKS))
    else:
        start, end = " ".join(first).lstrip(_EDGE_MARKS), " ".join(last).rstrip(_EDGE_MARKS)
        fragment = f"{_encoded(start.rstrip(_EDGE_MARKS))},{_encoded(end.lstrip(_EDGE_MARKS))}"
    base, _, anchor = url.partition("#")
    anchor = anchor.partition(_DIRECTIVE)[0]
    return f"{base}#{anchor}{_DIRECTIVE}text={fragment}"


def _edge(words: list[str]) -> list[str]:
    """The first few words, enough of them to be found."""
    least, most, enough = _EDGE
    chosen: list[str] = []
    for word in words[:most]:
        chosen.append(word)
        if len(chosen) >= least and sum(map(len, chosen)) >= enough:
            break
    return chosen


def _encoded(words: str) -> str:
    """Percent-encoded for a text directive, in which dash, comma and ampersand have a meaning."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")

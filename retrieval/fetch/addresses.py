"""Addresses as they are shown to people, and as they go over the wire."""

import re
from urllib.parse import quote, urljoin, urlsplit

SHOWN = 200  # characters of an address that a line has room for
_AS_IT_IS = "%/:=&?~+!$,;'@()*|"
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def shown(url: str) -> str:
    """The address without user name, password, query and fragment, in one line of at most 200 characters."""
    plain = _UNSEEN.sub("", re.split(r"[?#]", url, maxsplit=1)[0])
    before, slashes, rest = plain.partition("//")
    rest = rest if slashes else before
    authority, slash, path = rest.replace("\\", "/").partition("/")
    _, colon, port = authority.rpartition(":")
    if colon and not port.isdecimal() and "]" not in port and "@" in path:  # a password with a slash in it
        authority, slash, path = path.rpartition("@")[2].partition("/")
    named = f"{before + slashes if slashes else ''}{authority.rpartition('@')[2]}{slash}{path}"
    return (named if len(named) <= SHOWN else f"{named[: SHOWN - 1]}…") or "the address"


def tidy(url: str) -> str:
    """The address as it was meant: nothing around it, no fragment, and a space inside as it is sent."""
    return url.strip().partition("#")[0].replace(" ", "%20")


def request_target(url: str) -> bytes:
    """Path and query as a server is asked for them: never empty, ASCII, nothing escaped twice."""
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe=_AS_IT_IS)
    path = path if path.startswith("/") else f"/{path}"
    return (f"{path}?{quote(parts.query, safe=_AS_IT_IS + '[]^`{}')}" if parts.query else path).encode("ascii")


def moved_to(url: str, location: str) -> str:
    """Where a redirect leads, without a fragment. ``location`` is as the header has it. Raises ValueError."""
    try:
        target = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        target = location
    return urljoin(url, tidy(target))

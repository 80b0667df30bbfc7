"""Addresses as people write them, and the host that politeness counts by."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from retrieval.errors import BadInput

LONGEST = 2_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def host_of(url: str) -> str:
    """The host of an address as the fetcher names it: lower case, in ASCII; "" when it has none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    with suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode()
    return host[:250]


def tidied(given: str) -> str:
    """An http(s) address from what a person wrote: without angle brackets, "feed:", or with its scheme left out.

    Raises BadInput for what is no address.
    """
    url = given.strip().strip("<>").strip()
    lower = url.lower()
    if lower.startswith(("feed:http:", "feed:https:")):
        url = url[5:]
    elif lower.startswith("feed://"):
        url = "http" + url[4:]
    elif not _SCHEME.match(url) or re.match(r"[^/@]+:\d+(/|$)", url):
        url = "https://" + url
    if not url.lower().startswith(("http://", "https://")) or not host_of(url) or len(url) > LONGEST or " " in url:
        shown = given.strip()[:80]
        raise BadInput(f"the address {shown!r}", "it is no web address", "write it as https://host/path")
    return url.partition("#")[0]

"""Addresses as people write them, and the host that politeness counts by."""

import re
from urllib.parse import urlsplit

from retrieval.errors import BadInput

LONGEST = 2_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """The host of an address, with its port where that is not the scheme's own; "" when it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")[:250]
    return host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}"


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


def shown(url: str) -> str:
    """An address as logs may have it: without user, password and query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    return f"{parts.scheme}://{host_of(url)}{parts.path}"

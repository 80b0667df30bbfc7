"""What a feed's address and language tell of where it is written."""

import re
from urllib.parse import urlsplit

from retrieval.feeds.dates import Region

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*")
_ANYWHERE = frozenset(["tv", "io", "co", "me", "fm", "ai", "eu", "cc", "ws"])  # endings that say nothing of a country
_SPOKEN_IN = {"he": "il", "iw": "il", "ga": "ie"}


def stated_language(stated: str | None) -> str | None:
    """The language a feed states, in lower case ("en-gb"); None when it states none that is one."""
    code = (stated or "").strip().lower().replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else None


def region_of(language: str | None, address: str) -> Region:
    """Where the feed is written: the country of its host, else of its language ("en-in", "he")."""
    end = (urlsplit(address).hostname or "").rpartition(".")[2]
    spoken, _, country = (language or "").partition("-")
    by_language = _SPOKEN_IN.get(spoken, country if len(country) == 2 else "")
    by_host = end if len(end) == 2 and end not in _ANYWHERE else ""
    return Region(country=by_host or by_language or None, month_first="us" in {country, by_host})


def shown(address: str) -> str:
    """An address as errors name it: without user, password and query."""
    try:
        parts = urlsplit(address)
        return f"{parts.scheme}://{(parts.netloc).rpartition('@')[2]}{parts.path}"
    except ValueError:
        return "the feed"

"""The addresses of pages, and the keys that are the same however an address was come by."""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

from courlan import extract_domain, normalize_url

LONGEST_ADDRESS = 2_000  # characters
_OF_CLICKS_AND_CAMPAIGNS = """
    fbclid gclid gclsrc dclid gbraid wbraid _openstat yclid ysclid twclid msclkid igshid igsh mc_cid mc_eid mc_tc
    _hsenc _hsmi __hssc __hstc __hsfp hsctatracking _ke vero_id vero_conv oly_enc_id oly_anon_id rb_clickid s_cid
    ml_subscriber ml_subscriber_hash wickedid _bhlid bsft_eid bsft_uid cmp smid taid traffic_source ftag ftcamp ocid
    ncid cmpid xtor sh_kit mkt_tok trk trkcampaign srnd guccounter guce_referrer guce_referrer_sig ito intcmp int_cmp
    ref_src ref_url amp outputtype
"""  # miniflux's list, and what the outlets add themselves
_TRACKING = frozenset(_OF_CLICKS_AND_CAMPAIGNS.split())
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "ns_", "at_", "hsa_", "stm_", "wt.", "itm_")
_REFERENCE = frozenset(("ref", "referrer", "source", "from"))


def hashed(prefix: str, *parts: str) -> str:
    """A key made of what identifies an article, the same on every machine."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:24]}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        return parts if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def outlet(url: str) -> str | None:
    """The outlet as its address names it, when nothing else does."""
    parts = _split(url)
    return parts.hostname.removeprefix("www.") if parts and parts.hostname else None


def _tracks(name: str, value: str, host: str) -> bool:
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return name in _REFERENCE and bool(
        re.fullmatch(r"(?:https?://)?(?:www\.)?" + re.escape(host) + r"/?|rss|feed", value)
    )


def untracked(url: str) -> str:
    """``url`` without its fragment and without the parameters that only say where a reader came from."""
    parts = _split(url)
    if parts is None:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(*pair, host)]
    return parts._replace(query=urlencode(sorted(asked)), fragment="").geturl()


def _names_itself(path: str) -> bool:
    """Whether a path names an article without its parameters: by a slug of words, or by a long number."""
    last = path.rstrip("/").rsplit("/", 1)[-1].lower()
    return last.count("-") >= 2 or last.count("_") >= 2 or re.search(r"\d{5}", last) is not None


def page_key(url: str) -> str:
    """The key of an article known by its address alone: the same for tracking parameters, fragments and order.

    Nor do the scheme, ``www.`` and a slash at the end part two addresses. Parameters nobody knows are looked at only
    when the path does not name the article.
    """
    bare = untracked(url)
    try:
        normal = normalize_url(bare, strict=_names_itself(urlsplit(bare).path))
        return hashed("url", re.sub(r"^https?://(?:www\.)?", "", normal).rstrip("/") or url)
    except (ValueError, TypeError, AttributeError):
        return hashed("url", url)


def _site(url: str) -> str | None:
    """The registrable domain of an address, or its host where there is none, as of an address of numbers."""
    try:
        return extract_domain(url) or outlet(url)
    except (ValueError, TypeError, AttributeError):
        return outlet(url)


def believable(canonical: str | None, url: str | None) -> str | None:
    """The address a page says is its own, made absolute, when it can be believed.

    It cannot when it is on another site than ``url``, a home page that ``url`` is not, or no address at all.
    """
    if not canonical or not canonical.isprintable():
        return None
    try:
        absolute = urljoin(url or "", canonical.strip())
    except ValueError:
        return None
    parts = _split(absolute)
    if parts is None or re.search(r"\s", absolute) or len(absolute) > LONGEST_ADDRESS:
        return None
    if not parts.path.strip("/") and not parts.query:
        return None
    return absolute if url is None or _site(absolute) == _site(url) else None


def canonical_key(url: str, canonical: str | None) -> str:
    """The key of the page at ``url`` (the address after redirects) that says its own address is ``canonical``."""
    return page_key(believable(canonical, url) or url)

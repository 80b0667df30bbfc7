"""What a fetch gives, and the ways in which it fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.errors import BadInput


class Want(StrEnum):
    """What is asked for; decides which content types are taken."""

    FEED = "feed"  # XML, JSON, and HTML (which may lead to a feed)
    PAGE = "page"  # HTML
    ROBOTS = "robots"  # plain text


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One redirect."""

    status: int
    origin: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The last response, whatever its status; ``body`` is decoded from its transfer and content encodings."""

    url: str  # asked for
    final_url: str  # after redirects
    status: int
    headers: Mapping[str, str]  # lower-case names
    body: bytes = b""
    moves: tuple[Move, ...] = ()

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class Trouble(StrEnum):
    """Why there is no response."""

    ADDRESS = "address"  # it is no http(s) address on port 80 or 443
    REFUSED = "refused"  # it leads to an address that is not public
    UNKNOWN_HOST = "unknown_host"
    CONNECTION = "connection"  # refused, reset, TLS, not HTTP
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    CONTENT_TYPE = "content_type"
    REDIRECTS = "redirects"  # too many, or in a circle
    ROBOTS = "robots"  # robots.txt asks not to
    COOLING = "cooling"  # the host asked to be left alone for a while


class FetchFailed(BadInput):
    """No response was had. ``str`` is the one line a person reads; it names the address without user and password."""

    def __init__(self, trouble: Trouble, subject: str, cause: str, remedy: str) -> None:
        super().__init__(subject, cause, remedy)
        self.trouble = trouble

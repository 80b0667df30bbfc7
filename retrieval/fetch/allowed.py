"""The in-house hosts that may be fetched although their addresses are not public."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address

from retrieval.errors import BadInput

WEB_PORTS = frozenset({80, 443})
_ENTRY = re.compile(r"(?P<host>\[[^\[\]\s]+\]|[^\[\]:\s/@?#*]+)(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Hosts by name, each with the ports that are open on it. Nothing else is opened: no sub-domains, no other name."""

    ports: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "Allowed":
        """``host[:port],…``: a host without a port is open on 80 and 443. Raises BadInput."""
        ports: dict[str, frozenset[int]] = {}
        for entry in filter(None, (part.strip() for part in text.split(","))):
            host, opened = _entry(entry)
            ports[host] = ports.get(host, frozenset()) | opened
        return cls(ports=ports)

    def opens(self, host: str, port: int) -> bool:
        """Whether the host, as the address names it, is open on that port."""
        return port in self.ports.get(host.rstrip("."), frozenset())

    @property
    def every_port(self) -> frozenset[int]:
        """The ports that are open on any host, those of the web among them."""
        return WEB_PORTS.union(*self.ports.values())


def _entry(entry: str) -> tuple[str, frozenset[int]]:
    found = _ENTRY.fullmatch(entry)
    host = _name(found["host"]) if found else None
    if found is None or host is None:
        raise _unusable(entry, "is not a host with or without a port")
    if found["port"] is None:
        return host, WEB_PORTS
    port = int(found["port"])
    if not 1 <= port <= 65535:
        raise _unusable(entry, "has a port that does not exist")
    return host, frozenset({port})


def _name(host: str) -> str | None:
    """The host in the form in which a checked address carries it; None when it can be none."""
    if host.startswith("["):
        try:
            return str(ip_address(host[1:-1]))
        except ValueError:
            return None
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".") or None
    except ValueError:
        return None


def _unusable(entry: str, cause: str) -> BadInput:
    return BadInput(f"ONRECORD_ALLOW_HOSTS, {entry!r}", cause, "write it as host:port, with commas between")

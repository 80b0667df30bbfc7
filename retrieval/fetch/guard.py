"""Which addresses may be connected to: decided from the address, and again from what its name resolves to.

The table of networks is ssrfguard's (IANA's registries and what they leave out), made stricter: addresses that carry
another one inside (mapped, NAT64, 6to4, Teredo) are refused whole, and so is IPv6 outside of what is given out for
public use.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_network
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import Any

from ssrfguard import DEFAULT_DENIED, Address, AddressTable, Block, Policy, Reach, Target, resolve
from ssrfguard.errors import BlockedAddressError, BlockedURLError, SSRFGuardError

from retrieval.fetch.allowed import WEB_PORTS, Allowed
from retrieval.fetch.deadline import Deadline
from retrieval.fetch.failures import Stopped
from retrieval.fetch.records import Trouble

LOOKUPS = 64  # names looked up at once; a look-up cannot be broken off
NOT_PUBLIC = "it leads to an address that is not public"
_IN_HOUSE = frozenset(
    map(
        ip_network,
        ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"),
    )
)
_PROTOCOLS = (ip_network("192.0.0.0/24"), ip_network("2001::/23"))  # what is public in them serves no pages
_MORE = {
    "::/3": "IPv6 not given out for public use",
    "4000::/2": "IPv6 not given out for public use",
    "8000::/1": "IPv6 not given out for public use",
    "168.63.129.16/32": "Cloud metadata (Azure)",
}

Answer = tuple[int, int, int, str, tuple[Any, ...]]
Resolve = Callable[..., Sequence[Answer]]


def _special(block: Block) -> bool:
    return any(block.network.network_address in protocols for protocols in _PROTOCOLS)


def _strict() -> AddressTable:
    known = tuple(
        replace(block, reach=Reach.DENIED) if block.reach is Reach.TRANSLATED or _special(block) else block
        for block in DEFAULT_DENIED.blocks
    )
    more = tuple(
        Block(network=ip_network(net), name=name, rfc="RFC 4291", reach=Reach.DENIED) for net, name in _MORE.items()
    )
    return AddressTable(known + more)


PUBLIC = _strict()
IN_HOUSE = AddressTable(
    tuple(replace(block, reach=Reach.PERMITTED) if block.network in _IN_HOUSE else block for block in PUBLIC.blocks)
)


class Guard:
    """Says where a request may go. A host that ``allowed`` names may be in-house, but never a metadata service."""

    def __init__(self, *, allowed: Allowed, resolve: Resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._public = Policy(denied_networks=PUBLIC, allowed_ports=WEB_PORTS)
        self._in_house = Policy(denied_networks=IN_HOUSE, allowed_ports=allowed.every_port)
        self._lookups = BoundedSemaphore(LOOKUPS)

    def target(self, url: str) -> Target:
        """The origin an address names. Raises Stopped with ADDRESS or REFUSED; nothing is looked up yet."""
        with suppress(SSRFGuardError):
            target = self._in_house.check_url(url)
            if self._opened(target):
                return target
        try:
            return self._public.check_url(url)
        except BlockedURLError as error:
            if isinstance(error.__cause__, BlockedAddressError):
                raise Stopped(Trouble.REFUSED, NOT_PUBLIC) from error
            raise Stopped(Trouble.ADDRESS, "it is not an address that is fetched") from error

    def addresses(self, target: Target, deadline: Deadline) -> tuple[Address, ...]:
        """What the name resolves to, looked up once; every one of them may be connected to. Raises Stopped."""
        policy = self._in_house if self._opened(target) else self._public
        try:
            if target.is_literal_address:
                return resolve(target, policy=policy)
            return resolve(target, policy=policy, resolver=lambda *asked: self._looked_up(asked, deadline))
        except SSRFGuardError as error:
            raise Stopped(Trouble.REFUSED, NOT_PUBLIC) from error
        except (OSError, ValueError) as error:
            raise Stopped(Trouble.UNKNOWN_HOST, f"no host is called {target.host}") from error

    def _opened(self, target: Target) -> bool:
        return self._allowed.opens(target.host if target.address is None else str(target.address), target.port)

    def _looked_up(self, asked: tuple[Any, ...], deadline: Deadline) -> Sequence[Answer]:
        """The resolver's answer within the deadline; one that never answers keeps its thread, of few."""
        answers: SimpleQueue[Sequence[Answer] | Exception] = SimpleQueue()
        if not self._lookups.acquire(timeout=deadline.left()):
            raise Stopped(Trouble.TIMEOUT, "too many names are being looked up")

        def look_up() -> None:
            try:
                answers.put(self._resolve(*asked))
            except Exception as error:
                answers.put(error)
            finally:
                self._lookups.release()

        Thread(target=look_up, name="look-up", daemon=True).start()
        try:
            answer = answers.get(timeout=deadline.left())
        except Empty:
            raise Stopped(Trouble.TIMEOUT, "its name was not resolved in time") from None
        if isinstance(answer, Exception):
            raise OSError("not resolved") from answer
        return answer

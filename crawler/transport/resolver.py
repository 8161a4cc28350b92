"""Names are looked up once and pinned: what the guard judged is what is connected to, whatever a second DNS answer would say.

Scrapy installs it on the reactor (setting ``TWISTED_DNS_RESOLVER``). A connection asks it for addresses and gets those pinned
before; a name that nobody pinned has none, so that a request which went round the guard goes nowhere.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer


@implementer(IHostnameResolver)
class PinnedResolver:
    """The one resolver of a crawling process. ``timeout`` in seconds bounds one look-up."""

    def __init__(self, reactor: Any, timeout: float) -> None:
        self._reactor = reactor
        self._timeout = timeout
        self._pins: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcess, reactor: Any) -> Self:
        return cls(reactor, crawler.settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        """A proxy named by the environment is the operator's own choice: it may stand in an inner network."""
        for scheme, proxy in getproxies().items():
            host = urlsplit(proxy if "//" in proxy else f"//{proxy}").hostname
            if scheme != "no" and host and (found := _look_up(host)):
                self._pins[_key(host)] = found
        self._reactor.installNameResolver(self)

    async def pin(self, host: str) -> tuple[str, ...]:
        """All addresses of a name, IPv4 and IPv6, the same ones for the life of the process.

        Raises CannotResolveHostError. A failed look-up is not remembered.
        """
        key = _key(host)
        if key not in self._pins:
            looking = asyncio.get_running_loop().run_in_executor(None, _look_up, host)
            try:
                found = await asyncio.wait_for(looking, self._timeout)
            except TimeoutError:
                raise CannotResolveHostError(f"{host}: no answer within {self._timeout:g} s") from None
            if not found:
                raise CannotResolveHostError(f"{host}: no address")
            self._pins.setdefault(key, found)
        return self._pins[key]

    def resolveHostName(  # noqa: N802 - as the interface says
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: ARG002, N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> HostResolution:
        """Answer a connection from the pins alone."""
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        for address in self._pins.get(_key(hostName), ()):
            kind = IPv6Address if ":" in address else IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", address, portNumber))
        resolutionReceiver.resolutionComplete()
        return resolution


def _key(host: str) -> str:
    """One spelling for the guard, which reads addresses, and for Twisted, which decodes international names."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _look_up(host: str) -> tuple[str, ...]:
    """The addresses in the order in which the system would try them. It also reads numbers in decimal, octal and hexadecimal."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from scrapy.exceptions import CannotResolveHostError

from crawler.transport.resolver import PinnedResolver


class Reactor:
    """Only remembers who was installed."""

    def installNameResolver(self, resolver: Any) -> None:  # noqa: N802 - as in Twisted
        self.resolver = resolver


class Receiver:
    """What a connection is told."""

    def __init__(self) -> None:
        self.found: list[tuple[str, int]] = []

    def resolutionBegan(self, _: Any) -> None:  # noqa: N802 - as in Twisted
        """Nothing to cancel."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - as in Twisted
        self.found.append((address.host, address.port))

    def resolutionComplete(self) -> None:  # noqa: N802 - as in Twisted
        self.found.append(("end", 0))


def told(resolver: PinnedResolver, host: str) -> list[tuple[str, int]]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, 443)
    return receiver.found


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The system's names: each look-up takes the next of the answers."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        if not known.get(host):
            raise socket.gaierror(host)
        address = known[host].pop(0)
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, 1, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_connection_gets_what_was_pinned_and_nothing_else(names: dict[str, list[str]]) -> None:
    """A name that nobody pinned has no address; a pinned one has that of its first look-up."""
    names["a.gov.cn"] = ["114.114.114.114", "10.0.0.1"]
    resolver = PinnedResolver(Reactor(), 5.0)
    assert told(resolver, "a.gov.cn") == [("end", 0)]
    for _ in range(2):
        assert asyncio.run(resolver.pin("a.gov.cn")) == ("114.114.114.114",)
        assert told(resolver, "A.gov.cn") == [("114.114.114.114", 443), ("end", 0)]


def test_an_international_name_is_one_name(names: dict[str, list[str]]) -> None:
    """The guard reads it as it stands in the address, Twisted hands it over decoded: no second look-up lies between."""
    names["xn--fiqs8s.xn--fiqz9s"] = ["2400:3200::1", "::1"]
    resolver = PinnedResolver(Reactor(), 5.0)
    asyncio.run(resolver.pin("xn--fiqs8s.xn--fiqz9s"))
    assert told(resolver, "中国.中國") == [("2400:3200::1", 443), ("end", 0)]


def test_a_failed_look_up_is_tried_again(names: dict[str, list[str]]) -> None:
    """And is an error with the name."""
    resolver = PinnedResolver(Reactor(), 5.0)
    with pytest.raises(CannotResolveHostError, match=r"b\.gov\.cn"):
        asyncio.run(resolver.pin("b.gov.cn"))
    names["b.gov.cn"] = ["114.114.114.114"]
    assert asyncio.run(resolver.pin("b.gov.cn")) == ("114.114.114.114",)


def test_the_proxy_of_the_environment_is_found_unasked(names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the operator's own choice, and may stand in an inner network; what is to go round it is no proxy."""
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://user:word@gate.inner:3128")
    monkeypatch.setenv("no_proxy", "other.inner")
    names |= {"gate.inner": ["10.1.2.3"], "other.inner": ["10.1.2.4"]}
    resolver = PinnedResolver(Reactor(), 5.0)
    resolver.install_on_reactor()
    assert told(resolver, "gate.inner") == [("10.1.2.3", 443), ("end", 0)]
    assert told(resolver, "other.inner") == [("end", 0)]

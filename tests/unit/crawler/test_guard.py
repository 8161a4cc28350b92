from __future__ import annotations

import pytest

from crawler.middlewares.guard import is_allowed


@pytest.mark.parametrize("address", ["114.114.114.114", "2400:3200::1"])
def test_public_addresses_pass(address: str) -> None:
    """IPv4 and IPv6."""
    assert is_allowed(address, loopback=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104 - nothing is bound
        "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_private_addresses_do_not(address: str) -> None:
    """Private, loopback, link-local, metadata, shared and multicast ones, also wrapped in IPv6."""
    assert not is_allowed(address, loopback=False)


def test_loopback_opens_127_and_nothing_else() -> None:
    """The sample regulators may be asked; the network around them may not."""
    assert is_allowed("127.0.0.1", loopback=True) and is_allowed("127.9.9.9", loopback=True)
    assert not any(is_allowed(address, loopback=True) for address in ("10.0.0.1", "::1", "169.254.169.254"))

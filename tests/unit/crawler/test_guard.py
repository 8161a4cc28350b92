from __future__ import annotations

import pytest

from crawler.transport.public import is_allowed


@pytest.mark.parametrize("address", ["114.114.114.114", "2400:3200::1"])
def test_public_addresses_pass(address: str) -> None:
    """IPv4 and IPv6."""
    assert is_allowed(address, loopback=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104 - nothing is bound
        "168.63.129.16", "100.100.100.200", "192.0.0.192", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fd00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:10.0.0.1", "2002:7f00:1::", "64:ff9b::10.0.0.1", "64:ff9b:1::a00:1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    ],
)  # fmt: skip
def test_private_addresses_do_not(address: str) -> None:
    """Private, loopback, link-local, metadata, shared and multicast ones, also wrapped in IPv6."""
    assert not is_allowed(address, loopback=False)


def test_a_tunnel_to_a_public_address_passes() -> None:
    """Networks without IPv4 reach the rest of the world through NAT64."""
    assert is_allowed("64:ff9b::114.114.114.114")


def test_loopback_opens_loopback_and_nothing_else() -> None:
    """The sample regulators may be asked, on IPv4 and IPv6; the network around them may not."""
    assert all(is_allowed(address, loopback=True) for address in ("127.0.0.1", "127.9.9.9", "::1"))
    assert not any(is_allowed(address, loopback=True) for address in ("10.0.0.1", "fe80::1", "169.254.169.254", "0.0.0.0"))  # noqa: S104

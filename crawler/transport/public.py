"""Which addresses the crawler may connect to: public ones, whatever spelling or tunnel they hide behind."""

from __future__ import annotations

import ipaddress

IPv4 = ipaddress.IPv4Address
IPv6 = ipaddress.IPv6Address

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that IANA hands out to hosts; what lies outside is local, reserved or of a transition mechanism."""

TUNNELS = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "::/96",  # IPv4-compatible, RFC 4291 2.5.5.1
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
    )
)
"""Networks whose last 32 bits are the IPv4 address that a packet ends at."""

OF_THE_MACHINE = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # IETF protocol assignments; older Pythons know a part; Oracle's cloud answers there
    ipaddress.IPv4Network("168.63.129.16/32"),  # a public address, but Azure answers it from within
)
"""Not public, though :mod:`ipaddress` says so. The other clouds' metadata services are in ranges it knows."""


def is_allowed(address: str, loopback: bool = False) -> bool:
    """True for a public address, and with ``loopback`` for 127.0.0.0/8 and ::1, where the sample regulators live.

    An IPv4 address inside an IPv6 one is judged by what it leads to. Raises ValueError for what is no address.
    """
    ip = ipaddress.ip_address(address)
    if loopback and ip.is_loopback:
        return True
    if isinstance(ip, IPv6):
        inner = _inner(ip)
        if inner is None:
            return ip in GLOBAL_UNICAST and ip.is_global
        ip = inner
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in OF_THE_MACHINE)


def _inner(ip: IPv6) -> IPv4 | None:
    if any(ip in network for network in TUNNELS):
        return IPv4(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)

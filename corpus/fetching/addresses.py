"""Which network addresses anybody may reach, and which only who is inside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# What `ipaddress` calls global and leads inside all the same, or to an IPv4 address that was not looked at: relays of 6to4,
# mapped, translated and compatible addresses, 6to4, Teredo, NAT64 within a network, what was local to a site.
_INSIDE = tuple(
    map(
        IPv6Network,
        ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "2002::/16", "2001::/32", "64:ff9b:1::/48", "fec0::/10"),
    )
)
_RELAYS = IPv4Network("192.88.99.0/24")
# Where a network has only IPv6, its resolver gives every IPv4 address under this (NAT64, RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether `address`, an IP address as the resolver writes it, is one that the whole internet shares.

    Raises ValueError where it is none.
    """
    plain, _, zone = address.partition("%")
    found = ip_address(plain)
    if isinstance(found, IPv6Address) and found in _TRANSLATED:
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    inside = found in _RELAYS if isinstance(found, IPv4Address) else any(found in network for network in _INSIDE)
    return not (zone or inside or found.is_multicast or found.is_reserved) and found.is_global

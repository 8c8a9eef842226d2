"""What anybody may reach."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.addresses import is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are(address: str) -> None:
    """Those of well-known sites are, and what a network without IPv4 makes of them."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
    192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:1.1.1.1 ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
    64:ff9b::a9fe:a9fe 64:ff9b:1::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe::1 fc00::1 fd12:3456::1 fe80::1
    fe80::1%eth0 2606:4700::1111%eth0 fec0::1 ff02::1 ff0e::1""".split(),
)
def test_addresses_inside_are_not(address: str) -> None:
    """Loopback, private, shared, link-local, documentation, multicast and reserved ones, and IPv6 that leads to IPv4."""
    assert not is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_translated_address_is_as_public_as_what_it_stands_for(number: int) -> None:
    """NAT64 hides nothing, and no other way to write an IPv4 address in IPv6 is let through."""
    plain = IPv4Address(number)
    assert is_public(f"64:ff9b::{plain}") == is_public(str(plain))
    assert not is_public(f"::ffff:{plain}")
    assert not is_public(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1")

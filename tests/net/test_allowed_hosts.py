"""Which hosts and addresses may be read from."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.net.allowed_hosts import HostAllowList, explain_private_address, is_public

HOSTS = HostAllowList(["*.runware.ai", "pictures.example.org:8443", "127.0.0.1:9000", "localhost", "[::1]:7"])


@pytest.mark.parametrize(
    "url",
    [
        "https://im.runware.ai/a.jpg",
        "https://IM.Runware.AI/a.jpg",
        "https://a.b.runware.ai/a.jpg",
        "https://im.runware.ai:443/a.jpg",
        "https://pictures.example.org:8443/a",
        "http://127.0.0.1:9000/a",
        "https://127.0.0.1:9000/a",
        "http://localhost:1234/a",
        "http://[::1]:7/a",
    ],
)
def test_listed_host_is_allowed(url: str) -> None:
    assert HOSTS.allows(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://im.runware.ai/a.jpg",
        "https://runware.ai/a.jpg",
        "https://evilrunware.ai/a.jpg",
        "https://im.runware.ai.evil.example/a.jpg",
        "https://im.runware.ai:8443/a.jpg",
        "https://im.runware.ai@evil.example/a.jpg",
        "https://user:password@im.runware.ai/a.jpg",
        "https://evil.example/im.runware.ai",
        "https://pictures.example.org/a",
        "http://127.0.0.1/a",
        "http://127.0.0.1:9001/a",
        "http://127.0.0.2:9000/a",
        "http://0x7f.1:9000/a",
        "http://[::ffff:127.0.0.1]:9000/a",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "ftp://im.runware.ai/a.jpg",
        "data:image/png;base64,AAAA",
        "/relative",
        "",
    ],
)
def test_unlisted_host_is_rejected(url: str) -> None:
    assert not HOSTS.allows(URL(url))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "104.18.0.1", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::8.8.8.8"]
)
def test_an_ordinary_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8",
        "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:8.8.8.8",
        "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::8.8.8.8%1", "64:ff9b:1::8.8.8.8", "64:ff9b:0:0:1::8.8.8.8",
        "2002:7f00:1::", "2002:808:808::", "2001::1",
        "2001:db8::1", "3fff::1", "fc00::1", "fe80::1", "fe80::1%eth0", "ff02::1", "ff0e::1", "", "localhost",
        "0x7f.1", "127.1",
    ],
)  # fmt: skip
def test_private_or_reserved_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_ipv4_address_embedded_in_ipv6_is_never_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for prefix in (0xFFFF << 32, 0x2002 << 112):
        inside = prefix | (number << 80 if prefix == 0x2002 << 112 else number)
        assert not is_public(str(ipaddress.IPv6Address(inside)))


@given(st.ip_addresses(v=4) | st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="198.18.0.0/15"))
def test_nat64_address_is_public_exactly_when_its_ipv4_address_is(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"64:ff9b::{address}") is is_public(str(address))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("198.18.3.4", "fake-IP"),
        ("198.19.255.255", "fake-IP"),
        ("64:ff9b::198.18.0.1", "fake-IP"),
        ("0.0.0.0", "blocks the name"),
        ("127.0.0.1", "blocks the name"),
        ("::", "blocks the name"),
        ("10.0.0.1", "it comes from this network’s DNS"),
        ("fd00::1", "it comes from this network’s DNS"),
        ("", "not an IP address"),
    ],
)
def test_private_address_explanation_names_its_cause(address: str, said: str) -> None:
    assert said in explain_private_address(address)


@given(st.text())
def test_arbitrary_text_never_crashes_is_public(text: str) -> None:
    assert is_public(text) in {True, False}

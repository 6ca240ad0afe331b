"""Protection against server-side request forgery (SSRF): allowed hosts, and allowed IP addresses.

The allow-list of hosts, TLS, and downloads without redirects stop most of it. But who controls a host's DNS can point
it at a private address, so the IP address is checked again when the socket is created, which no resolver, address
literal or redirect can bypass.
"""

import errno
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from aiohttp import AddrInfoType, TCPConnector
from yarl import URL

_HTTPS_PORT: Final = 443
_BLOCKED_V4_NETWORKS: Final = (
    IPv4Network("192.0.0.0/24"),  # partly public by ipaddress before Python 3.13
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
)
_NAT64_NETWORK: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: what a DNS64 resolver makes of an IPv4 address
_FAKE_IP_NETWORK: Final = IPv4Network("198.18.0.0/15")  # RFC 2544: benchmarks; "fake-IP" proxies answer with these
_UNICAST_V6: Final = IPv6Network("2000::/3")  # outside are mapped, locally translated, local and multicast ones
_BLOCKED_V6_NETWORKS: Final = (
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address inside
    IPv6Network("3fff::/20"),  # documentation
)


class HostAllowList:
    """An allow-list of host patterns.

    ``*.example.org`` is every name below example.org, and ``name:9000`` only that port. Without a port it is 443, or
    any port of a loopback host. Only loopback hosts may be read without TLS.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(split_pattern(pattern) for pattern in patterns)

    def allows(self, url: URL) -> bool:
        """Whether this URL may be read."""
        host, port = url.host, url.port
        if host is None or port is None or url.user is not None or url.password is not None:
            return False
        if url.scheme != "https" and not (url.scheme == "http" and is_loopback(host)):
            return False
        return any(
            _matches(pattern, host) and (only == port or (only is None and (port == _HTTPS_PORT or is_loopback(host))))
            for pattern, only in self._patterns
        )


def is_loopback(host: str) -> bool:
    """Whether the name or address is loopback, without DNS."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(address: str) -> bool:
    """Whether an IP address is public: not private, local, mapped, tunnelled, multicast or reserved.

    A NAT64 address counts as the IPv4 address inside it, to which an IPv6-only network connects.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip in _NAT64_NETWORK and ip.scope_id is None:
        ip = IPv4Address(int(ip) & 0xFFFF_FFFF)
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _BLOCKED_V4_NETWORKS)
    return ip in _UNICAST_V6 and not any(ip in network for network in _BLOCKED_V6_NETWORKS)


def explain_private_address(address: str) -> str:
    """The end of a sentence for the operator: the probable reason for an address that is not public."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "which is no address"
    if isinstance(ip, IPv6Address) and ip in _NAT64_NETWORK:
        ip = IPv4Address(int(ip) & 0xFFFF_FFFF)
    if isinstance(ip, IPv4Address) and ip in _FAKE_IP_NETWORK:
        return "which a proxy or VPN here gives out in place of the real one (fake-IP); leave this name out there"
    if ip.is_loopback or ip.is_unspecified:
        return "which is this machine: a filter in this network’s DNS, or /etc/hosts, blocks the name"
    return "which is not on the internet: this network’s DNS answers so"


def guarded_connector(may_connect: Callable[[str], bool]) -> TCPConnector:
    """Create a connector that connects only to IP addresses that ``may_connect`` accepts.

    Others raise PermissionError, which aiohttp wraps in ``ClientConnectorError``.
    """

    def guarded(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not may_connect(str(address[0])):
            raise PermissionError(
                errno.EACCES, f"the name leads to {address[0]}, {explain_private_address(str(address[0]))}"
            )
        return socket.socket(family, kind, protocol)

    return TCPConnector(socket_factory=guarded, limit=16, ttl_dns_cache=60)


def split_pattern(pattern: str) -> tuple[str, int | None]:
    """Split a pattern into its host, in lower case, and its port; ``None`` if it has none."""
    name, colon, port = pattern.lower().rpartition(":")
    if colon and port.isdecimal() and not name.endswith(":"):
        return name.strip("[]"), int(port)
    return pattern.lower().strip("[]"), None


def _matches(pattern: str, host: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern

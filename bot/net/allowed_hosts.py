"""Protection against server-side request forgery (SSRF): allowed hosts, and allowed IP addresses.

Downloads are restricted to allowed hosts, use TLS and follow no redirects. The owner of an allowed host's DNS could
still let its name resolve to a private address, so the IP address is checked when the socket is created. This check
applies to every connection, however the address was obtained.
"""

import errno
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from aiohttp import AddrInfoType, TCPConnector
from yarl import URL

HTTPS_PORT: Final = 443
_BLOCKED_V4_NETWORKS: Final = (
    IPv4Network("192.0.0.0/24"),  # ipaddress before Python 3.13 treats parts of it as public
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
)
_NAT64_NETWORK: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: DNS64 resolvers translate IPv4 addresses to these
_FAKE_IP_NETWORK: Final = IPv4Network("198.18.0.0/15")  # RFC 2544: benchmarks; "fake-IP" proxies answer with these
_UNICAST_V6: Final = IPv6Network("2000::/3")
"""Global unicast: excludes IPv4-mapped, local-use NAT64 (64:ff9b:1::/48), link-local, unique-local and multicast."""
_BLOCKED_V6_NETWORKS: Final = (
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments
    IPv6Network("2002::/16"),  # 6to4: contains an IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)


class HostAllowList:
    """An allow-list of host patterns.

    ``*.example.org`` is every name below example.org, and ``name:9000`` only that port. Without a port, 443 is allowed,
    or any port of a loopback host. Only loopback hosts may be read without TLS.
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
        is_default_port = port == HTTPS_PORT or is_loopback(host)
        return any(
            _matches(pattern, host) and (is_default_port if pattern_port is None else pattern_port == port)
            for pattern, pattern_port in self._patterns
        )


def is_loopback(host: str) -> bool:
    """Whether the name or address is loopback, without DNS."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(address: str) -> bool:
    """Whether an IP address is public: not private, local, mapped, tunnelled, multicast or reserved."""
    ip = _parse_address(address)
    if ip is None or not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _BLOCKED_V4_NETWORKS)
    return ip in _UNICAST_V6 and not any(ip in network for network in _BLOCKED_V6_NETWORKS)


def explain_private_address(address: str) -> str:
    """The probable reason why an address is not public, for messages to the operator.

    It is a relative clause (“which …”) that follows the address.
    """
    ip = _parse_address(address)
    if ip is None:
        return "which is not an IP address"
    if isinstance(ip, IPv4Address) and ip in _FAKE_IP_NETWORK:
        return (
            "which a local proxy or VPN returns in place of the real address (fake-IP); "
            "exclude this name in its settings"
        )
    if ip.is_loopback or ip.is_unspecified:
        return "which is this machine: this network’s DNS filter or /etc/hosts blocks the name"
    return "which is not a public address; it comes from this network’s DNS"


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Parse an IP address; a NAT64 address becomes the IPv4 address inside it, to which the network translates it."""
    try:
        ip = ip_address(text)
    except ValueError:
        return None
    is_nat64 = isinstance(ip, IPv6Address) and ip in _NAT64_NETWORK and ip.scope_id is None
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if is_nat64 else ip


def guarded_connector(may_connect: Callable[[str], bool]) -> TCPConnector:
    """Create a connector that connects only to IP addresses that ``may_connect`` accepts.

    For other addresses it raises PermissionError, which aiohttp wraps in ``ClientConnectorError``.
    """

    def create_socket(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, socket_address = info
        address = str(socket_address[0])
        if not may_connect(address):
            raise PermissionError(errno.EACCES, f"the name resolves to {address}, {explain_private_address(address)}")
        return socket.socket(family, kind, protocol)

    return TCPConnector(socket_factory=create_socket, limit=16, ttl_dns_cache=60)


def split_pattern(pattern: str) -> tuple[str, int | None]:
    """Split a pattern into its host, in lower case, and its port; ``None`` if it has none."""
    name, colon, port = pattern.lower().rpartition(":")
    if colon and port.isdecimal() and not name.endswith(":"):
        return name.strip("[]"), int(port)
    return pattern.lower().strip("[]"), None


def _matches(pattern: str, host: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern

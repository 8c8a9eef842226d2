"""Connections to public addresses only, whatever a name resolves to and wherever a redirect leads.

A name is resolved once for each request, every address it has must be public, and the connection is made to one of those and not
to the name: a resolver that answers otherwise a moment later changes nothing.
"""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Collection

import httpx

from corpus.errors import FetchError
from corpus.fetching.addresses import is_public

# From a name and a port to the addresses, as texts.
Resolve = Callable[[str, int], Awaitable[list[str]]]


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests over HTTP/1.1, to public addresses and those of `allowed`, over TLS to those whom `trusted` vouches for.

    Raises FetchError where a name has an address that is neither, or none.
    """

    def __init__(self, allowed: Collection[str], resolve: Resolve, trusted: ssl.SSLContext) -> None:
        self._allowed, self._resolve = frozenset(allowed), resolve
        # Kept connections would be looked up by address, and another name there be shown the first one's certificate.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(verify=trusted, limits=limits, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The response of the first address that takes the connection."""
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or {"https": 443}.get(request.url.scheme, 80)
        failure: httpx.TransportError | None = None
        for address in await self._addresses(host, port):
            try:
                return await self._inner.handle_async_request(_sent_to(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        assert failure is not None
        raise failure

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise FetchError(f"{host[:80]} has no address")
        for address in found:
            if address not in self._allowed and not is_public(address):
                raise FetchError(f"{host[:80]} is no public address: only pages that anybody can reach are fetched")
        return found


def _sent_to(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """`request`, whose Host header has the name already, to `address`; the certificate must be the name's."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )

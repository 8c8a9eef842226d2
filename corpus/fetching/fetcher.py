"""One page of the web, asked for as a guest would: nothing of ours goes there but the address."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from pathlib import PurePosixPath

import httpx

from corpus.errors import FetchError
from corpus.fetching.guarding import GuardedTransport, Resolve
from corpus.fetching.resolving import resolve_by_system
from corpus.fetching.robots import AGENT, lets_read
from corpus.fetching.unpacking import ACCEPTED, unpacked
from corpus.metadata import linkable, slug

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_REDIRECTS = 5
_LONGEST_URL = 2000
# As much of a robots.txt as RFC 9309 wants read at least.
_MOST_ROBOTS = 500 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at `url`, after redirects and as it can be linked to: `data`, and the `name` of a file that would hold it."""

    url: str
    name: str
    data: bytes


class Fetcher:
    """Fetches pages of at most `max_bytes`, unpacked, in at most `seconds`, redirects and robots.txt included.

    `allowed` are addresses that may be reached though they are not public, and `resolve` gives a name's addresses: both are for
    tests, and no setting reaches them.
    """

    def __init__(
        self,
        max_bytes: int,
        seconds: float = 20.0,
        *,
        allowed: Collection[str] = (),
        resolve: Resolve = resolve_by_system,
    ) -> None:
        self._max_bytes, self._seconds, self._allowed, self._resolve = max_bytes, seconds, allowed, resolve

    async def fetch(self, url: str) -> Page:
        """The page at `url`; raises FetchError with one sentence that says what is in the way."""
        target = _checked(url)
        client = httpx.AsyncClient(
            transport=GuardedTransport(self._allowed, self._resolve, await asyncio.to_thread(_trusted)),
            headers={
                "User-Agent": f"{AGENT}/{version('footnote')} (answers questions about articles, with citations)",
                "Accept": ", ".join(_SUFFIXES),
                "Accept-Encoding": ACCEPTED,
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=self._seconds,
            trust_env=False,
        )
        try:
            async with asyncio.timeout(self._seconds), client:
                return await self._follow(client, target)
        except (TimeoutError, httpx.TimeoutException):
            raise FetchError(f"the page did not come within {self._seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise FetchError(f"the page can't be fetched ({type(error).__name__})") from error

    async def _follow(self, client: httpx.AsyncClient, target: httpx.URL) -> Page:
        for _ in range(_REDIRECTS + 1):
            await self._ask(client, target)
            response = await client.send(client.build_request("GET", target), stream=True)
            try:
                if not response.has_redirect_location:
                    return await self._page(response, target)
                target = _checked(str(target.join(response.headers["location"])))
            finally:
                await response.aclose()
        raise FetchError(f"the page redirects more than {_REDIRECTS} times")

    async def _ask(self, client: httpx.AsyncClient, target: httpx.URL) -> None:
        """Raise FetchError where the site's robots.txt forbids the page, or can't be had for the site's own fault."""
        place = target.copy_with(raw_path=b"/robots.txt", fragment=None)
        for _ in range(_REDIRECTS + 1):
            response = await client.send(client.build_request("GET", place), stream=True)
            try:
                if response.has_redirect_location:
                    place = _checked(str(place.join(response.headers["location"])))
                    continue
                if response.is_server_error:
                    raise FetchError(f"{target.host[:80]} does not say whether robots may read it")
                if response.is_success:
                    robots = await _beginning(response)
                    if not await asyncio.to_thread(lets_read, robots, str(target)):
                        raise FetchError(f"{target.host[:80]} lets no robots read that page (robots.txt)")
                return
            finally:
                await response.aclose()

    async def _page(self, response: httpx.Response, target: httpx.URL) -> Page:
        if response.status_code != httpx.codes.OK:
            raise FetchError(f"{target.host[:80]} answers with status {response.status_code} instead of the page")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        suffix = _SUFFIXES.get(kind)
        if suffix is None:
            raise FetchError(f"what is there is {kind[:80] or 'of no stated type'!r}: {', '.join(_SUFFIXES)} are read")
        data = await unpacked(response.aiter_raw(), response.headers.get("content-encoding", ""), self._max_bytes)
        stem = slug(PurePosixPath(target.path).stem or target.host)
        return Page(linkable(str(target.copy_with(fragment=None))), stem + suffix, data)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe who they are; to read all those certificates takes too long for every page."""
    return httpx.create_ssl_context(trust_env=False)


async def _beginning(response: httpx.Response) -> bytes:
    """As much of a robots.txt as is read; of one that can't be unpacked nothing, which forbids nothing."""
    encoding = response.headers.get("content-encoding", "")
    try:
        return await unpacked(response.aiter_raw(), encoding, _MOST_ROBOTS, cut=True)
    except FetchError:
        return b""


def _checked(url: str) -> httpx.URL:
    """`url` where it is an address that could be a page's; raises FetchError."""
    try:
        found = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError):
        raise FetchError(f"{url[:80]!r} is no web address") from None
    if found.scheme not in {"http", "https"} or not found.host:
        raise FetchError(f"{url[:80]!r} is no web address: it begins with http:// or https:// and names a host")
    if found.userinfo:
        raise FetchError("a web address with a name or a password in it is not fetched: leave them out")
    if not 0 < (found.port or 1) < 2**16:
        raise FetchError(f"{url[:80]!r} is no web address: a port is a number from 1 to 65535")
    if len(linkable(str(found))) > _LONGEST_URL:
        raise FetchError(f"the web address has more than {_LONGEST_URL:,} characters")
    return found

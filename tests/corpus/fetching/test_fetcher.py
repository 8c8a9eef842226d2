"""One page, fetched from whoever has it, and nothing else."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from corpus.errors import FetchError
from corpus.fetching import Fetcher, Page, file_of
from corpus.fetching.fetcher import _trusted
from corpus.fetching.guarding import Resolve
from corpus.reading import read_bytes
from corpus.values import Article
from tests.corpus.fetching.local import NOTHING, Answer, Local, local, page, redirect

HERE, THERE = "127.0.0.1", "127.0.0.2"
HTML = b"<html><head><title>The mill</title></head><body><article><h1>The mill</h1><p>The mill burned down in 1902, and nobody was hurt. It was rebuilt four years later by Ida Holm.</p></article></body></html>"
MOST = 2**20


def resolving(names: Mapping[str, Sequence[str]]) -> Resolve:
    """A resolver that knows `names`."""

    async def resolve(host: str, port: int) -> list[str]:
        return list(names.get(host, ()))

    return resolve


async def fetch(server: Local, path: str = "/mill", *, most: int = MOST, seconds: float = 20.0, to: str = HERE) -> Page:
    """The page at `path` of `server`, whose name is news.example."""
    fetcher = Fetcher(most, seconds, allowed={HERE}, resolve=resolving({"news.example": [to], "other.example": [to]}))
    return await fetcher.fetch(f"http://news.example:{server.port}{path}")


async def test_page_is_fetched_and_read() -> None:
    """What comes is an article's file, and who asks says who it is and nothing about anybody else."""
    async with local({"/a/mill.php?x=1": page(HTML, "text/html; charset=utf-8")}) as server:
        found = await fetch(server, "/a/mill.php?x=1#top")
        assert (found.name, found.data) == ("mill.html", HTML)
        assert found.url == f"http://news.example:{server.port}/a/mill.php?x=1"
        (article,) = read_bytes(found.data, found.name)
        assert isinstance(article, Article)
        assert "burned down in 1902" in article.body
    assert server.paths() == ["/robots.txt", "/a/mill.php?x=1"]
    head = server.came[1].lower()
    assert f"host: news.example:{server.port}" in head
    assert "user-agent: footnote/" in head
    assert not any(f"\r\n{name}:" in head for name in ("cookie", "authorization", "referer", "from"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/xhtml+xml", "mill.html"),
        ("TEXT/PLAIN", "mill.txt"),
        ("text/markdown", "mill.md"),
        ("application/pdf", "mill.pdf"),
    ],
)
async def test_file_is_named_by_its_type(kind: str, name: str) -> None:
    """What the server says it is decides, not what the address looks like."""
    async with local({"/mill.exe": page(b"The mill.", kind)}) as server:
        assert (await fetch(server, "/mill.exe")).name == name


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip", "identity"])
async def test_packed_page_is_unpacked(encoding: str) -> None:
    """Whichever of the common packings it comes in."""
    body = {"identity": HTML, "deflate": zlib.compress(HTML)}.get(encoding, gzip.compress(HTML))
    async with local({"/mill": page(body, "text/html", f"Content-Encoding: {encoding}")}) as server:
        assert (await fetch(server)).data == HTML


async def _hang(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    await writer.drain()
    await writer.wait_closed()


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


BOMB = gzip.compress(bytes(100 * MOST))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(HTML, status="404 Not Found"), "news.example answers with status 404 instead of the page"),
        (page(HTML, status="204 No Content"), "status 204"),
        (page(HTML, "image/png"), "what is there is 'image/png': text/html, "),
        (page(HTML, ""), "of no stated type"),
        (page(HTML, "text/html", "Content-Encoding: br"), "packed as 'br', which is not read: gzip, deflate are"),
        (page(HTML, "text/html", "Content-Encoding: gzip"), "packed otherwise than it says"),
        (page(gzip.compress(HTML)[:-9], "text/html", "Content-Encoding: gzip"), "ends before what it packs does"),
        (page(BOMB, "text/html", "Content-Encoding: gzip"), "more than the 1 MiB that are read"),
        (page(bytes(MOST + 1)), "more than the 1 MiB"),
        (_endless, "more than the 1 MiB"),
        (page(HTML, length=len(HTML) + 5), "can't be fetched (RemoteProtocolError)"),
        (page(HTML, "text/html", "Content-Length: 5"), "can't be fetched"),
        (b"220 mail.example ESMTP\r\n", "can't be fetched"),
        (b"", "can't be fetched"),
        (page(HTML, "text/html", "X: " + "y" * 200_000), "can't be fetched"),
        (redirect("/mill"), "redirects more than 5 times"),
        (redirect("file:///etc/passwd"), "is no web address"),
        (redirect("ftp://news.example/mill"), "is no web address"),
        (redirect("http://user:secret@news.example/"), "with a name or a password"),
        (redirect("http://[::1"), "can't be fetched (RemoteProtocolError)"),
        (redirect("http://news.example:65536/mill"), "is no web address: a port is a number from 1 to 65535"),
        (redirect("http://nowhere.example/"), "nowhere.example has no address"),
    ],
    ids=range(22),
)
async def test_what_is_no_page_is_refused_in_one_sentence(answer: Answer, says: str) -> None:
    """Whatever a server says, the reason comes back and nothing else happens."""
    async with local({"/mill": answer}) as server:
        with pytest.raises(FetchError) as caught:
            await fetch(server)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("port", ["65536", "-1", "9" * 400])
async def test_port_that_no_host_has_is_refused(port: str) -> None:
    """Before anybody is asked for anything."""
    with pytest.raises(FetchError, match=r"a port is a number from 1 to 65535$"):
        await Fetcher(MOST, resolve=resolving({"news.example": [HERE]})).fetch(f"http://news.example:{port}/mill")


async def test_address_of_a_page_can_be_linked_to() -> None:
    """Characters that would break out of a link come back encoded, so that what is fetched can be added."""
    path = "/a|b%7Bc%7D^`\\d?e={|}"
    async with local({path.replace("`", "%60"): page(HTML)}) as server:
        found = await fetch(server, path)
        assert found.url == f"http://news.example:{server.port}/a%7Cb%7Bc%7D%5E%60%5Cd?e=%7B%7C%7D"
        name, data = await file_of(found)
        (article,) = read_bytes(data, name)
        assert isinstance(article, Article)
        assert article.url == found.url


async def test_server_that_drips_is_left() -> None:
    """The time is for all of it together, however often something comes."""
    async with local({"/mill": _hang}) as server:
        with pytest.raises(FetchError, match=r"did not come within 0\.3 seconds"):
            await fetch(server, seconds=0.3)


async def test_page_of_just_the_limit_is_read() -> None:
    """One byte more is too large."""
    async with local({"/mill": page(b"x" * 5000)}) as server:
        assert len((await fetch(server, most=5000)).data) == 5000
        with pytest.raises(FetchError, match="more than"):
            await fetch(server, most=4999)


async def test_redirect_is_followed_without_cookies() -> None:
    """To another name as well; what a site would have remembered is not sent back, and its robots.txt is asked for too."""
    answers = {"/old": redirect("http://other.example:PORT/mill"), "/mill": page(HTML)}
    async with local(answers) as server:
        answers["/old"] = redirect(f"http://other.example:{server.port}/mill")
        found = await fetch(server, "/old")
    assert found.url == f"http://other.example:{server.port}/mill"
    assert server.paths() == ["/robots.txt", "/old", "/robots.txt", "/mill"]
    assert not any("cookie" in head.lower() for head in server.came)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (NOTHING, True),
        (page(b"User-agent: *\nDisallow: /private", "text/plain"), True),
        (page(b"User-agent: Footnote\nAllow: /\n\nUser-agent: *\nDisallow: /", "text/plain"), True),
        (page(b"\x00\xff\xfe" * 9, "text/plain"), True),
        (page(b"User-agent: *\nDisallow: /", "text/plain"), False),
        (page(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000, "text/plain"), False),
        (page(b"User-agent: footnote\nDisallow: /mill", "text/plain"), False),
        (page(b"", status="503 Service Unavailable"), False),
        (redirect("/elsewhere.txt"), False),
    ],
    ids=range(9),
)
async def test_robots_are_respected(robots: bytes, *, allowed: bool) -> None:
    """A page that a site keeps from robots is not asked for."""
    forbids = page(b"User-agent: *\nDisallow: /", "text/plain")
    async with local({"/robots.txt": robots, "/elsewhere.txt": forbids, "/mill": page(HTML)}) as server:
        if allowed:
            assert (await fetch(server)).data == HTML
        else:
            with pytest.raises(FetchError, match="robots"):
                await fetch(server)
            assert "/mill" not in server.paths()


async def test_certificate_is_asked_for_by_name() -> None:
    """The connection goes to the address that was checked, and the name stands in the first message of TLS."""
    first: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not first.done():
            first.set_result(await reader.read(2000))
        writer.close()

    server = await asyncio.start_server(listen, HERE, 0)
    port = server.sockets[0].getsockname()[1]
    fetcher = Fetcher(MOST, allowed={HERE}, resolve=resolving({"news.example": [HERE]}))
    with pytest.raises(FetchError, match="can't be fetched"):
        await fetcher.fetch(f"https://news.example:{port}/mill")
    assert b"news.example" in await first
    server.close()


async def test_certificates_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: whom we trust is read from the disk once, however many pages are fetched, and beside the event loop."""
    threads: list[threading.Thread] = []
    create = ssl.create_default_context

    def created(*arguments: Any, **options: Any) -> ssl.SSLContext:
        threads.append(threading.current_thread())
        return create(*arguments, **options)

    _trusted.cache_clear()
    monkeypatch.setattr(ssl, "create_default_context", created)
    async with local({"/mill": page(HTML)}) as server:
        for _ in range(3):
            assert (await fetch(server)).data == HTML
    assert len(threads) == 1
    assert threads[0] is not threading.current_thread()


async def test_address_may_be_of_ipv6() -> None:
    """An IPv6 address is connected to like another."""
    try:
        opened = local({"/mill": page(HTML)}, "::1")
        async with opened as server:
            fetcher = Fetcher(MOST, allowed={"::1"}, resolve=resolving({"news.example": ["::1"]}))
            assert (await fetcher.fetch(f"http://news.example:{server.port}/mill")).data == HTML
    except OSError:
        pytest.skip("this machine has no IPv6")

"""No address that a stranger gives leads inside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.fetching import Fetcher
from tests.corpus.fetching.local import local, page, redirect

MOST = 2**20
# PORT is that of a server on every loopback address.
SPELLINGS = """
http://127.0.0.1:PORT/ http://localhost:PORT/ http://LOCALHOST:PORT/ http://localhost.:PORT/ http://127.1:PORT/
http://127.0.1:PORT/ http://0:PORT/ http://0.0.0.0:PORT/ http://0x7f000001:PORT/ http://0x7f.0.0.1:PORT/ http://0x7f.1:PORT/
http://0X7F.0X0.0X0.0X1:PORT/ http://2130706433:PORT/ http://017700000001:PORT/ http://0177.0.0.1:PORT/ http://0177.1:PORT/
http://0177.0x0.0.1:PORT/ http://00000177.0.0.1:PORT/ http://127.0.0.1.:PORT/ http://127.127.127.127:PORT/
http://127.0.0.2:PORT/ http://127.255.255.254:PORT/ http://[::1]:PORT/ http://[0:0:0:0:0:0:0:1]:PORT/
http://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/ http://[::]:PORT/ http://[0::0]:PORT/ http://[::ffff:127.0.0.1]:PORT/
http://[::ffff:7f00:1]:PORT/ http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/ http://[::FFFF:7F00:0001]:PORT/
http://[::127.0.0.1]:PORT/ http://[::7f00:1]:PORT/ http://[64:ff9b::127.0.0.1]:PORT/ http://[64:ff9b::7f00:1]:PORT/
http://[2002:7f00:1::]:PORT/ http://[2002:7f00:0001::1]:PORT/ http://[fe80::1%25lo]:PORT/ http://[::1%25lo]:PORT/
http://①②⑦.⓪.⓪.①:PORT/ http://127。0。0。1:PORT/ http://127．0．0．1:PORT/ http://１２７.0.0.1:PORT/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/
http://ｌｏｃａｌｈｏｓｔ:PORT/ http://%6c%6f%63%61%6c%68%6f%73%74:PORT/ http://127.0.0.1%2f@news.example:PORT/
http://127.0.0.1%23.news.example:PORT/ http://news.example@127.0.0.1:PORT/ http://news.example:80@127.0.0.1:PORT/
http://news.example%00@127.0.0.1:PORT/ http://127.0.0.1\\@news.example:PORT/ http://127.0.0.1#@news.example:PORT/
http://127.0.0.1?@news.example:PORT/ http:///127.0.0.1:PORT/ http:/127.0.0.1:PORT/ http:127.0.0.1:PORT/ http:\\\\127.0.0.1:PORT/
//127.0.0.1:PORT/ 127.0.0.1:PORT/ HTTP://127.0.0.1:PORT/ hTTps://127.0.0.1:PORT/ ftp://127.0.0.1:PORT/ gopher://127.0.0.1:PORT/
file:///etc/passwd file://127.0.0.1:PORT/ dict://127.0.0.1:PORT/ unix:///run/x.sock data:text/html,x javascript:alert(1)
jar:http://127.0.0.1:PORT/!/ http+unix://%2frun%2fx.sock/ http://ip6-localhost:PORT/ http://ip6-loopback:PORT/
http://169.254.169.254/latest/meta-data/ http://[fd00:ec2::254]/ http://0xA9FEA9FE/ http://2852039166/ http://10.0.0.1/
http://192.168.0.1/ http://172.16.0.1/ http://100.100.100.200/ http://198.18.0.1/ http://[fc00::1]/ http://255.255.255.255/
""".split()


@pytest.mark.parametrize("url", SPELLINGS)
async def test_no_spelling_reaches_what_is_inside(url: str) -> None:
    """Numbers of any base and length, IPv6 that carries IPv4, other scripts' digits, names in names: none connects."""
    answers = {"/": page(b"<p>secret"), "/robots.txt": page(b"", "text/plain")}
    # Every IPv4 address of this machine leads to it.
    async with local(answers, "0.0.0.0") as server:  # noqa: S104
        with pytest.raises(FetchError):
            await Fetcher(MOST, 5.0).fetch(url.replace("PORT", str(server.port)))
    assert server.connections == 0


@pytest.mark.parametrize("to", ["127.0.0.2", "localhost", "0", "[::ffff:127.0.0.2]", "2130706434"])
async def test_redirect_leads_nowhere_inside(to: str) -> None:
    """Each step is checked as the first one was."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else ["127.0.0.2"]

    outer = {"/": b""}
    async with local({"/": page(b"<p>secret")}, "127.0.0.2") as inside, local(outer) as outside:
        outer["/"] = redirect(f"http://{to}:{inside.port}/")
        fetcher = Fetcher(MOST, allowed={"127.0.0.1"}, resolve=resolve)
        with pytest.raises(FetchError, match="is no public address"):
            await fetcher.fetch(f"http://news.example:{outside.port}/")
        assert outside.paths() == ["/robots.txt", "/"]
    assert inside.connections == 0


@pytest.mark.parametrize("asked", [1, 2])
async def test_name_that_moves_inside_is_not_followed(asked: int) -> None:
    """Whatever the resolver says next, what was checked is what is connected to."""
    times = iter([["127.0.0.1"]] * asked)

    async def resolve(host: str, port: int) -> list[str]:
        return next(times, ["127.0.0.2"])

    async with local({"/": page(b"<p>shown")}) as outside:
        answers = {"/": page(b"<p>secret"), "/robots.txt": page(b"", "text/plain")}
        fetcher = Fetcher(MOST, allowed={"127.0.0.1"}, resolve=resolve)
        async with local(answers, "127.0.0.2") as inside:
            if asked == 2:
                assert (await fetcher.fetch(f"http://news.example:{outside.port}/")).data == b"<p>shown"
            else:
                with pytest.raises(FetchError, match=r"news\.example is no public address"):
                    await fetcher.fetch(f"http://news.example:{outside.port}/")
    assert inside.connections == 0
    assert len(outside.came) == asked


async def test_name_with_one_address_inside_is_refused_whole() -> None:
    """Else which one is taken would be chance."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "10.0.0.1"]

    async with local({"/": page(b"<p>shown")}) as outside:
        with pytest.raises(FetchError, match="is no public address"):
            await Fetcher(MOST, allowed={"127.0.0.1"}, resolve=resolve).fetch(f"http://news.example:{outside.port}/")
    assert outside.connections == 0


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["", "http://", "https://", "HTTP:", "http://[", "http://a@", "http://a:", "ftp://"]),
    st.text(st.sampled_from("ab1.:/@[]%#?\\\u200d\u3002\ud800é٠\0\n ") | st.characters(), max_size=40),
)
async def test_any_text_for_an_address_is_refused_in_a_sentence(scheme: str, rest: str) -> None:
    """Whatever is given for an address, no other error comes of it, and nobody is asked but the resolver."""

    async def resolve(host: str, port: int) -> list[str]:
        return []

    with pytest.raises(FetchError):
        await Fetcher(MOST, resolve=resolve).fetch(scheme + rest)

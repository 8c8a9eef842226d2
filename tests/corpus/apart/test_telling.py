"""What goes between the process that reads and the one that asked, which believes nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import resource
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.apart.limits import Limits
from corpus.apart.telling import Nonsense, hear, hear_order, tell, tell_order
from corpus.reading import Outcome, Rejection, read_bytes
from corpus.values import Article

ARTICLE = Article(
    "a", "A", "Words.\n", url="https://a.example/", published=dt.date(2015, 1, 1), published_basis="stated"
)
FIELDS = {
    "id": "a",
    "title": "A",
    "publisher": None,
    "author": None,
    "url": "https://a.example/",
    "published": "2015-01-01",
    "published_basis": "stated",
    "bytes": 7,
}
LIMITS = Limits(articles=3, characters=100)


def line(**changed: Any) -> bytes:
    return json.dumps({**FIELDS, **changed}).encode() + b"\n"


def test_an_article_is_told_and_heard() -> None:
    """The form is the one that the other tests break."""
    assert b"".join(tell([ARTICLE], "a.md", LIMITS)) == line() + b"Words.\n"
    assert hear(line() + b"Words.\n", "a.md", LIMITS) == (ARTICLE,)


@given(st.text(st.characters()), st.floats(0.5, 60), st.integers(1, 2**40))
def test_an_order_is_one_line(name: str, seconds: float, memory: int) -> None:
    """Whatever the name, what comes after its line is the file."""
    told = tell_order(name, Limits(seconds=seconds, memory=memory))
    assert told.index(b"\n") == len(told) - 1
    assert hear_order(told) == (name, Limits(seconds=seconds, memory=memory))


@given(st.lists(st.dictionaries(st.sampled_from(["id", "title", "text", "published", "url", "author"]), st.text())))
@example([{"text": "a\x00\u2028\n{}\n", "title": "t" * 400, "author": "\u202ea"}, {"text": "\U0001f600 "}])
def test_what_is_told_is_heard(documents: list[dict[str, str]]) -> None:
    """To the character, whatever a text holds."""
    data = b"".join(json.dumps(each).encode() + b"\n" for each in documents)
    outcomes = read_bytes(data, "a.jsonl")
    heard = hear(b"".join(tell(outcomes, "a.jsonl", Limits())), "a.jsonl", Limits())
    assert [each for each in heard if isinstance(each, Article)] == [
        each for each in outcomes if isinstance(each, Article)
    ]
    assert [each.source for each in heard if isinstance(each, Rejection)] == [
        each.source for each in outcomes if isinstance(each, Rejection)
    ]


NONSENSE = [
    b"",
    b"\n",
    b"null\n",
    b"[]\n",
    b"{}\n",
    b"{}",
    b'{"reason": ""}\n',
    b'{"reason": " ", "where": ""}\n',
    b'{"reason": ["it is empty"], "where": ""}\n',
    b'{"reason": "it is empty", "where": " line 1\\n"}\n',
    b'{"reason": "it is empty", "where": "/../other.md"}\n',
    b"[" * 60_000 + b"\n",
    b"1" * 60_000 + b"\n",
    b" " * 2**17 + b"\n",
    b'{"reason": "it is empty", "where": ""}\n' * 4,
    line(),
    line() + b"Words.",
    line(bytes=0) + b"Words.\n",
    line(bytes=-1) + b"Words.\n",
    line(bytes=True) + b"W",
    line(bytes=7.0) + b"Words.\n",
    line(bytes=10**30) + b"Words.\n",
    line(bytes=2) + b"\xff\xfe",
    line(bytes=2) + b" \n",
    line(bytes=101) + b"x" * 101,
    line(id="../../a") + b"Words.\n",
    line(id=None) + b"Words.\n",
    line(id=7) + b"Words.\n",
    line(id="a" * 65) + b"Words.\n",
    line(title=" ") + b"Words.\n",
    line(title=None) + b"Words.\n",
    line(title="\ud800") + b"Words.\n",
    line(title="t" * 1001) + b"Words.\n",
    line(author={}) + b"Words.\n",
    line(author="a" * 1001) + b"Words.\n",
    line(publisher=["P"]) + b"Words.\n",
    line(url="javascript:alert(1)") + b"Words.\n",
    line(url="https://a.example/ b") + b"Words.\n",
    line(url="https://[") + b"Words.\n",
    line(published="tomorrow") + b"Words.\n",
    line(published=None) + b"Words.\n",
    line(published_basis=None) + b"Words.\n",
    line(published_basis="guessed") + b"Words.\n",
    line(words=1) + b"Words.\n",
]


@pytest.mark.parametrize("told", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_not_heard(told: bytes) -> None:
    """Anything but what is told of a file within the limits is refused whole."""
    with pytest.raises(Nonsense):
        hear(told, "a.md", LIMITS)


@given(st.binary(max_size=30), st.integers(0, 400), st.integers(0, 30))
def test_damage_is_refused_or_harmless(noise: bytes, at: int, gone: int) -> None:
    """Bytes changed anywhere raise nothing but Nonsense, and what is heard all the same can be kept and written."""
    outcomes: list[Outcome] = [Rejection("a.md line 2", "it is no JSON"), ARTICLE]
    told = b"".join(tell(outcomes, "a.md", LIMITS))
    with contextlib.suppress(Nonsense):
        for outcome in hear(told[:at] + noise + told[at + gone :], "a.md", LIMITS):
            if isinstance(outcome, Article):
                assert f"{outcome.title}{outcome.body}{outcome.author}{outcome.publisher}{outcome.url}".encode()
                assert outcome.body.strip()
                assert len(outcome.body) <= LIMITS.characters
            else:
                assert outcome.source.startswith("a.md")
                assert outcome.reason.encode()


def test_hearing_nonsense_takes_no_memory() -> None:
    """Thirty megabytes of brackets are turned away by their first line, not made into lists."""
    told = b"[" + b"[]," * 10_000_000 + b"[]]\n"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Nonsense):
        hear(told, "a.md", Limits())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 5 * 1024

"""Articles, questions and answers that mean harm, and how they are shown."""

from __future__ import annotations

import dataclasses
import datetime as dt
import string
from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st

from bot.records.values import GivenAnswer, new_id
from bot.rendering.shown import Look, Lost, Shown
from corpus.links import passage_link
from corpus.passages import segment
from corpus.values import Article, Sentence, Span
from retrieval.context import Context
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.live import Freshness
from retrieval.values import (
    Attribution,
    Citation,
    ComposedSentence,
    Differing,
    Excerpt,
    Grounds,
    Kind,
    Missing,
    Part,
    Question,
    ValueKind,
)

PIECES = (
    "<@1> <@!2> <@&3> <#4> @everyone @here </cmd:1> <id:guide> <t:1:R> <t:1> <:a:5> <a:b:6> :smile: :+1: "
    "# ## ### -# - * + = > >>> 1. 1) 12. 123456789) ``` ` || ** __ ~~ _ * *** "
    "[x](https://evil.example) [x](<https://evil.example>) <https://evil.example> https://evil.example/a_b?c=*d*. "
    "http://evil.example steam://run/1 discord.gg/abc www.evil.example <mail@evil.example> <+4912345> "
    "\\ \\\\ \\* ¯\\_(ツ)_/¯ \u202eevil\u202c \u200f\u200e \u2067x\u2069 👩\u200d🚀 👍🏽 🇩🇪 ❤\ufe0f e\u0301\u0300\u0323 \u0301 "
    "\u200b \u200d \ufeff 𝔘𝔫𝔦 東京 مرحبا a b word. Word. Fell! 1902? “Yes,” ok; (x) [1] $ % & ' \" / ^ { }"
).split(" ")
GAPS = [" ", " ", " ", "", "\n", "\n\n", "  ", "\t", "\u2028", "\x85", "\v", "\f", "\r\n", "\r", "\u00a0"]

piece = st.one_of(
    st.sampled_from(PIECES),
    st.text(st.sampled_from(string.punctuation + "a1 \n"), max_size=6),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=5),
    st.builds(
        str.__mul__,
        st.sampled_from(["x", "*", "𝔘", "e\u0301", "ab. ", "- ", "1. ", "_", "a\u2028", "🚀"]),
        st.sampled_from([2, 3, 9, 40, 300, 900]),
    ),
)


@st.composite
def texts(draw: st.DrawFn, *, most: int = 14) -> str:
    """Anything, of the marks that Discord knows."""
    parts = draw(st.lists(st.tuples(piece, st.sampled_from(GAPS)), min_size=1, max_size=most))
    return "".join(part + gap for part, gap in parts)


def bodies() -> st.SearchStrategy[str]:
    return texts(most=30).filter(lambda body: bool(sentences_of(body)))


titles = texts(most=6).filter(lambda text: bool(text.strip()))
urls = st.one_of(
    st.none(),
    st.just("https://news.example/a?b=c#d"),
    st.builds("https://news.example/{}".format, st.text(st.sampled_from('()[]<>\\"|`*_~ x/:%é'), max_size=20)),
    st.builds("https://news.example/{}".format, st.integers(1, 900).map(lambda n: "x" * n)),
    st.sampled_from(["javascript:alert(1)", "https://", "news.example", "https://a\nb", "HTTPS://A.example"]),
)


attributions = st.none() | st.builds(
    Attribution,
    st.none() | texts(most=4),
    st.none() | texts(most=4),
    st.sampled_from(["direct", "indirect", "mixed"]),
    st.booleans(),
)


shares = st.floats(0, 1)
grounds = st.none() | st.builds(Grounds, st.none() | shares, shares, shares, shares)
missing = st.none() | st.builds(Missing, st.sampled_from(get_args(Kind)), texts())
numbers = st.lists(st.integers(0, 21), max_size=5).map(tuple)
parts = st.lists(st.builds(Part, texts(most=4), numbers), max_size=8).map(tuple)
differing = st.lists(
    st.builds(Differing, st.sampled_from(get_args(ValueKind)), st.lists(numbers, max_size=6).map(tuple)), max_size=3
).map(tuple)
days = st.dates().map(lambda day: (day, day)) | st.tuples(st.dates(), st.dates())
lost = st.lists(st.builds(Lost, st.integers(1, 32), titles, st.none() | days), max_size=5).map(tuple)
composed = st.lists(st.builds(ComposedSentence, texts(), numbers), max_size=6).map(tuple)


@st.composite
def questions(draw: st.DrawFn) -> str:
    """As a Question holds them."""
    text = draw(texts(most=12) | st.sampled_from(["*" * 400 + "a", "_" * 999 + "a", "Why did it close today?"]))
    return Question("a " + text[:990]).text


def sentences_of(body: str) -> tuple[Sentence, ...]:
    return segment(body, HashingEncoder().count_tokens, 254, 128).sentences


def article_of(body: str, title: str = "A", publisher: str | None = None, url: str | None = None) -> Article:
    return Article(
        "a", title, body, publisher=publisher, url=url, published=dt.date(2015, 11, 30), published_basis="inferred"
    )


def citation_of(
    article: Article, span: Span, number: int, paragraph: int = 1, said_by: Attribution | None = None
) -> Citation:
    """As answering makes them."""
    return Citation(
        number,
        Excerpt(article.id, span, span.of(article.body)),
        0,
        article.title,
        article.publisher,
        article.published,
        article.published_basis,
        article.url,
        passage_link(article, span),
        paragraph,
        -number / 3,
        said_by,
    )


@st.composite
def answered_citations(draw: st.DrawFn, citation: Citation) -> Citation:
    """The citation, with or without words in it that answer."""
    span = citation.excerpt.span
    start = draw(st.integers(span.start, span.end))
    words = draw(st.none() | st.integers(start, span.end).map(lambda end: Span(start, end)))
    return dataclasses.replace(citation, answer=words)


def context_of(article: Article, sentences: Sequence[Sentence], at: int) -> Context:
    """The sentences of the paragraphs around one."""
    here = sentences[at]
    near = [each for each in sentences if abs(each.paragraph - here.paragraph) <= 1]
    return Context(
        article,
        tuple(each.span for each in near if each.span.end <= here.span.start),
        here.span,
        tuple(each.span for each in near if each.span.start >= here.span.end),
    )


def given_answer(question: str = "Why?", read_as: str | None = None, **other: object) -> GivenAnswer:
    """An answer on record."""
    values = {
        "id": new_id(),
        "given": dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC),
        "guild_id": 2**63 - 1,
        "channel_id": 1,
        "asker_id": 1,
        "question": question,
        "read_as": read_as or question,
        "parent_id": None,
        "article_id": None,
        "private": False,
        "reason": None,
        "confidence": 0.9,
        "generations": ("0:000001-00000000", f"{2**63 - 1}:000123-ffffffff"),
        "excerpts": 1,
        "cited": (),
        **other,
    }
    return GivenAnswer(**values)  # type: ignore[arg-type]


@st.composite
def shown_answers(draw: st.DrawFn) -> Shown:
    """An answer, or a no, of a hostile article, in any state that people can bring it into."""
    body = draw(bodies())
    article = article_of(body, draw(titles), draw(st.none() | titles), draw(urls))
    sentences = sentences_of(body)
    chosen = draw(st.lists(st.integers(0, len(sentences) - 1), min_size=1, max_size=20, unique=True))
    citations = tuple(
        draw(
            answered_citations(
                citation_of(article, sentences[at].span, number, sentences[at].paragraph, draw(attributions))
            )
        )
        for number, at in enumerate(chosen, start=1)
    )
    reason = draw(st.sampled_from([None, None, "off_topic", "not_stated"]))
    asked = draw(questions())
    expanded = draw(st.frozensets(st.integers(1, len(citations)), max_size=5))
    changed = draw(lost)
    return Shown(
        given_answer(
            asked,
            draw(st.just(asked) | questions()),
            reason=reason,
            confidence=draw(st.floats(0, 1)),
            article_id=draw(st.sampled_from([None, "a"])),
            excerpts=len(citations),
            parts=draw(parts),
            missing=draw(missing),
            grounds=draw(grounds),
            differing=draw(differing),
        ),
        citations,
        Freshness(draw(st.integers(1, 10**6)), dt.date(2020, 1, 1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        draw(st.sampled_from([dt.date(2015, 12, 1), dt.date(2026, 7, 1)])),
        gone=len(changed) + draw(st.integers(0, 20)),
        lost=changed,
        private=draw(st.booleans()),
        echo=draw(st.booleans()),
        look=Look(draw(st.integers(0, len(citations))), expanded),
        contexts={number: context_of(article, sentences, chosen[number - 1]) for number in expanded},
        buttons=draw(st.booleans()),
        composed=draw(composed),
    )

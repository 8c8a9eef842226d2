"""Quotations as a message."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given

from bot.rendering.quotes import AT_ONCE, ShownQuotes, lay_out, render_quotes
from corpus.quotes import Quote
from corpus.values import Span
from retrieval.facts.values import QuotePage, SaidQuote
from tests.bot.rendering import hostile_facts
from tests.bot.rendering.hostile import article_of, citation_of
from tests.bot.rendering.markdown import check_limits, one_kind_of_line_end, texts
from tests.bot.rendering.reading import buttons, check_description, check_marks, lines, quoted
from tests.wire.description import tool

ARTICLE = article_of(
    "“We bake at night,” said Tom Reed, the baker. Reid added that he sells 400 loaves a day. Nobody sleeps there, it is said.",
    "The bakery",
    publisher="The Daily",
    url="https://news.example/bakery",
)


def said(content: str, **changes: Any) -> SaidQuote:
    """A quotation of ARTICLE; spans are given by their words."""
    found = {"speaker": "Tom Reed", "name": "Tom Reed", "role": None, "kind": "direct", "inferred": False, **changes}
    spans = {key: None if found[key] is None else _span(found[key]) for key in ("speaker", "role")}
    sentence = _span(content)
    quote = Quote(
        found["kind"], sentence, spans["speaker"], found["name"], spans["role"], None, found["inferred"], sentence, 1
    )
    return SaidQuote(ARTICLE, 0, quote, citation_of(ARTICLE, sentence, 1))


def _span(words: str) -> Span:
    start = ARTICLE.body.index(words)
    return Span(start, start + len(words))


BAKE = said("We bake at night,", role="the baker")
LOAVES = said("he sells 400 loaves a day", speaker="Reid", kind="indirect", inferred=True)
NOBODY = said("Nobody sleeps there", speaker=None, name=None, kind="indirect")


def shown(*quotes: SaidQuote, start: int = 0, total: int | None = None, first: int = 0, **other: Any) -> ShownQuotes:
    page = QuotePage(quotes, start, start + len(quotes) if total is None else total, other.pop("speakers", ()))
    return ShownQuotes(page, other.pop("speaker", None), first, **other)


def rendered(what: ShownQuotes, listing: str | None = "abcdefghijkl") -> Any:
    return render_quotes(what, lay_out(what), listing)


@hostile_facts.slow
@given(hostile_facts.shown_quotes())
def test_discord_takes_all_quotations(what: ShownQuotes) -> None:
    """Texts, components, rows and ids are within Discord's limits, and nothing untrusted takes effect."""
    view = rendered(what)
    check_limits(view)
    check_marks(lines(view))


@hostile_facts.slow
@given(hostile_facts.shown_quotes())
def test_only_what_was_said_word_for_word_stands_in_quotation_marks(what: ShownQuotes) -> None:
    """Direct speech is quoted to the character between marks of ours; what is reported stands as the article has it, and is
    called reported."""
    sheet = lay_out(what)
    here = sheet.of(what.page.quotes, what.page.start)
    told = [text for text in texts(rendered(what)) if "\n> " in text or "too long for a message" in text]
    assert len(told) == len(here)
    for each, text in zip(here, told, strict=True):
        content = one_kind_of_line_end(each.quote.content.of(each.article.body))
        direct = each.quote.kind == "direct"
        head = text.partition("\n")[0]
        assert ("reported, not word for word:" in head) == (not direct)
        if "\n> " in text:
            assert quoted(text) == (f"“{content}”" if direct else content)


@hostile_facts.slow
@given(hostile_facts.shown_quotes())
def test_pages_lose_nothing(what: ShownQuotes) -> None:
    """A page has at least one quotation where there is one, and the page before reaches it."""
    sheet = lay_out(what)
    if not what.page.quotes:
        assert sheet.first == sheet.end == 0
        return
    assert what.first == sheet.first < sheet.end <= min(sheet.first + AT_ONCE, sheet.total)
    if sheet.first > what.page.start:
        assert sheet.previous < sheet.first
        assert lay_out(dataclasses.replace(what, first=sheet.previous)).end >= sheet.first


@pytest.mark.skipif(tool() is None, reason="DISCORD_OPENAPI names no description with its checker beside it")
@hostile_facts.slow
@given(hostile_facts.shown_quotes())
def test_discords_own_description_has_all_quotations(what: ShownQuotes) -> None:
    """The message is a body that Discord's description of its interface allows."""
    check_description(rendered(what))


def test_a_quotation_says_who_how_and_where() -> None:
    """Name and role, the words, how the speaker is written where that differs, what is inferred, and the place."""
    told = "\n".join(texts(rendered(shown(BAKE, LOAVES, NOBODY, title="The bakery"))))
    assert "**3 quotes** · The bakery" in told
    assert "**Tom Reed**, the baker\n> “We bake at night,”\n-# [paragraph 1](https://news.example/bakery#" in told
    assert (
        "**Tom Reed** · reported, not word for word:\n> he sells 400 loaves a day\n"
        "-# as “Reid” · speaker inferred from what stands before · [paragraph 1](" in told
    )
    assert "**Somebody whom the article does not name** · reported, not word for word:\n> Nobody sleeps there" in told


def test_an_article_before_a_name_is_no_other_way_to_write_it() -> None:
    """“the baker” for “The Baker” is not told."""
    assert " · as “" not in "\n".join(texts(rendered(shown(said("We bake", speaker="the baker", name="Baker")))))


def test_an_article_is_named_where_its_quotations_begin() -> None:
    """With several in sight each is named once, above its first quotation on the page."""
    other = dataclasses.replace(BAKE, corpus_id=7)
    told = texts(rendered(shown(BAKE, LOAVES, other, other)))
    origin = "-# The bakery · The Daily · 30 November 2015 (inferred)"
    assert told.count(origin) == 2
    assert told.index(origin) == 1
    assert texts(rendered(shown(BAKE, title="The bakery"))).count(origin) == 0


def test_a_long_statement_has_a_page_of_its_own() -> None:
    """What has no room beside others is shown whole on the next page; what no message holds is told of."""
    article = article_of("word " * 700 + "end. " + "word " * 2000)
    long, endless = Span(0, 3504), Span(3505, len(article.body))
    quotes = [
        dataclasses.replace(
            BAKE,
            article=article,
            quote=dataclasses.replace(BAKE.quote, content=span, speaker=None, role=None),
        )
        for span in (long, long, endless)
    ]
    first = shown(*quotes, title="A")
    assert lay_out(first).end == 1
    assert quoted(texts(rendered(first))[1]).startswith("“word word")
    second = dataclasses.replace(first, first=1)
    assert (lay_out(second).end, lay_out(second).previous) == (3, 0)
    assert "One quotation of 10,000 characters, too long" in "\n".join(
        texts(rendered(dataclasses.replace(first, first=2)))
    )


def test_buttons_hold_what_was_asked_for_and_where_a_page_begins() -> None:
    """Previous and Next lead to pages by number; without a record there are none."""
    view = rendered(shown(*[BAKE] * 12, total=30, start=6, first=12))
    assert buttons(view) == {"Previous": "fn:quotes:abcdefghijkl:6", "Next": "fn:quotes:abcdefghijkl:18"}
    assert texts(view)[-1] == "-# quotes 13–18 of 30"
    assert buttons(rendered(shown(*[BAKE] * 8), None)) == {}


@pytest.mark.parametrize(
    ("speaker", "speakers", "said"),
    [
        (
            "Bear",
            ("Tom Reed", "*Ida*"),
            "**“Bear” is not quoted in this article.**\nQuoted there: Tom Reed, \\*Ida\\*.",
        ),
        ("Bear", tuple("abcdefghijklm"), "Quoted there: a, b, c, d, e, f, g, h, i, j and 3 more."),
        ("Bear", (), "**“Bear” is not quoted in this article.**\nNobody is, by name."),
        (None, (), "**Nobody is quoted in this article.**"),
    ],
)
def test_no_quotation_says_who_is_quoted(speaker: str | None, speakers: tuple[str, ...], said: str) -> None:
    """Where nobody of that name is quoted, people hear who is."""
    assert said in texts(rendered(shown(speaker=speaker, speakers=speakers, title="The bakery")))[0]

"""An article's card as a message."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import example, given

from bot.rendering.card import render_card
from bot.wording import NOT_STATED, whose_words
from corpus.card import Card, Fact, SourceUse
from corpus.values import Article, Span
from retrieval.facts.values import QUESTIONS, ArticleCard
from retrieval.values import Attribution
from tests.bot.rendering import hostile_facts
from tests.bot.rendering.hostile import article_of, citation_of
from tests.bot.rendering.markdown import check_limits, one_kind_of_line_end, texts, units
from tests.bot.rendering.reading import buttons, check_description, check_marks, lines, quoted
from tests.wire.description import tool


def entries(found: ArticleCard) -> dict[str, str]:
    """Each question with its text."""
    told = [text for text in texts(render_card(found)) if not text.startswith("-# ")]
    return dict(zip(QUESTIONS, told[1:-1], strict=True))


@hostile_facts.slow
@given(hostile_facts.cards())
@example(hostile_facts.worst_card())
@example(hostile_facts.worst_card(QUESTIONS[:2]))
@example(hostile_facts.worst_card(()))
def test_discord_takes_every_card(found: ArticleCard) -> None:
    """Texts, components, rows and ids are within Discord's limits, and nothing untrusted takes effect."""
    view = render_card(found)
    check_limits(view)
    check_marks(lines(view))


@hostile_facts.slow
@given(hostile_facts.cards())
def test_every_fact_is_the_articles_own_words(found: ArticleCard) -> None:
    """A question is answered by its sentence, or the words in it, to the character, or is told not to be stated."""
    body = found.article.body
    for question, text in entries(found).items():
        fact = getattr(found.card, question)
        assert text.startswith(f"**{question.capitalize()}**")
        if fact is None:
            assert text == f"**{question.capitalize()}**: {NOT_STATED}"
            continue
        forms = {one_kind_of_line_end(each.of(body)) for each in (fact.sentence, fact.words)}
        assert quoted(text) in forms or f"{len(fact.sentence):,} characters, too long" in text


@pytest.mark.skipif(tool() is None, reason="DISCORD_OPENAPI names no description with its checker beside it")
@hostile_facts.slow
@given(hostile_facts.cards())
def test_discords_own_description_has_every_card(found: ArticleCard) -> None:
    """The message is a body that Discord's description of its interface allows."""
    check_description(render_card(found))


ARTICLE = article_of(
    "Ida Holm built the tower in 1871 because ships ran aground. Officials in Varn confirmed it.",
    "The tower",
    publisher="Varn News",
    url="https://news.example/tower",
)


def _span(words: str, article: Article = ARTICLE) -> Span:
    start = article.body.index(words)
    return Span(start, start + len(words))


def card(article: Article = ARTICLE, **changes: Any) -> ArticleCard:
    first, second = _span("Ida Holm built the tower in 1871 because ships ran aground."), _span("Officials in Varn")
    facts: dict[str, Any] = {
        "who": Fact(first, 1, _span("Ida Holm")),
        "what": None,
        "when": Fact(first, 1, _span("in 1871")),
        "where": Fact(second, 2, _span("Varn")),
        "why": None,
        "how": None,
        "named": (SourceUse("Ida *Holm*", (first, second)), SourceUse("Varn News", (first,))),
        "unnamed": (SourceUse("officials", (second,)),),
        "documents": (),
        **changes,
    }
    cited = {
        question: citation_of(article, fact.sentence, 1, fact.paragraph)
        for question in QUESTIONS
        if (fact := facts[question]) is not None
    }
    return ArticleCard(article, 0, Card(**facts), cited, {})


def test_a_card_says_what_is_known_and_what_is_not_stated() -> None:
    """Title, publisher, date and its basis, length and link; the telling words in bold in their sentence, each cited."""
    told = "\n".join(texts(render_card(card())))
    assert (
        "**The tower**\n-# Varn News · 30 November 2015 (inferred) · 16 words · [original](https://news.example/tower)"
        in told
    )
    assert "**Who**\n> **Ida Holm** built the tower in 1871 because ships ran aground.\n-# [paragraph 1](" in told
    assert "**What**: not stated in this article" in told
    assert "**Where**\n> Officials in **Varn**\n-# [paragraph 2](" in told


def test_a_sentence_that_stands_above_is_not_repeated() -> None:
    """Of a sentence that answered a question before, only the words that answer this one stand again."""
    told = "\n".join(texts(render_card(card())))
    assert "**When**\n> **in 1871**\n-# in the sentence that says who · [paragraph 1](" in told


def test_a_sentence_in_somebodys_words_says_whose() -> None:
    """Above such a sentence stands whose words it gives."""
    found = card()
    said_by = Attribution("Ida Holm", None, "direct", inferred=False)
    whose = whose_words(said_by)
    cited = {question: dataclasses.replace(each, said_by=said_by) for question, each in found.citations.items()}
    found = dataclasses.replace(found, said_by=dict.fromkeys(cited, said_by))
    told = "\n".join(texts(render_card(dataclasses.replace(found, citations=cited))))
    assert f"**Who**\n-# {whose[0].upper()}{whose[1:]}:\n> **Ida Holm** built" in told
    assert f"**When**\n> **in 1871**\n-# in the sentence that says who, {whose} · [paragraph 1](" in told


def test_sources_are_counted_by_kind() -> None:
    """Named, without a name, and documents, with how often each is drawn on; many are cut and counted."""
    assert texts(render_card(card()))[-1] == (
        "**Its sources**: 2 named sources (Ida \\*Holm\\* ×2, Varn News); 1 source without a name (officials)"
    )
    many = tuple(SourceUse(f"s{n}", ()) for n in range(9))
    assert "9 documents (s0, s1, s2, s3, s4, s5, 3 more)" in texts(render_card(card(documents=many)))[-1]
    none = card(named=(), unnamed=())
    assert texts(render_card(none))[-1] == "**Its sources**: none that it tells of"


def test_a_short_foot_names_fewer_sources() -> None:
    """Where names are long, fewer and less of them are shown, all are still counted, and the facts keep their room."""
    found = hostile_facts.worst_card(QUESTIONS[:2])
    head, *_, foot = texts(render_card(found))
    assert max(units(head), units(foot)) <= 1000
    assert foot.startswith("**Its sources**: 7 named sources (\\*")
    assert foot.count("7 ") == 3
    assert "original" not in head
    short = dataclasses.replace(found, article=dataclasses.replace(found.article, title="T", author=None))
    assert "[original](https://news.example/xxx" in texts(render_card(short))[0]


def test_its_buttons_lead_to_the_articles_timeline_and_quotes() -> None:
    """Their ids hold the article's id, the longest too."""
    long = dataclasses.replace(ARTICLE, id="a" * 64)
    view = render_card(card(long))
    assert buttons(view) == {"Timeline": f"fn:timelineof:{'a' * 64}", "Quotes": f"fn:quotesof:{'a' * 64}"}


def test_an_article_without_a_date_is_called_so() -> None:
    """No date is made up."""
    undated = dataclasses.replace(ARTICLE, published=None, published_basis=None, publisher=None, url=None)
    assert texts(render_card(card(undated)))[0] == "**The tower**\n-# not dated · 16 words"


def test_long_sentences_give_way_to_the_words_that_answer() -> None:
    """Six sentences that have no room together are shown by their telling words, the longest first; a short one stays."""
    article = article_of("".join(f"{'word ' * 300}{n}. " for n in range(5)) + "Short one.")
    facts: dict[str, Any] = {}
    for n, question in enumerate(QUESTIONS[:5]):
        end = article.body.index(f"{n}. ")
        facts[question] = Fact(Span(end - 1500, end + 2), 1, Span(end, end + 1))
    short = Span(article.body.index("Short"), len(article.body))
    facts["how"] = Fact(short, 1, Span(short.start, short.start + 5))
    view = render_card(ArticleCard(article, 0, Card(**facts, named=(), unnamed=(), documents=()), {
        question: citation_of(article, fact.sentence, 1) for question, fact in facts.items()
    }, {}))  # fmt: skip
    check_limits(view)
    told = "\n".join(texts(view))
    assert "> **Short** one." in told
    assert [f"> **{n}**\n" in told for n in range(5)].count(True) >= 3

"""The list of articles as a message."""

from __future__ import annotations

import datetime as dt
import gc
import re
import time
from typing import Any

import pytest

from bot.rendering.listing import AT_ONCE, render_articles
from bot.rendering.text import units
from corpus.values import Article
from retrieval.generations.live import Freshness
from tests.bot.simulated import components, labels, made, read

FRESHNESS = Freshness(0, None, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))


def article(number: int, **changes: Any) -> Article:
    facts: dict[str, Any] = {"title": f"Title {number}", "body": "three short words", **changes}
    return Article(id=f"a{number}", **facts)


def rendered(articles: list[Article], page: int = 0) -> list[dict[str, Any]]:
    return made(render_articles(articles, FRESHNESS, page))


async def test_an_entry_says_what_is_known_and_nothing_else() -> None:
    """Title, publisher, date and whether it was inferred, words, and a link; what is not known is left out."""
    full = article(
        1,
        publisher="The Daily",
        published=dt.date(2021, 5, 4),
        published_basis="inferred",
        url="https://news.example/varn",
    )
    text = read(rendered([full, article(2)]))
    assert (
        "**1** · Title 1\n-# The Daily · 4 May 2021 (inferred) · 3 words · [original](https://news.example/varn)"
        in text
    )
    assert text.endswith("**2** · Title 2\n-# 3 words")


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd", "https://x.example/" + "y" * 2000])
async def test_what_is_no_address_is_no_link(url: str | None) -> None:
    """Without an address that Discord takes there is no link and no word of one."""
    assert "original" not in read(rendered([article(1, url=url)]))


@pytest.mark.parametrize(
    "title",
    [
        "*" * 10_000,
        "a" * 10_000,
        "\U0001f3f4" * 10_000,
        "[x](https://evil.example) @everyone <@1> " * 300,
        "\n# h" * 3000,
    ],
)
async def test_hostile_titles_stay_within_discords_limits(title: str) -> None:
    """Whatever titles, publishers and addresses are, a page keeps its ten entries within 4,000 units and 40 components."""
    many = [
        article(
            number,
            title=title,
            publisher=title,
            url="https://news.example/" + "x" * 600,
            published=dt.date(2021, 9, 30),
        )
        for number in range(2 * AT_ONCE)
    ]
    tree = rendered(many, 1)
    text = read(tree)
    assert units(text) <= 4000
    assert len(list(components(tree))) <= 40
    assert len(re.findall(r"(?m)^\*\*\d+\*\* · ", text)) == AT_ONCE
    assert not re.search(r"(?<!\\)@everyone|(?<!\\)<@|(?m:^# )|\(https://evil", text)


async def test_a_full_page_gives_up_the_longest_first() -> None:
    """A long neighbour costs a short entry nothing: it keeps its title and link."""
    many = [article(number, title="t" * 9000, url="https://x.example/" + "y" * 650) for number in range(AT_ONCE - 1)]
    text = read(rendered([*many, article(99, url="https://news.example/short")]))
    assert "Title 99" in text
    assert "(https://news.example/short)" in text


@pytest.mark.parametrize(
    ("page", "shown", "pressable"),
    [(0, "page 1 of 3", ["Next"]), (1, "page 2 of 3", ["Previous", "Next"]), (2, "page 3 of 3", ["Previous"]),
     (-5, "page 1 of 3", ["Next"]), (10**30, "page 3 of 3", ["Previous"])],
)  # fmt: skip
async def test_pages_clamp(page: int, shown: str, pressable: list[str]) -> None:
    """A page that is not there is the nearest one; at the ends a button can't be pressed."""
    tree = rendered([article(number) for number in range(25)], page)
    assert shown in read(tree)
    assert labels(tree) == pressable


async def test_one_page_needs_no_buttons() -> None:
    """Where all has room, nothing turns pages."""
    tree = rendered([article(number) for number in range(AT_ONCE)])
    assert labels(tree) == labels(tree, pressable=False) == []
    assert "page" not in read(tree)


async def test_ten_thousand_articles_cost_what_ten_do() -> None:
    """A page is made of its own entries alone."""
    many = [article(number) for number in range(10_000)]
    gc.collect()  # so that it does not fall into what is timed
    start = time.process_time()
    tree = rendered(many, 500)
    assert time.process_time() - start < 0.1
    assert "**10,000 articles**" in read(tree)
    assert "**5,001** · Title 5000" in read(tree)

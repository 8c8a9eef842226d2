"""Articles being added, removed and corrected, as messages."""

from __future__ import annotations

import datetime as dt

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpora.heard import Heard
from bot.rendering.adding import (
    render_added,
    render_corrected,
    render_not_added,
    render_not_corrected,
    render_not_removed,
    render_offer,
    render_reading,
    render_removal,
    render_removal_of_rest,
    render_removed,
)
from corpus.values import Article
from tests.bot.rendering.hostile import titles
from tests.bot.rendering.markdown import check_limits, read, shown_text, texts

GUILD = 2**63 - 1
OFFER = "AAAAAAAAAAAA"
_LONG = st.sampled_from(["*" * 300, "\n" * 999, "> " * 400, "[x](https://evil.example)" * 40, "@everyone " * 90])
_texts = titles | _LONG


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        "a" * 64,
        draw(_texts).strip() or "x",
        draw(_texts) or "x",
        draw(st.none() | _texts),
        draw(st.none() | _texts),
        draw(st.sampled_from([None, "https://x.example/" + "a" * 250, "https://x.example/(a)_[b]"])),
        draw(st.sampled_from([None, dt.date(2015, 11, 30)])),
        "inferred",
    )


several = st.lists(articles(), min_size=1, max_size=7)


def check(view: discord.ui.LayoutView) -> None:
    """Within all limits, and nothing pings; the only link is an article's own address, under words of ours."""
    check_limits(view)
    for text in texts(view):
        for line in read(text):
            kinds = {kind for kind, _ in line.marks}
            assert kinds <= {"bold", "code", "link"}, line
            assert all(mark.startswith("https://x.example/") for kind, mark in line.marks if kind == "link"), line


@settings(max_examples=60)
@given(several, st.lists(_texts, max_size=9), st.lists(_texts, max_size=9))
def test_whatever_articles_say_of_themselves_fits_and_is_harmless(
    found: list[Article], left_out: list[str], notices: list[str]
) -> None:
    """Law 5: every message is valid, with any metadata, text, reason and notice."""
    check(render_offer(GUILD, OFFER, found, left_out))
    check(render_added(GUILD, found, Heard(notices=notices)))
    check(render_removal(GUILD, found[0]))
    check(render_corrected(found[0]))


@settings(max_examples=40)
@given(_texts, _texts)
def test_whatever_failed_fits_and_is_harmless(what: str, failed: str) -> None:
    """Law 5: so are the messages that say why not."""
    for view in (
        render_reading(what),
        render_not_added(GUILD, failed),
        render_removed(GUILD, what),
        render_not_removed(what, failed),
        render_not_corrected(what, failed),
        render_removal_of_rest(GUILD, "a" * 64, failed),
    ):
        check(view)


def test_what_has_no_room_is_counted() -> None:
    """The first article is always shown, and those that are not are counted."""
    long = Article("a", "*" * 300, "*" * 999, "*" * 300, "*" * 300)
    for view in (render_offer(GUILD, OFFER, [long] * 7, ["*" * 999] * 7), render_added(GUILD, [long] * 7, Heard())):
        shown = shown_text(view.to_components())  # type: ignore[no-untyped-call]
        assert "*" * 199 in shown
        assert "+6 more" in shown

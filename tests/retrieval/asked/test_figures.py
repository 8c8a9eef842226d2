"""Which years and codes a question names, and which sentences tell of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pytest

from corpus.values import Article
from retrieval.asked.figures import Figures, figures_named, named_by, tells_another_year


def _named(*, years: Collection[int] = (), codes: Collection[str] = ()) -> Figures | None:
    return Figures(frozenset(years), frozenset(codes)) if years or codes else None


@pytest.mark.parametrize(
    ("question", "years", "codes"),
    [
        ("Who issued the Proclamation of 1736?", {1736}, ()),
        # What only bounds a time names no year of it.
        ("what happened between 1931 and 1941", (), ()),
        ("Who was mayor before 1914?", (), ()),
        ("What happened to the harbour after June 1945?", (), ()),
        ("Who has owned it since 3 March 1980, or until 1990?", (), ()),
        ("Who ruled from 1730 to 1741?", (), ()),
        ("Who won the war of 1756–63?", (), ()),
        ("Who was mayor in 1914, after the war?", {1914}, ()),
        ("On 1/2/2010, who came?", {2010}, ()),
        ("how wide is the a380", (), {"a380"}),
        ("how many 787s did they order?", (), {"787"}),
        ("What did the G-7 say in 2019?", {2019}, {"g7"}),
        ("what processor does the iPhone 3GS have?", (), {"3g"}),
        # A decade, counts, measures, orders, times, money and shares name nothing.
        ("Who won in the 1970s, and in the 1980's?", (), ()),
        ("Why were 500 workers fired?", (), ()),
        ("Why did 1500 workers strike, and 1200 people leave?", (), ()),
        ("Who ran more than 1800 in all, or 2000 km?", (), ()),
        ("What became of the 140 other buses?", (), ()),
        ("Who sold 20kg of rice at 5pm on the 2nd day for $200, or 300%?", (), ()),
        ("Were 2,019 or 1.987 seen?", (), ()),
        ("Who bought it in the mid-1990s, and who in pre-1914 days?", (), ()),
        ("Who is in the top-10, the top 10 or of the post-9 kind?", (), ()),
        ("how much did it lose in q3?", (), ()),
        ("Why did BlackBerry leave Pakistan?", (), ()),
    ],
)
def test_what_a_question_names(question: str, years: Collection[int], codes: Collection[str]) -> None:
    """Years and codes in one form; a number that counts or measures is none of them."""
    assert figures_named(question) == _named(years=years, codes=codes)


def _of(body: str, sentence: str, *, title: str = "News", published: dt.date | None = None) -> tuple[Article, int, int]:
    at = body.index(sentence)
    return Article(id="a", title=title, body=body, published=published), at, at + len(sentence)


ASKED = Figures(frozenset({1736}), frozenset())
WON = "The king won."


@pytest.mark.parametrize(
    "before",
    [
        "It was 1736. ",
        "It was 1736.\n\n",
        "The war of 1730–41 went on. ",
        "From 1730 to 1741 there was war. ",
        "War was the 1730s' trade. ",
        "It was in the 18th century. ",
        "War broke out in 1735. A year later he marched. ",
        "War broke out in 1735. The following year he marched. ",
    ],
)
def test_whatever_may_mean_the_year_leaves_it_open(before: str) -> None:
    """The year, a span, decade or century that holds it, or a count of years, before the sentence or in the paragraph before."""
    assert not tells_another_year(ASKED, *_of(f"In 1700 he was born.\n\n{before}{WON}", WON))


def test_another_year_is_told() -> None:
    """Neither a year that is far away nor another of the same article is the one that is asked for."""
    assert tells_another_year(ASKED, *_of(f"It was 1736.\n\nRain fell.\n\nIt was 1756. {WON}", WON))
    assert tells_another_year(ASKED, *_of(f"It was 1756. {WON} That was not so in 1736.", WON))
    assert tells_another_year(ASKED, *_of(f"The war of 1741–63 went on. {WON}", WON))


def test_the_article_tells_the_year_itself() -> None:
    """Its title and the year in which it was published count, and one that tells no year at all leaves it open."""
    body = f"It was war for 28 days. {WON}"
    assert tells_another_year(ASKED, *_of(f"It was 1756. {WON}", WON, published=dt.date(1757, 1, 1)))
    assert not tells_another_year(ASKED, *_of(f"It was 1756. {WON}", WON, published=dt.date(1736, 1, 1)))
    assert not tells_another_year(ASKED, *_of(f"It was 1756. {WON}", WON, title="The war of 1736"))
    assert not tells_another_year(ASKED, *_of(body, WON))
    assert tells_another_year(ASKED, *_of(body, WON, published=dt.date(1757, 1, 1)))


def test_a_month_near_the_turn_of_the_year_leaves_it_open() -> None:
    """In January "in December" is of the year before; what names no month is of no other year than it says."""
    shut, new = "The mill shut in December.", dt.date(1737, 1, 3)
    assert not tells_another_year(ASKED, *_of(f"Rain fell. {shut}", shut, published=new))
    assert tells_another_year(ASKED, *_of(f"Rain fell. {shut}", shut, published=dt.date(1738, 1, 3)))
    assert tells_another_year(ASKED, *_of(f"Rain fell. {WON}", WON, published=new))


def test_no_year_asked_is_no_other_year() -> None:
    """A question that names a code alone asks of no year."""
    assert not tells_another_year(Figures(frozenset(), frozenset({"a380"})), *_of(f"It was 1756. {WON}", WON))


@pytest.mark.parametrize(
    ("body", "title", "has"),
    [
        ("Airbus showed the A380.\n\nRain fell.\n\nSnow fell.\n\nIt was late.\n\nThe king won.", "News", True),
        ("Rain fell.\n\nThe a-380 flew. The king won.", "News", True),
        ("Rain fell.\n\nSnow fell.\n\nThe king won.", "The A380 flies", True),
        ("Rain fell.\n\nThe king won. The A380 flew.", "News", False),
        ("Rain fell. The A3800 and 380 seats. The king won.", "News", False),
    ],
)
def test_a_code_stands_before_its_sentence(body: str, title: str, has: bool) -> None:  # noqa: FBT001
    """In the title, or in the text up to the end of the sentence."""
    article, _, end = _of(body, WON, title=title)
    since = named_by(Figures(frozenset(), frozenset({"a380"})), article)
    assert (since is not None and since <= end) is has


def test_a_text_of_one_piece_is_not_read_through() -> None:
    """However long a paragraph is, only what stands near the sentence is looked at."""
    body = f"It was 1736. {'Rain fell. ' * 100_000}{WON}"
    assert tells_another_year(ASKED, *_of(body, WON, published=dt.date(1757, 1, 1)))

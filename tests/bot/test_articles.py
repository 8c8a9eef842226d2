from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles import article_choices, article_named, only_title, speaker_choices
from config.settings import Settings, load_settings
from corpus.facts import NO_FACTS
from corpus.quotes import Quote
from corpus.values import Article, Span
from retrieval.answering.answering import Answering
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import UnknownArticle
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.ranking.confidence import load_model
from retrieval.service import AnswerService
from retrieval.values import Audience
from tests.bot.rendering import hostile
from tests.bot.rendering.markdown import units
from tests.retrieval.samples import ARTICLES, generation_of

EVERYONE = Audience()


def _service(settings: Settings, folder: Path, *corpora: Sequence[Article]) -> AnswerService:
    live = LiveCorpora()
    for corpus_id, articles in enumerate(corpora):
        live.put(generation_of(folder / str(corpus_id), articles, corpus_id=corpus_id))
    return AnswerService(settings, HashingEncoder(), Answering(load_model(), 0.0, 5), live)


@pytest.fixture
def service(hashing: Settings, tmp_path: Path) -> AnswerService:
    return _service(hashing, tmp_path / "generations", ARTICLES)


@pytest.mark.parametrize(
    "text",
    ["lighthouse", "LIGHTHOUSE", "The lighthouse of Cape Varn", "the LIGHTHOUSE of cape varn ", "cape", "varn the"],
)
def test_an_article_is_named_by_id_title_or_enough_of_it(service: AnswerService, text: str) -> None:
    """However it was typed, one article is meant."""
    assert article_named(service.snapshot(EVERYONE), text).id == "lighthouse"


def test_an_exact_name_goes_before_what_only_begins_so(hashing: Settings, tmp_path: Path) -> None:
    """A title that others begin with can still be named."""
    articles = [
        Article("a", "Tower", "It fell."),
        Article("b", "Tower two", "It rose."),
        Article("tower-x", "X", "No."),
    ]
    service = _service(hashing, tmp_path / "g", articles)
    assert article_named(service.snapshot(EVERYONE), "tower").id == "a"
    assert article_named(service.snapshot(EVERYONE), "tower-x").id == "tower-x"


async def test_a_choice_that_was_offered_can_be_sent(hashing: Settings, tmp_path: Path) -> None:
    """An id names its article, however many titles begin like it: it is what choices send."""
    articles = [Article(f"n{n}", f"News {n:03}", "It fell.") for n in range(30)]
    service = _service(hashing, tmp_path / "g", [*articles, Article("news", "Zebras", "They ran.")])
    (choice,) = await article_choices(service, None, "zebra")
    assert choice.value == "news"
    assert article_named(service.snapshot(EVERYONE), choice.value).title == "Zebras"


def test_what_may_be_several_is_asked_back(service: AnswerService) -> None:
    """Of several the nearest three are named; of none the way to find them."""
    with pytest.raises(UnknownArticle, match="did you mean “Bakery wins prize”, "):
        article_named(service.snapshot(EVERYONE), "i")
    with pytest.raises(UnknownArticle, match="/articles lists them"):
        article_named(service.snapshot(EVERYONE), "zzz")


@settings(max_examples=60, deadline=None)
@given(st.text("*_`<@#\n\r\t \u2028\u202e\u200fab", min_size=1, max_size=120))
def test_the_refusal_is_one_line(text: str) -> None:
    """What was typed is named, in one sentence whose writing direction it can't turn."""
    with pytest.raises(UnknownArticle) as caught:
        article_named(Snapshot(()), text)
    sentence = str(caught.value)
    assert len(sentence.splitlines()) == 1
    assert not set(sentence) & set("\u202e\u200f")
    assert sentence.endswith("”: /articles lists them.")


async def test_choices_are_within_discords_limits(hashing: Settings, tmp_path: Path) -> None:
    """Up to 25; names of 1 to 100 characters, in which nothing turns the direction; ids as values."""
    titles = ["x" * 300, "🚀" * 120, "\u202eevil\u202c", "a\nb", "é" * 100]
    articles = [Article(f"t{n}", titles[n % len(titles)] + str(n), "It fell.") for n in range(60)]
    choices = await article_choices(_service(hashing, tmp_path / "g", articles), None, "")
    assert len(choices) == 25
    assert all(1 <= units(each.name) <= 100 for each in choices)
    assert all(not set(each.name) & set("\u202e\u202c\n") for each in choices)
    assert {each.value for each in choices} <= {each.id for each in articles}


async def test_a_choice_names_the_year(service: AnswerService) -> None:
    """Articles with like titles are told apart by when they were published."""
    assert [each.name for each in await article_choices(service, None, "cape")] == [
        "The lighthouse of Cape Varn (2021)"
    ]
    assert [each.name for each in await article_choices(service, None, "bakery")] == ["Bakery wins prize"]


async def test_another_servers_articles_can_not_be_named(hashing: Settings, tmp_path: Path) -> None:
    """Law 3: neither offered nor found by their id."""
    service = _service(hashing, tmp_path / "g", ARTICLES, [Article("secret", "Secret", "It fell.")])
    assert article_named(service.snapshot(Audience(1)), "secret").id == "secret"
    assert await article_choices(service, 1, "secret") != []
    for other in (None, 2):
        assert await article_choices(service, other, "secret") == []
        with pytest.raises(UnknownArticle):
            article_named(service.snapshot(Audience(other)), "secret")


def test_of_twins_the_servers_own_is_named(hashing: Settings, tmp_path: Path) -> None:
    """One id means the server's own article there and the shared one elsewhere."""
    own = Article("bakery", "Bakery of our own", "It fell.")
    service = _service(hashing, tmp_path / "g", ARTICLES, [own])
    assert article_named(service.snapshot(Audience(1)), "bakery") == own
    assert article_named(service.snapshot(Audience(2)), "bakery").title == "Bakery wins prize"


def test_of_one_article_the_title_is_known(service: AnswerService, hashing: Settings, tmp_path: Path) -> None:
    """The title is that of the article asked for or of the only one in sight; of several there is none."""
    assert only_title(service.snapshot(EVERYONE), None) is None
    assert only_title(service.snapshot(EVERYONE), "river") == "River runs dry"
    alone = _service(hashing, tmp_path / "alone", [ARTICLES[0]])
    assert only_title(alone.snapshot(EVERYONE), None) == ARTICLES[0].title


@settings(max_examples=25, deadline=None)
@given(st.lists(hostile.texts(most=5), min_size=1, max_size=30), st.text(max_size=5))
def test_speakers_are_choices_that_discord_takes(names: list[str], typed: str) -> None:
    """Whatever speakers are called, at most 25 are offered, each name and value within 100 characters."""
    body = "He said so."
    quotes = tuple(Quote("direct", Span(0, 2), None, each, None, None, False, Span(0, 2), 1) for each in names)
    with tempfile.TemporaryDirectory() as folder:
        article = Article("a", "A", body)
        live = LiveCorpora()
        live.put(generation_of(Path(folder) / "g", [article], facts=[replace(NO_FACTS, quotes=quotes)]))
        service = AnswerService(load_settings(), HashingEncoder(), Answering(load_model(), 0.0, 5), live)
        for wanted in (typed, names[0][:20], ""):
            choices = asyncio.run(speaker_choices(service, None, wanted, None))
            assert len(choices) <= 25
            for each in choices:
                assert 1 <= units(each.name) <= 100
                assert 1 <= units(each.value) <= 100
                assert each.value in names or " ".join(each.value.split()) == each.value

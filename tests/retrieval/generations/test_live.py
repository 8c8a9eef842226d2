from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.values import Article
from retrieval.errors import UnknownArticle
from retrieval.generations.generation import Generation
from retrieval.generations.live import Freshness, LiveCorpora
from retrieval.values import Answer, Audience
from tests.retrieval.samples import ask, generation_of


def _tower(year: int) -> Article:
    return Article(id="tower", title="Tower", body=f"The tower of Varn fell in {year}.")


@pytest.fixture
def corpora(tmp_path: Path) -> dict[int, Generation]:
    """The shared corpus and two servers', near-identical twins."""
    shared = Article(id="shared", title="Shared", body="Ida Holm built the tower.")
    return {
        0: generation_of(tmp_path / "0", [shared, _tower(1900)], corpus_id=0),
        1: generation_of(tmp_path / "1", [_tower(1901)], corpus_id=1),
        2: generation_of(tmp_path / "2", [_tower(1902)], corpus_id=2),
    }


@pytest.fixture
def live(corpora: dict[int, Generation]) -> LiveCorpora:
    """All three serving."""
    made = LiveCorpora()
    for generation in corpora.values():
        made.put(generation)
    return made


@pytest.mark.parametrize(
    ("guild", "years"), [(None, {"1900"}), (1, {"1900", "1901"}), (2, {"1900", "1902"}), (3, {"1900"})]
)
def test_audience_sees_the_shared_corpus_and_its_own_and_no_other(
    live: LiveCorpora, guild: int | None, years: set[str]
) -> None:
    """Law 3: of near-identical twins each server is answered from its own and the shared one alone."""
    snapshot = live.snapshot(Audience(guild))
    outcome = ask("When did the tower of Varn fall?", snapshot.scopes(None))
    assert isinstance(outcome, Answer)
    cited = {citation.excerpt.text for citation in outcome.citations if "fell" in citation.excerpt.text}
    assert cited == {f"The tower of Varn fell in {year}." for year in years}
    assert outcome.generations == snapshot.labels
    assert {article.body[-5:-1] for article in snapshot.articles if article.id == "tower"} == years


def test_article_of_one_id_is_the_servers_own_before_the_shared_one(live: LiveCorpora) -> None:
    """A server that has its own article of an id asks that one; others ask the shared one."""
    for guild, year in ((1, "1901"), (2, "1902"), (None, "1900"), (3, "1900")):
        (scope,) = live.snapshot(Audience(guild)).scopes("tower")
        assert year in scope.generation.sentence_text(scope.sentences.start)
    (scope,) = live.snapshot(Audience(1)).scopes("shared")
    assert scope.generation.manifest.corpus_id == 0


@pytest.mark.parametrize("article_id", ["nowhere", "y" * 300])
def test_article_that_is_not_in_scope_is_unknown(live: LiveCorpora, article_id: str) -> None:
    """An id that no visible generation has is an error that names it."""
    with pytest.raises(UnknownArticle) as caught:
        live.snapshot(Audience(1)).scopes(article_id)
    assert repr(article_id[:80]) in str(caught.value)


def test_private_article_is_unknown_to_others(tmp_path: Path) -> None:
    """Law 3: another server's article is not so much as known to exist."""
    live = LiveCorpora()
    live.put(generation_of(tmp_path / "1", [_tower(1)], corpus_id=1))
    assert live.snapshot(Audience(1)).scopes("tower")
    for other in (Audience(), Audience(2)):
        with pytest.raises(UnknownArticle):
            live.snapshot(other).scopes("tower")
        assert live.snapshot(other).articles == ()


def test_snapshot_stays_what_it_was(live: LiveCorpora, corpora: dict[int, Generation], tmp_path: Path) -> None:
    """Law 2: a question in flight keeps the generations it began with, whatever is put or dropped meanwhile."""
    before = live.snapshot(Audience(1))
    after = generation_of(tmp_path / "new", [_tower(1999)], corpus_id=1)
    live.put(after)
    assert before.generations == (corpora[0], corpora[1])
    assert live.snapshot(Audience(1)).generations == (corpora[0], after)
    live.drop(1)
    live.drop(99)
    assert before.generations == (corpora[0], corpora[1])
    assert live.snapshot(Audience(1)).generations == (corpora[0],)
    assert live.get(1) is None
    assert live.get(2) is corpora[2]


def test_nothing_live_is_an_empty_snapshot() -> None:
    """Before the first generation there is nothing to see, and no error."""
    snapshot = LiveCorpora().snapshot(Audience(1))
    assert (snapshot.generations, snapshot.labels, snapshot.articles, snapshot.scopes(None)) == ((), (), (), ())


def test_freshness_is_of_all_that_is_in_sight(tmp_path: Path) -> None:
    """Articles are counted over the audience's corpora; the newest date is the latest of any, and loaded the last build."""
    live = LiveCorpora()
    dated = Article("a", "A", "It fell.", published=dt.date(2020, 2, 3))
    newer = Article("b", "B", "It rose.", published=dt.date(2021, 1, 1))
    shared = generation_of(tmp_path / "0", [dated, Article("c", "C", "It stood.")], corpus_id=0)
    own = generation_of(tmp_path / "1", [newer], corpus_id=1)
    own.manifest = replace(own.manifest, created=shared.manifest.created + dt.timedelta(days=1))
    live.put(shared)
    live.put(own)
    assert live.snapshot(Audience()).freshness == Freshness(2, dt.date(2020, 2, 3), shared.manifest.created)
    assert live.snapshot(Audience(1)).freshness == Freshness(3, dt.date(2021, 1, 1), own.manifest.created)


def test_freshness_of_nothing_and_of_nothing_dated(tmp_path: Path) -> None:
    """No article, or none with a date, has no newest one."""
    assert LiveCorpora().snapshot(Audience()).freshness == Freshness(0, None, None)
    generation = generation_of(tmp_path / "g", [_tower(1)])
    assert generation.newest is None
    live = LiveCorpora()
    live.put(generation)
    assert live.snapshot(Audience()).freshness == Freshness(1, None, generation.manifest.created)


def test_a_generation_is_found_by_its_corpus_only_where_it_is_in_sight(
    live: LiveCorpora, corpora: dict[int, Generation]
) -> None:
    """Law 3: another server's generation is not in a snapshot by any name."""
    snapshot = live.snapshot(Audience(1))
    assert (snapshot.generation(0), snapshot.generation(1)) == (corpora[0], corpora[1])
    assert snapshot.generation(2) is None


def test_titles_are_folded_once_in_the_order_of_the_articles(tmp_path: Path) -> None:
    """What typed words are compared with stands row by row beside the articles."""
    generation = generation_of(tmp_path / "g", [Article("a", "Café ÉTÉ", "It fell."), Article("b", "Z", "It rose.")])
    assert generation.folded_titles == ("cafe ete", "z")
    assert generation.folded_titles is generation.folded_titles


def test_what_is_withdrawn_serves_nothing_until_it_is_readmitted(
    live: LiveCorpora, corpora: dict[int, Generation]
) -> None:
    """Law: whatever is put meanwhile does not serve; others do; what was put before must be put again."""
    live.withdraw(1)
    live.put(corpora[1])
    assert live.withdrawn(1)
    assert not live.withdrawn(2)
    assert [each.manifest.corpus_id for each in live.snapshot(Audience(1)).generations] == [0]
    assert live.get(2) is corpora[2]
    live.readmit(1)
    assert live.get(1) is None
    live.put(corpora[1])
    assert live.get(1) is corpora[1]

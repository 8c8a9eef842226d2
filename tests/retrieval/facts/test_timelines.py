from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus.facts import FAILED, Facts
from corpus.values import Article
from retrieval.errors import UnknownArticle, UnreadFacts
from retrieval.facts.timelines import timeline
from retrieval.facts.values import Dated, TimelineQuery
from retrieval.generations.fact_table import FactTable, Table
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.values import Audience
from tests.retrieval.samples import generation_of
from tests.retrieval.stated import AGAIN, ARTICLES, FACTS, FELL, WORK, event


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def clauses(snapshot: Snapshot, query: TimelineQuery) -> list[str]:
    return [each.event.clause.of(each.article.body) for each in timeline(snapshot, query).events]


BRIDGE_OPENED = "The bridge opened in 2014."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TimelineQuery(), [BRIDGE_OPENED, FELL, WORK]),
        (TimelineQuery("tower"), [FELL, WORK]),
        (TimelineQuery("silent"), []),
        (TimelineQuery(first=day("2014-05-04")), [BRIDGE_OPENED, WORK]),
        (TimelineQuery(first=day("2014-05-03"), last=day("2014-05-03")), [BRIDGE_OPENED, FELL]),
        (TimelineQuery(last=day("2014-05-02")), [BRIDGE_OPENED]),
        # "By June 2015" is known by its day; that it is open before makes it no event of any earlier time.
        (TimelineQuery(first=day("2015-06-30")), [WORK]),
        (TimelineQuery(first=day("2015-07-01")), []),
        (TimelineQuery(person="Ida Holm"), [FELL]),
        (TimelineQuery(person="HOLM"), [FELL]),
        (TimelineQuery(person="tower"), [FELL]),
        (TimelineQuery(person="Tom Reed"), []),
        (TimelineQuery(person="★"), []),
        (TimelineQuery(person="Holm Reed"), []),
        (TimelineQuery("bridge", person="Holm"), []),
    ],
)
def test_a_query_bounds_what_is_shown(snapshot: Snapshot, query: TimelineQuery, expected: list[str]) -> None:
    """Events that share a day with what is asked and name whom it names, in order of time."""
    assert clauses(snapshot, query) == expected


def test_a_word_of_a_name_is_looked_for_once(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who repeats a word does not make others wait."""
    looked: list[str] = []
    found = FactTable.events_with

    def counting(facts: FactTable, word: str) -> Table:
        looked.append(word)
        return found(facts, word)

    monkeypatch.setattr(FactTable, "events_with", counting)
    assert clauses(snapshot, TimelineQuery(person="Holm " * 500)) == [FELL]
    assert looked == ["holm"]


def test_every_place_is_cited_to_the_character(snapshot: Snapshot) -> None:
    """Each mention of an event has a numbered citation, `body[start:end] == text`, with its paragraph and link."""
    fell = timeline(snapshot, TimelineQuery("tower")).events[0]
    assert [(each.number, each.excerpt.text, each.paragraph) for each in fell.citations] == [
        (1, FELL, 1),
        (2, "The tower fell at night.", 3),
    ]
    for citation in fell.citations:
        assert citation.excerpt.span.of(fell.article.body) == citation.excerpt.text
        assert (citation.link or "").startswith("https://news.example/tower#:~:text=")
    said_by = fell.citations[0].said_by
    assert said_by is not None
    assert (said_by.speaker, said_by.role, said_by.kind) == ("Ida Holm", "the mayor", "indirect")


def test_no_more_places_are_cited_than_are_asked_for(snapshot: Snapshot) -> None:
    """Who shows one place of an event is given one citation, whose link takes time to make, and still told of the others."""
    (fell,) = (
        each for each in timeline(snapshot, TimelineQuery("tower"), places=1).events if len(each.event.places) > 1
    )
    assert [each.excerpt.text for each in fell.citations] == [FELL]


def test_pages_are_the_whole_in_pieces(snapshot: Snapshot) -> None:
    """Page after page gives every event once, and each says how many there are."""
    whole = timeline(snapshot, TimelineQuery())
    pages = [timeline(snapshot, TimelineQuery(), start, 2) for start in (0, 2, 4)]
    assert [each for page in pages for each in page.events] == list(whole.events)
    assert [(page.start, page.total, len(page.events)) for page in pages] == [(0, 3, 2), (2, 3, 1), (4, 3, 0)]


def test_an_empty_page_says_what_is_dated(snapshot: Snapshot) -> None:
    """Whatever the days asked for, `dated` tells what the articles asked do date."""
    page = timeline(snapshot, TimelineQuery("tower", first=day("2020-01-01")))
    assert page.total == 0
    assert page.dated == Dated(2, day("2014-05-03"), day("2015-06-30"))
    assert timeline(snapshot, TimelineQuery("silent")).dated == Dated(0, None, None)


def test_an_unknown_article_is_an_error(snapshot: Snapshot) -> None:
    """No other article is taken for it."""
    with pytest.raises(UnknownArticle, match="no-such"):
        timeline(snapshot, TimelineQuery("no-such"))


def test_no_server_sees_anothers_events(tmp_path: Path) -> None:
    """Law 3, with near-identical twins: each audience has the shared events and its own, in one order of time."""

    def twin(corpus_id: int, year: int) -> tuple[list[Article], list[Facts]]:
        body = f"The tower fell on 1 May {year}."
        article = Article(id="twin", title="Twin", body=body)
        fell = event(article, "on 1 May", [(body, 1)], dt.date(year, 5, 1), dt.date(year, 5, 1))
        return [article], [Facts((fell,), (), FACTS[0].card)]

    live = LiveCorpora()
    for corpus_id, year in ((0, 2000), (1, 1990), (2, 2010)):
        articles, facts = twin(corpus_id, year)
        live.put(generation_of(tmp_path / str(corpus_id), articles, facts=facts, corpus_id=corpus_id))
    for guild, years in ((None, [2000]), (1, [1990, 2000]), (2, [2000, 2010]), (3, [2000])):
        found = timeline(live.snapshot(Audience(guild)), TimelineQuery()).events
        assert [each.event.first and each.event.first.year for each in found] == years
    own = timeline(live.snapshot(Audience(1)), TimelineQuery("twin")).events
    assert [each.corpus_id for each in own] == [1]  # a server's own before a shared one of the same id


def test_a_quotation_is_no_event_without_a_date(snapshot: Snapshot) -> None:
    """Only what is dated stands on the timeline."""
    assert AGAIN not in clauses(snapshot, TimelineQuery())


def test_what_could_not_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """Of an article whose facts failed nobody hears that it has none; the others are shown."""
    snapshot = Snapshot((generation_of(tmp_path / "g", ARTICLES, facts=[FAILED, *FACTS[1:]]),))
    with pytest.raises(UnreadFacts, match="could not be read"):
        timeline(snapshot, TimelineQuery("bridge"))
    assert timeline(snapshot, TimelineQuery()).total == 2

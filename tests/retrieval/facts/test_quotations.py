from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FAILED, NO_FACTS, Facts
from corpus.values import Article
from retrieval.errors import UnknownArticle, UnreadFacts
from retrieval.facts.quotations import quotations, suggest_speakers
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.values import Audience
from tests.retrieval.samples import generation_of
from tests.retrieval.stated import AGAIN, ARTICLES, FACTS, quote

FELL, BUILD, SAFE = "The tower of Varn fell on 3 May 2014", "We will build it again,", "it was safe"


def contents(snapshot: Snapshot, speaker: str | None, article: str | None = None) -> list[str]:
    return [each.quote.content.of(each.article.body) for each in quotations(snapshot, speaker, article).quotes]


@pytest.mark.parametrize(
    ("speaker", "article", "expected"),
    [
        (None, None, [SAFE, FELL, BUILD]),
        (None, "tower", [FELL, BUILD]),
        (None, "silent", []),
        ("Ida Holm", None, [FELL, BUILD]),
        ("holm", None, [FELL, BUILD]),
        ("jose nunez", None, [SAFE]),
        ("José Núñez", "tower", []),
        ("Reed", None, []),
        ("!!!", None, []),
        ("", None, []),
    ],
)
def test_quotations_of_whoever_is_named(
    snapshot: Snapshot, speaker: str | None, article: str | None, expected: list[str]
) -> None:
    """By full name, surname or any form as written, case and accents aside, in the articles asked."""
    assert contents(snapshot, speaker, article) == expected


def test_a_quotation_is_cited_with_its_sentence(snapshot: Snapshot) -> None:
    """The citation holds the reporting words too, and says whose words they are."""
    said = quotations(snapshot, "Holm", None).quotes[1]
    assert said.citation.excerpt.text == AGAIN
    assert said.citation.excerpt.span.of(said.article.body) == AGAIN
    assert said.citation.said_by is not None
    assert said.citation.said_by.inferred


def test_nobody_of_that_name_is_told_who_is_quoted(snapshot: Snapshot) -> None:
    """An empty page names those who are, the one quoted most first."""
    page = quotations(snapshot, "Reed", None)
    assert (page.total, page.speakers) == (0, ("Ida Holm", "José Núñez"))
    assert quotations(snapshot, "Reed", "bridge").speakers == ("José Núñez",)
    assert quotations(snapshot, "Holm", None).speakers == ()


def test_the_exact_name_leaves_out_those_that_hold_it(tmp_path: Path) -> None:
    """ "Ann Lee" is Ann Lee alone where there is one, and everybody called Lee is found by "Lee"."""
    body = "Ann Lee said it rained. Ann Lee Carter said it snowed."
    article = Article(id="a", title="A", body=body)
    said = (
        quote(article, "indirect", "it rained", ("Ann Lee said it rained.", 1), "Ann Lee", name="Ann Lee"),
        quote(
            article,
            "indirect",
            "it snowed",
            ("Ann Lee Carter said it snowed.", 1),
            "Ann Lee Carter",
            name="Ann Lee Carter",
        ),
    )
    snapshot = Snapshot((generation_of(tmp_path / "g", [article], facts=[Facts((), said, NO_FACTS.card)]),))
    assert contents(snapshot, "ann lee") == ["it rained"]
    assert contents(snapshot, "lee") == ["it rained", "it snowed"]


def test_pages_are_the_whole_in_pieces(snapshot: Snapshot) -> None:
    """Page after page gives every quotation once."""
    pages = [quotations(snapshot, None, None, start, 2) for start in (0, 2)]
    assert [each for page in pages for each in page.quotes] == list(quotations(snapshot, None, None).quotes)
    assert [page.total for page in pages] == [3, 3]


@pytest.mark.parametrize(
    ("typed", "article", "expected"),
    [
        ("", None, ("Ida Holm", "José Núñez")),
        ("no", None, ()),
        ("nuñ", None, ("José Núñez",)),
        ("HO", None, ("Ida Holm",)),
        ("", "bridge", ("José Núñez",)),
        ("\ud800", None, ("Ida Holm", "José Núñez")),
    ],
)
def test_names_for_half_a_name(snapshot: Snapshot, typed: str, article: str | None, expected: tuple[str, ...]) -> None:
    """Only those who are quoted in what is asked, as many as are wanted."""
    assert suggest_speakers(snapshot, typed, article, 25) == expected
    assert suggest_speakers(snapshot, typed, article, 1) == expected[:1]


def test_not_all_who_speak_are_looked_at_for_half_a_name(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus of a hundred thousand speakers costs no more than the first of them; the others are found by their name."""
    monkeypatch.setattr("retrieval.facts.quotations._MOST_LOOKED_AT", 1)
    assert len(suggest_speakers(snapshot, "", None, 25)) == 1
    assert {each.quote.name for each in quotations(snapshot, "José Núñez", None).quotes} == {"José Núñez"}
    assert {each.quote.name for each in quotations(snapshot, "Ida Holm", None).quotes} == {"Ida Holm"}


def test_an_unknown_article_is_an_error(snapshot: Snapshot) -> None:
    """No other article is taken for it."""
    with pytest.raises(UnknownArticle, match="no-such"):
        quotations(snapshot, None, "no-such")


def test_no_server_sees_anothers_speakers(tmp_path: Path) -> None:
    """Law 3, with near-identical twins: quotations and names alike."""
    live = LiveCorpora()
    for corpus_id, name in ((0, "Ann Lee"), (1, "Ann Leigh"), (2, "Ann Lea")):
        body = f"{name} said it rained."
        article = Article(id="twin", title="Twin", body=body)
        said = quote(article, "indirect", "it rained", (body, 1), name, name=name)
        facts = [Facts((), (said,), NO_FACTS.card)]
        live.put(generation_of(tmp_path / str(corpus_id), [article], facts=facts, corpus_id=corpus_id))
    for guild, names in ((None, {"Ann Lee"}), (1, {"Ann Lee", "Ann Leigh"}), (2, {"Ann Lee", "Ann Lea"})):
        snapshot = live.snapshot(Audience(guild))
        assert set(suggest_speakers(snapshot, "ann", None, 25)) == names
        assert {each.quote.name for each in quotations(snapshot, "Ann", None).quotes} == names


def test_what_could_not_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """Of an article whose facts failed nobody hears that it has none; the others are shown."""
    snapshot = Snapshot((generation_of(tmp_path / "g", ARTICLES, facts=[FAILED, *FACTS[1:]]),))
    with pytest.raises(UnreadFacts, match="could not be read"):
        quotations(snapshot, None, "bridge")
    assert quotations(snapshot, None, None).total == 2

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.values import Article
from retrieval.building.gate import check_golden, check_integrity, check_titles
from retrieval.encoders import Vectors
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import BuildError
from retrieval.generations.generation import ARTICLE, END, FIRST, LAST, START, Generation
from retrieval.generations.scope import Scope
from retrieval.ranking.evidence import Asked
from retrieval.ranking.ranking import Floats, Ranked, rank
from retrieval.stores import Rows, Scores, VectorIndex
from tests.retrieval.samples import ARTICLES, answering, generation_of


class Altered:
    """A vector index with its length or its vectors changed."""

    def __init__(self, index: VectorIndex, *, count: int | None = None, scale: float = 1.0) -> None:
        self._index, self._count, self._scale = index, count, scale

    def __len__(self) -> int:
        return len(self._index) if self._count is None else self._count

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        return self._index.search(query, k, within)

    def vectors(self, rows: Rows) -> Vectors:
        return self._index.vectors(rows) * np.float32(self._scale)


def test_intact_generation_passes(generation: Generation) -> None:
    """What the builder makes is found sound."""
    check_integrity(generation)


@pytest.mark.parametrize("which", ["sentence_vectors", "passage_vectors"])
@pytest.mark.parametrize("wrong", [{"count": 3}, {"scale": 1.01}, {"scale": 0.0}, {"scale": float("nan")}], ids=str)
def test_vectors_of_another_number_or_length_fail(generation: Generation, which: str, wrong: dict[str, float]) -> None:
    """A vector too few, or one whose length is not 1, would make every score wrong."""
    count = int(wrong["count"]) if "count" in wrong else None
    setattr(generation, which, Altered(getattr(generation, which), count=count, scale=wrong.get("scale", 1.0)))
    with pytest.raises(BuildError, match="vectors"):
        check_integrity(generation)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(1, END, 9999), (1, END, 0), (0, START, -1), (0, ARTICLE, 2), (-1, ARTICLE, 3), (0, ARTICLE, -1)],
)
def test_sentence_outside_its_article_fails(generation: Generation, row: int, column: int, value: int) -> None:
    """A span beyond its body, empty or of no article would cite what is not there."""
    table = np.array(generation.sentences)
    table[row, column] = value
    generation.sentences = table
    with pytest.raises(BuildError, match="sentences that lie outside"):
        check_integrity(generation)


@pytest.mark.parametrize(
    ("row", "column", "value"), [(0, FIRST, -1), (0, LAST, 99), (0, FIRST, 5), (-1, FIRST, 0), (0, ARTICLE, 2)]
)
def test_passage_of_other_sentences_fails(generation: Generation, row: int, column: int, value: int) -> None:
    """A passage that holds no sentence, or another article's, would lend its score to the wrong words."""
    table = np.array(generation.passages)
    table[row, column] = value
    generation.passages = table
    with pytest.raises(BuildError, match="passages"):
        check_integrity(generation)


def test_articles_are_found_by_their_titles(generation: Generation, encoder: HashingEncoder) -> None:
    """Each article of a sound index is among the best for its own title."""
    assert check_titles(generation, encoder, answering(), {article.id for article in ARTICLES}) == ()


def _many(count: int) -> list[Article]:
    return [Article(id=f"s{n}", title=f"Ship {n}", body=f"Ship {n} sailed to harbour {n}.") for n in range(count)]


class Remembering(HashingEncoder):
    """Remembers the titles it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode_queries(texts)


@pytest.mark.parametrize(("count", "asked"), [(200, 200), (201, 101), (399, 200)])
def test_at_most_two_hundred_titles_are_asked_for(tmp_path: Path, count: int, asked: int) -> None:
    """A large reload costs no more than 200 questions, spread over its articles."""
    encoder = Remembering()
    articles = _many(count)
    generation = generation_of(tmp_path / "many", articles)
    check_titles(generation, encoder, answering(), {article.id for article in articles})
    assert len(encoder.asked) == asked <= 200


def test_only_fresh_articles_with_a_telling_title_are_asked_for(tmp_path: Path) -> None:
    """An old article, and one whose title shares no word with it, are not looked for."""
    odd = Article(id="odd", title="Zebra", body="The tower fell.")
    generation = generation_of(tmp_path / "g", [*_many(3), odd])
    encoder = Remembering()
    assert check_titles(generation, encoder, answering(), {"s1", "odd"}) == ()
    assert encoder.asked == ["Ship 1"]
    assert check_titles(generation, encoder, answering(), ()) == ()


def test_index_that_finds_few_by_their_titles_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: HashingEncoder
) -> None:
    """Where more than half are lost that is a broken index; where fewer are, they are named."""
    articles = _many(40)
    generation = generation_of(tmp_path / "g", articles)
    # Every title finds the first ten: a broken index finds the same whatever is asked.

    def broken(scopes: Sequence[Scope], asked: Asked, query: Vectors, weights: Floats) -> Ranked:
        ranked = rank(scopes, asked, query, weights)
        first = np.arange(10)
        return replace(
            ranked, scope=first * 0, row=first, score=first.astype(np.float64), features=ranked.features[:10]
        )

    monkeypatch.setattr("retrieval.building.gate.rank", broken)
    with pytest.raises(BuildError, match=r"30 of 40 articles.*'s10'"):
        check_titles(generation, encoder, answering(), {article.id for article in articles})
    few = {"s0", "s1", "s2", "s30"}
    assert check_titles(generation, encoder, answering(), few) == ("s30",)


def test_one_article_of_an_odd_title_can_be_added(tmp_path: Path, encoder: HashingEncoder) -> None:
    """What is called like thirty others is named and let in: alone it tells nothing of the index."""
    minutes = [
        Article(
            id=f"m{n}", title=f"Council minutes {n}", body=f"Council minutes {n}. The council met about matter {n}."
        )
        for n in range(30)
    ]
    odd = Article(id="odd", title="Council minutes", body="A long account of many things. The council took minutes.")
    generation = generation_of(tmp_path / "g", [*minutes, odd])
    assert check_titles(generation, encoder, answering(), {"odd"}) == ("odd",)


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """Where the gate's questions stand."""
    return tmp_path / "golden.jsonl"


def _lines(golden: Path, *items: object) -> Path:
    golden.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), "utf-8")
    return golden


BUILT = {"question": "Who built the lighthouse of Cape Varn?", "must_contain": "Ida Holm"}


def test_golden_questions_that_are_answered_rightly_pass(
    generation: Generation, encoder: HashingEncoder, golden: Path
) -> None:
    """All pass, empty lines aside, and their number is returned."""
    text = (
        json.dumps(BUILT) + "\r\n\n  \n" + json.dumps({"question": "How many loaves?", "must_contain": " 400 "}) + "\n"
    )
    golden.write_text(text, "utf-8")
    assert check_golden(generation, encoder, answering(), golden) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_golden_file_may_begin_with_a_mark(
    generation: Generation, encoder: HashingEncoder, golden: Path, encoding: str
) -> None:
    """Files as Windows editors save them are read."""
    golden.write_text(json.dumps(BUILT), encoding)
    assert check_golden(generation, encoder, answering(), golden) == 1


def test_no_golden_file_asks_nothing(generation: Generation, encoder: HashingEncoder, golden: Path) -> None:
    """Without the file, or with an empty one, there is nothing to fail."""
    assert check_golden(generation, encoder, answering(), golden) == 0
    golden.write_text("\n\n", "utf-8")
    assert check_golden(generation, encoder, answering(), golden) == 0


def test_wrong_golden_answer_names_the_line(generation: Generation, encoder: HashingEncoder, golden: Path) -> None:
    """The first failure is named by line, question and what was missed; the rest are counted."""
    wrong = {"question": "Who built the lighthouse?", "must_contain": "Nobody at all"}
    _lines(golden, BUILT, wrong, wrong)
    with pytest.raises(
        BuildError, match=r"golden\.jsonl: line 2, 'Who built the lighthouse\?', .*'Nobody at all' \(and 1 more\)"
    ):
        check_golden(generation, encoder, answering(), golden)


def test_golden_no_answer_passes_where_nothing_is_answered(
    generation: Generation, encoder: HashingEncoder, golden: Path
) -> None:
    """A question that must have no answer passes with none and fails, with what was said, with one."""
    _lines(golden, {"question": "Who built the lighthouse?", "no_answer": True})
    assert check_golden(generation, encoder, answering(threshold=2.0), golden) == 1
    with pytest.raises(BuildError, match=r"line 1, .* was answered with 'The lighthouse of Cape Varn"):
        check_golden(generation, encoder, answering(), golden)


def test_unanswered_golden_question_fails(generation: Generation, encoder: HashingEncoder, golden: Path) -> None:
    """What is only near does not count as an answer."""
    with pytest.raises(BuildError, match=r"line 1, .* was not answered with 'Ida Holm'"):
        check_golden(generation, encoder, answering(threshold=2.0), _lines(golden, BUILT))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        "{}",
        '{"question": "Who?"}',
        '{"must_contain": "x"}',
        '{"question": 1, "must_contain": "x"}',
        '{"question": "?!", "must_contain": "x"}',
        '{"question": "Who?", "must_contain": 1}',
        '{"question": "Who?", "must_contain": "  "}',
        '{"question": "Who?", "no_answer": false}',
        '{"question": "Who?", "no_answer": "yes"}',
        "[" * 200000,
    ],
    ids=lambda line: line[:40],
)
def test_malformed_golden_line_is_named(
    generation: Generation, encoder: HashingEncoder, golden: Path, line: str
) -> None:
    """A line that asks nothing checkable fails the gate with its number, never passes it."""
    golden.write_text(f"{json.dumps(BUILT)}\n\n{line}\n", "utf-8")
    with pytest.raises(BuildError, match=r"golden\.jsonl line 3 is not"):
        check_golden(generation, encoder, answering(), golden)


def test_golden_file_that_is_no_text_is_named(generation: Generation, encoder: HashingEncoder, golden: Path) -> None:
    """Binary data is an error of the file, not of a line."""
    golden.write_bytes(b"\x00\x01\x02\xff" * 100)
    with pytest.raises(BuildError, match=r"golden\.jsonl can't be read"):
        check_golden(generation, encoder, answering(), golden)

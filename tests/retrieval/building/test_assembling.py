from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.values import Article
from retrieval.building.assembling import assemble, temporary_generation
from retrieval.building.embedding import OnProgress
from retrieval.building.gate import check_integrity
from retrieval.encoders import Vectors
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import BuildError
from retrieval.generations.generation import ARTICLE, END, PASSAGE_VECTORS, SENTENCE_VECTORS, START, Generation, Table
from retrieval.stores import DEFAULT_STORE, load_store
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, PASSAGE_TOKENS, RIVER, generation_of


class Counting(HashingEncoder):
    """Remembers what it encoded, a list a call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[str]] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        return super().encode_passages(texts)

    @property
    def texts(self) -> list[str]:
        """All that was encoded."""
        return [text for call in self.calls for text in call]


@dataclass(frozen=True)
class Assembled:
    """What came of it, the vectors read back from their files."""

    articles: Sequence[Article]
    sentences: Table
    passages: Table
    sentence_vectors: Vectors
    passage_vectors: Vectors


def _assemble(
    articles: Sequence[Article],
    encoder: HashingEncoder | None = None,
    previous: Generation | None = None,
    *,
    passage_tokens: int = PASSAGE_TOKENS,
    on_progress: OnProgress = lambda *_: None,
) -> Assembled:
    with TemporaryDirectory() as name:
        folder = Path(name)
        contents = assemble(
            folder,
            articles,
            (),
            encoder or HashingEncoder(),
            passage_tokens=passage_tokens,
            batch_size=4,
            previous=previous,
            on_progress=on_progress,
        )
        vectors = [_vectors(folder / file) for file in (SENTENCE_VECTORS, PASSAGE_VECTORS)]
    return Assembled(contents.articles, contents.sentences, contents.passages, *vectors)


def _vectors(file: Path) -> Vectors:
    index = load_store(DEFAULT_STORE).open(file)
    return index.vectors(np.arange(len(index), dtype=np.int64))


def _texts(contents: Assembled) -> tuple[list[str], list[str]]:
    sentences = [contents.articles[row[ARTICLE]].body[row[START] : row[END]] for row in contents.sentences.tolist()]
    passages = [
        contents.articles[article].body[contents.sentences[first, START] : contents.sentences[last, END]]
        for article, first, last in contents.passages.tolist()
    ]
    return sentences, passages


def _assert_equal(found: Assembled, expected: Assembled) -> None:
    for name in ("sentences", "passages", "sentence_vectors", "passage_vectors"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), err_msg=name)


def test_every_row_has_the_vector_of_its_own_text() -> None:
    """However texts are ordered into batches, vectors stand at the rows of their sentences and passages."""
    contents = _assemble(ARTICLES)
    encoder = HashingEncoder()
    sentences, passages = _texts(contents)
    np.testing.assert_array_equal(contents.sentence_vectors, encoder.encode_passages(sentences))
    np.testing.assert_array_equal(contents.passage_vectors, encoder.encode_passages(passages))


def test_batches_are_no_larger_than_asked_for() -> None:
    """The encoder is handed at most batch_size texts at once."""
    encoder = Counting()
    _assemble(ARTICLES, encoder)
    assert {len(call) for call in encoder.calls} <= {1, 2, 3, 4}
    assert len(encoder.calls[0]) == 4


def test_progress_is_told_from_nothing_to_all() -> None:
    """Progress begins at 0, never falls, and ends with all of the texts; its share is that of their characters."""
    told: list[tuple[int, int, float]] = []
    encoder = Counting()
    _assemble(ARTICLES, encoder, on_progress=lambda *each: told.append(each))
    total = len(encoder.texts)
    assert told[0] == (0, total, 0.0)
    assert told[-1] == (total, total, 1.0)
    assert told == sorted(told)
    assert {each for _, each, _ in told} == {total}
    longest = [max(map(len, call)) for call in encoder.calls]
    assert longest == sorted(longest, reverse=True)
    assert told[1][2] > told[1][0] / total  # the longest first, and the share is of the work and not of the texts


def test_unchanged_articles_are_encoded_by_nobody(generation: Generation) -> None:
    """With a generation of the same bodies nothing is encoded, and all is as in a full build."""
    encoder = Counting()
    contents = _assemble(ARTICLES, encoder, generation)
    assert encoder.calls == []
    _assert_equal(contents, _assemble(ARTICLES))


def test_only_new_bodies_are_encoded(generation: Generation) -> None:
    """An added and an edited article cost their own sentences and passages; a renamed one costs nothing."""
    edited = dataclasses.replace(RIVER, body=RIVER.body + " The mill stood still.")
    added = Article(id="added", title="Added", body="A crane lifted the boat. It sank again.")
    renamed = dataclasses.replace(LIGHTHOUSE, id="tower", title="Another title")
    articles = (added, edited, renamed)
    encoder = Counting()
    contents = _assemble(articles, encoder, generation)
    fresh_sentences, fresh_passages = _texts(_assemble((added, edited)))
    assert sorted(encoder.texts) == sorted([*fresh_sentences, *fresh_passages])
    _assert_equal(contents, _assemble(articles))


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_reuse_gives_what_a_full_build_gives(data: st.DataObject) -> None:
    """Whichever articles are kept, dropped, repeated or moved, reuse changes nothing but the cost."""
    pool = [BAKERY, LIGHTHOUSE, RIVER, Article(id="blank", title="Blank", body=" \n ")]
    before = data.draw(st.lists(st.sampled_from(pool), unique=True))
    after = data.draw(st.lists(st.sampled_from(pool), unique=True))
    with temporary_generation(before, HashingEncoder(), passage_tokens=PASSAGE_TOKENS) as previous:
        _assert_equal(_assemble(after, previous=previous), _assemble(after))


@pytest.mark.parametrize("articles", [(), (Article(id="blank", title="Blank", body=" \n "),)], ids=["none", "blank"])
@pytest.mark.parametrize("reusing", [False, True])
def test_nothing_to_divide_gives_empty_tables_of_the_right_width(
    tmp_path: Path, generation: Generation, articles: tuple[Article, ...], *, reusing: bool
) -> None:
    """A corpus without sentences assembles, is written, opens and passes the integrity checks."""
    contents = _assemble(articles, previous=generation if reusing else None)
    assert contents.sentences.shape == (0, 4)
    assert contents.passages.shape == (0, 3)
    assert contents.sentence_vectors.shape == contents.passage_vectors.shape == (0, HashingEncoder().dimension)
    opened = generation_of(tmp_path / "opened", articles, previous=generation if reusing else None)
    check_integrity(opened)
    assert len(opened.sentences) == 0
    grown = _assemble(ARTICLES, previous=opened)
    _assert_equal(grown, _assemble(ARTICLES))


def test_vector_that_is_not_finite_fails_the_build() -> None:
    """A model that gives NaN is named, and nothing is made of it."""

    class Broken(HashingEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.model = "broken"

        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            return np.full((len(texts), self.dimension), np.nan, np.float32)

    with pytest.raises(BuildError, match=r"'broken'.*not finite"):
        _assemble(ARTICLES, Broken())


def test_passage_longer_than_the_model_reads_fails_the_build() -> None:
    """An encoder whose counts don't add up is caught, with the article's id, before words are lost in silence."""

    class Short(HashingEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.max_tokens = 30

        def count_tokens(self, text: str) -> int:
            counted = super().count_tokens(text)
            return counted if ". " not in text else counted + 100

    body = "The river ran dry. The mill stood still."
    with pytest.raises(BuildError, match=r"passage of 'a' has \d+ tokens and the model reads 30"):
        _assemble([Article(id="a", title="A", body=body)], Short())


def test_passages_never_pack_beyond_what_the_model_reads() -> None:
    """A target above the model's limit is cut to the limit."""
    encoder = HashingEncoder()
    encoder.max_tokens = 20
    contents = _assemble(ARTICLES, encoder, passage_tokens=500)
    assert max(encoder.count_tokens(text) for texts in _texts(contents) for text in texts) <= 20


def test_temporary_generation_is_gone_afterwards() -> None:
    """What was indexed aside leaves nothing on disk."""
    with temporary_generation(ARTICLES, HashingEncoder()) as generation:
        folder = generation.folder
        assert folder.is_dir()
    assert not folder.exists()

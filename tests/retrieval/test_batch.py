from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.sections import EncoderSettings
from corpus.errors import CorpusError
from retrieval.batch import Document, Result, ScopeName, answer_all, read_documents, read_questions
from retrieval.encoders.hashing import HashingEncoder
from tests.retrieval.samples import BAKERY, LIGHTHOUSE, RIVER, answering

DOCS: list[dict[str, Any]] = [
    {"doc_id": "The Lighthouse/№ 1", "title": LIGHTHOUSE.title, "text": LIGHTHOUSE.body},
    {"doc_id": "", "title": None, "text": BAKERY.body, "unknown": {"deep": [1]}},
    {"doc_id": "river", "text": f"\u00a0\n  {RIVER.body}\r\n ", "dct": None},
]


def _write(file: Path, records: Sequence[Any], encoding: str = "utf-8") -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    file.write_text("\n".join(lines) + "\n", encoding, newline="\n")
    return file


def _documents(tmp_path: Path, records: Sequence[Any] = DOCS) -> tuple[Document, ...]:
    return read_documents(_write(tmp_path / "docs.jsonl", records))


def _answers(
    tmp_path: Path,
    questions: Sequence[Any],
    *,
    docs: Sequence[Any] = DOCS,
    scope: ScopeName = "article",
    threshold: float = 0.0,
    citations: int = 5,
) -> list[Result]:
    documents = _documents(tmp_path, docs)
    asked = read_questions([_write(tmp_path / "questions.jsonl", questions)], documents)
    made = answering(threshold, citations)
    return list(
        answer_all(
            documents,
            asked,
            HashingEncoder(),
            made,
            scope=scope,
            settings=EncoderSettings(model="hashing", batch_size=8, passage_tokens=24),
        )
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_documents_keep_their_text_to_the_character(tmp_path: Path, encoding: str) -> None:
    """Outer white space, no-break spaces and odd ids come in as they are, in any encoding with a mark."""
    documents = read_documents(_write(tmp_path / "docs.jsonl", DOCS, encoding))
    assert [document.doc_id for document in documents] == [record["doc_id"] for record in DOCS]
    assert [document.article.body for document in documents] == [record["text"] for record in DOCS]
    assert [document.article.title for document in documents] == [LIGHTHOUSE.title, "Untitled", "Untitled"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(max_size=30), unique=True, min_size=1, max_size=5),
    st.text(st.characters(codec="utf-8"), min_size=1),
)
def test_any_string_is_a_doc_id_and_an_id_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], text: str
) -> None:
    """Ids are strings of any characters; each question comes back with its own, in order, cited from its document."""
    tmp_path = tmp_path_factory.mktemp("ids")
    docs = [{"doc_id": each, "text": text} for each in ids]
    questions = [{"id": [each, n], "question": "Who?", "doc_id": each} for n, each in enumerate(reversed(ids))]
    found = _answers(tmp_path, questions, docs=docs)
    assert [result.asked.id for result in found] == [question["id"] for question in questions]
    for result in found:
        assert set(result.doc_ids) <= {result.asked.doc_id}
        assert len(result.doc_ids) == len(result.found.citations)
        assert all(citation.excerpt.span.of(text) == citation.excerpt.text for citation in result.found.citations)


def test_results_come_in_the_order_of_the_questions(tmp_path: Path) -> None:
    """More questions than are encoded at once still come back one for one and in order."""
    kinds = [("The Lighthouse/№ 1", "Who built it?"), ("", "How many loaves?"), ("river", "Where is rain expected?")]
    questions = [
        {"id": n, "question": kinds[n % 3][1] + f" ({n})", "doc_id": kinds[n % 3][0], "extra": n} for n in range(150)
    ]
    found = _answers(tmp_path, questions)
    assert [result.asked.record for result in found] == questions
    assert all(set(result.doc_ids) == {result.asked.doc_id} for result in found)


def test_offsets_are_into_the_text_as_it_was_given(tmp_path: Path) -> None:
    """Leading white space counts."""
    (result,) = _answers(tmp_path, [{"id": 1, "question": "When did the river Aldo run dry?", "doc_id": "river"}])
    best = result.found.citations[0].excerpt
    assert best.text == "The river Aldo ran dry in August."
    assert DOCS[2]["text"][best.span.start : best.span.end] == best.text
    assert best.span.start == 4


@pytest.mark.parametrize("threshold", [0.0, 2.0])
def test_ranked_excerpts_come_whatever_the_outcome(tmp_path: Path, threshold: float) -> None:
    """Citations hold the top excerpts of an answer and of a no alike, at most as many as asked for."""
    question = {"id": 1, "question": "Who built the lighthouse?", "doc_id": "The Lighthouse/№ 1"}
    for most in (1, 3):
        (result,) = _answers(tmp_path, [question], threshold=threshold, citations=most)
        assert len(result.found.citations) == most
        assert (result.found.reason is None) == (threshold == 0.0)


def test_scope_corpus_searches_all_documents(tmp_path: Path) -> None:
    """Over the whole corpus the excerpt may come from any document, and says from which."""
    question = {"id": 1, "question": "How many loaves does he sell a day?", "doc_id": "river"}
    (result,) = _answers(tmp_path, [question], scope="corpus")
    assert result.doc_ids[0] == ""
    assert "400 loaves" in result.found.citations[0].excerpt.text
    (result,) = _answers(tmp_path, [question], scope="article")
    assert set(result.doc_ids) == {"river"}


def _paragraph_answer(tmp_path: Path, doc: dict[str, Any], para_id: int | None) -> Result:
    question = {"id": 1, "question": "Who carried coal?", "doc_id": "d", "para_id": para_id}
    (result,) = _answers(tmp_path, [question], docs=[doc], scope="paragraph")
    return result


@pytest.mark.parametrize("given_paragraphs", [True, False])
@pytest.mark.parametrize("para_id", [0, 1, 2])
def test_scope_paragraph_cites_inside_the_paragraph_only(
    tmp_path: Path, *, given_paragraphs: bool, para_id: int
) -> None:
    """Paragraphs are counted from 0, as given or as the text's own, and nothing outside the asked one is cited."""
    lines = LIGHTHOUSE.body.split("\n")
    doc: dict[str, Any] = {"doc_id": "d", "text": LIGHTHOUSE.body}
    if given_paragraphs:
        doc["paragraphs"] = lines
    found = _paragraph_answer(tmp_path, doc, para_id).found
    assert found.citations
    assert all(citation.excerpt.text in lines[para_id] for citation in found.citations)
    assert len(found.citations) <= lines[para_id].count(".")


def test_scope_paragraph_without_a_para_id_is_the_article(tmp_path: Path) -> None:
    """A question that names no paragraph is asked of its whole document."""
    found = _paragraph_answer(tmp_path, {"doc_id": "d", "text": LIGHTHOUSE.body}, None).found
    assert "carried coal" in found.citations[0].excerpt.text
    assert len(found.citations) > 2


def test_given_paragraphs_that_repeat_are_taken_in_order(tmp_path: Path) -> None:
    """The same words twice are two paragraphs, each at its own place."""
    text = "It fell.\nNo more.\nIt fell.\n"
    (document,) = _documents(
        tmp_path, [{"doc_id": "d", "text": text, "paragraphs": ["It fell.", "No more.", "It fell."]}]
    )
    assert [span.start for span in document.paragraphs] == [0, 9, 18]
    assert [span.of(text) for span in document.paragraphs] == ["It fell.", "No more.", "It fell."]


@pytest.mark.parametrize("text", ["", "?!", "x" * 1001, "\u200b"], ids=ascii)
def test_question_that_cannot_be_asked_still_has_its_result(tmp_path: Path, text: str) -> None:
    """A line that asks nothing gets an honest no between its neighbours."""
    good = {"id": "good", "question": "Who built it?", "doc_id": "The Lighthouse/№ 1"}
    found = _answers(tmp_path, [good, {**good, "id": "bad", "question": text}, {**good, "id": None}])
    assert [result.asked.id for result in found] == ["good", "bad", None]
    assert (found[1].found.citations, found[1].found.confidence, found[1].found.reason) == ((), 0.0, "off_topic")
    assert found[0].found == found[2].found
    assert found[0].found.citations


def test_document_without_words_is_an_empty_corpus(tmp_path: Path) -> None:
    """A blank text is a document like another, that answers nothing."""
    for text in ("", " \n\u00a0"):
        question = {"id": 1, "question": "Who?", "doc_id": "d"}
        (result,) = _answers(tmp_path, [question], docs=[{"doc_id": "d", "text": text}])
        assert (result.found.reason, result.found.citations) == ("empty_corpus", ())


def test_no_questions_have_no_results(tmp_path: Path) -> None:
    """Nothing in, nothing out, with documents or without."""
    assert _answers(tmp_path, []) == []
    assert _answers(tmp_path, [], docs=[]) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is no JSON"),
        ("[" * 200000, "it is no JSON"),
        ("[1]", "it is no JSON object"),
        ({"text": "A."}, "doc_id and text must be strings"),
        ({"doc_id": 1, "text": "A."}, "doc_id and text must be strings"),
        ({"doc_id": "x"}, "doc_id and text must be strings"),
        ({"doc_id": "x", "text": None}, "doc_id and text must be strings"),
        ('{"doc_id": "x", "text": "\\ud800"}', "half a surrogate pair"),
        ({"doc_id": "x", "text": "A.", "paragraphs": "A."}, "paragraphs must be a list of strings"),
        ({"doc_id": "x", "text": "A.", "paragraphs": [1]}, "paragraphs must be a list of strings"),
        ({"doc_id": "x", "text": "A. B.", "paragraphs": ["B.", "A."]}, "'A.' does not stand in the text after"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_document_line_is_named(tmp_path: Path, line: Any, reason: str) -> None:
    """What is wrong is told with the file and the number of the line, empty lines counted."""
    with pytest.raises(CorpusError, match=rf"docs\.jsonl line 3: .*{reason}"):
        _documents(tmp_path, [DOCS[0], "", line])


def test_doc_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Citations could not say which of the two they are from."""
    with pytest.raises(CorpusError, match="two documents have one doc_id"):
        _documents(tmp_path, [DOCS[0], DOCS[0]])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "it is no JSON"),
        ({"question": "Who?", "doc_id": "river"}, "no id or no question"),
        ({"id": 1, "doc_id": "river"}, "no id or no question"),
        ({"id": 1, "question": ["Who?"], "doc_id": "river"}, "no id or no question"),
        ({"id": 1, "question": "Who?"}, "no document has the doc_id 'None'"),
        ({"id": 1, "question": "Who?", "doc_id": "sea"}, "no document has the doc_id 'sea'"),
        ({"id": 1, "question": "Who?", "doc_id": ["river"]}, "no document has the doc_id"),
        ({"id": 1, "question": "Who?", "doc_id": "river", "para_id": 1}, "'river' has no paragraph '1'"),
        ({"id": 1, "question": "Who?", "doc_id": "river", "para_id": -1}, "'river' has no paragraph '-1'"),
        ({"id": 1, "question": "Who?", "doc_id": "river", "para_id": "0"}, "'river' has no paragraph '0'"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_question_line_is_named(tmp_path: Path, line: Any, reason: str) -> None:
    """What is wrong is told with the file and the number of the line, before anything is answered."""
    good = {"id": 0, "question": "Who?", "doc_id": "river"}
    file = _write(tmp_path / "questions.jsonl", [good, line])
    with pytest.raises(CorpusError, match=rf"questions\.jsonl line 2: .*{reason}"):
        read_questions([file], _documents(tmp_path))


def test_questions_of_several_files_come_one_after_the_other(tmp_path: Path) -> None:
    """Files are read in the order they are given."""
    files = [
        _write(tmp_path / f"{n}.jsonl", [{"id": n, "question": "Who?", "doc_id": "river"}]) for n in ("b", "a", "c")
    ]
    assert [asked.id for asked in read_questions(files, _documents(tmp_path))] == ["b", "a", "c"]


@pytest.mark.parametrize("read", ["documents", "questions"])
def test_file_that_is_no_text_is_named(tmp_path: Path, read: str) -> None:
    """Binary data is an error that names the file."""
    file = tmp_path / "binary.jsonl"
    file.write_bytes(b"\x00\x01\x02\xff" * 100)
    with pytest.raises(CorpusError, match=r"binary\.jsonl: it is not text"):
        read_documents(file) if read == "documents" else read_questions([file], ())

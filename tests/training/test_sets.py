"""The public sets as labelled questions."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from retrieval.fitting.files import read_jsonl
from retrieval.fitting.invented import contrast_pairs, invented_news, is_invented_learned
from tests.training.toy import write_sets
from training import sets
from training.sets import MAYBE, NO, WRITTEN, YES, Answered, passage_key, read_news, read_sets

SETS = Path(os.environ.get("PUBLIC_SETS") or "nowhere")
PASSAGE = "Ida Holm built it in 1871. It burned down in 1902. A tower of granite followed."


def _passage(answers: Sequence[Mapping[str, Any]] | None, **changed: Any) -> dict[str, Any]:
    row = {"source": "tydiqa_en", "question": "When?", "passage": PASSAGE, "answers": answers, "split": "train"}
    return row | changed


def _at(words: str) -> dict[str, Any]:
    return {"text": words, "start": PASSAGE.index(words)}


def _pair(sentence: str, label: int, **changed: Any) -> dict[str, Any]:
    return {"group": "a", "question": "Who?", "sentence": sentence, "label": label, "split": "train"} | changed


def _read(folder: Path, **rows: Sequence[Mapping[str, Any]]) -> tuple[list[Answered], list[Answered]]:
    return read_sets(write_sets(folder / "sets", rows))


def test_sentence_with_the_answer_is_labelled_and_its_words_are_found(tmp_path: Path) -> None:
    """The sentence in which the answer's words stand is YES, the others NO, and the offsets are that sentence's."""
    ((found,), valid) = _read(tmp_path, passages_tydiqa_en=[_passage([_at("1902")], title="The lighthouse")])
    assert valid == []
    assert found.labels == (NO, YES, NO)
    assert found.answer is not None
    at, first, last = found.answer
    assert (at, found.sentences[at][first:last]) == (1, "1902")
    assert (found.source, found.question, found.title, found.ordered) == ("tydiqa_en", "When?", "The lighthouse", True)


def test_answer_across_two_sentences_labels_both_and_has_no_words(tmp_path: Path) -> None:
    """Words that leave their sentence are no span of it; the first of several answers that lies within one is."""
    across = _at("1871. It burned")
    ((one, other), _) = _read(
        tmp_path, passages_tydiqa_en=[_passage([across]), _passage([across, _at("granite"), _at("tower")])]
    )
    assert (one.labels, one.answer) == ((YES, YES, NO), None)
    assert other.labels == (YES, YES, YES)
    assert other.answer is not None
    assert other.sentences[2][slice(*other.answer[1:])] == "granite"


@pytest.mark.parametrize("answers", [None, [], [{"text": "1902"}], [{"text": "after", "start": 5000}]])
def test_passage_without_an_answer_in_it_is_dropped(tmp_path: Path, answers: list[dict[str, Any]] | None) -> None:
    """What is not answered, or nobody knows where, is not learned from."""
    assert _read(tmp_path, passages_tydiqa_en=[_passage(answers)]) == ([], [])


def test_passage_that_answers_somewhere_is_maybe_throughout(tmp_path: Path) -> None:
    """Where it is known only that a passage answers, each sentence may, and none is said to."""
    ((found,), _) = _read(tmp_path, passages_boolq=[_passage(None, source="boolq")])
    assert (found.labels, found.answer) == ((MAYBE,) * 3, None)


def test_of_squad2_every_other_article_is_learned_from(tmp_path: Path) -> None:
    """The first article's questions, unanswerable ones too, are there, and none of the second's, which are to measure with."""
    docs = [{"doc_id": name, "title": name, "paragraphs": ["Nothing.", PASSAGE]} for name in "ab"]
    asked = [
        {"doc_id": name, "para_id": 1, "question": f"{name}?", "answerable": bool(found), "answers": found}
        for name in "ab"
        for found in ([{"text": "1902", "para_start": PASSAGE.index("1902")}], [])
    ]
    train, valid = _read(tmp_path, docs=docs, questions=asked)
    assert valid == []
    assert [(each.source, each.question, each.title) for each in train] == [("squad2", "a?", "a")] * 2
    assert [each.labels for each in train] == [(NO, YES, NO), (NO, NO, NO)]
    assert [each.answer for each in train] == [(1, 18, 22), None]


def _write_further(path: Path, *lines: Mapping[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_further_questions_are_read_with_their_passage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is there with the passage's title and sentences, what answers or, where nothing does, what comes nearest."""
    granite = PASSAGE.index("granite")
    further = {
        "passage": passage_key(PASSAGE),
        "answered": [["Of what?", granite, granite + len("granite")]],
        "open": [["Who burned it?", 30, 50]],
    }
    monkeypatch.setattr(sets, "WRITTEN", _write_further(tmp_path / "further.jsonl", further))
    ((_, answered, left_open), _) = _read(
        tmp_path, passages_tydiqa_en=[_passage([_at("1902")], title="The lighthouse")]
    )
    assert {each.source for each in (answered, left_open)} == {"written"}
    assert {each.title for each in (answered, left_open)} == {"The lighthouse"}
    assert (answered.question, answered.labels, answered.near) == ("Of what?", (NO, NO, YES), ())
    assert answered.answer is not None
    assert answered.sentences[2][slice(*answered.answer[1:])] == "granite"
    assert (left_open.question, left_open.labels) == ("Who burned it?", (NO, NO, NO))
    assert (left_open.answer, left_open.near) == (None, (1,))


def test_further_questions_about_what_validates_or_is_not_there_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passage that a set keeps to validate with is not learned from by way of other questions about it."""
    lines = [{"passage": passage_key(text), "answered": [["Who?", 0, 3]], "open": []} for text in (PASSAGE, "Ida.")]
    monkeypatch.setattr(sets, "WRITTEN", _write_further(tmp_path / "further.jsonl", *lines))
    train, valid = _read(tmp_path, passages_tydiqa_en=[_passage([_at("1902")], split="valid")])
    assert (train, [each.question for each in valid]) == ([], ["When?"])


def test_no_further_question_comes_twice() -> None:
    """Each passage has one line, and is asked each of its questions once, as one that is answered or as one left open."""
    lines = list(read_jsonl(WRITTEN))
    assert len({line["passage"] for line in lines}) == len(lines) > 8000
    for line in lines:
        asked = [question.lower() for question, _, _ in (*line["answered"], *line["open"])]
        assert len(set(asked)) == len(asked) > 0


@pytest.mark.skipif(not SETS.is_dir(), reason="PUBLIC_SETS names no folder that holds the public sets")
def test_further_questions_stand_on_whole_words_of_one_sentence() -> None:
    """All their passages are among the sets; what answers stands in one sentence, and what comes nearest is one."""
    train, _ = read_sets(SETS)
    found = [each for each in train if each.source == "written"]
    assert len(found) == sum(len(line["answered"]) + len(line["open"]) for line in read_jsonl(WRITTEN))
    for each in found:
        if not any(each.labels):
            assert len(each.near) == 1
            continue
        assert sum(each.labels) == 1
        assert each.answer is not None
        at, first, last = each.answer
        text = each.sentences[at]
        assert not any(text[side - 1 : side + 1].isalnum() for side in (first, last) if 0 < side < len(text))


def test_validation_is_kept_apart(tmp_path: Path) -> None:
    """What a set marks for validation is in the second list, and nowhere else."""
    train, valid = _read(
        tmp_path,
        passages_tydiqa_en=[_passage([_at("1902")]), _passage([_at("1871")], split="valid")],
        pairs_selqa=[_pair("Ida did.", 1, split="valid"), _pair("It rained.", 0, split="valid")],
    )
    assert [each.labels for each in train] == [(NO, YES, NO)]
    assert [each.labels for each in valid] == [(YES, NO, NO), (YES, NO)]


def test_pairs_of_a_group_are_one_question(tmp_path: Path) -> None:
    """Pairs come together by their group, in no order of a text, and a group without an answer is dropped."""
    rows = [
        _pair("It rained.", 0),
        _pair("Nobody knows.", 0, group="b"),
        _pair("The engineer IDA Holm did.", 1, answer="Ida Holm"),
        _pair("It was Ida Holm.", 1, answer="Ida Holm"),
    ]
    ((found,), _) = _read(tmp_path, pairs_qamr=rows)
    assert found.sentences == ("It rained.", "The engineer IDA Holm did.", "It was Ida Holm.")
    assert found.labels == (NO, YES, YES)
    assert found.answer == (1, 13, 21)
    assert (found.ordered, found.share) == (False, 0.05)


def test_words_that_a_pair_does_not_hold_are_no_answer(tmp_path: Path) -> None:
    """An answer that is put otherwise than in the sentence points at nothing; nor do the words of one that is no answer."""
    rows = [_pair("Ida Holm sat.", 0, answer="Ida Holm"), _pair("The engineer did.", 1, answer="Ida Holm")]
    ((found,), _) = _read(tmp_path, pairs_selqa=rows)
    assert (found.labels, found.answer) == ((NO, YES), None)


def test_invented_news_are_read_with_what_answers_and_what_comes_near() -> None:
    """Each question of five articles in six is there with its labels, its words and its near ones, in one of the two lists."""
    train, valid = read_news()
    pairs = contrast_pairs()
    texts = {
        (article.title, asked.question): (article.body, asked)
        for number, (article, every) in enumerate(invented_news())
        for asked in (*every, *chain.from_iterable(pairs.get(article.id, ())))
        if is_invented_learned(number)
    }
    assert {(each.title, each.question) for each in (*train, *valid)} == set(texts)
    assert not {each.title for each in train} & {each.title for each in valid}
    assert 0.04 < len(valid) / len(train) < 0.16
    for each in (*train, *valid):
        body, asked = texts[each.title, each.question]
        right = [text for text, label in zip(each.sentences, each.labels, strict=True) if label == YES]
        assert right == [span.of(body) for span in sorted(asked.gold)]
        assert {each.sentences[at] for at in each.near} == {span.of(body) for span in asked.near}
        assert bool(each.near) != bool(right)
        if asked.words is None:
            assert each.answer is None
        else:
            assert each.answer is not None
            at, first, last = each.answer
            assert each.labels[at] == YES
            assert each.sentences[at][first:last] == asked.words.of(body)

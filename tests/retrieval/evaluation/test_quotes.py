from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.quotes import Quote, QuoteKind
from corpus.values import Article, Span
from retrieval.batch import Document
from retrieval.evaluation import Figure, quote_figures, read_attributions

BODY = (
    "“We will build it again,” said Ida Holm, the mayor of Varn. Reed said that the old tower had never been safe. "
    "“Nobody asked us about it,” he added. She hopes that it will stand for long."
)


def _span(words: str) -> Span:
    start = BODY.index(words)
    return Span(start, start + len(words))


def _gold(source: str, content: str, cue: str, **others: Any) -> dict[str, Any]:
    spans = {
        name: {"start": _span(text).start, "end": _span(text).end, "text": text}
        for name, text in (("source", source), ("cue", cue))
    }
    content_spans = [{"start": _span(content).start, "end": _span(content).end}]
    return {"doc_id": "doc", **spans, "content": content, "content_spans": content_spans, **others}


def _quote(kind: QuoteKind, content: str, speaker: str | None) -> Quote:
    span = _span(content)
    return Quote(
        kind,
        span,
        None if speaker is None else _span(speaker),
        None,
        None,
        None,
        inferred=False,
        sentence=span,
        paragraph=1,
    )


AGAIN, SAFE, ASKED = "“We will build it again,”", "the old tower had never been safe", "“Nobody asked us about it,”"
GOLD = (
    _gold("Ida Holm", AGAIN, "said"),
    _gold("Reed", SAFE, "said that", speaker_aliases=["Tom Reed"]),
    _gold("he", ASKED, "added"),
    _gold("She", "it will stand for long", "hopes"),
)


def _figures(tmp_path: Path, *quotes: Quote, gold: tuple[dict[str, Any], ...] = GOLD) -> dict[str, Figure]:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in gold), "utf-8")
    document = Document("doc", Article(id="d0", title="T", body=BODY), ())
    return quote_figures([(document, quotes)], read_attributions(file))


PERFECT = (
    _quote("direct", AGAIN[1:-1], "Ida Holm"),
    _quote("indirect", SAFE, "Reed"),
    _quote("direct", ASKED[1:-1], "he"),
    _quote("indirect", "it will stand for long", "She"),
)


def test_a_perfect_answer_has_ones(tmp_path: Path) -> None:
    """Belief counts for precision; recall of indirect speech is over verbs of speech alone."""
    figures = _figures(tmp_path, *PERFECT)
    assert figures == {"direct_found": Figure(1, 2), "direct_f1": Figure(1, 2), "indirect_f1": Figure(1, 1)}


def test_another_speaker_is_found_and_not_right(tmp_path: Path) -> None:
    """Of two stretches found, one with its speaker: precision and recall are a half each."""
    figures = _figures(tmp_path, PERFECT[0], _quote("direct", ASKED[1:-1], "Ida Holm"))
    assert (figures["direct_found"].value, figures["direct_f1"].value) == (1, 0.5)


def test_a_speaker_is_right_by_last_name_or_alias(tmp_path: Path) -> None:
    """Who is named elsewhere in the text by the same last name, or an alias's, is the same speaker; nobody is nobody."""
    assert _figures(tmp_path, _quote("indirect", SAFE, "Reed"))["indirect_f1"].value == 1
    assert _figures(tmp_path, _quote("indirect", SAFE, "Ida Holm"))["indirect_f1"].value == 0
    assert _figures(tmp_path, _quote("indirect", SAFE, None))["indirect_f1"].value == 0
    holm = _gold("he", ASKED, "added", speaker_aliases=["Ida Holm"])
    figures = _figures(tmp_path, _quote("direct", ASKED[1:-1], "Ida Holm"), gold=(holm,))
    assert figures["direct_f1"].value == 1


def test_half_of_both_sides_must_be_shared(tmp_path: Path) -> None:
    """A clause found much too long or much too short is none."""
    assert _figures(tmp_path, _quote("indirect", "the old tower had never been", "Reed"))["indirect_f1"].value == 1
    assert (
        _figures(
            tmp_path, _quote("indirect", "had never been safe. “Nobody asked us about it,” he added. She hopes", "Reed")
        )["indirect_f1"].value
        == 0
    )
    assert _figures(tmp_path, _quote("indirect", "that the old tower", "Reed"))["indirect_f1"].value == 0


def test_short_stretches_count_for_nothing(tmp_path: Path) -> None:
    """Fewer than four words are scare quotes and titles as often as speech."""
    figures = _figures(tmp_path, *PERFECT, _quote("direct", "the mayor", "Reed"))
    assert figures["direct_f1"].value == 1


@pytest.mark.parametrize(
    "line", ['{"source": {}}', '{"doc_id": "a", "content_spans": [{"start": 3}]}', '{"doc_id": "a", "cue": 5}']
)
def test_gold_that_is_none_names_its_line(tmp_path: Path, line: str) -> None:
    """Half-written gold is one sentence, not a wrong figure."""
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(GOLD[0]) + "\n" + line + "\n", "utf-8")
    with pytest.raises(CorpusError, match="line 2: it is no attribution"):
        read_attributions(file)

"""Figures of quotations with their speakers, against annotated attributions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.quotes import Quote
from corpus.values import Span
from retrieval.batch import Document, records
from retrieval.evaluation.figures import Figure, f1_of

# A stretch between marks; curly ones may be left open at a paragraph's end or before the next one opens.
_QUOTED = re.compile(r'“([^“”]{2,}?)(?:”|(?=\n\s*\n)|(?=\n\s*“)|$)|"([^"\n]{2,}?)(?:"|(?=\n))')
# What counts as a cue of indirect speech, a list of the measure's own: what is measured must not choose what it is measured on.
_SPEECH = frozenset(
    """say tell add note write ask call suggest report announce argue describe tweet explain declare claim acknowledge recall
    urge state insist warn respond reply reveal predict conclude vow promise pledge agree admit deny confirm assert contend
    maintain allege accuse criticize complain joke quip remark comment mention stress emphasize reiterate testify estimate
    disclose concede counter boast lament continue repeat cite propose demand order recommend advise signal indicate express
    decline charge""".split()
)
_IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "written": "write"}
_PRONOUNS = frozenset("he she they it we i you him her them who".split())
# Shorter stretches are scare quotes and titles as often as speech.
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: where its source and its content stand, the words that attribute, and other names of the source."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]
    cue: str
    aliases: tuple[str, ...]


def read_attributions(file: Path) -> dict[str, list[Attribution]]:
    """Gold attributions by doc_id from JSONL {doc_id, source, content | content_spans, cue?, speaker_aliases?}.

    Raises CorpusError naming the line that is wrong.
    """
    found: dict[str, list[Attribution]] = defaultdict(list)
    for number, record in records(file):
        try:
            cue = (record.get("cue") or record.get("attribution_segment") or {}).get("text", "")
            content = record["content_spans"] if "content_spans" in record else record.get("content")
            aliases = tuple(record.get("speaker_aliases") or ())
            one = Attribution(_spans(record.get("source")), _spans(content), cue, aliases)
            found[record["doc_id"]].append(one)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise CorpusError(
                f"{file} line {number}: it is no attribution with doc_id, and source and content as "
                '{"start": 0, "end": 5}, places in the text'
            ) from None
    return found


def quote_figures(
    results: Iterable[tuple[Document, Sequence[Quote]]], gold: dict[str, list[Attribution]]
) -> dict[str, Figure]:
    """Figures of each document's quotations against `gold`, each with the gold items it is over.

    Only stretches of four words or more count. direct_found: share of the stretches between quote marks, half of which lie in
    a gold content, that a direct quotation covers half of. direct_f1: recall is the share of those with a gold source whose
    quotation has that speaker, precision the share of direct quotations, 30 % of which lie in a gold content, with its speaker.
    indirect_f1: recall over contents without marks whose cue is a verb of speech, found where the overlap is half of both and
    the speaker is right; precision over indirect quotations against every gold attribution. A speaker is right where it
    overlaps the gold source or has its last name, or an alias's.
    """
    counts: Counter[str] = Counter()
    for document, quotes in results:
        body, own = document.article.body, gold.get(document.doc_id, [])
        long = [quote for quote in quotes if _words(quote.content.of(body)) >= _FEWEST_WORDS]
        direct = [quote for quote in long if quote.kind == "direct"]
        indirect = [quote for quote in long if quote.kind == "indirect"]
        _count_stretches(counts, body, own, direct)
        _count_clauses(counts, body, own, indirect)
        for kind, found, share in (("direct", direct, 0.3), ("indirect", indirect, 0.5)):
            counts[f"{kind}_predicted"] += len(found)
            counts[f"{kind}_right"] += sum(
                any(
                    _same(body, quote, each)
                    for each in own
                    if _covered(quote.content, each) >= share * len(quote.content)
                )
                for quote in found
            )
    return {
        "direct_found": Figure(_ratio(counts["direct_found"], counts["direct_gold"]), counts["direct_gold"]),
        "direct_f1": _f1(counts, "direct", counts["direct_with_source"]),
        "indirect_f1": _f1(counts, "indirect", counts["indirect_gold"]),
    }


def _f1(counts: Counter[str], kind: str, gold: int) -> Figure:
    precision = _ratio(counts[f"{kind}_right"], counts[f"{kind}_predicted"])
    return f1_of(precision, _ratio(counts[f"{kind}_recalled"], gold), gold)


def _count_stretches(counts: Counter[str], body: str, own: Sequence[Attribution], direct: Sequence[Quote]) -> None:
    for marked in _QUOTED.finditer(body):
        stretch = Span(*marked.span())
        holding = [each for each in own if _covered(stretch, each) >= 0.5 * len(stretch)]
        if _words(stretch.of(body)) < _FEWEST_WORDS or not holding:
            continue
        best = max(holding, key=lambda each: _covered(stretch, each))
        hits = [quote for quote in direct if _overlap(stretch, quote.content) >= 0.5 * len(stretch)]
        counts.update(direct_gold=1, direct_found=bool(hits))
        if best.source:
            counts.update(direct_with_source=1, direct_recalled=any(_same(body, quote, best) for quote in hits))


def _count_clauses(counts: Counter[str], body: str, own: Sequence[Attribution], indirect: Sequence[Quote]) -> None:
    for each in own:
        text = " ".join(span.of(body) for span in each.content)
        if re.search(r'[“”"]', text) or not each.source or _words(text) < _FEWEST_WORDS or not _is_speech(each.cue):
            continue
        length = sum(len(span) for span in each.content)
        hits = [quote for quote in indirect if _covered(quote.content, each) >= 0.5 * max(length, len(quote.content))]
        counts.update(indirect_gold=1, indirect_recalled=any(_same(body, quote, each) for quote in hits))


def _is_speech(cue: str) -> bool:
    """Whether a word of `cue` is a form of a verb of speech."""
    return "according to" in cue.lower() or any(_SPEECH & _bases(word) for word in re.findall(r"[a-z]+", cue.lower()))


def _bases(word: str) -> set[str]:
    """What `word` may be a form of."""
    bases = {word, _IRREGULAR.get(word, word)}
    for ending, instead in (("s", ""), ("d", ""), ("ed", ""), ("es", ""), ("ing", ""), ("ing", "e"), ("ied", "y")):
        if word.endswith(ending):
            bases.add(word.removesuffix(ending) + instead)
    return bases


def _same(body: str, quote: Quote, gold: Attribution) -> bool:
    """Whether the speaker found is the gold source."""
    if quote.speaker is None:
        return False
    if any(quote.speaker.overlaps(span) for span in gold.source):
        return True
    said = _names(quote.speaker.of(body))
    others = (_names(text) for text in (*(span.of(body) for span in gold.source), *gold.aliases))
    return any(
        said and other and (said[-1] == other[-1] or (said[0] == other[0] and len(said) == len(other) == 1))
        for other in others
    )


def _names(text: str) -> list[str]:
    bare = re.sub(r"[’']s\b", "", text)
    return [word for word in re.findall(r"[\w’'-]+", bare) if word[:1].isupper() and word.lower() not in _PRONOUNS]


def _spans(value: Any) -> tuple[Span, ...]:
    if not value:
        return ()
    if isinstance(value, list):
        return tuple(Span(each["start"], each["end"]) for each in value)
    if "spans" in value:
        return tuple(Span(*each) for each in value["spans"])
    return (Span(value["start"], value["end"]),) if value.get("start") is not None else ()


def _covered(span: Span, gold: Attribution) -> int:
    return sum(_overlap(span, each) for each in gold.content)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _words(text: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", text))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

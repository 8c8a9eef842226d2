"""Citations: a stretch of an article, where it stands, and whose words it is."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.links import passage_link
from corpus.quotes import Quote
from corpus.values import Article, Span
from retrieval.generations.generation import Generation
from retrieval.values import Attribution, Citation, Excerpt
from retrieval.voices import Voices, one_line, speaker_label

# An excerpt is somebody's words where at least so much of it is.
_MOSTLY = 0.5


def cite(
    generation: Generation,
    row: int,
    span: Span,
    *,
    paragraph: int,
    score: float = 0.0,
    number: int,
    answer: Span | None = None,
) -> Citation:
    """The citation of a stretch of the article of `row` in `generation`."""
    article, voices = generation.articles[row], generation.facts.voices(row)
    corpus_id = generation.manifest.corpus_id
    return cite_article(
        article, voices, span, corpus_id=corpus_id, paragraph=paragraph, score=score, number=number, answer=answer
    )


def cite_article(
    article: Article,
    voices: Voices,
    span: Span,
    *,
    corpus_id: int,
    paragraph: int,
    score: float = 0.0,
    number: int,
    answer: Span | None = None,
) -> Citation:
    """The citation of a stretch of `article`, in which `voices` speak."""
    return Citation(
        number=number,
        excerpt=Excerpt(article.id, span, span.of(article.body)),
        corpus_id=corpus_id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        published_basis=article.published_basis,
        url=article.url,
        link=passage_link(article, span),
        paragraph=paragraph,
        score=score,
        said_by=attribution(article, voices, span),
        answer=answer,
    )


def attribution(article: Article, voices: Voices, span: Span) -> Attribution | None:
    """Whose words most of `span` is, of those that `voices` tell; None where most of it is the article's own.

    Where only several speakers together have most of it, they are named together, unless one of them is not known.
    """
    said = voices.overlapping(span)
    if not said or _covered(span, said) < _MOSTLY * len(span):
        return None
    by_speaker: dict[str | None, list[Quote]] = {}
    for quote in said:
        by_speaker.setdefault(speaker_label(quote, article.body), []).append(quote)
    speaker, own = max(by_speaker.items(), key=lambda each: _covered(span, each[1]))
    alone = _covered(span, own) >= _MOSTLY * len(span)
    if alone:
        said = own
    else:
        names = [name for name in by_speaker if name is not None]
        speaker = " and ".join(names) if len(names) == len(by_speaker) else None
    kinds = {quote.kind for quote in said}
    return Attribution(
        speaker,
        next((one_line(quote.role.of(article.body)) for quote in own if quote.role and alone), None),
        "mixed" if len(kinds) > 1 else said[0].kind,
        all(quote.inferred for quote in said),
        alone and any(_evident(quote, article.body, span) for quote in own),
    )


def _evident(quote: Quote, body: str, span: Span) -> bool:
    """Whether `span` itself holds the words that say whose words these are, and the name in full."""
    if quote.inferred or quote.speaker is None or not span.holds(quote.speaker):
        return False
    if quote.cue is not None and not span.holds(quote.cue):
        return False
    return quote.name is None or quote.name in one_line(quote.speaker.of(body))


def _covered(span: Span, said: Sequence[Quote]) -> int:
    """How many characters of `span` are words of one of `said`."""
    covered, reached = 0, span.start
    for content in sorted(quote.content for quote in said):
        start, end = max(content.start, reached), min(content.end, span.end)
        covered += max(0, end - start)
        reached = max(reached, end)
    return covered

"""What the console prints with --json: the machine-readable contract."""

from __future__ import annotations

from typing import Any

from corpus.values import Article
from retrieval.values import Answer, Citation, Outcome


def citation_form(citation: Citation) -> dict[str, Any]:
    """One citation; `body[start:end] == text`."""
    span = citation.excerpt.span
    return {
        "number": citation.number,
        "article_id": citation.excerpt.article_id,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published.isoformat() if citation.published else None,
        "published_basis": citation.published_basis,
        "url": citation.url,
        "link": citation.link,
        "paragraph": citation.paragraph,
        "start": span.start,
        "end": span.end,
        "text": citation.excerpt.text,
        "score": round(citation.score, 6),
    }


def outcome_form(outcome: Outcome, elapsed_ms: float) -> dict[str, Any]:
    """One answer, or one honest no."""
    answered = isinstance(outcome, Answer)
    cited = [citation_form(each) for each in (outcome.citations if isinstance(outcome, Answer) else outcome.nearest)]
    return {
        "question": outcome.question.text,
        "outcome": "answer" if answered else "no_answer",
        "reason": None if isinstance(outcome, Answer) else outcome.reason,
        "confidence": round(outcome.confidence, 6),
        "answer": outcome.text if isinstance(outcome, Answer) else None,
        "citations": cited if answered else [],
        "nearest": [] if answered else cited,
        "generation": "+".join(outcome.generations),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def article_form(article: Article) -> dict[str, Any]:
    """One article without its body."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "url": article.url,
        "words": article.words,
    }

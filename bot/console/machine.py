"""What the console prints with --json: the machine-readable contract."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from bot.wording import answering_words
from corpus.card import SourceUse
from corpus.dates import DateMention
from corpus.values import Article, Span
from retrieval.checking import Check, Difference, Finding
from retrieval.facts.values import QUESTIONS, ArticleCard, DatedEvent, SaidQuote
from retrieval.values import Answer, Attribution, Citation, Grounds, Missing, NoAnswer, Outcome


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
        "said_by": _said_by_form(citation.said_by),
        "answer_span": _answer_form(citation),
    }


def _answer_form(citation: Citation) -> dict[str, Any] | None:
    """The words of the excerpt that answer; `body[start:end] == text`."""
    words, text = answering_words(citation), citation.excerpt.text
    if words is None:
        return None
    start = citation.excerpt.span.start
    return {"start": start + words.start, "end": start + words.end, "text": words.of(text)}


def _said_by_form(said_by: Attribution | None) -> dict[str, Any] | None:
    if said_by is None:
        return None
    return {name: getattr(said_by, name) for name in ("speaker", "role", "kind", "inferred")}


def outcome_form(outcome: Outcome, elapsed_ms: float) -> dict[str, Any]:
    """One answer, or one honest no."""
    answered = isinstance(outcome, Answer)
    # Nothing of what comes nearest answers.
    nearest = () if isinstance(outcome, Answer) else (replace(each, answer=None) for each in outcome.nearest)
    cited = [citation_form(each) for each in (outcome.citations if isinstance(outcome, Answer) else nearest)]
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
        "grounds": _grounds_form(outcome.grounds),
        "parts": [] if isinstance(outcome, NoAnswer) else [asdict(each) for each in outcome.parts],
        "missing": _missing_form(outcome.missing) if isinstance(outcome, NoAnswer) else None,
        "composed": [] if isinstance(outcome, NoAnswer) else [asdict(each) for each in outcome.composed],
        "differing": [] if isinstance(outcome, NoAnswer) else _differing_form(outcome),
    }


def _differing_form(answer: Answer) -> list[dict[str, Any]]:
    """What articles differ in: each value in the words of its newest article, newest first, with the numbers that give it."""
    words = {citation.number: _answer_form(citation) for citation in answer.citations}
    return [
        {
            "kind": each.kind,
            "values": [
                {"text": (words[value[0]] or {}).get("text"), "citations": list(value)} for value in each.values
            ],
        }
        for each in answer.differing
    ]


def _grounds_form(grounds: Grounds | None) -> dict[str, float | None] | None:
    if grounds is None:
        return None
    figures: dict[str, float | None] = asdict(grounds)
    return {name: None if figure is None else round(figure, 6) for name, figure in figures.items()}


def _missing_form(missing: Missing | None) -> dict[str, str] | None:
    return None if missing is None else {"kind": missing.kind, "about": missing.about}


def check_form(check: Check, elapsed_ms: float) -> dict[str, Any]:
    """What the articles say of each sentence of a text."""
    return {
        "findings": [_finding_form(each) for each in check.findings],
        "left": check.left,
        "generation": "+".join(check.generations),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _finding_form(finding: Finding) -> dict[str, Any]:
    return {
        "statement": finding.statement.text,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "differences": [_difference_form(each) for each in finding.differences],
        "citation": finding.citation and citation_form(finding.citation),
    }


def _difference_form(difference: Difference) -> dict[str, Any]:
    """What the text says and what the article says; `body[start:end] == text` of what is stated."""
    span = difference.span
    return {
        "kind": difference.kind,
        "said": difference.said,
        "said_day": difference.said_day and difference.said_day.isoformat(),
        "stated": {"start": span.start, "end": span.end, "text": difference.stated},
        "stated_day": difference.stated_day and difference.stated_day.isoformat(),
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


def event_form(dated: DatedEvent) -> dict[str, Any]:
    """One event of a timeline; without an anchor in the text it is resolved against the date of publication."""
    event, body = dated.event, dated.article.body
    citations = [citation_form(citation) for citation in dated.citations]
    against = None
    if event.anchor is not None:
        phrase = "the date of publication" if event.anchor.span is None else event.anchor.span.of(body)
        if event.anchor.span is None and dated.article.published_basis == "inferred":
            phrase += ", which is inferred"
        against = {"day": event.anchor.day.isoformat(), "phrase": phrase}
    return {
        "article_id": dated.article.id,
        "first_day": event.first and event.first.isoformat(),
        "last_day": event.last and event.last.isoformat(),
        "precision": event.precision,
        "basis": event.basis,
        "resolved_against": against,
        "status": event.status,
        "phrase": _stretch(event.phrase, body),
        "clause": event.clause.of(body),
        "citation": citations[0],
        "citations": citations,
    }


def quote_form(said: SaidQuote) -> dict[str, Any]:
    """One quotation."""
    quote, body = said.quote, said.article.body
    return {
        "article_id": said.article.id,
        "kind": quote.kind,
        "speaker": quote.speaker and _stretch(quote.speaker, body),
        "speaker_name": quote.name,
        "speaker_role": quote.role and quote.role.of(body),
        "inferred": quote.inferred,
        "cue": quote.cue and quote.cue.of(body),
        "content": _stretch(quote.content, body),
        "citation": citation_form(said.citation),
    }


def date_form(mention: DateMention, body: str) -> dict[str, Any]:
    """One date mention of a batch."""
    return {
        **_stretch(mention.span, body),
        "type": mention.type,
        "value": mention.value,
        "first_day": mention.first and mention.first.isoformat(),
        "last_day": mention.last and mention.last.isoformat(),
    }


def card_form(found: ArticleCard) -> dict[str, Any]:
    """The card of an article: of each question its words and citation, or null where the article does not state it."""
    card, body = found.card, found.article.body
    facts = {
        question: {"words": _stretch(fact.words, body), "citation": citation_form(found.citations[question])}
        if (fact := getattr(card, question)) is not None
        else None
        for question in QUESTIONS
    }
    kinds = {"named": card.named, "unnamed": card.unnamed, "documents": card.documents}
    sources = {kind: [_source_form(each, body) for each in uses] for kind, uses in kinds.items()}
    return {**article_form(found.article), **facts, "sources": sources}


def _source_form(source: SourceUse, body: str) -> dict[str, Any]:
    return {"name": source.name, "count": len(source.uses), "uses": [_stretch(span, body) for span in source.uses]}


def _stretch(span: Span, body: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(body)}

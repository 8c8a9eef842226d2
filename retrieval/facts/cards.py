"""The card of an article, with its citations."""

from __future__ import annotations

from corpus.card import Fact
from retrieval.citing import attribution, cite
from retrieval.facts.values import QUESTIONS, ArticleCard
from retrieval.generations.live import Snapshot


def card_of(snapshot: Snapshot, article_id: str) -> ArticleCard:
    """The card of an article in sight; raises UnknownArticle."""
    ((generation, row),) = snapshot.facts(article_id)
    assert row is not None
    card = generation.facts.of(row).card
    facts: dict[str, Fact] = {question: fact for question in QUESTIONS if (fact := getattr(card, question)) is not None}
    # A sentence that answers several questions is one citation.
    sentences = list(dict.fromkeys((fact.sentence, fact.paragraph) for fact in facts.values()))
    cited = {
        span: cite(generation, row, span, paragraph=paragraph, number=number)
        for number, (span, paragraph) in enumerate(sentences, start=1)
    }
    citations = {question: cited[fact.sentence] for question, fact in facts.items()}
    article, voices = generation.articles[row], generation.facts.voices(row)
    said_by = {
        question: whose
        for question, fact in facts.items()
        if (whose := attribution(article, voices, fact.words)) is not None
    }
    return ArticleCard(article, generation.manifest.corpus_id, card, citations, said_by)

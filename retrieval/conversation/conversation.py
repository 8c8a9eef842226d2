"""What comes of a question that follows another: asked as it is read, and held to what it was about."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.names.mentions import find_mentions
from retrieval.answering.answering import nearest_of
from retrieval.conversation.follow_ups import (
    bare_of,
    leans,
    led_in,
    letters,
    other_side,
    own_words,
    proper,
    question_like,
    read_follow_up,
)
from retrieval.conversation.further import asks_further
from retrieval.conversation.pronouns import Answered, named_in
from retrieval.errors import BusyError
from retrieval.generations.scope import Scope
from retrieval.needs import ASKS, asked_of, leaning_of, needs_of, says_nothing
from retrieval.needs.sentence import Sentence
from retrieval.needs.words import PREPOSITIONS, key_of
from retrieval.ranking.confidence import odds_of, probability_of
from retrieval.ranking.evidence import ask_for
from retrieval.terms import stem, terms, words
from retrieval.values import Answer, NoAnswer, Outcome, Question, cited_in

_COURTESY = re.compile(
    r"(?:ok(?:ay)?|alright|thanks?|thank (?:you|u)|thn?x|tnx|ty|cheers|mate|good bot|no worries|no problem|np|(?:ha){2,}+|great|nice|cool|perfect|good|got it|i see|very much|so much|a lot|"
    r"many|much appreciated|appreciated|lol|wow|oh|hm+|yeah|yep|yes|sure|sorry|interesting|hello|hi|hey|there|morning|afternoon|"
    r"evening|night|bye|nope|nah|no|never mind|nvm|[\W_])+",
    re.IGNORECASE,
)
# So much less may the log odds be that the article of the answer before answers, too. Of 377 questions without a name about 250
# invented articles the first citation was right for .33 of all articles, and with this for .64 of those asked after an answer from
# their own article; after one from another it was for .32.
_SURER = 2.0
# What is cited is about the matter as much as the first where its score is no further behind.
_AS_GOOD = 1.0
# As many words as a noun has with those before it.
_PHRASE = 3
# What an article tells in whatever words: that it has not this one says nothing.
_ANYTHING = frozenset(
    map(
        stem,
        """accident attack case cause cost crash damage date day deal death decision event fire fight game incident issue job match
        matter money news outcome plan post price problem reason result role rule score story thing time toll vote work""".split(),
    )
)
# Say which one, and not of what.
_WHICH = frozenset(
    map(stem, "rest remainder remaining own others other first second third fourth next last previous year".split())
)


def is_courtesy(text: str) -> bool:
    """Whether `text` only greets, thanks, agrees or declines, and asks nothing."""
    return any(char.isalpha() for char in text) and _COURTESY.fullmatch(text) is not None


async def ask_after(
    ask: Callable[[Question], Awaitable[Outcome]],
    sure: Callable[[Question], Awaitable[float]],
    asked: Question,
    before: Question | None,
    threshold: float,
    answered: Answered | None = None,
) -> Outcome:
    """What comes of `asked` where `before` was asked before it, if anything was, and answered with what `answered` names.

    `sure` tells how sure it is that a question is answered.
    """
    if before is None:
        return await ask(asked)
    outcome = await _asked_after(ask, sure, asked, before, threshold, answered)
    if isinstance(outcome, NoAnswer) and outcome.reason == "off_topic" and answered is not None and leans(asked):
        return replace(outcome, reason="not_stated")  # what was answered is what it is about
    return outcome


async def _asked_after(
    ask: Callable[[Question], Awaitable[Outcome]],
    sure: Callable[[Question], Awaitable[float]],
    asked: Question,
    before: Question,
    threshold: float,
    answered: Answered | None,
) -> Outcome:
    """Where `asked` leads in a topic that the question before keeps out of sight, that gives way to it."""
    read = read_follow_up(asked, before, answered)
    if other := other_side(asked, before, answered):
        return held_to_topic(question_like(f"what about {other.asks}?", asked), await ask(read), threshold)
    outcome = held_to_topic(asked, await ask(read), threshold)
    if isinstance(outcome, Answer) and (own := _own_question(asked, before, answered)) is not None:
        alone = await _told(sure(own))
        return outcome if alone is None else weighed(outcome, alone, threshold)
    if isinstance(outcome, Answer):
        return outcome
    instead, topic_alone = _of_topic(asked, before)
    if not instead:
        return outcome
    found = held_to_topic(asked, await ask(question_like(instead, asked)), threshold)
    return outcome if topic_alone and isinstance(found, NoAnswer) else found


def _of_topic(asked: Question, before: Question) -> tuple[str, bool]:
    """What `before` asks, of the topic that `asked` leads in: in place of its own one, or, where that can't be told, of it alone."""
    topic, told = led_in(asked.text), proper(before.text.rpartition(" — ")[0] or before.text)
    if not topic or _says_only_which(topic):
        return "", False
    # "And in India?" tells where, not who.
    placed = any(key_of(word) in PREPOSITIONS - {"about"} for word in asked.text.rpartition(topic)[0].split()[-1:])
    if not placed and (instead := asked_of(topic, told)):
        return instead, False
    found = ASKS.match(told)
    return f"{found['asks'][:1].upper()}{found['asks'][1:]} — {topic}?" if found else "", True


def held_to_topic(asked: Question, outcome: Outcome, threshold: float) -> Outcome:
    """`outcome`, or an honest no where `asked` led in a topic ("what about India?") that its first citation does not speak of.

    Only the question before is answered then, whose words were asked again; so the confidence falls below `threshold`.
    """
    led = led_in(asked.text)
    topic, capitals = own_words(led), letters(led)
    if not (topic or capitals) or not isinstance(outcome, Answer):
        return outcome
    # Of the title the names alone: "to close" there does not make a day that of the closing.
    title = outcome.citations[0].title
    names = " ".join(mention.span.of(title) for mention in find_mentions(title, None))
    text = f"{names} {outcome.text}"
    said = topic & {stem(word) for word in words(text)}
    # "This year" speaks of no next one.
    if (said and (said == topic or not topic <= _WHICH)) or capitals & letters(f"{title} {outcome.text}"):
        return outcome
    nearest, confidence = nearest_of(outcome.citations), min(outcome.confidence, threshold / 2)
    return NoAnswer(outcome.question, "not_stated", nearest, confidence, outcome.generations, outcome.grounds)


async def _told(sure: Awaitable[float]) -> float | None:
    """How sure it is, None where too many questions wait: an answer that is there already is not lost for it."""
    try:
        return await sure
    except BusyError:
        return None


def subject_articles(cited: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """The articles that an answer is about, by the article and the score of each of its citations, the first of them first.

    An article on the same event that was cited as nearly as good is as much what it is about.
    """
    cited = list(cited)
    return tuple(dict.fromkeys(article for article, score in cited if score >= cited[0][1] - _AS_GOOD))


async def means_article(
    sure_there: Callable[[Question], Awaitable[float]],
    asked: Question,
    outcome: Outcome,
    about: Sequence[str],
    threshold: float,
    scopes_of: Callable[[str], Sequence[Scope]],
) -> bool:
    """Whether `asked` is to be asked of one article alone, the first that the answer before was `about`; `outcome` is that of all.

    "Who counted the visitors?" names nobody: whoever asks it after an answer means what that was about. So where that article
    answers, by `sure_there`, and all are not far surer; not where the question leans on what was said, names anything, asks of "the
    bridge", which one that is cited has and that article has not (`scopes_of` finds them), or is answered from what that was about
    anyway.
    """
    named = ask_for(asked.text)
    if named.names or named.numbers or letters(asked.text) or leans(asked) or asks_further(asked.text):
        return False
    answered = isinstance(outcome, Answer)
    if answered and cited_in(outcome)[0].excerpt.article_id in about:
        return False
    if _asks_of_another(asked, outcome, about[0], scopes_of):
        return False
    there = await _told(sure_there(asked))
    return (
        there is not None
        and there >= threshold
        and (not answered or odds_of(there) >= odds_of(outcome.confidence) - _SURER)
    )


def _asks_of_another(
    asked: Question, outcome: Outcome, article_id: str, scopes_of: Callable[[str], Sequence[Scope]]
) -> bool:
    """Whether a word of what `asked` calls "the …" stands nowhere in the article, but in another that `outcome` cites."""
    cited = {each.excerpt.article_id for each in cited_in(outcome)} - {article_id}
    missing = [term for term in _nouns_with_the(asked.text) if not _has(term, scopes_of(article_id))]
    return any(_has(term, scopes_of(each)) for term in missing for each in cited)


def _nouns_with_the(text: str) -> frozenset[str]:
    """The terms of what is known already, as "the data centre" is and "any deaths" are not.

    Who somebody is may well be said in other words there: "the boss".
    """
    sentence, found = Sentence(text), set[str]()
    for at in range(len(sentence.words)):
        if sentence.key(at) == "the":
            phrase = takewhile(sentence.noun, range(at + 1, at + 1 + _PHRASE))
            found |= {stem(sentence.key(each)) for each in phrase if not sentence.person(each)}
    return frozenset(found - _ANYTHING)


def _has(term: str, scopes: Sequence[Scope]) -> bool:
    """Whether an article, by its scope, has `term` in a sentence or in its title."""
    return any(
        len(scope.generation.sentence_terms.postings(term).within(scope.sentences).rows)
        or term in terms(scope.generation.article_of(scope.sentences.start).title)
        for scope in scopes
        if scope.sentences
    )


def _own_question(asked: Question, before: Question, answered: Answered | None) -> Question | None:
    """What `asked` says itself, where nothing tells what its pronoun means; None where it does not lean so, or says too little."""
    bare = bare_of(asked.text)
    if not leaning_of(bare) or says_nothing(bare) or led_in(asked.text):
        return None
    named, _ = named_in(bare, needs_of(before.text), answered or Answered())
    return None if named else question_like(bare, asked)


def weighed(outcome: Answer, alone: float, threshold: float) -> Outcome:
    """`outcome` with its confidence and that of the question `alone` in the middle, as log odds; an honest no below `threshold`.

    What a follow-up is about stands in many sentences, and makes them near that answer nothing: "how old is he? — the new bridge".
    """
    confidence = probability_of((odds_of(outcome.confidence) + odds_of(alone)) / 2)
    if confidence >= threshold:
        return replace(outcome, confidence=confidence)
    nearest = nearest_of(outcome.citations)
    return NoAnswer(outcome.question, "not_stated", nearest, confidence, outcome.generations, outcome.grounds)


def _says_only_which(topic: str) -> bool:
    """Whether a topic is none without what was said before: "the rest", "the second", "her own words"."""
    return bool(leaning_of(topic)) or own_words(topic) <= _WHICH

"""From a message to the sentences of it that state something."""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice

from corpus.printable import printable
from corpus.sentences import sentences
from retrieval.checking.values import Reason, Statement
from retrieval.conversation.conversation import is_courtesy
from retrieval.errors import QuestionError
from retrieval.ranking.evidence import leans_on_what_precedes
from retrieval.values import MAX_QUESTION, Question
from retrieval.writing.items import read_items
from retrieval.writing.sources import content_of

MOST_STATEMENTS = 10
# A message of Discord has 4,000 characters at most; what is read of more costs time that others wait for.
_MOST_READ = 8_000
# Mentions of people, roles, channels and commands, instants, emoji of a server, and addresses: not words of a statement.
_MARKUP = re.compile(r"<(?:@[!&]?|#|t:|/[^<>:\n]{1,64}:|a?:\w{1,64}:)\d+(?::\w)?>|<?https?://[^\s<>]+>?")
_LINKED = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?https?://(?:[^\s()<>]|\([^\s()<>]*\))+>?\)")
_CODE = re.compile(r"```.*?```", re.DOTALL)
# What opens a line: a quotation, a heading, small print, an item of a list.
_LINE = re.compile(r"^[ \t]*(?:>>>|>|#{1,3}|-#|[-*•]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
# Many people write without capitals, and then only the stop tells where a sentence ends.
_SMALL = re.compile(r"(?<=[^\W\d_]{3}[.!?] )[^\W\d_]")
_MARKS = re.compile(r"\*\*|__|~~|\|\||`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
# What people put before a statement without stating it.
_FRAME = re.compile(
    r"^(?:(?:(?:and|but|fyi|btw|tbh|imo|imho|lol|apparently|actually|basically|by the way|for the record|fun fact)\b[,:!—–-]* )|"
    # Without a mark they may begin the statement itself: "No one was hurt", "Breaking Bad ended".
    r"(?:(?:so|well|ok(?:ay)?|yes|yeah|no|hey|hi|hello|news|breaking|update|reminder|psa)\b ?[,:!—–-]+ )|"
    r"(?:(?:i|we) (?:(?:just|also|really) )?(?:think|believe|guess|heard|read|saw|know|remember|bet|hope|suppose)(?: that)? )|"
    r"(?:(?:did|do) you (?:know|see|hear|read)(?: that)? )|(?:(?:it says|they say|people say|word is|i'?m (?:pretty |quite )?sure)(?: that)? )|"
    r"(?:according to (?:the|this|that|an) (?:article|report|news|story),? ))+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may)\b"
    r"(?=.*\?[\"'”’)]*$)",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = re.compile(
    r"^(?:please|pls|let'?s|let (?:me|us)|(?:can|could|will|would) (?:you|somebody|someone)|tell me|check|look at|see|read|"
    r"click|show|send|remember|don'?t|do not)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|yo|good (?:morning|evening|afternoon|night|day)|morning|evening|welcome|bye|goodbye|see you|cheers|lol|"
    r"rofl|haha+|wow|omg|congrat\w*|happy \w+|sorry|nice|cool|great|ok(?:ay)?|yes|no|yeah|nope|sure|thanks?|thank you|thx|ty|agreed|"
    r"exactly|same|true|indeed|right)\b(?:[\s,]+(?:there|all|everyone|everybody|folks|guys|team|you|so much|again|a lot|one|"
    r"job|work|point|day|then|man|friends?))*[\s!.…,:;)]*$",
    re.IGNORECASE,
)
# A name, a figure or a day and one word more, or three words: less says nothing that an article could say.
_LEAST = 2


def read_message(text: str, day: dt.date | None) -> tuple[tuple[Statement, ...], int]:
    """At most MOST_STATEMENTS sentences of a message of `day`, in order, and how many more it has."""
    found: list[Statement] = []
    before = ""
    shown = words_of(text)
    # Long lines of like length are taken for one that was wrapped.
    read = [sentence.span.of(shown).replace("\n", " ") for sentence in sentences(shown)]
    said = [each for each in read if any(char.isalnum() for char in each)]
    for sentence in islice(said, MOST_STATEMENTS):
        statement = _statement(sentence, day, before)
        found.append(statement)
        if statement.unchecked is None:
            before = statement.text if not statement.before else before
    return tuple(found), len(said) - len(found)


def words_of(content: str) -> str:
    """What a message says: without code, mentions, addresses and the marks of Discord's Markdown; line ends stay."""
    text = _CODE.sub("\n", content[:_MOST_READ])
    text = _MARKUP.sub(" ", _LINKED.sub(r"\1", text))
    text = _MARKS.sub("", _LINE.sub("", text))
    lines = (" ".join(printable(line).split()) for line in re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text))
    return "\n".join(_SMALL.sub(lambda found: found[0].upper(), line) for line in lines if line)


def _statement(sentence: str, day: dt.date | None, before: str) -> Statement:
    bare = _FRAME.sub("", sentence)
    # "Did you know that …?" asks nothing.
    framed = bare != sentence and not _ASKS.match(bare)
    text = bare.rstrip("?").rstrip() + "." if framed and sentence.rstrip().endswith("?") else bare
    text = text[:1].upper() + text[1:] if bare != sentence else text
    try:
        text = Question(text).text
    except QuestionError:
        if len(text) <= MAX_QUESTION:
            return Statement(sentence[:MAX_QUESTION], day, "too_little")
        first = next(at for at, char in enumerate(sentence) if char.isalnum())  # a thousand dashes tell nothing
        return Statement(sentence[first : first + MAX_QUESTION], day, "too_long")
    unchecked = _unchecked(sentence, text)
    leans = before and leans_on_what_precedes(text)
    return Statement(sentence if unchecked else text, day, unchecked, before if leans and not unchecked else "")


def _unchecked(sentence: str, text: str) -> Reason | None:
    """Why a sentence states nothing that could be held against an article; `text` is it without what frames it."""
    if _GREETING.match(sentence) or is_courtesy(sentence):
        return "courtesy"
    if text.rstrip("\"'”’)").endswith("?"):
        return "question"
    if _REQUEST.match(text):
        return "request"
    content = list(content_of(read_items(text)))
    return "too_little" if len(content) < _LEAST else None

"""What somebody posts, without quotation marks: "Lee wrote on X: Not a good day for the town.", and posts set into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.quotes.direct import Said
from corpus.quotes.reports import Reports
from corpus.quotes.text import Text
from corpus.values import Span

_NETWORK = (
    r"(?:X|Twitter|Facebook|Instagram|Threads|Bluesky|Mastodon|LinkedIn|Telegram|TikTok|Weibo|Reddit|YouTube|Snapchat|Truth Social"
    r"|social media|(?:the|its|his|her|their) (?:website|blog|Facebook page|account))"
)
_POSTED = re.compile(
    rf"\b(?:tweeted|(?:wrote|posted|said|replied|added)(?: in a (?:post|message|reply))? on {_NETWORK})"
    r"(?:,? (?:formerly(?: known as)? Twitter|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: \w{5,9})?|today|yesterday),?)?"
    r":\s{1,2}(?=[^\W\d_a-z]|[#@]\w)"
)
# "It was not the first time that Lee tweeted: In May …".
_BESIDES = re.compile(
    r"\b(?:that|when|after|before|since|because|if|while|as)\s(?:[\w.’'-]{1,30}\s){0,4}$", re.IGNORECASE
)
# What a page that holds a post puts below it: "— Ann Lee (@annlee) October 13, 2023".
_SIGNED = re.compile(r"[—–-]{1,2}\s?(?P<name>[^\W\d_a-z][^()\n@]{1,60}?)\s\(@\w{1,30}\)(?:,?\s[\w ,:.·]{1,40})?")
_FEWEST = 2  # words


def find_posts(text: Text, reports: Reports) -> Iterator[Said]:
    """The posts, each from the colon to its sentence's end: whether it goes on in the next can't be told."""
    for found in _POSTED.finditer(text.body):
        sentence = text.sentence_at(found.start())
        told = [each for each in reports.within(Span(sentence.span.start, found.end())) if each.speaker]
        if not told or found.end() > sentence.span.end or text.quoted_within(sentence.span):
            continue
        speaker, cue = told[-1].speaker, told[-1].cue
        if speaker is None or _BESIDES.search(text.body, sentence.span.start, speaker.start):
            continue
        content = Span(found.end(), sentence.span.end)
        if len(content.of(text.body).split()) >= _FEWEST:
            yield Said(content, speaker, cue)


def find_set_in(text: Text) -> Iterator[Said]:
    """The posts that are set into a page: the paragraph above the name and handle of who posted it."""
    for above, line in pairwise(text.paragraphs):
        signed = _SIGNED.fullmatch(text.body, line.span.start, line.span.end)
        if signed and not text.quoted_within(above.span) and len(above.span.of(text.body).split()) >= _FEWEST:
            yield Said(above.span, Span(*signed.span("name")), None)

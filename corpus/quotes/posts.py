"""What somebody posts, set behind a colon without quotation marks: "Lee wrote on X: Not a good day for the town."."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_OWN = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us|I['’](?:m|ve|ll|d)|[Ww]e['’](?:re|ve|ll|d))\b")
# "It was not the first time that Lee tweeted: In May …".
_BESIDES = re.compile(
    r"\b(?:that|when|after|before|since|because|if|while|as)\s(?:[\w.’'-]{1,30}\s){0,4}$", re.IGNORECASE
)
_FEWEST = 2  # words
_LONGEST = 20  # sentences


def find_posts(text: Text, reports: Reports) -> Iterator[Said]:
    """The posts, each from the colon to its sentence's end, and on as long as the sentences are in the first person."""
    for found in _POSTED.finditer(text.body):
        sentence = text.sentence_at(found.start())
        told = [each for each in reports.within(Span(sentence.span.start, found.end())) if each.speaker]
        if not told or found.end() > sentence.span.end or text.quoted_within(sentence.span):
            continue
        speaker, cue = told[-1].speaker, told[-1].cue
        if speaker is None or _BESIDES.search(text.body, sentence.span.start, speaker.start):
            continue
        end = sentence.span.end
        for following in text.sentences[sentence.ordinal : sentence.ordinal + _LONGEST]:
            if following.paragraph != sentence.paragraph or not _goes_on(text, reports, following.span):
                break
            end = following.span.end
        if len(text.body[found.end() : end].split()) >= _FEWEST:
            yield Said(Span(found.end(), end), speaker, cue)


def _goes_on(text: Text, reports: Reports, sentence: Span) -> bool:
    """Whether a sentence is in the first person, and reports nobody else's words."""
    if text.quoted_within(sentence) or not _OWN.search(sentence.of(text.body)):
        return False
    return all(each.speaker is None or _OWN.fullmatch(each.speaker.of(text.body)) for each in reports.within(sentence))

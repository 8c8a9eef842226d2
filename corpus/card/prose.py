"""Which sentences of an article are its own prose: no headline, byline, caption, footer, and where one really begins."""

from __future__ import annotations

import re

from corpus.masthead import read_masthead
from corpus.sentences import paragraphs, sentences
from corpus.values import Article, Sentence, Span

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]{0,4}$|[\"'”’»]$")
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:[a-z]{3,9}\.? \d{1,2}|\d{1,2} [a-z]{3,9}),? \d{4}\W{0,3}",
    re.IGNORECASE,
)
_DAY = (
    r"(?:[A-Z][a-z]{2,8}day, )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
)
_AGENCY = r" ?[(/][^()/\n]{1,30}[)/]"
# A place in capitals, or with its region, day or agency, before a dash and no small word: "WASHINGTON —", "PARIS (Agency) --",
# "Taipei, June 3 –", "HAMBURG, Germany, 2 October 2024 –", "Oslo - ".
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’' -]{1,30}(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?){0,2}|[A-Z][\w.’' ]{1,30}, [A-Z][\w.]{1,20}"
    rf"|[A-Z][\w.’' ]{{1,30}}(?:, [A-Z][\w.]{{1,20}})?(?={_AGENCY}|,? {_DAY}))(?:{_AGENCY})?(?:,? {_DAY})?(?:{_AGENCY})?"
    r"\s{0,2}(?:[—–]|--|- )\s{0,2}(?![a-z ]{2})|\([A-Z][\w ./]{1,20}\)\s{0,2}(?:[—–]|--|- )\s{0,2}(?![a-z ]{2})"
    r"|\((?:AP|AFP|UPI|Reuters|Xinhua|dpa)\)\s{0,2}|[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?\s[—–-]\s(?=[A-Z“\"])"
)
# What a page's markup leaves of a picture: "150px The council …".
_PICTURE = re.compile(r"(?:(?:thumb|left|right)\s)?\d{2,4}px\s{1,3}")
_CREDIT = re.compile(
    r"\b(?:image|photo|picture|credit|file photo)s?(?: credit)?: |\((?:file|ap|afp|reuters|getty)(?: photo)?\)\W{0,3}$|©"
    r"|\ball rights reserved\b|\bcopyright\b.{0,40}\d{4}|\bwikinews has (?:a )?related\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|from|posted by|written by|reporting by|source|author)\b[^.!?]{0,80}$", re.IGNORECASE)
# So begins a sentence with which a live blog takes leave, or tells of itself.
_OF_ITSELF = re.compile(
    r"thank(?:s| you) for (?:reading|following|joining)\b|(?:this|the|our) live ?(?:blog|coverage)\b|(?:this|our) (?:blog|coverage|page)\b"
    r"|that(?:['’]s| is) (?:all|it) (?:for|from|we)\b",
    re.IGNORECASE,
)
# From here on an article speaks of others.
_TAIL = re.compile(
    r"(?:sources?|references|related (?:news|articles|stories)|external links|sister links|see also|notes):?",
    re.IGNORECASE,
)
# What is looked at of a paragraph: marks of a caption or a footer stand near an end.
_LOOK = 400


def prose(article: Article) -> tuple[Sentence, ...]:
    """The sentences that may be cited on a card, each from where it begins in the article."""
    body = article.body
    kept = set()
    for paragraph in paragraphs(body):
        text = paragraph.span.of(body)
        if paragraph.ordinal > 2 and len(text) < 40 and _TAIL.fullmatch(text):
            break
        if not _boilerplate(text, article.title):
            kept.add(paragraph.ordinal)
    above = read_masthead(body).lines
    return tuple(
        each
        for each in sentences(body)
        if each.paragraph in kept
        and not any(line.overlaps(each.span) for line in above)
        and not _OF_ITSELF.match(each.span.of(body)[:_LOOK])
    )


def begins(body: str, sentence: Span) -> int:
    """Where the sentence begins to say something: behind its dateline, if it has one."""
    opening = body[sentence.start : min(sentence.end, sentence.start + 120)]
    found = _DATELINE.match(opening) or _PICTURE.match(opening)
    return sentence.start + (found.end() if found else 0)


def _boilerplate(text: str, title: str) -> bool:
    head, tail = text[:_LOOK], text[-_LOOK:]
    return (
        _plain(head) == _plain(title[:_LOOK])
        or not _ENDS.search(tail)
        or _DATE_LINE.fullmatch(head) is not None
        or (len(text) < _LOOK and (_CREDIT.search(text) is not None or _BYLINE.match(text) is not None))
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())

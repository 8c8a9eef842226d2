"""Dates that date the text and not what it tells: datelines, footers, credits and lists of sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise

from corpus.bylines import CREDITED
from corpus.dates.words import MONTHS, WEEKDAYS
from corpus.sentences import paragraphs
from corpus.values import Paragraph, Span

# A line is looked at only so far: boilerplate is short, and a body may be one line.
_SHORT = 200
# Never by the word alone: a report may be of copyright.
_FOOTER = re.compile(
    r"©|\(c\)\s?(?:19|20)\d\d|\bcopyright(?:ed)?[\s,:]{0,3}(?:\(c\)|(?:19|20)\d\d)|\ball rights reserved\b"
    r"|\bISBN\b|\bISSN\b|\bdoi:",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"[\W_]{0,4}(?:last |first |originally |article |story |page )?"
    r"(?:updated|published|posted|modified|edited|reviewed|changed|created|printed|filed|submitted|issued|retrieved|accessed"
    r"|archived|date|dated|as of|by|(?:additional )?(?:reporting|editing|writing) by|photo|photograph|picture|image|video|credit|source)\b",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:retrieved|accessed|archived(?: from)?|last visited)\b[^.\n]{0,60}\.?$|(?:https?://|www\.)\S{1,200}[^a-z]{0,20}$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:file (?:photo|picture|image)|(?:photo|image|picture|photograph)(?:s|graph)?(?: \w{1,20})? (?:by|credit|courtesy|:)"
    r"|photographs?:|(?:photo|image|picture) (?:caption|source|credit|copyright)[,:]"
    r"|(?:photo|image|picture|file|credit|courtesy)\s?[:/]|courtesy of|getty images|ap photo|reuters/)",
    re.IGNORECASE,
)
# In a caption: when the picture was taken.
_PICTURED = re.compile(r"[,(]\s?(?:pictured|photographed|(?:seen|shown) here)\b[^.;:()\n]{0,40}$", re.IGNORECASE)
# A stamp with a stop at its end has no other words than these.
_ONLY_STAMP = re.compile(
    rf"(?:(?:last|first|originally|article|story|page|updated|published|posted|modified|edited|on|at|a|p|m|am|pm|{'|'.join(WEEKDAYS)}"
    rf"|{'|'.join(MONTHS)}|(?-i:GMT|UTC|BST|CES?T|ET|PT|[ECMP][SD]T))[\W\d_]{{1,20}}){{1,20}}",
    re.IGNORECASE,
)
# What leads to other texts, or asks the reader to come back.
_TEASER = re.compile(
    r"[^\w\n]{0,4}(?:(?:read (?:more|also|next|this)|also read|see also|watch|listen|recommended|more on this(?: story)?"
    r"|related(?: (?:story|stories|articles?|news|coverage|topics?))?)\s?[:|]|(?:subscribe|sign up|register) (?:to|for|now|here)\b"
    r"|follow us\b)",
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|columnist|journalist|freelancer?|author|covers|covered|covering|writes|wrote)\b"
)
# What a sentence says of the article or of its picture.
_OF_ITSELF = re.compile(
    r"^(?:photo|picture|image|photograph) taken\b|\bin this (?:\w{1,12} )?(?:photo|picture|image|photograph)\b"
    r"|^(?:a|an? (?:earlier|previous|longer|shorter)|the original) version of this (?:article|story|report)\b"
    r"|^(?:this|the|our) live (?:blog|coverage)\b|^this (?:article|story|report) (?:was|has been|is|first|originally|appeared)\b",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(
    r"[\s,.;)]{0,3}(?:\d{4}[\s,]{0,2})?(?:\([\w /.&-]{1,40}\)|/[\w ]{1,30}/|[A-Z][\w.]{1,20})?\s{0,2}(?:[—–:|]|--|-\s)"
)
# An entry in a list of days, as in "- May 5, 2015: The council votes".
_ENTRY = re.compile(r"^[^\w\n]{0,4}(?=[^\n:–—]{0,30}\d)[\w.][\w,. /-]{2,32}\s?(?:[:–—]|--|-\s)\s?[^\W\d]", re.MULTILINE)
_ENTRY_MARK = re.compile(r"\s?(?:[:–—]|--|-\s)")
_FEWEST_ENTRIES = 3
_QUOTED_TITLE = re.compile(r"[\"”’»][.,]?\s")
_SMALL = frozenset("de of the and la le del di for".split())
_SOURCES = re.compile(
    r"[\W_]{0,4}(?:sources?|references?|notes?|footnotes|bibliography|works cited|further reading|external links|see also"
    r"|related (?:news|articles|stories|links)|sister links|citations)[\W_]{0,4}",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_STAMP = 4


class Boilerplate:
    """Where in a body boilerplate stands."""

    __slots__ = ("_authors", "_body", "_ends", "_lists_days", "_paragraphs", "_sources")

    def __init__(self, body: str, author: str | None = None) -> None:
        self._body = body
        self._authors = tuple(name for name in re.split(r", | and | & ", author or "") if " " in name)
        self._paragraphs = paragraphs(body)
        self._ends = [paragraph.span.start for paragraph in self._paragraphs]
        self._lists_days = sum(1 for _ in islice(_ENTRY.finditer(body), _FEWEST_ENTRIES)) == _FEWEST_ENTRIES
        self._sources = _sources_start(body, self._paragraphs)

    def holds(self, phrase: Span, sentence: Span) -> bool:
        """Whether the date `phrase` of `sentence` is boilerplate."""
        if phrase.start >= self._sources or self._of_the_author(phrase):
            return True
        line = self._line(phrase) or sentence
        before = self._body[max(line.start, phrase.start - _SHORT) : phrase.start]
        after = self._body[phrase.end : min(line.end, phrase.end + _SHORT)]
        written = line.of(self._body)
        # The entries of a list of days are as short as stamps.
        entry = self._lists_days and opens_entry(self._body, phrase, sentence)
        if len(line) <= _SHORT and (_is_credit(written) or (not entry and _is_stamp(written, before, after))):
            return True
        said = self._body[max(sentence.start, phrase.start - _SHORT) : min(sentence.end, phrase.end + _SHORT)]
        if len(sentence) <= 2 * _SHORT and (_FOOTER.search(said) or _OF_ITSELF.search(sentence.of(self._body))):
            return True
        if entry:
            return False
        if phrase.start - line.start <= _SHORT and _only_names(before) and _AFTER_DATELINE.match(after):
            return True
        return _PICTURED.search(before) is not None or (_after_title(before) and not _LETTERS.search(after))

    def _of_the_author(self, phrase: Span) -> bool:
        """Whether the paragraph of `phrase` tells who wrote the article: it opens with the name, and says that they write."""
        paragraph = self._paragraph(phrase)
        if paragraph is None or not self._body.startswith(self._authors, paragraph.start):
            return False
        return _WRITES.search(self._body, paragraph.start, min(paragraph.end, paragraph.start + _SHORT)) is not None

    def _paragraph(self, phrase: Span) -> Span | None:
        at = bisect_right(self._ends, phrase.start) - 1
        return self._paragraphs[at].span if at >= 0 else None

    def _line(self, phrase: Span) -> Span | None:
        """The line that the phrase stands in."""
        start = self._body.rfind("\n", max(0, phrase.start - 5 * _SHORT), phrase.start) + 1
        end = self._body.find("\n", phrase.end, phrase.end + 5 * _SHORT)
        paragraph = self._paragraph(phrase)
        if paragraph is None:
            return None
        return Span(
            max(start, paragraph.start), max(phrase.end, min(end if end >= 0 else paragraph.end, paragraph.end))
        )


def opens_entry(body: str, phrase: Span, sentence: Span) -> bool:
    """Whether a date stands in front of its sentence, parted from it by a colon or dash."""
    return not _WORD.search(body[sentence.start : phrase.start]) and bool(_ENTRY_MARK.match(body, phrase.end))


def _is_credit(line: str) -> bool:
    """Whether a short line tells whose a text or picture is, names a source or leads to other texts."""
    return any(each.search(line) for each in (_FOOTER, _CREDIT, CREDITED, _CITED)) or _TEASER.match(line) is not None


def _is_stamp(line: str, before: str, after: str) -> bool:
    """Whether a short line only stamps a date on the text."""
    words = _LETTERS.findall(before) + _LETTERS.findall(after)
    if not words:
        return True
    if line.rstrip().endswith((".", "!", "?", "”", '"')):
        return _STAMP.match(line) is not None and _ONLY_STAMP.fullmatch(line) is not None
    few, stamped = len(words) < _WORDS_OF_A_STAMP, _STAMP.match(line) and len(words) <= 2 * _WORDS_OF_A_STAMP
    return few or bool(stamped) or not any(word[0].islower() for word in words)


def _only_names(text: str) -> bool:
    """Whether `text` is places and agencies alone, as before the day of a dateline."""
    words = text.split()
    return len(words) <= 8 and all(word in _SMALL or not word.strip("(),.;:|/—–-")[:1].islower() for word in words)


def _after_title(before: str) -> bool:
    """Whether nothing but names stands after a title in quote marks, as in BBC News, "Airbus late again", May 3, 2006."""
    closings = [found.end() for found in _QUOTED_TITLE.finditer(before)]
    return bool(closings) and _only_names(before[closings[-1] :])


def _sources_start(body: str, found: tuple[Paragraph, ...]) -> int:
    """Where a list of sources or links begins, behind a heading of its own; the body's end where there is none.

    A heading in the first half is one of the text's own, and long sentences after it are text again.
    """
    for heading, following in pairwise(found):
        if 2 * heading.span.start < len(body) or len(heading.span) > 40:
            continue
        if _SOURCES.fullmatch(heading.span.of(body)) and len(following.span) <= 2 * _SHORT:
            return heading.span.start
    return len(body)

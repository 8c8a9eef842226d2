"""The lines above an article's first paragraph of prose that only say who wrote it, who published it and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bylines import Written, written
from corpus.dates.dateline import days_in, opens_report
from corpus.dates.finding import find_expressions
from corpus.dates.tokens import tokenize
from corpus.outlets import is_outlet
from corpus.sentences import paragraphs
from corpus.values import Basis, Span

# So much of a text is looked at, and so many of its paragraphs; a longer line says more than who and when.
_LOOK, _PARAGRAPHS, _LONGEST, _LONGEST_STAMP = 4000, 8, 200, 80
_ENDED = re.compile(r"[.!?:;,][\"'”’»)\]]{0,3}$")
_PROSE = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")
# What stands above a press release and is no headline.
_MARK = re.compile(
    r"(?:for (?:immediate )?release|(?:press|news|media) (?:release|statement)|embargoed\b.{0,80}"
    r"|(?:(?:press|news|media) )?contacts?:.{0,120})\W{0,3}",
    re.IGNORECASE,
)
# What names the headline in a header, as in that of an e-mail.
_TITLED = re.compile(r"(?:title|headline|subject): {0,3}(?=\S)", re.IGNORECASE)
_MARKED = re.compile(r"#{1,6} {0,3}(.{1,300}?)[ #]{0,9}|\*\*(.{1,300})\*\*|__(.{1,300})__")
# What stands on a page around its text.
_FURNITURE = re.compile(
    r"skip to (?:main )?content|advertise?ments?|menu|search|sign in|log in|subscribe|[\W\d_]{1,80}", re.IGNORECASE
)
# A page's menu, and the name of a section over the headline.
_MENU = re.compile(r"[^\s|·•]{1,20}(?: [^\s|·•]{1,20})?(?: [|·•] [^\s|·•]{1,20}(?: [^\s|·•]{1,20})?){2,20}")
_SECTION = re.compile(
    r"(?:(?:breaking|world|uk|us|local|national|latest|top) )?(?:news|stories)|sports?|football|business|politics|opinion|comment"
    r"|world|culture|arts|live|exclusive|analysis|features?|interview|health|science|technology|tech|lifestyle|travel|education"
    r"|environment|economy|home",
    re.IGNORECASE,
)
_PART = re.compile(r"\s{1,3}[|·•–—]\s{1,3}")
_CLOCK = r"(?:\d{1,2}[.:]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: ?(?-i:[A-Z]{2,4})| ?[+-]\d{4})?"
_STAMP = re.compile(
    r"(?:(?:first |originally )?(?P<stamp>published|posted|issued|released|filed|sent|date|dated|for (?:immediate )?release"
    r"|(?:press|news|media) release)(?: online)?(?: by (?P<poster>[^:]{2,80}?))?)?(?: at| on)?[:,]? ?"
    rf"(?:{_CLOCK},? ?)?(?:on )?",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:last |article |story )?(?:updated|modified|edited|corrected|revised)\b", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"[,;]?(?: ?at)?(?: ?{_CLOCK}| (?-i:[A-Z]{{2,4}}))?[\s,;.)]{{0,3}}", re.IGNORECASE)
_ONLY_CLOCK = re.compile(rf"{_CLOCK}\.?", re.IGNORECASE)
# What a page puts beside who and when.
_AROUND = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?(?: read)?|share(?: this(?: article| story)?)?|save|print|e-?mail|copy link|\d{0,5} ?comments?(?: \(\d{1,5}\))?"
    r"|listen(?: to this (?:article|story))?|facebook|twitter|whatsapp|add to your saved stories|@\w{1,30}"
    r"|(?:to|cc|reply-to|tags|keywords|categor(?:y|ies)|section): .{1,120}",
    re.IGNORECASE,
)
# Where it was published.
_ADDRESS = re.compile(r"(?:(?:url|link|web|source|source url|original): ?)?(?P<url>https?://\S{1,180})", re.IGNORECASE)
# Digits alone can be read two ways, unless the year stands first.
_IN_WORDS = re.compile(r"[^\W\d_]{3}|\d{4}-")
# How well a line says its day: as that of publication, beside who wrote or published it, by itself.
_STATED, _BESIDE, _BARE = range(3)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who wrote and published an article, where and when, as far as its opening says; `lines` are those that say nothing else.

    A day is stated where its line says that it is of publication, or who wrote or published it; a bare one, or one in front of
    the report ("HAMBURG, 2 October 2024 – …"), is only that of writing, from which publication is inferred.
    """

    author: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None
    basis: Basis | None
    lines: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    written: Written
    day: dt.date | None = None
    rank: int = _BARE

    @property
    def doubtful(self) -> bool:
        """Whether it may just as well be a headline: nothing but a day, or the name of what may be a newspaper."""
        return (
            self.written.author is None
            and (self.day is None) != (self.written.publisher is None)
            and self.rank == _BARE
        )


def read_masthead(body: str) -> Masthead:
    """What the lines above the first paragraph of prose say of the article."""
    read: list[tuple[Span, _Line | None]] = []
    report: dt.date | None = None
    for span, end in _opening(body):
        line = _read(body, span)
        if line is None and _is_prose(body[span.start : end]):
            report = _day_of_report(body, Span(span.start, end))
            break
        read.append((span, line))
    lines = _with_outlets(body, read)
    # The name of what may be a newspaper is one where the lines around say who wrote it or when.
    if not any(each.written.author or each.day for each in lines):
        lines = [each for each in lines if not each.written.publisher]
    dated = min((each for each in lines if each.day), key=lambda each: each.rank, default=None)
    day = report if dated is None else dated.day
    stated = dated is not None and dated.rank < _BARE
    return Masthead(
        next((each.written.author for each in lines if each.written.author), None),
        next((each.written.publisher for each in lines if each.written.publisher), None),
        next((found["url"] for each in lines if (found := _ADDRESS.fullmatch(each.span.of(body)))), None),
        day,
        None if day is None else "stated" if stated else "inferred",
        tuple(each.span for each in lines),
    )


def titled(line: str) -> str:
    """The title that a headline gives: without "Title:" before it, or the marks of Markdown around it."""
    words = _TITLED.sub("", line, count=1) if _TITLED.match(line) else line
    marked = _MARKED.fullmatch(words)
    return next(filter(None, marked.groups()), "") if marked else words


def _with_outlets(body: str, read: Sequence[tuple[Span, _Line | None]]) -> list[_Line]:
    """The lines that were read, and those that name a publisher right beside who wrote it or when."""
    found: list[_Line] = []
    for at, (span, line) in enumerate(read):
        beside = (read[each][1] for each in (at - 1, at + 1) if 0 <= each < len(read))
        told = any(each is not None and (each.written.author or each.day) for each in beside)
        if line is not None:
            found.append(line)
        elif told and is_outlet(name := span.of(body).strip(), alone=True):
            found.append(_Line(span, Written(None, name)))
    return found


def headline(text: str) -> str:
    """The line that is the text's headline: short, without an end mark, over an empty line or over who wrote it; "" for none."""
    doubtful = ""
    for span, _ in _opening(text):
        words = span.of(text)
        if _TITLED.match(words) and len(words) <= _LONGEST:
            return words
        line = _read(text, span)
        if line is not None and not line.doubtful:
            continue
        if any(each.fullmatch(words) for each in (_MARK, _MENU, _FURNITURE)):
            continue
        section = _SECTION.fullmatch(words) is not None
        if not _heads(text, span) and not section:
            break
        if line is None and not section:
            return words
        doubtful = doubtful or (words if _heads(text, span) else "")
    return doubtful if text.startswith(doubtful) else ""


def _opening(text: str) -> Iterator[tuple[Span, int]]:
    """The first lines, each with the end of its paragraph, which goes on over several where the text is hard-wrapped."""
    for paragraph in paragraphs(text[:_LOOK])[:_PARAGRAPHS]:
        at = paragraph.span.start
        for line in paragraph.span.of(text).split("\n"):
            if line.strip():
                yield Span(at, at + len(line.rstrip())), paragraph.span.end
            at += len(line) + 1


def _heads(text: str, span: Span) -> bool:
    """Whether the line stands as a headline does."""
    words, rest = span.of(text), text[span.end :].lstrip(" ")
    if len(words) > _LONGEST or _ENDED.search(words) or not rest.strip():
        return False
    if rest.startswith("\n\n"):
        return True
    following = Span(span.end + 1, max(span.end + 1, text.find("\n", span.end + 1)))
    return _read(text, following) is not None


def _is_prose(words: str) -> bool:
    return len(words) > _LONGEST or _PROSE.search(words) is not None


def _read(body: str, span: Span) -> _Line | None:
    """What a line says of who and when; None where it says anything else."""
    words = span.of(body)
    if not 0 < len(words) <= _LONGEST:
        return None
    pieces = _PART.split(words.strip())
    parts = [_read_part(piece) for piece in pieces]
    if any(part is not None and (part.day or part.written.author) for part in parts):
        # Beside who wrote it or when, a name may well be that of a publisher.
        parts = [part or _outlet(piece) for part, piece in zip(parts, pieces, strict=True)]
    told = [part for part in parts if part is not None]
    if len(told) < len(parts):
        return None
    authors = [part.written.author for part in told if part.written.author]
    publishers = [part.written.publisher for part in told if part.written.publisher]
    day, rank = min(
        ((part.day, part.rank) for part in told if part.day), key=lambda each: each[1], default=(None, _BARE)
    )
    if day is not None and (authors or publishers):
        rank = min(rank, _BESIDE)
    return _Line(span, Written(authors[0] if authors else None, publishers[0] if publishers else None), day, rank)


@dataclass(frozen=True, slots=True)
class _Part:
    written: Written
    day: dt.date | None = None
    rank: int = _BARE


def _read_part(words: str) -> _Part | None:
    """What stands between the bars of a line."""
    if (
        _AROUND.fullmatch(words)
        or _ADDRESS.fullmatch(words)
        or _ONLY_CLOCK.fullmatch(words)
        or (_CHANGED.match(words) and len(words) <= _LONGEST_STAMP and re.search(r"\d", words))
    ):
        return _Part(Written())
    tokens = tokenize(words, Span(0, len(words)))
    days = days_in(find_expressions(tokens))
    if not days:
        who = written(words)
        return None if who is None else _Part(who)
    phrase, day = days[0][0].span, days[0][1]
    if len(days) > 1 or not _IN_WORDS.search(phrase.of(words)):
        return None
    before, after = words[: phrase.start], words[phrase.end :]
    behind = Written() if _AFTER_DAY.fullmatch(after) else _who(after.strip(" ,"))
    stamp = _STAMP.fullmatch(before)
    if stamp is None:
        who = _who(before.strip().rstrip(",:").removesuffix(" on"))
        return None if who is None or behind is None else _Part(who, day)
    poster = written(f"by {stamp['poster']}") if stamp["poster"] else None
    return None if behind is None else _Part(poster or behind, day, _STATED if stamp["stamp"] else _BARE)


def _who(words: str) -> Written | None:
    """Who wrote or published it, as the words beside a day say."""
    return written(words) or (Written(None, words) if is_outlet(words) else None)


def _outlet(words: str) -> _Part | None:
    return _Part(Written(None, words)) if is_outlet(words) else None


def _day_of_report(body: str, span: Span) -> dt.date | None:
    """The day in front of the report."""
    tokens = tokenize(body, Span(span.start, min(span.end, span.start + _LONGEST)))
    return next((day for each, day in days_in(find_expressions(tokens)) if opens_report(tokens, each)), None)

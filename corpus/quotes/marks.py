"""Which words stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import paragraphs
from corpus.values import Span

# What opens, and what then closes.
_PAIRS = {
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"”',
    "``": "''",
    "‘": "’'",
    "'": "'’",
    "”": "”",
}
_DOUBLE = re.compile(r"``|''|[“”„‟«»\"]")
_SINGLE = re.compile(r"[‘']")
_LONGEST_SINGLE = 1500
# Paragraphs that a quotation may go on over with no mark at their heads.
_REACH = 7
_BEFORE_OPENING = frozenset(" \t\u00a0\u202f([{—–-:/…>")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks: `outer` with them, `content` without, over several paragraphs where the mark is repeated.

    `closed` is False where no closing mark was found: then it ends with its paragraph.
    """

    outer: Span
    content: Span
    closed: bool


def find_quoted(body: str) -> tuple[Quoted, ...]:
    """The stretches between marks in `body`, in order, none inside another.

    One that is open at its paragraph's end goes on in the next where that begins with a mark again.
    """
    found: list[Quoted] = []
    until = 0
    lines = [paragraph.span for paragraph in paragraphs(body)]
    for row, line in enumerate(lines):
        if line.end <= until:
            continue
        for quoted in _within(body, Span(max(line.start, until), line.end)):
            last = found[-1] if found else None
            if last and not last.closed and quoted.outer.start == line.start and _next(body, last, quoted):
                found[-1] = _joined(last, quoted)
            else:
                found.append(quoted)
        if (
            found
            and not found[-1].closed
            and (closing := _closed_later(body, found[-1], lines[row + 1 : row + _REACH]))
        ):
            found[-1] = Quoted(
                Span(found[-1].outer.start, closing.end), Span(found[-1].content.start, closing.start), True
            )
            until = closing.end
    return tuple(quoted for quoted in found if quoted.content.of(body).strip())


def _closed_later(body: str, quoted: Quoted, lines: list[Span]) -> Span | None:
    """The closing mark in a later paragraph, with no mark before it since the opening one."""
    if quoted.outer.end == 0 or body[quoted.outer.start] not in _PAIRS:
        return None
    for line in lines:
        if mark := _DOUBLE.search(body, line.start, line.end):
            closes = mark[0] in _closers(body[quoted.outer.start]) and mark.start() > line.start
            edge = mark.end() == line.end or (
                not body[mark.start() - 1].isspace() and not body[mark.end() : mark.end() + 1].isalnum()
            )
            return Span(mark.start(), mark.end()) if closes and edge else None
    return None


def _next(body: str, last: Quoted, quoted: Quoted) -> bool:
    return not body[last.outer.end : quoted.outer.start].strip() and "\n" in body[last.outer.end : quoted.outer.start]


def _joined(last: Quoted, quoted: Quoted) -> Quoted:
    outer = Span(last.outer.start, quoted.outer.end)
    return Quoted(outer, Span(last.content.start, quoted.content.end), quoted.closed)


def _within(body: str, paragraph: Span) -> Iterator[Quoted]:
    """The stretches in one paragraph: double marks, and single ones outside of them."""
    at, singles = paragraph.start, []
    for quoted in _doubles(body, paragraph):
        singles.append(Span(at, quoted.outer.start))
        at = quoted.outer.end
    singles.append(Span(at, paragraph.end))
    found = [*_doubles(body, paragraph), *(each for span in singles for each in _singles(body, span))]
    yield from sorted(found, key=lambda quoted: quoted.outer)


def _doubles(body: str, paragraph: Span) -> Iterator[Quoted]:
    """The stretches between double marks; curly ones within each other count where as many close as open."""
    opened: re.Match[str] | None = None
    text = paragraph.of(body)
    nested, depth = text.count("“") == text.count("”"), 0
    for mark in _DOUBLE.finditer(body, paragraph.start, paragraph.end):
        if opened is None:
            opened = mark if _opens(body, mark, paragraph) else None
            continue
        if mark.start() == opened.end() and mark[0] == opened[0] == '"' and body[mark.end() : mark.end() + 1].isalnum():
            opened = mark  # One mark set twice.
            continue
        again = _only_opens(body, mark, paragraph)
        if mark[0] in _closers(opened[0]) and not (mark[0] == '"' and again):
            if depth == 0:
                yield _quoted(opened.start(), opened.end(), mark.start(), mark.end(), closed=True)
                opened = None
            depth = max(0, depth - 1)
        elif mark[0] in {"“", '"'} and again:
            end = _sentence_end(body, opened.end(), mark.start())
            if end is not None and not (nested and mark[0] == "“"):
                # The first was never closed: it holds up to the end of its sentence at most.
                yield _quoted(opened.start(), opened.end(), end, end, closed=True)
                opened = mark
            elif nested and mark[0] == "“":
                depth += 1
    if opened is not None and body[opened.end() : paragraph.end].strip():
        yield _quoted(opened.start(), opened.end(), paragraph.end, paragraph.end, closed=False)


def _closers(mark: str) -> tuple[str, ...]:
    return ("''",) if mark == "``" else tuple(_PAIRS.get(mark, ""))


def _quoted(start: int, after: int, before: int, end: int, *, closed: bool) -> Quoted:
    return Quoted(Span(start, end), Span(after, before), closed)


def _opens(body: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark that stands where none is open opens one."""
    if mark[0] == "''":
        return False
    if mark[0] in {"“", "„", "‟", "«", "``"}:
        return True
    before = body[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = body[mark.end()] if mark.end() < paragraph.end else " "
    if mark[0] == "”":
        return before.isspace() and after.isupper()  # An opening mark set the wrong way round.
    if mark.start() == paragraph.start:
        return True
    if mark[0] == '"' and before.isdigit():
        return False  # inches
    return (before.isspace() or before in _BEFORE_OPENING or not before.isalnum()) and not after.isspace()


def _only_opens(body: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark can't be a closing one: white space before it and none after."""
    before = body[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = body[mark.end()] if mark.end() < paragraph.end else " "
    return before.isspace() and not after.isspace() and after not in ",.;:!?)]"


def _sentence_end(body: str, start: int, end: int) -> int | None:
    """Where the last sentence that is complete before `end` ends."""
    while end > start and body[end - 1].isspace():
        end -= 1
    return end if end > start and body[end - 1] in {".", "!", "?", ","} else None


def _singles(body: str, span: Span) -> Iterator[Quoted]:
    """Stretches between single marks; apostrophes look the same, so both ends must stand at a word's edge."""
    at = span.start
    while opened := _SINGLE.search(body, at, span.end):
        at = opened.end()
        before = body[opened.start() - 1] if opened.start() > span.start else " "
        after = body[at] if at < span.end else " "
        if before.isalnum() or before in ".,!?" or not (after.isalnum() or after in "[“…"):
            continue
        if (end := _single_end(body, at, min(span.end, at + _LONGEST_SINGLE), opened[0])) is not None:
            yield _quoted(opened.start(), opened.end(), end, end + 1, closed=True)
            at = end + 1


def _single_end(body: str, start: int, end: int, mark: str) -> int | None:
    """The closing mark: one after a stop or comma, else one after a word that is no plural's apostrophe, else any."""
    best: tuple[int, int] | None = None
    for found in re.finditer(r"['’]", body[start:end]):
        at = start + found.start()
        if found[0] not in _PAIRS[mark] or (at + 1 < end and body[at + 1].isalnum()) or body[at - 1].isspace():
            continue
        rank = 0 if body[at - 1] in ".,!?…" else 1 if body[at - 1] not in "sS" else 2
        if best is None or rank < best[0]:
            best = (rank, at)
        if rank == 0 or (rank == 1 and mark == "'"):
            break
    if best is None or (best[0] and len(body[start : best[1]]) > 200):
        return None
    return best[1]

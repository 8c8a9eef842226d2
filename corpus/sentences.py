"""Where paragraphs and sentences begin and end, with exact offsets.

Rules rather than a trained model: they are the same on every machine, they cost microseconds, and each can be read,
tested and mended. Nothing is lost between sentences but white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from statistics import median

from corpus.abbreviations import BEFORE_NUMBERS, MONTHS_AND_DAYS, NEVER, OPEN, OPENERS, REPORTING, STATES, TITLES
from corpus.values import Paragraph, Sentence, Span

_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«(\\[{¿¡"
# A stop, what closes after it, and reference marks such as [12]; then white space or the end.
_STOP = re.compile(rf"(?<![.!?…‽])(?P<mark>[.!?…‽]+)(?P<close>(?:[{_CLOSERS}]|\[\d{{1,3}}\])*)(?=\s|$)")
# A stop with its space forgotten: "service.The". Never inside a word with other dots, slashes or @ (addresses, file names).
_GLUED = re.compile(
    rf"(?<![\w./@-])[A-Za-z’']{{0,60}}[a-z]{{2}}(?P<mark>[.!?])(?P<close>[{_CLOSERS}]*)(?=[{_OPENERS}]?[A-Z][a-z]+(?:[\s,;:]|$))"
)
_NEXT_WORD = re.compile(rf"\s*(?P<open>(?:[{_OPENERS}]|[-–—•*]\s)*)(?P<word>[^\s]*)")
_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]+)*")
_LINE_ENDERS = '.!?:;…"”’)'
_LISTED = ("- ", "* ", "• ", "|", "#")
# What divides the cells of a table's row.
_CELLS = (" | ", "\t", "    ")
_NAME_THEN_VERB = re.compile(r"\s*(?:(?:[A-Z][\w.’'-]*|the|of|and)\s+){1,4}(?P<verb>[a-z]+)\b")


def paragraphs(body: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `body`, trimmed of outer white space, in order and numbered from 1.

    A newline ends a paragraph; where the text is hard-wrapped, only an empty line does.
    """
    wrapped = _hard_wrapped(body)
    blocks = (found.span() for found in _BLOCK.finditer(body))
    found = blocks if wrapped else chain.from_iterable(_runs(body, *block) for block in blocks)
    spans = (_trim(body, start, end) for start, end in found)
    return tuple(Paragraph(n, span) for n, span in enumerate((s for s in spans if s), start=1))


def sentences(body: str) -> tuple[Sentence, ...]:
    """The sentences of `body` in order, numbered from 1; none crosses a paragraph's end."""
    found = [(paragraph.ordinal, span) for paragraph in paragraphs(body) for span in _split(body, paragraph.span)]
    return tuple(Sentence(n, paragraph, span) for n, (paragraph, span) in enumerate(found, start=1))


def _hard_wrapped(body: str) -> bool:
    """Whether lines break at a column rather than at a paragraph's end.

    Taken to be so when most lines that are followed by another line are of one length (45 to 110 characters) and go on in
    the middle of a sentence.
    """
    pairs = [
        (first.rstrip(), second.lstrip())
        for first, second in zip(body.split("\n"), body.split("\n")[1:], strict=False)
        if first.strip() and second.strip()
    ]
    if len(pairs) < 3:
        return False
    typical = median(len(first) for first, _ in pairs)
    if not 45 <= typical <= 110:
        return False
    flowing = sum(
        first[-1] not in _LINE_ENDERS
        and len(first) > 0.6 * typical
        and not second.startswith(_LISTED)
        and not (_is_row(first) and _is_row(second))
        for first, second in pairs
    )
    return flowing > 0.6 * len(pairs)


def _runs(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of lines that follow each other, most of which are one; some are cut at a column all the same."""
    lines = [found.span() for found in _LINE.finditer(body, start, end)]
    width = max(len(body[first:last].rstrip()) for first, last in lines)
    run = lines[:1]
    for line in lines[1:]:
        if not _cut(body[slice(*run[-1])].strip(), body[slice(*line)].strip(), width):
            yield from _joined(body, run)
            run = []
        run.append(line)
    yield from _joined(body, run)


def _cut(first: str, second: str, width: int) -> bool:
    """Whether a line seems to go on in the `second`, whose first word found no place on it."""
    return (
        45 <= len(first) <= 110
        and first[-1] not in _LINE_ENDERS
        and not second.startswith(_LISTED)
        and not (_is_row(first) or _is_row(second))
        and len(first) + 1 + len(second.split(maxsplit=1)[0]) > width
    )


def _joined(body: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One paragraph of a `run` of lines that go on in small letters and end as a sentence does, else each by itself."""
    small = any(body[first:last].lstrip()[0].islower() for first, last in run[1:])
    whole = small and body[slice(*run[-1])].rstrip()[-1] in _LINE_ENDERS
    return [(run[0][0], run[-1][1])] if whole else run


def _is_row(line: str) -> bool:
    line = line.strip()
    return any(each in line for each in _CELLS)


def _trim(body: str, start: int, end: int) -> Span | None:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _split(body: str, paragraph: Span) -> Iterator[Span]:
    text = paragraph.of(body)
    start = 0
    for stop in _stops(text):
        if span := _trim(body, paragraph.start + start, paragraph.start + stop):
            yield span
            start = stop
    if span := _trim(body, paragraph.start + start, paragraph.end):
        yield span


def _stops(text: str) -> list[int]:
    """Offsets in `text` right after each sentence but the last."""
    small = text.islower()
    stops = (found for found in _STOP.finditer(text) if found.end() < len(text))
    spaced = {found.end() for found in stops if _ends(text, found, small=small)}
    lines = list(_LINE.finditer(text))
    rows = {found.end() for found in lines[:-1] if _is_row(found[0])}
    return sorted(spaced | rows | {found.end() for found in _GLUED.finditer(text)})


def _ends(text: str, stop: re.Match[str], *, small: bool) -> bool:
    """Whether a sentence ends at `stop`; where all of `text` is `small`, no capital tells where the next begins."""
    following = _NEXT_WORD.match(text, stop.end())
    opening, word = (following["open"], following["word"]) if following else ("", "")
    if not word:
        return bool(opening.strip())
    bare = word.strip("“”‘’\"'.,;:!?()[]")
    mark, closed = stop["mark"], bool(stop["close"].strip("0123456789[]"))
    if closed and _attributed(text, stop.end()):
        return False
    if mark == ".":
        return _full_stop_ends(text, stop, opening, bare, closed=closed, small=small)
    if "…" in mark or ".." in mark:
        return _starts_upper(bare) and bare != "I"
    return _starts_upper(bare) or (bool(opening.strip() or small) and not closed)


def _attributed(text: str, end: int) -> bool:
    """Whether a reporting clause with a name follows a closed quotation: "Stop!" Ann Lee said."""
    clause = _NAME_THEN_VERB.match(text, end)
    return bool(clause and clause["verb"] in REPORTING)


def _full_stop_ends(text: str, stop: re.Match[str], opening: str, bare: str, *, closed: bool, small: bool) -> bool:
    if closed:
        return _starts_upper(bare) or bool(opening.strip())
    begins = stop.start()
    while begins and not text[begins - 1].isspace():
        begins -= 1
    word = text[begins : stop.start()].lstrip("“‘\"'([{").rsplit("—", 1)[-1]
    key, begins = word.lower(), stop.start() - len(word)
    capital = small or word[:1].isupper()
    never = (
        (key in TITLES and capital)
        or key in NEVER
        or (key in BEFORE_NUMBERS and bare[:1].isdigit())
        or (word.isdigit() and begins == 0)  # "1. First item": paragraphs are trimmed
    )
    if never:
        return False
    if key in MONTHS_AND_DAYS and capital:
        return _starts_upper(bare) and not bare[:1].isdigit() and bare.lower() not in MONTHS_AND_DAYS
    opens = _starts_upper(bare) and (bare.lower() in OPENERS or bool(opening.strip()))
    if key in OPEN or (key in STATES and word[:1].isupper()) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return opens
    if capital and _initial(word.upper()):
        return opens and _ordinary_before(text, begins)
    return _starts_upper(bare) or bool(opening.strip()) or _camel(bare) or small


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word.isupper() and word != "I"


def _ordinary_before(text: str, end: int) -> bool:
    """Whether the word before an initial is no name, so that the letter is a label (vitamin C., hepatitis B.)."""
    before = text[max(0, end - 200) : end]  # all of it, at every initial, would cost the square of the text
    words = before.split() if before[-1:].isspace() else []
    labels = {"Plan", "Vitamin", "Class", "Type", "Group", "Hepatitis", "Section"}
    return bool(words) and (words[-1][0].islower() or words[-1] in labels)


def _starts_upper(word: str) -> bool:
    return bool(word) and (
        word[0].isupper()
        or word[0].isdigit()
        or word[0] in "$£€¥#@"
        or (not word[0].isascii() and not word[0].islower())
    )


def _camel(word: str) -> bool:
    """A brand that begins small: iPhone, eBay."""
    return len(word) > 2 and word[0].islower() and word[1].isupper()

"""Conversations set out turn by turn, without quotation marks: "Gazette: Why did it close?", "HOLM: We had no choice."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.names.lexicon import ROLES
from corpus.quotes.direct import Said
from corpus.quotes.persons import ANY, ONE
from corpus.quotes.text import Text
from corpus.values import Paragraph, Span

_WORD = r"[^\W\d_a-z][\w.’'-]{0,30}"
# Who speaks at the head of a turn, with a role or where they are: "MR. REED:", "[00:12] Holm –", "Ann Lee, the union (by telephone):".
_LABEL = re.compile(
    rf"(?:[\[(]?\d{{1,2}}:\d\d(?::\d\d)?[\])]?\s)?(?P<name>{_WORD}(?: (?:{_WORD}|of|the|de|da|la|le|van|von|der|den|bin|al|&)){{0,5}})"
    r"(?:, [^:.;?!—–\n“\"]{1,60})?(?: \([^()\n]{1,60}\))?(?:\s?:(?:\s{1,3}|$)|\s[—–-]\s{1,3}|(?<=\bQ\.)\s)"
)
_MARKS = frozenset("“\"„«‘'`")
# These head what is asked and what is answered, and are nobody's name.
_ASKING = frozenset("q question interviewer interview host moderator presenter reporter journalist".split())
_ANSWERING = frozenset({"answer"})
# Two who speak twice; fewer turns are a list.
_FEWEST_LABELS, _FEWEST_TURNS, _AGAIN = 2, 4, 2
# Paragraphs that a turn may go on over.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says until another does: who, as written (`label`) and as they are told apart (`key`), and the words."""

    label: Span
    key: str
    content: Span
    paragraph: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of a conversation in order, none where there is none, and the keys of those who ask."""

    turns: tuple[Turn, ...]
    asking: frozenset[str] = frozenset()


def labelled(text: Text, paragraph: Paragraph) -> Turn | None:
    """The turn that a paragraph is, or the one below a label on a line of its own, as far as it begins like one."""
    found = _LABEL.match(text.body, paragraph.span.start, paragraph.span.end)
    if found is None:
        return None
    content, ordinal = Span(found.end(), paragraph.span.end), paragraph.ordinal
    if not len(content):
        below = text.paragraphs[ordinal] if ordinal < len(text.paragraphs) else None
        if below is None or _LABEL.match(text.body, below.span.start, below.span.end):
            return None
        content, ordinal = below.span, below.ordinal
    label = Span(*found.span("name"))
    name = text.names.at(label)
    key = name.full if name else _called(found["name"])
    return Turn(label, key, content, ordinal, content.of(text.body).rstrip("\"'”’)]").endswith("?"))


def opens_turn(text: Text, paragraph: Paragraph) -> bool:
    """Whether somebody's name, or what one is called who asks, stands before a paragraph."""
    turn = labelled(text, paragraph)
    return turn is not None and (only_asks(text, turn) or _is_somebody(text, turn))


def only_asks(text: Text, turn: Turn) -> bool:
    """Whether a turn is of one who is called by nothing but that they ask: "Q", "Interviewer"."""
    return _called(turn.label.of(text.body)) in _ASKING


def find_conversation(text: Text) -> Conversation:
    """The conversation of a text: lines with a colon where one asks and others answer, or two speak to each other."""
    turns = [turn for turn in (labelled(text, each) for each in text.paragraphs) if turn]
    by_key: dict[str, list[Turn]] = {}
    for turn in turns:
        by_key.setdefault(turn.key, []).append(turn)
    if len(turns) < _FEWEST_TURNS or len(by_key) < _FEWEST_LABELS:
        return Conversation(())
    often = {key: own for key, own in by_key.items() if len(own) >= _AGAIN}
    asking = {key for key, own in often.items() if _asks(text, own)}
    talking = {key for key, own in often.items() if _is_person(text, own[0]) and _talk(text, own)}
    answering = {
        turn.key
        for before, turn in pairwise(turns)
        if before.key in asking and before.asks and _is_somebody(text, turn)
    }
    if not answering - asking and len(talking) < _FEWEST_LABELS:
        return Conversation(())
    speaking = asking | answering | talking
    return Conversation(tuple(turn for turn in turns if turn.key in speaking), frozenset(asking))


def said_in_turns(text: Text, conversation: Conversation) -> Iterator[Said]:
    """Whose words the turns are; who asks is no source, and words in marks are found by these."""
    turns = conversation.turns
    before = text.outside_marks(Span(0, turns[0].label.start)) if turns else ""
    # An author with an "I" may speak between the turns.
    capitals = all(turn.label.of(text.body).isupper() for turn in turns) and not ONE.search(before)
    for row, turn in enumerate(turns):
        if turn.key in conversation.asking or text.body[turn.content.start] in _MARKS:
            continue
        following = turns[row + 1].paragraph if capitals and row + 1 < len(turns) else turn.paragraph + 1
        yield Said(Span(turn.content.start, _end(text, turn, following)), turn.label, None)


def _end(text: Text, turn: Turn, following: int) -> int:
    """Where a turn ends: with its paragraph, or with one of those before paragraph `following` in which the same one speaks on.

    In a transcript, whose labels are in capitals, that is as long as somebody speaks of themselves or to another.
    """
    end = turn.content.end
    for paragraph in text.paragraphs[turn.paragraph : min(following - 1, turn.paragraph + _LONGEST)]:
        others = labelled(text, paragraph) or any(name.full == turn.key for name in text.names.within(paragraph.span))
        if others or text.body[paragraph.span.start] in "([" or not _speaks(text, paragraph.span):
            break
        end = paragraph.span.end
    return end


def _asks(text: Text, own: Sequence[Turn]) -> bool:
    """Whether one is there to ask: is called so, or asks in most turns."""
    return only_asks(text, own[0]) or 2 * sum(each.asks for each in own) > len(own)


def _talk(text: Text, own: Sequence[Turn]) -> bool:
    """Whether in every second turn at least one speaks of themselves or to another."""
    return 2 * sum(_speaks(text, each.content) for each in own) >= len(own)


def _speaks(text: Text, span: Span) -> bool:
    return ANY.search(text.outside_marks(span)) is not None


def _called(label: str) -> str:
    return label.casefold().rstrip(".")


def _is_person(text: Text, turn: Turn) -> bool:
    name = text.names.at(turn.label)
    return name is not None and name.kind == "person"


def _is_somebody(text: Text, turn: Turn) -> bool:
    """Whether a label is a name or a role, in whatever letters; not "A", which stands for nobody that it names."""
    words = turn.label.of(text.body)
    name = text.names.at(turn.label)
    named = (name is not None and name.kind != "place") or (words.isupper() and len(words) > 1)
    return (named or words.split()[-1].casefold() in ROLES) and words.casefold() not in _ANSWERING

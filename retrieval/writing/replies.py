"""A language model's reply as sentences and the citations that each names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import sentences

MOST_REPLY = 4000

_MARK = re.compile(r"\[([0-9]{1,3}(?:, ?[0-9]{1,3}){0,9})\]")
_MARKS = r"(?:\[[0-9]{1,3}(?:, ?[0-9]{1,3}){0,9}\] ?)+"
# "… in 1871. [1] It …": the marks belong to the sentence before.
_AFTER_STOP = re.compile(rf"([.!?…][\"”’')]?) ?({_MARKS})")
_SPACES = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it, without its marks; `citations` in the order in which they are named first."""

    text: str
    citations: tuple[int, ...]


def read_reply(reply: str) -> Iterator[Draft]:
    """The sentences of `reply`, in order; of one that is too long, those that stand in its first MOST_REPLY characters."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", reply[:MOST_REPLY]).replace("\r\n", "\n"))
    moved = _AFTER_STOP.sub(lambda found: f" {found[2].strip()}{found[1]} ", text)
    for sentence in sentences(moved):
        yield _draft(sentence.span.of(moved))


def _draft(sentence: str) -> Draft:
    numbers = dict.fromkeys(
        int(number) for found in _MARK.finditer(sentence) for number in found[1].replace(" ", "").split(",")
    )
    bare = _SPACES.sub(" ", _MARK.sub("", sentence))
    return Draft(re.sub(r" (?=[.,;:!?…])", "", bare).strip(), tuple(numbers))

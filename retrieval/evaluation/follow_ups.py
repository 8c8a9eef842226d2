"""Questions that follow others, read as they would be in a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.errors import CorpusError
from retrieval.batch import Asked
from retrieval.conversation.follow_ups import read_follow_up
from retrieval.errors import QuestionError
from retrieval.values import Question


def read_after(questions: Sequence[Asked]) -> tuple[Asked, ...]:
    """`questions`, each whose record names another by its id as `after` with the text that it has after that one's text.

    What that one's answer named, which a pronoun can mean where people ask, is not known here: nothing was answered yet; nor is
    its confidence held against that of its own words (`retrieval.conversation.conversation.weighed`).
    Raises CorpusError where there is no such question or more than one, or where questions follow each other in a ring.
    """
    by_id: dict[str | int, list[Asked]] = {}
    for each in questions:
        if isinstance(each.id, str | int):
            by_id.setdefault(each.id, []).append(each)
    texts: dict[int, str] = {}
    for each in questions:
        for asked in reversed(_unread(each, by_id, texts)):
            before = _before(asked, by_id)
            texts[id(asked)] = asked.text if before is None else _read(asked.text, texts[id(before)])
    return tuple(replace(each, text=texts[id(each)]) for each in questions)


def _unread(asked: Asked, by_id: Mapping[str | int, Sequence[Asked]], texts: Mapping[int, str]) -> list[Asked]:
    """`asked`, the question that it follows, the one which that follows, and so on, up to one whose text is known."""
    chain: dict[int, Asked] = {}
    at: Asked | None = asked
    while at is not None and id(at) not in texts:
        if id(at) in chain:
            raise CorpusError(f"the question {_named(at)} follows itself, or others that follow it")
        chain[id(at)] = at
        at = _before(at, by_id)
    return list(chain.values())


def _before(asked: Asked, by_id: Mapping[str | int, Sequence[Asked]]) -> Asked | None:
    after = asked.record.get("after")
    if after is None:
        return None
    before = by_id.get(after, ()) if isinstance(after, str | int) else ()
    if len(before) != 1:
        which = "several questions are called" if before else "is not among the questions"
        raise CorpusError(f"the question {_named(asked)} follows {str(after)[:80]!r}, which {which}")
    return before[0]


def _read(asked: str, before: str) -> str:
    """The text of `asked` as it is meant after `before`; itself where either can't be asked."""
    try:
        return read_follow_up(Question(asked), Question(before)).text
    except QuestionError:
        return asked


def _named(asked: Asked) -> str:
    return repr(str(asked.id)[:80])

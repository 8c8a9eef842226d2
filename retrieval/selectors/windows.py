"""What a selector reads at once: a question and a few neighbouring sentences, as the ids of a model's tokens.

    [CLS] question [SEP] title (mark sentence)+ [SEP]

A mark stands before each sentence; what the model says at a mark is said of that sentence. At [CLS] it says how far nothing
there answers. Training and serving both make their input here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

MAX_QUESTION, MAX_TITLE, MAX_SENTENCE = 48, 16, 96
# As many positions as BERT has.
MAX_IDS = 512
# A token of BERT's vocabulary that no text has.
_MARK = "[unused1]"


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of one article, and its title ("" where it has none)."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as a model reads it: `ids` and `types` (0 for the question, 1 for the rest) of equal length.

    `marks[i]` is the index of sentence i's mark, and `offsets[i]` the characters of sentence i that each of its tokens covers,
    the first of which is at `marks[i] + 1`; of a long sentence the end is cut.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    marks: tuple[int, ...]
    offsets: tuple[tuple[tuple[int, int], ...], ...]


class WindowEncoder:
    """Makes windows into ids with a model's own `tokenizer`, which must know BERT's special tokens."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        # What looks like one of the model's own marks in a text is a text's characters.
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self._cls, self._sep, self.mark = (self._id(token) for token in ("[CLS]", "[SEP]", _MARK))
        # Some 10 MB where it is full.
        self._read = lru_cache(maxsize=2048)(self._tokens)

    def encode(self, question: str, window: Window) -> Encoded:
        """The ids of `question` asked of `window`, of which all sentences are cut where they do not fit together."""
        asked, _ = self._read(question)
        ids = [self._cls, *asked[:MAX_QUESTION], self._sep]
        first = len(ids)
        if window.title:
            ids.extend(self._read(window.title)[0][:MAX_TITLE])
        room = MAX_IDS - len(ids) - 1
        longest = MAX_SENTENCE
        if sum(map(self.length, window.sentences)) > room:
            longest = max(0, room // len(window.sentences) - 1)
        marks, offsets = [], []
        for sentence in window.sentences:
            tokens, places = self._read(sentence)
            marks.append(len(ids))
            offsets.append(places[:longest])
            ids.append(self.mark)
            ids.extend(tokens[:longest])
        ids.append(self._sep)
        types = (0,) * first + (1,) * (len(ids) - first)
        return Encoded(tuple(ids), types, tuple(marks), tuple(offsets))

    def length(self, sentence: str) -> int:
        """How many ids `sentence` takes in a window."""
        return 1 + len(self._read(sentence)[0])

    def _tokens(self, text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        read = self._tokenizer.encode(text, add_special_tokens=False)
        # No part of a window has more, so that a sentence without end is not kept whole.
        return tuple(read.ids[:MAX_SENTENCE]), tuple(read.offsets[:MAX_SENTENCE])

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token}")
        return int(found)

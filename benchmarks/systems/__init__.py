"""Systems that are measured beside each other: one small file each, over the same articles and the same weights."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from retrieval.backends import load_backend


@dataclass(frozen=True, slots=True)
class Text:
    """An article, or a passage of one: `start` is the passage's place in the article's text, where it is known."""

    article: str
    text: str
    title: str = ""
    start: int | None = None


# Asks questions as if as many people asked at once, and gives what was found for each in order.
AskMany = Callable[[Sequence[str]], list[list[Text]]]


@dataclass(slots=True)
class Stages:
    """Seconds that each stage of a build took, by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done in a `with`."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began


class System(Protocol):
    """What can be asked about articles. Made with the folder that all it keeps on disk lies in.

    `ways` are the ways in which its users would have many questions answered at once.
    """

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """Put an index of `articles` on disk, of these `passages` where they are given, and give the seconds of each stage.

        A stage that begins with "load" is what any start costs.
        """
        ...

    def open(self) -> None:
        """Open the index on disk; questions can be asked from now on."""
        ...

    def ask(self, question: str) -> list[Text]:
        """What is found for a question, best first."""
        ...

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """By name."""
        ...


# The name on the command line, what people read, and what the system is.
NAMES = {
    "footnote": "Footnote",
    "footnote-bare": "Footnote, no selector",
    "raw": "encode + FAISS",
    "langchain": "LangChain + FAISS",
    "txtai": "txtai hybrid",
    "llamaindex": "LlamaIndex + FAISS",
}
_BACKENDS = {
    "footnote": "benchmarks.systems.footnote:Footnote",
    "footnote-bare": "benchmarks.systems.footnote:BareFootnote",
    "raw": "benchmarks.systems.raw:Raw",
    "langchain": "benchmarks.systems.langchain:LangChain",
    "txtai": "benchmarks.systems.txtai:Txtai",
    "llamaindex": "benchmarks.systems.llamaindex:LlamaIndex",
}


def load_system(name: str, home: Path) -> System:
    """The system of `name`; raises ImportError where what it is made of is not installed."""
    system: System = load_backend(_BACKENDS, name)(home)
    return system

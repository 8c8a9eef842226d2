"""Footnote beside other systems: the same articles, questions and weights, each system in a process of its own.

Where it is time that is measured the systems take turns, so that whatever else the machine does falls on all of them; a figure
is the median of its rounds, and a ratio the median of the rounds' ratios. A question is asked of a process once, but where
repeated ones are measured. A system that fails is told in a sentence and left out from there on.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.asked import Asked, read_asked
from benchmarks.figures import figure
from benchmarks.held import memory_of, peak_of
from benchmarks.judging import around, recall
from benchmarks.rounds import Rounds, figures_of, ratios_of
from benchmarks.served import Served, SystemFailed, ask_console
from benchmarks.systems import NAMES, Text

ROUNDS, STARTS, REPEATED, SETTLED = 4, 3, 50, 200
# Of each round's questions this share is asked one at a time, the others by 64 askers.
_SINGLY = 0.3
_OURS, _PEERS = ("footnote", "footnote-bare"), ("langchain", "txtai", "llamaindex")


def compare(sets: Path, *, quick: bool = False) -> list[dict[str, Any]]:
    """The figures of every system that works, system by system; none where the public sets are not in `sets`."""
    asked = read_asked(sets, quick=quick)
    if asked is None:
        _tell("there are no public sets to compare on: name their folder with PUBLIC_SETS=…")
        return []
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        comparison = _Comparison(asked, Path(name), rounds=2 if quick else ROUNDS, starts=1 if quick else STARTS)
        comparison.run()
    order = list(NAMES.values())
    return sorted(comparison.figures, key=lambda each: order.index(each["system"]))


class _Comparison:
    """One run; `figures` grows as things are measured."""

    def __init__(self, asked: Asked, home: Path, *, rounds: int, starts: int) -> None:
        self.figures: list[dict[str, Any]] = []
        self._asked, self._home = asked, home
        self._left = list(NAMES)
        self._rounds = {name: Rounds() for name in NAMES}
        self._count, self._starts = rounds, starts
        self._began: dict[str, list[float]] = {name: [] for name in NAMES}
        self._found: dict[str, dict[str, list[Text]]] = {name: {} for name in NAMES}
        self._sentences: list[Text] = []
        self._passages: list[Text] = []
        self._embedding = 0.0

    def run(self) -> None:
        """Everything, in order: what comes later asks what was built before."""
        self._each(self._build)
        _tell("each starts and answers a question, in turn")
        for _ in range(self._starts):
            self._each(self._start)
        _tell("each answers questions alone, for its memory")
        self._each(self._settle)
        _tell("all answer questions, in turn")
        self._ask()
        self._each(self._judge)
        self._each(self._judge_equal)
        labels = [NAMES[name] for name in _OURS]
        rounds = {NAMES[name]: self._rounds[name] for name in self._left}
        for name, each in rounds.items():
            self.figures += figures_of(each, name)
        self.figures += ratios_of(rounds, labels, [name for name in rounds if name not in labels])

    def _each(self, step: Callable[[str], None]) -> None:
        """Do `step` with each system that is left, and leave out those that fail."""
        for name in tuple(self._left):
            try:
                step(name)
            except SystemFailed as error:
                _tell(str(error))
                self._left.remove(name)

    def _served(self, name: str, *, aside: str = "") -> Served:
        """Its process; both Footnotes serve one generation."""
        return Served(name, self._home / ("footnote" if name in _OURS else name + aside))

    def _note(self, name: str, metric: str, value: float, unit: str, n: int) -> None:
        self.figures.append(figure(metric, value, unit, n, NAMES[name]))

    def _build(self, name: str) -> None:
        """The first build: seconds of each stage, and the memory it takes at most."""
        if name == "footnote-bare":
            return
        _tell(f"{NAMES[name]} builds")
        articles = self._asked.articles
        with self._served(name) as served:
            with peak_of(served.pid) as peak:
                stages = self._told_to_build(served, self._passages if name == "raw" else None)
            if name == "footnote":
                self._embedding = stages["embed"]
                texts = served.tell("texts")
                self._sentences, self._passages = (_texts(texts[kind]) for kind in ("sentences", "passages"))
            if name == "raw":
                self._compare_embedding(served)
        self._note(name, "build", sum(stages.values()), "s", len(articles))
        for stage, seconds in stages.items():
            self._note(name, f"build: {stage}", seconds, "s", len(articles))
        if peak.pss:
            self._note(name, "memory, building, at most", peak.pss, "MB", 1)

    def _told_to_build(self, served: Served, passages: Sequence[Text] | None) -> dict[str, float]:
        """The seconds of each stage, without the loading of models, which any start has."""
        given = {"passages": [asdict(each) for each in passages]} if passages is not None else {}
        articles = [asdict(each) for each in self._asked.articles]
        stages = served.tell("build", articles=articles, seconds=600, **given)["stages"]
        return {stage: seconds for stage, seconds in stages.items() if not stage.startswith("load")}

    def _compare_embedding(self, raw: Served) -> None:
        """The builder's embedding of sentences and passages, and bare encoding of the same texts."""
        texts = [each.text for each in (*self._sentences, *self._passages)]
        # Looking at its memory takes a process time, and the builder's was looked at.
        with peak_of(raw.pid):
            bare = raw.tell("encode", texts=texts)["seconds"]
        for name, seconds in (("footnote", self._embedding), ("raw", bare)):
            self._note(name, "texts embedded", len(texts) / seconds, "texts/s", len(texts))
        ratio = bare / self._embedding
        self._note("footnote", f"texts embedded, over {NAMES['raw']}", ratio, "ratio", len(texts))

    def _start(self, name: str) -> None:
        """From nothing to an answer, with the index on disk; of Footnote by its console."""
        question = self._asked.warming[0]
        began = time.perf_counter()
        if name in _OURS:
            ask_console(self._home / "footnote", question, selector=name == "footnote")
        else:
            with self._served(name) as served:
                served.tell("open")
                served.tell("ask", questions=[question])
        self._began[name].append(time.perf_counter() - began)
        if len(self._began[name]) == self._starts:
            self._note(name, "start to first answer", statistics.median(self._began[name]), "s", self._starts)

    def _settle(self, name: str) -> None:
        """Memory once questions are answered, while no other system is there to share pages with."""
        questions = self._asked.questions[:SETTLED]
        with self._served(name) as served:
            with peak_of(served.pid) as peak:
                served.tell("open")
                served.tell("ask", questions=questions)
            memory = memory_of(served.pid)
        if memory:
            self._note(name, "memory, serving, at most", max(peak.pss, memory.pss), "MB", len(questions))
            self._note(name, "memory, serving", memory.pss, "MB", len(questions))
            self._note(name, "memory, serving, resident", memory.rss, "MB", len(questions))

    def _ask(self) -> None:
        """All serve; in each round each is asked the same questions, some of them alone and the others together."""
        with ExitStack() as stack:
            running = {name: stack.enter_context(self._served(name)) for name in self._left}
            self._each(lambda name: self._warm(running[name], name))
            for at in range(self._count):
                questions = self._asked.questions[at :: self._count]
                cut = int(len(questions) * _SINGLY)
                self._each(lambda name: self._ask_alone(running[name], name, questions[:cut]))  # noqa: B023
                self._each(lambda name: self._ask_together(running[name], name, questions[cut:]))  # noqa: B023
            self._each(lambda name: self._repeat(running[name], name))

    def _warm(self, served: Served, name: str) -> None:
        served.tell("open")
        way = served.tell("warm", questions=self._asked.warming)["way"]
        _tell(f"{NAMES[name]}: 64 askers are answered fastest by {way}")

    def _ask_alone(self, served: Served, name: str, questions: Sequence[str]) -> None:
        reply = served.tell("ask", questions=questions)
        self._rounds[name].alone.append(reply["ms"])
        self._found[name].update(zip(questions, map(_texts, reply["found"]), strict=True))

    def _ask_together(self, served: Served, name: str, questions: Sequence[str]) -> None:
        reply = served.tell("ask_together", questions=questions)
        self._rounds[name].together.append(len(questions) / reply["seconds"])
        self._found[name].update(zip(questions, map(_texts, reply["found"]), strict=True))

    def _repeat(self, served: Served, name: str) -> None:
        """Questions that were asked lately, once more."""
        questions = self._asked.questions[self._count - 1 :: self._count][:REPEATED]
        times = served.tell("ask", questions=questions)["ms"]
        self._note(name, "repeated question p50", statistics.median(times), "ms", len(times))

    def _judge(self, name: str) -> None:
        """What each found among its own parts of the articles; of Footnote also the passages of its citations."""
        found = [self._found[name][question] for question in self._asked.questions]
        if name != "raw":
            self._note_recall(name, "own parts", found)
        if name in _OURS:
            found = [around(each, self._passages) for each in found]
        if name not in _PEERS:
            self._note_recall(name, "equal passages", found)

    def _judge_equal(self, name: str) -> None:
        """What a peer finds among Footnote's passages."""
        if name not in _PEERS:
            return
        with self._served(name, aside="-equal") as served:
            self._told_to_build(served, self._passages)
            served.tell("open")
            served.tell("warm", questions=self._asked.warming)
            found = served.tell("ask_together", questions=self._asked.questions)["found"]
        self._note_recall(name, "equal passages", list(map(_texts, found)))

    def _note_recall(self, name: str, parts: str, found: Sequence[Sequence[Text]]) -> None:
        for first in (1, 3):
            value = recall(found, self._asked.golds, first)
            self._note(name, f"R@{first}, {parts}", value, "%", len(found))


def _texts(records: Sequence[dict[str, Any]]) -> list[Text]:
    return [Text(**record) for record in records]


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

"""`make bench-growth`: what vectors and the lexical index cost from a thousand rows to a million.

A thousand and ten thousand passages are really encoded: three stretches of twelve words of the shipped article each, drawn
at random. A hundred thousand and a million vectors are these and, of each of the others, one of these with noise of 0.6 of
its length, so that two of the same have a cosine of some .74. Questions are 300 passages of the same kind that are no rows.
Rows of the lexical index have fifteen terms, of ranks by Zipf's law, out of 50 times the square root of all terms (Heaps'
law): 194,000 of a million rows.

Each size is built in one process and searched in another. Memory is what comes on top of the process's own: the most of
building, pages of files and FAISS itself (6 MB) among it, and for serving without pages of files, which the system takes
back where it needs them. Seconds and milliseconds are of the processor, but for looking up, which is the clock's. Writes
benchmarks/growth.json and growth.png.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import growth_plot
from benchmarks.figures import show
from config.settings import load_settings
from corpus.folder import SHIPPED, read_folder
from retrieval.encoders import Vectors, load_encoder
from retrieval.generations.inverting import build_lexical
from retrieval.generations.lexical import open_lexical
from retrieval.stores import DEFAULT_STORE, VectorIndex, load_store

SIZES = (1000, 10_000, 100_000, 1_000_000)
_ENCODED, _QUESTIONS, _NOISE, _BATCH, _WANTED = 10_000, 300, 0.6, 4096, 30
_TERMS, _ASKED = 15, 2000


def main() -> int:
    """Measure every size, or be one of the processes that do."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="rows; what was measured of others stays")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        print(json.dumps(STAGES[options.stage](options.folder, options.sizes[0])))
        return 0
    file = Path(__file__).with_suffix(".json")
    results = json.loads(file.read_text("utf-8")) if file.is_file() else []
    with tempfile.TemporaryDirectory(prefix="footnote-growth-") as name:
        _stage("encode", Path(name), _ENCODED)
        for size, stage in itertools.product(options.sizes, list(STAGES)[1:]):
            found = _stage(stage, Path(name), size)
            known = {(each["metric"], each["n"]): each for each in [*results, *found]}
            results = sorted(known.values(), key=lambda each: int(each["n"]))
            file.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
            show(found)
    growth_plot.draw(results, file.with_suffix(".png"))
    return 0


def _stage(stage: str, folder: Path, size: int) -> list[dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.growth",
        "--stage",
        stage,
        "--folder",
        str(folder),
        "--sizes",
        str(size),
    ]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return [
        {"system": "footnote", "metric": metric, "value": round(value, 4), "unit": unit, "n": size}
        for metric, (value, unit) in told.items()
    ]


Told = dict[str, tuple[float, str]]


def encode(folder: Path, size: int) -> Told:
    """Vectors of `size` passages and of the questions, into files."""
    words = read_folder(SHIPPED, 2**20).articles[0].body.split()
    chance = random.Random(1)
    texts = []
    for _ in range(size + _QUESTIONS):
        starts = [chance.randrange(len(words) - 12) for _ in range(3)]
        texts.append(" ".join(word for start in starts for word in words[start : start + 12]))
    encoder = load_encoder(load_settings(env_file=None))
    batches = [encoder.encode_passages(texts[first : first + 64]) for first in range(0, len(texts), 64)]
    vectors = np.concatenate(batches)
    np.save(folder / "questions.npy", vectors[:_QUESTIONS])
    np.save(folder / "passages.npy", vectors[_QUESTIONS:])
    return {}


def build(folder: Path, size: int) -> Told:
    """An index of `size` vectors, written batch after batch."""
    passages = np.load(folder / "passages.npy")
    bare = _memory("VmRSS")
    chance = np.random.default_rng(size)
    file, made, started = folder / f"{size}.vectors", 0.0, time.process_time()
    with load_store().create(file, size, passages.shape[1]) as writer:
        for first in range(0, size, _BATCH):
            before = time.process_time()
            vectors = _rows(passages, first, min(_BATCH, size - first), chance)
            made += time.process_time() - before
            writer[first : first + len(vectors)] = vectors
    seconds = time.process_time() - started - made
    return {
        "vectors: build": (seconds, "s"),
        "vectors: files": (_bytes(folder.glob(f"{file.name}*")) / 1e6, "MB"),
        "vectors: memory of building": (_memory("VmHWM") - bare, "MB"),
    }


def _rows(passages: Vectors, first: int, count: int, chance: np.random.Generator) -> Vectors:
    if first + count <= len(passages):
        return passages[first : first + count]
    noise = chance.standard_normal((count, passages.shape[1]), np.float32) * np.float32(
        _NOISE / passages.shape[1] ** 0.5
    )
    rows = passages[chance.integers(0, len(passages), count)] + noise
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def search(folder: Path, size: int) -> Told:
    """How long the nearest take and how many of them are found; exact search of the same file comes after."""
    questions = np.load(folder / "questions.npy")
    bare = _memory("RssAnon")
    index = load_store(DEFAULT_STORE).open(folder / f"{size}.vectors")
    times, found = _searched(index, questions)
    told: Told = {
        "vectors: search p50": (float(np.percentile(times, 50)), "ms"),
        "vectors: search p95": (float(np.percentile(times, 95)), "ms"),
        "vectors: memory of serving": (_memory("RssAnon") - bare, "MB"),
        "vectors: mapped pages touched": (_memory("RssFile"), "MB"),
    }
    times, exact = _searched(load_store("faiss").open(folder / f"{size}.vectors"), questions)
    for k in (10, _WANTED):
        shared = [len({*a[:k]} & {*b[:k]}) / k for a, b in zip(found, exact, strict=True)]
        told[f"vectors: recall@{k}"] = (float(np.mean(shared)), "share")
    for file in folder.glob(f"{size}.vectors*"):
        file.unlink()
    return {**told, "vectors: exact search p50": (float(np.percentile(times, 50)), "ms")}


def _searched(index: VectorIndex, questions: Vectors) -> tuple[list[float], list[list[int]]]:
    times, found = [], []
    for question in questions:
        before = time.process_time()
        _, rows = index.search(question, _WANTED, range(len(index)))
        times.append((time.process_time() - before) * 1e3)
        found.append(rows.tolist())
    return times, found


def invert(folder: Path, size: int) -> Told:
    """A lexical index of `size` rows."""
    chance, bare, made = np.random.default_rng(size), _memory("VmRSS"), 0.0

    def rows() -> Iterator[list[str]]:
        nonlocal made
        for first in range(0, size, _BATCH):
            before = time.process_time()
            ranks = _ranks(chance, size, (min(_BATCH, size - first), _TERMS))
            texts = [[f"w{rank}" for rank in row] for row in ranks.tolist()]
            made += time.process_time() - before
            yield from texts

    started = time.process_time()
    build_lexical(rows(), folder / f"{size}.lexical")
    seconds = time.process_time() - started - made
    return {
        "lexical: build": (seconds, "s"),
        "lexical: files": (_bytes((folder / f"{size}.lexical").iterdir()) / 1e6, "MB"),
        "lexical: memory of building": (_memory("VmHWM") - bare, "MB"),
    }


def look_up(folder: Path, size: int) -> Told:
    """How long it takes to find a term's postings that was not asked for before."""
    asked = {f"w{rank}" for rank in _ranks(np.random.default_rng(1), size, (_ASKED,)).tolist()}
    bare, times = _memory("RssAnon"), []
    index = open_lexical(folder / f"{size}.lexical", size)
    for term in asked:
        before = time.perf_counter()
        index.postings(term)
        times.append((time.perf_counter() - before) * 1e6)
    return {
        "lexical: look-up p50": (float(np.percentile(times, 50)), "µs"),
        "lexical: look-up p95": (float(np.percentile(times, 95)), "µs"),
        "lexical: memory of serving": (_memory("RssAnon") - bare, "MB"),
        "lexical: terms": (np.load(folder / f"{size}.lexical" / "ends.npy", mmap_mode="r").size, "terms"),
    }


def _ranks(chance: np.random.Generator, size: int, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Ranks of terms in a text of `size` rows."""
    words = 50 * (_TERMS * size) ** 0.5
    return np.asarray(words ** chance.random(shape), np.int64)


STAGES = {each.__name__: each for each in (encode, invert, look_up, build, search)}


def _memory(name: str) -> float:
    """Of this process, in MB, as the system counts it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise LookupError(name)


def _bytes(files: Iterator[Path]) -> int:
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    sys.exit(main())

"""Questions and a network small enough to learn in a test."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from retrieval.selectors.onnx import FOLDER
from retrieval.selectors.windows import WindowEncoder
from training.examples import Examples
from training.sets import PAIRS, PASSAGES, SOMEWHERE, Answered

_NAMES = "Ida Tom Eve Max Ann Ben Zoe Sam Lea Jim Amy Leo".split()


@cache
def encoder() -> WindowEncoder:
    """Of the tokenizer that ships."""
    return WindowEncoder(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))


def save_base(folder: Path) -> Path:
    """A BERT of random weights, two layers of 32, with the tokenizer that ships."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=30522, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(folder)
    shutil.copyfile(FOLDER / "tokenizer.json", folder / "tokenizer.json")
    return folder


def answered(
    question: str,
    sentences: Sequence[str],
    labels: Sequence[int],
    answer: tuple[int, int, int] | None = None,
    *,
    ordered: bool = True,
    title: str = "",
    share: float = 1.0,
    near: tuple[int, ...] = (),
) -> Answered:
    """A labelled question of a source called toy."""
    return Answered("toy", question, title, tuple(sentences), tuple(labels), answer, ordered, share, near)


def questions() -> list[Answered]:
    """Who carried what, and where it rained: two dozen, each with one answer among three sentences."""
    found = []
    for at, name in enumerate(_NAMES):
        carried = f"{name} carried coal to the harbour in {1860 + at}."
        texts = ("The sky was grey.", carried, "Nobody saw the ship.")
        found.append(answered(f"What did {name} carry?", texts, (0, 1, 0), (1, 12, 16), title="Coal"))
        rained = f"It rained in {name}ville all day."
        texts = ("Farmers waited.", "The river ran dry.", rained)
        found.append(answered("Where did it rain?", texts, (0, 0, 1), (2, 13, 18 + len(name)), title="Rain"))
    return found


def examples(chosen: Sequence[Answered], seed: int = 1) -> Examples:
    """Windows of `chosen`, where what looks near a question is whichever two stand beside it."""
    count = len(chosen)
    return Examples(chosen, [((at + 1) % count, (at + 3) % count) for at in range(count)], encoder(), seed)


def write_sets(folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """All files of the public sets in `folder`, with `rows` by the file's name, the others empty.

    The names "docs" and "questions" are those of squad2.
    """
    names = [f"passages_{name}" for name in (*PASSAGES, *SOMEWHERE)] + [f"pairs_{name}" for name in PAIRS]
    assert set(rows) <= {*names, "docs", "questions"}
    for part in ("answer_selection", "squad2"):
        (folder / part).mkdir(parents=True)
    for name in names:
        with gzip.open(folder / "answer_selection" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows.get(name, ()))
    for name in ("docs", "questions"):
        lines = "".join(json.dumps(row) + "\n" for row in rows.get(name, ()))
        (folder / "squad2" / f"{name}.jsonl").write_text(lines, "utf-8")
    return folder

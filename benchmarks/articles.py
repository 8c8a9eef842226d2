"""Articles made of the words of the shipped one."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.folder import read_folder
from corpus.sentences import sentences
from retrieval.places import SHIPPED


def write_articles(folder: Path, count: int) -> None:
    """Make `folder` with `count` articles of 15 sentences each."""
    folder.mkdir(parents=True)
    body = read_folder(SHIPPED, 2**20).articles[0].body
    pool = [sentence.span.of(body) for sentence in sentences(body)]
    chance = random.Random(1)
    for number in range(count):
        chosen = [f"{chance.choice(pool)} ({number})" for _ in range(15)]
        (folder / f"{number}.txt").write_text("\n".join(chosen), "utf-8")

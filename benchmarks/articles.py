"""Articles made of the words of the shipped one."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.folder import SHIPPED, read_folder
from corpus.sentences import sentences


def write_articles(folder: Path, count: int, *, prefix: str = "") -> None:
    """Put `count` articles of 15 sentences each into `folder`; those of another prefix say other things."""
    folder.mkdir(parents=True, exist_ok=True)
    body = read_folder(SHIPPED, 2**20).articles[0].body
    pool = [sentence.span.of(body) for sentence in sentences(body)]
    chance = random.Random(prefix or 1)
    for number in range(count):
        chosen = [f"{chance.choice(pool)} ({prefix}{number})" for _ in range(15)]
        (folder / f"{prefix}{number}.txt").write_text("\n".join(chosen), "utf-8")

"""What the tests of retrieval share."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.corpora.places import Place
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.generations import Generations
from retrieval.generations.live import Snapshot
from tests.retrieval import stated
from tests.retrieval.samples import ARTICLES, generation_of


@pytest.fixture
def encoder() -> HashingEncoder:
    """The encoder that needs no model."""
    return HashingEncoder()


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    """An opened generation of the three sample articles."""
    return generation_of(tmp_path / "generation", ARTICLES)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """What one sees to whom the three articles of `stated` serve, with their facts."""
    return Snapshot((generation_of(tmp_path / "g", stated.ARTICLES, facts=stated.FACTS),))


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """A corpus's generations, none there yet."""
    return Generations(tmp_path / "generations")


@pytest.fixture
def place(tmp_path: Path, folder: Path) -> Place:
    """A corpus whose articles are those of `folder`, nothing built yet."""
    return Place(0, folder, Generations(tmp_path / "generations"), None)

"""What is measured on the questions kept aside."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import Tensor, nn

from retrieval.selectors.windows import Window
from tests.training.toy import answered, encoder, examples
from training.validating import validate

QUESTIONS = [
    answered("What burns?", ("It rained.", "Ida bought coal.", "So it is."), (0, 1, 0), (1, 11, 15)),
    answered("What heats?", ("They sold coal there.", "Nobody came."), (1, 0), (0, 10, 14)),
    answered("Who sang?", ("Tom sang.", "It was late.", "All left."), (1, 0, 0), (0, 0, 3)),
    answered("Who danced?", ("It was dark.", "Eve danced."), (0, 1), (1, 0, 3)),
]


class Pointing(nn.Module):
    """Says of a sentence `favour` where one of `words` is in it, and points at that word as what answers."""

    def __init__(self, words: tuple[str, ...], favour: float) -> None:
        super().__init__()
        self._ids = torch.tensor([encoder().encode(word, Window("", ())).ids[1] for word in words])
        self._favour = favour

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """At every token of such a sentence, of what follows and of its mark."""
        found = torch.isin(ids, self._ids).float()
        said = torch.zeros(*ids.shape, 3)
        for row in range(len(ids)):
            marks = [*torch.nonzero(ids[row] == encoder().mark)[:, 0].tolist(), ids.shape[1]]
            for first, last in pairwise(marks):
                said[row, first, 0] = self._favour * found[row, first:last].max()
        said[:, :, 1] = said[:, :, 2] = self._favour * found
        return said


def _figures(network: nn.Module) -> dict[str, float]:
    return validate(network, QUESTIONS, examples(QUESTIONS), encoder(), torch.device("cpu"))


def test_network_that_knows_is_without_fault() -> None:
    """Who puts all right sentences first, and finds words where there are some alone, has 1 in all that is measured."""
    # "danced" and the like stand in the questions, too: only the sentences count.
    figures = _figures(Pointing(("coal", "tom", "eve"), 3.0))
    assert figures["first:toy"] == figures["map:toy"] == figures["first"] == 1
    worse = _figures(Pointing(("coal", "tom", "eve"), -3.0))
    assert worse["first"] < 0.5
    assert worse["map:toy"] < 0.6


def test_figures_are_of_the_same_windows_each_time() -> None:
    """Two looks at one network agree in every figure, and leave it as it is trained."""
    network = Pointing(("coal", "late"), 1.0)
    first = _figures(network)
    assert network.training
    assert first == _figures(network)
    assert 0 < first["first"] < 1


def test_network_that_says_the_same_of_all_tells_nothing_apart() -> None:
    """Answerable and unanswerable are then a coin's two sides."""
    figures = _figures(Pointing(("coal",), 0.0))
    assert figures["auroc"] == pytest.approx(0.5)
    assert figures["auroc_null"] == pytest.approx(0.5)

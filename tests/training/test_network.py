"""What the network is to learn, worked out by hand, and what it reads."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from retrieval.selectors.windows import Encoded, Window
from tests.training.toy import encoder, save_base
from training.examples import Labelled
from training.network import Network, Read, loss_of, read, total
from training.sets import MAYBE, NO, YES

# [CLS] question [SEP] mark word word mark word [SEP]
WINDOW = Encoded((1,) * 9, (0, 0, 0, 1, 1, 1, 1, 1, 1), (3, 6), (((0, 2), (3, 6)), ((0, 4),)))


def _labelled(labels: tuple[int, ...], answer: tuple[int, int, int] | str | None) -> Labelled:
    return Labelled("?", Window("", ("ab cde", "fghi")), labels, answer)


def _said(*scores: tuple[float, float]) -> Read:
    """Windows like WINDOW, of whose sentences `scores` are said, and the same of the tokens in each."""
    tokens = torch.tensor([[0.0, n * 0.1, n * -0.2] for n in range(9)])
    return Read([torch.tensor(each) for each in scores], [tokens for _ in scores])


def _loss(said: Read, *groups: list[Labelled]) -> dict[str, float]:
    windows = [WINDOW] * sum(map(len, groups))
    return {name: float(value) for name, value in loss_of(said, groups, windows).items()}


def _sum(*logits: float) -> float:
    return math.log(sum(map(math.exp, logits)))


def test_list_loss_is_the_share_of_what_answers() -> None:
    """All sentences of a group share one softmax, in which what answers or may counts; groups of one kind are left out."""
    groups = [
        [_labelled((NO, YES), None), _labelled((NO, NO), "null")],
        [_labelled((MAYBE, MAYBE), None), _labelled((NO, NO), "null")],
        [_labelled((NO, NO), "null")],
    ]
    said = _said((0.1, 0.9), (-0.4, 0.3), (1.0, 2.0), (0.5, -1.0), (7.0, 7.0))
    one = _sum(0.1, 0.9, -0.4, 0.3) - 0.9
    other = _sum(1.0, 2.0, 0.5, -1.0) - _sum(1.0, 2.0)
    assert _loss(said, *groups)["list"] == pytest.approx((one + other) / 2, abs=1e-6)


@pytest.mark.parametrize(("others", "weight"), [(0, 2), (1, 4), (5, 6)])
def test_binary_loss_weighs_both_kinds_alike(others: int, weight: int) -> None:
    """What answers weighs as much as all that does not, six times as much as one at the most; what may is not counted."""
    groups = [
        [_labelled((YES, NO), (0, 0, 2)), *(_labelled((NO, NO), "null") for _ in range(others))],
        [_labelled((MAYBE, NO), None)],
    ]
    said = _said((0.7, -0.2), *((-0.2, -0.2),) * others, (50.0, -0.2))
    wrong = 2 + 2 * others
    lost = weight * math.log1p(math.exp(-0.7)) + wrong * math.log1p(math.exp(-0.2))
    assert _loss(said, *groups)["binary"] == pytest.approx(lost / (wrong + 1), abs=1e-6)


def _span(begin: int, end: int) -> float:
    """Of tokens 0 and 3 to 8, which are all that may be pointed at."""
    places = (0, *range(3, 9))
    return (_sum(*(n * 0.1 for n in places)) - begin * 0.1 + _sum(*(n * -0.2 for n in places)) + end * 0.2) / 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("null", _span(0, 0)),
        ((0, 3, 6), _span(5, 5)),
        ((0, 1, 4), _span(4, 5)),  # from within one token into another
        ((1, 0, 4), _span(7, 7)),
        ((1, 4, 9), 0.0),  # after what was read of the sentence
    ],
)
def test_span_loss_is_that_of_where_words_begin_and_end(answer: tuple[int, int, int] | str, expected: float) -> None:
    """The tokens that share a character with the answer are pointed at, [CLS] where there is none, never the question."""
    groups = [[_labelled((NO, YES), answer), _labelled((NO, NO), None)]]
    assert _loss(_said((0.0, 0.0), (0.0, 0.0)), *groups)["span"] == pytest.approx(expected, abs=1e-6)


def test_total_is_the_parts_as_weighed() -> None:
    """To rank counts once, the other two half."""
    parts = {"list": torch.tensor(1.0), "binary": torch.tensor(3.0), "span": torch.tensor(5.0)}
    assert float(total(parts)) == 5.0


def test_windows_read_together_are_read_as_alone(tmp_path: Path) -> None:
    """What is said of a window does not depend on its length beside others, on padding or on which pass it fell into."""
    network = Network(save_base(tmp_path)).eval()
    texts = [f"Ida carried {'coal ' * (n % 7)}in {n}." for n in range(150)]
    windows = [encoder().encode("Who?", Window("", tuple(texts[n : n + 1 + n % 5]))) for n in range(140)]
    cpu = torch.device("cpu")
    with torch.no_grad():
        together = read(network, windows, cpu)
        assert [len(each) for each in together.sentences] == [len(each.marks) for each in windows]
        for at in range(0, 140, 11):
            alone = read(network, windows[at : at + 1], cpu)
            assert torch.allclose(together.tokens[at], alone.tokens[0], atol=1e-5)
            marked = alone.tokens[0][list(windows[at].marks), 0]
            assert torch.allclose(together.sentences[at], marked, atol=1e-5)

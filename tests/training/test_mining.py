"""Which passages look as if they answered."""

from __future__ import annotations

from dataclasses import replace

from tests.training.toy import answered, questions
from training.mining import mine


def test_negatives_look_near_and_hold_no_answer() -> None:
    """Six at most, of the same source, never the question's own text nor one with the answer's words, the nearest first."""
    chosen = [
        *questions(),
        answered("Who sold the bread?", ("Tom sold bread.",), (1,), (0, 0, 3)),
        answered("Who bought the bread?", ("Eve bought bread.",), (1,), (0, 0, 3)),
        answered("Who ate the bread?", ("Tom sold bread.",), (1,), (0, 0, 3)),
        answered("Who sold bread?", ("Eve.", "Bread."), (1, 0), ordered=False),
        replace(answered("Who sold the bread?", ("Ann sold bread.",), (1,), (0, 0, 3)), source="other"),
    ]
    found = mine(chosen)
    bread = len(questions())
    assert found[bread][0] == bread + 1
    assert found[bread + 3] == found[bread + 4] == ()
    for at, near in enumerate(found):
        assert len(set(near)) == len(near) <= 6
        for other in near:
            assert chosen[other].ordered
            assert chosen[other].source == chosen[at].source
            assert chosen[other].sentences != chosen[at].sentences
            answer = chosen[at].answer
            assert answer is not None
            words = chosen[at].sentences[answer[0]][slice(*answer[1:])].lower()
            assert words not in " ".join(chosen[other].sentences).lower()

"""How well a network does on questions kept aside: the same windows each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from retrieval.evaluation import auroc
from retrieval.selectors.windows import Encoded, WindowEncoder
from training.examples import Examples, Labelled
from training.network import read
from training.sets import NO, Answered

_SEED_EPOCH = -1


def validate(
    network: nn.Module, questions: Sequence[Answered], examples: Examples, encoder: WindowEncoder, device: torch.device
) -> dict[str, float]:
    """First hit and mean average precision over each source's sentences, and AUROC of answerable against not.

    "auroc" takes the best sentence of a window, "auroc_null" what the network says at [CLS] less the best span there.
    """
    network.eval()
    groups = [(at, group) for at in range(len(questions)) for group in examples.of(_SEED_EPOCH, at)]
    first: dict[str, list[float]] = defaultdict(list)
    precision: dict[str, list[float]] = defaultdict(list)
    answers: list[tuple[bool, float, float]] = []
    with torch.no_grad():
        for start in range(0, len(groups), 64):
            batch = groups[start : start + 64]
            windows = [_encoded(each, encoder) for _, group in batch for each in group]
            said = read(network, windows, device)
            at = 0
            for index, group in batch:
                scores = np.concatenate([said.sentences[at + i].numpy(force=True) for i in range(len(group))])
                labels = np.array([label != NO for each in group for label in each.labels])
                for i, each in enumerate(group):
                    if each.answer is not None:
                        tokens = said.tokens[at + i].numpy(force=True)
                        inside = np.array(windows[at + i].types) == 1
                        margin = tokens[inside, 1].max() + tokens[inside, 2].max() - tokens[0, 1] - tokens[0, 2]
                        best = float(said.sentences[at + i].max())
                        answers.append((each.answer != "null", best, float(margin)))
                at += len(group)
                if labels.any() and not labels.all():
                    order = np.argsort(-scores, kind="stable")
                    ranks = np.flatnonzero(labels[order])
                    source = questions[index].source
                    first[source].append(float(ranks[0] == 0))
                    precision[source].append(float(np.mean([(n + 1) / (rank + 1) for n, rank in enumerate(ranks)])))
    network.train()
    figures = {f"first:{source}": float(np.mean(values)) for source, values in sorted(first.items())}
    figures |= {f"map:{source}": float(np.mean(values)) for source, values in sorted(precision.items())}
    figures["first"] = float(np.mean([value for values in first.values() for value in values]))
    for name, column in (("auroc", 1), ("auroc_null", 2)):
        yes = np.array([each[column] for each in answers if each[0]])
        no = np.array([each[column] for each in answers if not each[0]])
        figures[name] = auroc(yes, no)
    return figures


def _encoded(each: Labelled, encoder: WindowEncoder) -> Encoded:
    return encoder.encode(each.question, each.window)

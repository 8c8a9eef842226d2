"""The selector's network and what it is to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from retrieval.selectors.windows import Encoded
from training.examples import Labelled
from training.sets import MAYBE, NO, YES

# What the network says at each token: how far the sentence after a mark answers, and how likely the answer's words begin and
# end there (at [CLS]: how likely there are none).
SAYS = ("answers", "begins", "ends")
# Microbatches hold windows of like length, so that little is padding.
_TOKENS_A_PASS = 2048
_BINARY, _SPAN = 0.5, 0.5


class Network(nn.Module):
    """A BERT-like encoder and one linear layer: ids, mask and types of shape (b, s) to float (b, s, 3)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Dropout costs more than the rest of a step on a CPU; with a million windows seen twice it is not missed.
        self.encoder = AutoModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            # Plain products: fused attention goes back so slowly on a CPU that a step takes a third longer.
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
        )
        self.head = nn.Linear(self.encoder.config.hidden_size, len(SAYS))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """What is said at each token."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        said: Tensor = self.head(hidden)
        return said


@dataclass(frozen=True, slots=True)
class Read:
    """What the network said of some windows: of each sentence, and of each window's tokens."""

    sentences: list[Tensor]
    tokens: list[Tensor]


def read(network: nn.Module, windows: Sequence[Encoded], device: torch.device) -> Read:
    """Pass `windows` through `network`, in their order; float32."""
    order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
    tokens: list[Tensor | None] = [None] * len(windows)
    first = 0
    while first < len(order):
        last = first + 1
        while last < len(order) and (last + 1 - first) * len(windows[order[last]].ids) <= _TOKENS_A_PASS:
            last += 1
        chosen = order[first:last]
        longest = -(-max(len(windows[at].ids) for at in chosen) // 16) * 16
        # Few shapes: each new one costs a compilation of its own.
        ids = torch.zeros(-(-len(chosen) // 4) * 4, longest, dtype=torch.long)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        mask[:, 0] = 1
        for row, at in enumerate(chosen):
            size = len(windows[at].ids)
            ids[row, :size] = torch.tensor(windows[at].ids)
            types[row, :size] = torch.tensor(windows[at].types)
            mask[row, :size] = 1
        said = network(ids.to(device), mask.to(device), types.to(device)).float()
        for row, at in enumerate(chosen):
            tokens[at] = said[row, : len(windows[at].ids)]
        first = last
    every = [each for each in tokens if each is not None]
    return Read(
        [each[torch.tensor(window.marks, device=device), 0] for each, window in zip(every, windows, strict=True)], every
    )


def loss_of(said: Read, groups: Sequence[Sequence[Labelled]], windows: Sequence[Encoded]) -> dict[str, Tensor]:
    """The parts of the loss, each a mean.

    "list": ListNet's top-one likelihood over all sentences of a group (Cao et al. 2007). "binary": whether each sentence
    answers, the two kinds weighing the same. "span": where the answer's words begin and end in a window, at [CLS] where there
    are none (Devlin et al. 2019, section 4.3).
    """
    lists, every, wanted, spans = [], [], [], []
    at = 0
    for group in groups:
        scores = torch.cat([said.sentences[at + i] for i in range(len(group))])
        labels = torch.tensor([label for each in group for label in each.labels], device=scores.device)
        right = labels != NO
        if right.any() and not right.all():
            lists.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0))
        known = labels != MAYBE
        every.append(scores[known])
        wanted.append((labels[known] == YES).float())
        for i, each in enumerate(group):
            if each.answer is not None:
                spans.append(_span_loss(said.tokens[at + i], windows[at + i], each.answer))
        at += len(group)
    scores, targets = torch.cat(every), torch.cat(wanted)
    binary = nn.functional.binary_cross_entropy_with_logits(
        scores, targets, pos_weight=((len(targets) - targets.sum()) / targets.sum().clamp(min=1)).clamp(max=6)
    )
    return {"list": _mean(lists, scores), "binary": binary, "span": _mean(spans, scores)}


def _mean(losses: list[Tensor], scores: Tensor) -> Tensor:
    """The mean of `losses`; nothing to learn where a small step has none."""
    return torch.stack(losses).mean() if losses else scores.sum() * 0


def total(parts: dict[str, Tensor]) -> Tensor:
    """The loss to make small."""
    return parts["list"] + _BINARY * parts["binary"] + _SPAN * parts["span"]


def _span_loss(tokens: Tensor, window: Encoded, answer: tuple[int, int, int] | str) -> Tensor:
    begins, ends = tokens[:, 1], tokens[:, 2]
    begin = end = 0
    if not isinstance(answer, str):
        sentence, first, last = answer
        inside = [i for i, (a, b) in enumerate(window.offsets[sentence]) if a < last and first < b]
        if not inside:  # cut off
            return tokens.new_zeros(())
        begin, end = (window.marks[sentence] + 1 + i for i in (inside[0], inside[-1]))
    outside = torch.tensor(window.types, device=tokens.device) == 0
    outside[0] = False
    begins, ends = (each.masked_fill(outside, -1e4) for each in (begins, ends))
    return (torch.logsumexp(begins, 0) - begins[begin] + torch.logsumexp(ends, 0) - ends[end]) / 2

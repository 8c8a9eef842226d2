"""Train the selector and make of it the file that ships: `python -m training --sets DIR --out DIR`.

First it learns from the public sets, in the first DIR, then from invented news with a little of those beside them, so that nothing
is forgotten (Garg et al. 2020, "TANDA"). What the second DIR holds of a run before is taken up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from retrieval.encoders.sentence_transformer import DEFAULT_MODEL, SentenceTransformerEncoder
from retrieval.selectors.onnx import FOLDER
from retrieval.selectors.windows import WindowEncoder
from training.examples import Examples
from training.exporting import export, weights_of
from training.learning import Plan, faster_type, learn
from training.mining import mine
from training.network import Network
from training.sets import CONTRAST, Answered, read_news, read_sets

# A look takes as long as six steps of training with so many.
_VALIDATED = 500
# How often the second stage takes what is no contrast pair, by how often it would be taken: pairs are few.
_REPLAYED = 0.5
_NEWS_STEPS, _NEWS_RATE = 2000, 5e-5
# Of a selector that is gone on from so much stays in each weight (Wortsman et al. 2022, "WiSE-FT"): what is new is learned, and what
# was known is not forgotten for it.
_KEPT = 0.25
_NEEDED = ("answer_selection", "squad2")


def main(arguments: list[str] | None = None) -> int:
    """Train and export; the one line on stdout is what retrieval/selectors/onnx.py must say of the file that was made."""
    options = _options(arguments)
    torch.manual_seed(options.seed)
    base = SentenceTransformerEncoder(DEFAULT_MODEL).folder
    encoder = WindowEncoder(Tokenizer.from_file(str(base / "tokenizer.json")))
    (sets, sets_valid), (news, news_valid) = read_sets(options.sets), read_news()
    sets, news = _some(sets, options.questions), _some(news, options.questions)
    network = Network(base)
    began = weights_of(options.begin) if options.begin else {}
    if began:
        network.load_state_dict(began)
    else:
        plan = Plan(seed=options.seed, steps=options.steps, cycles=options.cycles)
        _learn(network, sets, _some(sets_valid, _VALIDATED), encoder, plan, options.out)
    mixed = [
        each if each.source == CONTRAST else replace(each, share=each.share * _REPLAYED) for each in (*news, *sets)
    ]
    valid = _some(sets_valid, _VALIDATED // 2) + _some(news_valid, _VALIDATED // 2)
    plan = Plan(seed=options.seed, steps=options.news_steps, cycles=1, rate=_NEWS_RATE)
    _learn(network, mixed, valid, encoder, plan, options.out / "news")
    weights = options.out / "network.pt"
    torch.save(
        {name: _averaged(began.get(name), learned.cpu()) for name, learned in network.state_dict().items()}, weights
    )
    digest = export(weights, base, options.model)
    sys.stderr.write(f"{weights} became {options.model / 'selector.onnx'}; retrieval/selectors/onnx.py must say:\n")
    print(f'SHA256 = "{digest}"')
    return 0


def _learn(
    network: Network,
    train: Sequence[Answered],
    valid: Sequence[Answered],
    encoder: WindowEncoder,
    plan: Plan,
    out: Path,
) -> None:
    """A stage of the training, in a folder of its own."""
    out.mkdir(parents=True, exist_ok=True)
    sys.stderr.write(f"{len(train)} questions to train on, {len(valid)} to validate with, into {out}\n")
    made, kept = (Examples(each, mine(each), encoder, plan.seed) for each in (train, valid))
    learn(network, made, valid, kept, encoder, plan, out, faster_type())


def _averaged(began: Tensor | None, learned: Tensor) -> Tensor:
    return learned if began is None else _KEPT * began + (1 - _KEPT) * learned


def _some(questions: list[Answered], count: int | None) -> list[Answered]:
    """About `count` of them, spread evenly; all where none is named."""
    return questions[:: max(1, len(questions) // count)] if count else questions


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and progress")
    parser.add_argument("--model", type=Path, default=FOLDER, help="folder for the file that ships")
    parser.add_argument(
        "--begin", type=Path, help="folder of a selector.onnx to go on from, with the second stage alone"
    )
    parser.add_argument("--steps", type=int, default=Plan().steps, help="of the first stage")
    parser.add_argument("--cycles", type=int, default=Plan().cycles, help="of the rate, in those")
    parser.add_argument("--news-steps", type=int, default=_NEWS_STEPS, help="of the second stage, on invented news")
    parser.add_argument(
        "--seed", type=int, default=Plan().seed, help="another one gives other windows and another order"
    )
    parser.add_argument("--questions", type=int, help="train on this many questions only, for a trial")
    options = parser.parse_args(arguments)
    for needed in _NEEDED:
        if not (options.sets / needed).is_dir():
            parser.error(f"{options.sets} has no folder {needed}: name the folder of the public sets")
    if options.begin and not (options.begin / "selector.onnx").is_file():
        parser.error(f"{options.begin} has no selector.onnx: name the folder of a selector that was trained here")
    for name in ("steps", "cycles", "news_steps", "questions"):
        if getattr(options, name) is not None and getattr(options, name) < 1:
            parser.error(f"--{name.replace('_', '-')} is {getattr(options, name)}: name 1 or more")
    return options


if __name__ == "__main__":
    sys.exit(main())

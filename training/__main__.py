"""Train the selector from the public sets, and make of it the file that ships: `python -m training --sets DIR --out DIR`.

What the second DIR holds of a run before is taken up.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

from retrieval.encoders.sentence_transformer import DEFAULT_MODEL, SentenceTransformerEncoder
from retrieval.selectors.onnx import FOLDER
from retrieval.selectors.windows import WindowEncoder
from training.examples import Examples
from training.exporting import export, weights_of
from training.learning import Plan, faster_type, learn
from training.mining import mine
from training.network import Network
from training.sets import read_sets

# A look takes as long as six steps of training with so many.
_VALIDATED = 500
_NEEDED = ("answer_selection", "squad2")


def main(arguments: list[str] | None = None) -> int:
    """Train and export; the one line on stdout is what retrieval/selectors/onnx.py must say of the file that was made."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(seed=options.seed, steps=options.steps, cycles=options.cycles)
    torch.manual_seed(plan.seed)
    base = SentenceTransformerEncoder(DEFAULT_MODEL).folder
    encoder = WindowEncoder(Tokenizer.from_file(str(base / "tokenizer.json")))
    train, valid = read_sets(options.sets)
    valid = valid[:: max(1, len(valid) // _VALIDATED)]
    if options.questions:
        train = train[:: max(1, len(train) // options.questions)]
    sys.stderr.write(f"{len(train)} questions to train on, {len(valid)} to validate with\n")
    kept = Examples(valid, mine(valid), encoder, plan.seed)
    network = Network(base)
    if options.begin:
        network.load_state_dict(weights_of(options.begin))
    made = Examples(train, mine(train), encoder, plan.seed)
    learn(network, made, valid, kept, encoder, plan, options.out, faster_type())
    weights = options.out / "network.pt"
    torch.save(network.state_dict(), weights)
    digest = export(weights, base, options.model)
    sys.stderr.write(f"{weights} became {options.model / 'selector.onnx'}; retrieval/selectors/onnx.py must say:\n")
    print(f'SHA256 = "{digest}"')
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and progress")
    parser.add_argument("--model", type=Path, default=FOLDER, help="folder for the file that ships")
    parser.add_argument("--begin", type=Path, help="folder of a selector.onnx to go on from, instead of MiniLM alone")
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--cycles", type=int, default=Plan().cycles, help="of the rate, in those steps")
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
    for name in ("steps", "cycles", "questions"):
        if getattr(options, name) is not None and getattr(options, name) < 1:
            parser.error(f"--{name} is {getattr(options, name)}: name 1 or more")
    return options


if __name__ == "__main__":
    sys.exit(main())

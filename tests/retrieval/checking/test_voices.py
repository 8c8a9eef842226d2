"""Who did it, and to whom, where one says actively what the other says passively."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from retrieval.checking.comparing import compare
from retrieval.checking.reading import read
from tests.retrieval.checking.holding import DAY, outcome

FOUL = "Rovers scored after goalkeeper Ivan Petrov had brought down Jamie Rusk."
SUED = "The ferry company Nordline sued the builder Karst over a delay."
POLICE = "On Friday police said that the actor Sam Osei had sued the singer Alda Rossi over a song."
TAKEN = "The mayor Ida Holm was arrested by Inspector Tom Reed in Lund."
PRIZE = "The prize was given to Holm by Reed."


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The goalkeeper Ivan Petrov was brought down by Jamie Rusk.", FOUL),
        ("The goalkeeper Ivan Petrov was brought down.", FOUL),
        ("The ferry company Nordline was sued by the builder Karst.", SUED),
        ("The ferry company Nordline was sued.", SUED),
        ("The actor Sam Osei was sued.", POLICE),
    ],
)
def test_a_title_does_not_turn_the_voice_round(tmp_path: Path, text: str, body: str) -> None:
    """Law: who does it there has it not done to them here, whatever they are called before their name."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ida Holm arrested Tom Reed.", TAKEN),
        ("Ida Holm arrested Inspector Tom Reed in Lund.", TAKEN),
        ("The mayor Ida Holm arrested Inspector Tom Reed.", TAKEN),
        ("The builder Karst sued the ferry company Nordline.", "The builder Karst was sued by the ferry company Nordline."),
    ],
)  # fmt: skip
def test_who_only_did_it_has_it_not_done_to_them(tmp_path: Path, text: str, body: str) -> None:
    """Law: a name behind a "by" is nobody to whom it was done."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The goalkeeper Ivan Petrov brought down Jamie Rusk.", FOUL),
        ("Jamie Rusk was brought down by the goalkeeper Ivan Petrov.", FOUL),
        ("Builder Karst was sued over a delay.", SUED),
        ("The singer Alda Rossi was sued by the actor Sam Osei.", POLICE),
        ("The singer Alda Rossi won in 2003.", "Holm hired the singer Alda Rossi, who won in 2003."),
        ("The old Lund mill closed.", "A fire killed two people and the old Lund mill closed."),
        ("The mayor Ida Holm was arrested.", TAKEN),
        ("Inspector Tom Reed arrested the mayor Ida Holm.", TAKEN),
        ("Tom Reed arrested Ida Holm in Lund.", TAKEN),
        ("Reed gave the prize to Holm.", PRIZE),
        ("Holm was given the prize by Reed.", PRIZE),
        ("Reed sold Acme the mill.", "Holm was sued by Reed, who sold Acme the mill."),
    ],
)
def test_the_same_in_either_voice_is_found(tmp_path: Path, text: str, body: str) -> None:
    """With a title or without, a deed is found actively and passively with who did it and to whom."""
    assert outcome(tmp_path, text, body) == "found"


@pytest.mark.parametrize("piece", ["by Ann Lee ", "sued Ann ", "the builder "])
def test_a_chain_of_doers_takes_no_longer_than_other_sentences(piece: str) -> None:
    """Law: no sentence and no statement takes long."""
    said = read(f"The builder Ann Lee was sued {piece * (800 // len(piece))}.", DAY)
    stated = read(f"Ann Lee of Lund was sued {piece * (8000 // len(piece))}.", DAY)
    began = time.process_time()
    compare(said, stated, None, frozenset())
    assert time.process_time() - began < 2

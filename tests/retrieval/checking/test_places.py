"""Where a figure is counted, where a sentence counts several."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from retrieval.checking.comparing import compare
from retrieval.checking.reading import read
from tests.retrieval.checking.holding import DAY, outcome

FOUND = "Rescue teams had found nine bodies since Monday, seven of them in Osterlin and two in the village of Brenn."
STAFF = "The firm employs 470 people, 400 of them in Lund and 70 in Oslo."
SHIPS = "Karst sold 20 of the 30 ships in Lund and five in Oslo."
MONEY = "Karst sold 20 ships for 40 million dollars in Lund."


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Seven bodies were found in Brenn.", FOUND),
        ("Seven bodies were found in Brenn and two in Osterlin.", FOUND),
        ("Seven of them were found in the village of Brenn.", FOUND),
        ("In Brenn seven bodies were found.", FOUND),
        ("Nine bodies were found in Brenn.", FOUND),
        ("Two bodies were found in Osterlin.", FOUND),
        ("The firm employs 400 people in Oslo.", STAFF),
        ("The firm employs 470 people in Oslo.", STAFF),
        ("Karst sold 20 of the ships in Oslo.", SHIPS),
    ],
)
def test_what_is_counted_in_another_place_is_not_found(tmp_path: Path, text: str, body: str) -> None:
    """Law: of "seven in A and two in B" nobody counted seven in B, and the sum is of neither."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Nine bodies were found.", FOUND),
        ("Seven bodies were found in Osterlin.", FOUND),
        ("In Osterlin seven bodies were found.", FOUND),
        ("Seven bodies were found in Osterlin and two in Brenn.", FOUND),
        ("Seven of the bodies were in Osterlin and two in the village of Brenn.", FOUND),
        ("Rescue teams found nine bodies, seven of them in Osterlin.", FOUND),
        ("Rescue teams had found nine bodies since Monday, two of them in Brenn.", FOUND),
        ("The firm employs 400 people in Lund.", STAFF),
        ("The firm employs 400 in Lund and 70 in Oslo.", STAFF),
        ("The firm employs 470 people.", STAFF),
        ("Karst sold 20 of the 30 ships in Lund.", SHIPS),
        ("Karst sold 20 of the ships in Lund.", SHIPS),
        ("Karst sold 20 ships in Lund.", MONEY),
    ],
)
def test_what_is_counted_is_found_in_its_place(tmp_path: Path, text: str, body: str) -> None:
    """Each figure with its own place, or without one."""
    assert outcome(tmp_path, text, body) == "found"


@pytest.mark.parametrize("piece", ["7 in Lund and ", "7 Lund ", "in Lund 7, "])
def test_a_table_of_places_takes_no_longer_than_other_sentences(piece: str) -> None:
    """Law: no sentence and no statement takes long."""
    said = read(f"Ann Lee sold 7 in Lund {piece * (800 // len(piece))}.", DAY)
    stated = read(f"Ann Lee sold 7 in Lund {piece * (8000 // len(piece))} and 8 in Oslo.", DAY)
    began = time.process_time()
    compare(said, stated, None, frozenset())
    assert time.process_time() - began < 3

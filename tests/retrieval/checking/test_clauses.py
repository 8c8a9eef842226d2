"""Who did what where a sentence tells of several deeds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from retrieval.checking.comparing import compare
from retrieval.checking.reading import read
from tests.retrieval.checking.holding import DAY, outcome

PLAN = (
    "The Liberal Democrats and Labour supported the plan; the Conservatives opposed it, except for Councillor Jean Ashdown, "
    "who voted in favour."
)
CUP = "Rovers had beaten Marsh United 1-0 in the semi-final and needed penalties to get past Oldcastle in the quarter-final."
SHIP = "The ferry company Nordline sued the builder Karst and lost a contract with Seaways."
FIRM = "Nordline bought Karst for 40 million dollars; the Swedish firm Seaways, which owns two ferries, made no offer."
MAYOR = "Mayor Ida Holm opened the bridge in Lund and President Tom Reed closed the harbour in Oslo."
BUILT = "The bridge was designed by Ida Holm and built by Karst; the harbour was paid for by Nordline."
REED = "Tom Reed, who founded Acme in 1990, sold it to Karst in 2001 and joined Nordline."
RACE = "After a long race the cyclist Leo Brandt was overtaken by Per Holt, and the sprinter Jo Hall fell."
RULES = "Acme has 277 rules; 39 percent of these were written by Holm."


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Conservatives supported the plan.", PLAN),
        ("Labour opposed the plan.", PLAN),
        ("The plan was opposed by Labour.", PLAN),
        ("The Liberal Democrats and Labour opposed the plan.", PLAN),
        ("The Conservatives supported the plan, except for Councillor Jean Ashdown.", PLAN),
        ("Labour voted in favour.", PLAN),
        ("Nordline bought Seaways.", FIRM),
        ("Karst paid for the harbour.", BUILT),
    ],
)
def test_what_stands_across_a_semicolon_is_not_found(tmp_path: Path, text: str, body: str) -> None:
    """Law: who is named on one side of a semicolon did not do what the other side tells, nor was it done to them."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Rovers needed penalties to get past Marsh United.", CUP),
        ("Rovers needed penalties to get past Marsh United in the semi-final.", CUP),
        ("Rovers had beaten Oldcastle 1-0.", CUP),
        ("Nordline sued Seaways.", SHIP),
        ("Nordline lost a contract with Karst.", SHIP),
        ("The builder Karst lost a contract with Seaways.", SHIP),
        ("Ida Holm closed the harbour in Oslo.", MAYOR),
        ("Mayor Ida Holm closed the harbour.", MAYOR),
        ("Mayor Ida Holm opened the bridge in Oslo.", MAYOR),
        ("The bridge was designed by Karst.", BUILT),
        ("The bridge was built by Ida Holm.", BUILT),
        ("Tom Reed founded Nordline.", REED),
        ("Tom Reed joined Karst.", REED),
        ("Leo Brandt fell.", RACE),
    ],
)
def test_what_another_predicate_tells_is_not_found(tmp_path: Path, text: str, body: str) -> None:
    """Law: where an "and" joins two deeds, each keeps those it was done to, and its own doer where it has one."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Labour supported the plan.", PLAN),
        ("The Liberal Democrats supported the plan.", PLAN),
        ("The Conservatives opposed the plan.", PLAN),
        ("The plan was opposed by the Conservatives.", PLAN),
        ("The Conservatives opposed the plan, except for Councillor Jean Ashdown.", PLAN),
        ("The Liberal Democrats and Labour supported the plan, but the Conservatives opposed it.", PLAN),
        ("Rovers had beaten Marsh United 1-0 in the semi-final.", CUP),
        ("In the semi-final Rovers had beaten Marsh United.", CUP),
        ("Marsh United were beaten by Rovers in the semi-final.", CUP),
        ("Rovers needed penalties to get past Oldcastle.", CUP),
        ("Rovers had beaten Marsh United and needed penalties to get past Oldcastle.", CUP),
        ("Nordline sued the builder Karst.", SHIP),
        ("Karst was sued by Nordline.", SHIP),
        ("Nordline lost a contract with Seaways.", SHIP),
        ("Karst was bought by Nordline for 40 million dollars.", FIRM),
        ("The Swedish firm Seaways made no offer.", FIRM),
        ("The bridge in Lund was opened by Mayor Ida Holm.", MAYOR),
        ("The harbour in Oslo was closed by President Tom Reed.", MAYOR),
        ("Ida Holm designed the bridge.", BUILT),
        ("Karst built the bridge.", BUILT),
        ("The bridge was designed by Ida Holm and built by Karst.", BUILT),
        ("Nordline paid for the harbour.", BUILT),
        ("Acme was founded by Tom Reed in 1990.", REED),
        ("Tom Reed joined Nordline.", REED),
        ("Tom Reed sold Acme to Karst.", REED),
        ("39 percent of the Acme rules were written by Holm.", RULES),
        ("Holm was arrested and charged in Lund.", "Holm was arrested and charged in Lund on Monday."),
        ("Nordline sold Karst in 2001.", "Nordline founded Karst in 1990 and sold it in 2001."),
        ("Karst and Acme merged, Holm said.", "Holm said Karst and Acme merged in 2001."),
        ("The fire killed Reed and Lee.", "The fire that killed Reed and Lee started in Lund."),
        ("In Lund, Reed sold the ferry.", "In Lund, Holm sold the mill and Reed sold the ferry."),
        ("Nordline sued a firm based in Lund.", "Nordline sued Karst and a firm based in Lund over a delay."),
        (
            "Acme would buy the ferry, Holm said.",
            "Holm said Karst had sold the mill and that Acme would buy the ferry.",
        ),
    ],
)
def test_each_deed_is_found_with_its_own(tmp_path: Path, text: str, body: str) -> None:
    """In either voice, with the doer that two deeds share, an "it" for a name, and what is said at the beginning of all."""
    assert outcome(tmp_path, text, body) == "found"


@pytest.mark.parametrize(
    "piece", ["Lund sold it and Oslo bought Ann Lee; ", "and sold ", "; ", "Ann who ", "and Lund "]
)
def test_a_chain_of_clauses_takes_no_longer_than_other_sentences(piece: str) -> None:
    """Law: no sentence and no statement takes long."""
    said = read(f"Ann Lee sold Lund {piece * (800 // len(piece))}.", DAY)
    stated = read(f"Ann Lee of Lund sold it {piece * (8000 // len(piece))}.", DAY)
    began = time.process_time()
    compare(said, stated, None, frozenset())
    assert time.process_time() - began < 2

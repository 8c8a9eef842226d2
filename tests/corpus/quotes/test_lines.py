"""Lines: datelines before a sentence, and reporting clauses on a line of their own."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import direct, indirect, rows


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        "LIMA, 1 May 2023 – ",
        "LIMA — ",
        "LIMA (Agency) - ",
        "NEW LIMA, Feb. 3 (Agency) — ",
        "Lima, Peru (Agency) -- ",
        "10.15am – ",
        "10:15 GMT - ",
        "9 p.m.: ",
    ],
)
def test_a_dateline_says_nothing(line: str, *, parsed: bool) -> None:
    """The place and date before a report are neither its speaker nor said."""
    body = f"{line}Tarn Foods plc today announced that it would close the mill."
    assert rows(body, parsed=parsed) == [
        ("indirect", "Tarn Foods plc", "Tarn Foods plc", "it would close the mill"),
    ]


@BOTH
def test_a_name_before_a_dash_still_speaks(*, parsed: bool) -> None:
    """What is set between dashes is an aside, and what stands before it no dateline."""
    body = "NASA – the agency – said it would go."
    assert indirect(body, parsed=parsed) == [("NASA", "it would go")]


@BOTH
@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n  "])
def test_a_reporting_clause_on_the_next_line(gap: str, *, parsed: bool) -> None:
    """A line that goes on with small letters after a quotation says whose it is."""
    assert direct(f"The mill is shut.\n“It was time,”{gap}said Joe Brown.\nNobody came.", parsed=parsed) == [
        ("Joe Brown", "It was time,"),
    ]
    assert direct(f"“It was time,”{gap}she said.", parsed=parsed) == [("she", "It was time,")]


@BOTH
def test_hard_wrapped_lines(*, parsed: bool) -> None:
    """Where lines break at a column, quotation and clause are in one paragraph."""
    body = (
        "The old pier at Lima fell into the sea on Monday night after a long\n"
        "storm that had torn at its legs for most of the winter. “It was bad,”\n"
        "said Joe Brown, who had worked there since he was a boy in the days\n"
        "when it was new. Nobody was hurt and the town will build another one."
    )
    assert direct(body, parsed=parsed) == [("Joe Brown", "It was bad,")]

"""Words that claim something in one place and nothing in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.values import Article
from tests.retrieval.checking.holding import hold


def outcome(folder: Path, text: str, body: str) -> str:
    """What an article of this body says of a statement."""
    (finding,) = hold(folder, text, (Article("a", "News", body),))
    return finding.outcome


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Holm got the title.", "Holm lost the title."),
        ("Holm went to prison.", "Holm escaped from prison."),
        ("Holm went to Bergen in May.", "Holm left Bergen in May."),
        ("Reed owns Acme.", "Reed sued Acme."),
        ("Acme owns the patent.", "Acme challenged the patent."),
        ("The factory is owned by Acme.", "The factory is leased by Acme."),
        ("Holm got the contract.", "Holm cancelled the contract."),
        ("Tampa got a new bridge.", "Tampa demolished a new bridge."),
        ("Holm voted for the bill.", "Holm voted against the bill."),
        ("The council voted for the tax on Tuesday.", "The council voted against the tax on Tuesday."),
        ("Most residents are for the bridge.", "Most residents are against the bridge."),
        ("Prices rose to 5 percent.", "Prices rose by 5 percent."),
        ("Prices rose by 5 percent.", "Prices rose to 5 percent."),
        ("The workforce grew by 500 people.", "The workforce grew to 500 people."),
        ("The fine was cut to $2 million.", "The fine was cut by $2 million."),
        ("Prices rose from 5 percent.", "Prices rose to 5 percent."),
        ("Acme added 300 jobs.", "Acme cut 300 jobs, Holm said."),
        ("The council added a tax on sugar.", "The council scrapped a tax on sugar, officials said."),
        ("The school was closed by the state.", "The school was closed by the county, officials said."),
        ("The police explain the law.", "The police broke the law, Holm said."),
    ],
)
def test_a_deed_that_the_sentence_does_not_tell_is_not_found(tmp_path: Path, text: str, body: str) -> None:
    """To get, to go and to own are deeds; so is to add something, which reports nothing; for is not against, nor by a figure to it."""
    assert outcome(tmp_path, text, body) != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Holm is going to close the mill.", "Holm is going to close the mill."),
        ("Acme has got 300 employees.", "Acme has 300 employees."),
        ("Acme built its own plant.", "Acme built its plant."),
        ("Acme got the contract.", "Acme received the contract."),
        ("Prices rose by 5 percent.", "Prices rose 5 percent."),
        ("Prices rose to about 5 percent.", "Prices rose to roughly 5 percent."),
        ("The mill will close, Holm added.", "“The mill will close,” Holm said."),
        ("Holm stated that the mill will close.", "Holm said that the mill will close."),
        ("Acme added 300 jobs.", "Acme added 300 jobs, Holm said."),
        ("Holm voted for the bill.", "Holm voted for the bill on Tuesday."),
        ("Reed owns Acme.", "Reed, who owns Acme, sued."),
        ("Holm went to Bergen.", "Holm went to Bergen in May."),
    ],
)
def test_words_that_claim_nothing_may_be_missing(tmp_path: Path, text: str, body: str) -> None:
    """What is the same in other words is found."""
    assert outcome(tmp_path, text, body) == "found"

"""What is told as to come without a future, and what was to come once; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from corpus.parse import Parse
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, marked

AHEAD = """
We've got a game on [Wednesday]{2013-03-27}.
There is a vote on [Thursday]{2013-03-28}.
He has a hearing on [Tuesday]{2013-03-26}.
There is a deadline on [Monday]{2013-03-25}.
They have an election in [May]{2013-05}.
The next game is away on [Wednesday]{2013-03-27}.
The shop is open on [Monday]{2013-03-25}.
“He's ours until [June]{2013-06},” Smith said.
Smith said that he is under contract until [June]{2013-06}.
He leaves before [Monday]{2013-03-25}.
Voters can register on [Monday]{2013-03-25}.
Talks could begin on [Monday]{2013-03-25}.
Smith said that talks could begin on [Monday]{2013-03-25}.
The hotline, open from [Monday]{2013-03-25}, is free.
Sales open from [Sunday]{2013-03-24}.
He leads by nine votes, with sixty ballots to be counted on [Monday]{2013-03-25}.
She won, with a rematch to be held on [Monday]{2013-03-25}.
""".strip().splitlines()
BEHIND = """
We had a game on [Saturday]{2013-03-16}.
There was a vote on [Thursday]{2013-03-21}.
There is anger over the vote on [Thursday]{2013-03-21}.
There is footage of the match on [Saturday]{2013-03-16}.
The next step was taken on [Monday]{2013-03-18}.
The shop could not open on [Monday]{2013-03-18}.
He was the first mayor to be arrested in [May]{2012-05}.
They could see the fire on [Monday]{2013-03-18}.
The talks could have begun on [Monday]{2013-03-18}.
The shop, open from [Monday]{2013-03-18}, was full.
The shop is open from [Monday]{2013-03-18} to [Friday]{2013-03-22}.
She might have left in [July]{2012-07}.
The man could have died on [Friday]{2013-03-22}.
The post, vacant since the departure of Liam Shaw to Leeds in [August]{2012-08}, is to be filled soon.
Since the storm in [May]{2012-05}, they will have been without water for [a year]{P1Y}.
""".strip().splitlines()
ONCE = """
The trial had been due to start in [February]{2013-02} but was put back.
She was due to retire in [January]{2013-01}.
He was expected to be freed on [3 February]{2013-02-03}.
He planned to retire in [February]{2013-02}.
He had called for her to go in [January]{2013-01}.
He had hoped to play in [June]{2013-06}.
The law was to come into force in [January]{2013-01}.
The ship was scheduled to sail in [October]{2013-10}.
The show was set to open in [December]{2013-12}.
She is due to retire in [January]{2014-01}.
She was due to speak on [Thursday]{2013-03-28}.
He vowed to retire in [January]{2014-01}.
""".strip().splitlines()
HEADLINES = """
Schools to stay closed on [Monday]{2013-03-25}
Cup final to be held in [May]{2013-05}
Police: two to be charged in [May]{2013-05}
Man told to leave town on [Monday]{2013-03-18}
Library to reopen on [Monday]{2013-03-25}
Mayor held after trying to flee on [Monday]{2013-03-18}
Schools stay closed on [Monday]{2013-03-18}
""".strip().splitlines()
SENTENCES = (*AHEAD, *BEHIND, *ONCE, *HEADLINES)


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    """The parse of each sentence."""
    bodies = [marked(text)[0] for text in SENTENCES]
    return dict(zip(bodies, parse_all(bodies), strict=True))


def check(parses: dict[str, Parse], text: str) -> None:
    body, expected = marked(text)
    assert [(each.span, each.value) for each in find_dates(body, PUBLISHED, parses[body])] == expected


@pytest.mark.parametrize("text", AHEAD)
def test_what_is_had_or_is_on_a_day_is_ahead(parses: dict[str, Parse], text: str) -> None:
    """An appointment that one has or that there is, what is next, and what is so until a day."""
    check(parses, text)


@pytest.mark.parametrize("text", BEHIND)
def test_what_is_only_thought_or_since_is_behind(parses: dict[str, Parse], text: str) -> None:
    """What may have been, what something has been so since, and what an appointment left behind."""
    check(parses, text)


@pytest.mark.parametrize("text", ONCE)
def test_what_was_to_come_may_be_over(parses: dict[str, Parse], text: str) -> None:
    """Told in the past, a month or day just gone is the one that was meant; one long gone is next year's."""
    check(parses, text)


@pytest.mark.parametrize("text", HEADLINES)
def test_to_is_the_future_of_a_headline(parses: dict[str, Parse], text: str) -> None:
    """Behind its subject, and not where it hangs on what is over."""
    check(parses, text)


@pytest.mark.parametrize(
    ("text", "phrase", "bound"),
    [
        ("The plant could not open before 2031.", "before 2031", "from"),
        ("The plant will not open before June 2031.", "before June 2031", "from"),
        ("It cannot reopen before Monday.", "before Monday", "from"),
        ("No trains will run before 6 May.", "before 6 May", "from"),
        ("Congress must act before 6 May.", "before 6 May", "to"),
        ("Slavery was not abolished until 2008.", "2008", None),
        ("Not until 2008 was slavery abolished.", "2008", None),
        ("The road will not reopen till June.", "June", None),
        ("Nobody knew it until 2011.", "2011", None),
        ("The road is closed until June.", "until June", "to"),
        ("The heat breaks the record from January 1945.", "January 1945", None),
        ("Services will continue from March 28.", "from March 28", "from"),
    ],
)
@pytest.mark.parametrize("parsed", [True, False])
def test_what_is_denied_until_a_day_is_so_from_it_on(
    text: str, phrase: str, bound: str | None, *, parsed: bool
) -> None:
    """ "Not before" is from then on, and "not until" is then."""
    parse = next(parse_all([text])) if parsed else None
    found = find_dates(text, PUBLISHED, parse)[-1]
    assert (found.phrase.of(text), found.bound) == (phrase, bound)


@pytest.mark.parametrize(
    "text",
    [
        "The lease was not extended until 2028.",
        "The ban does not run until 2028.",
        "He no longer works there until 2028.",
    ],
)
def test_what_is_not_put_off_until_a_day_does_not_begin_on_it(text: str) -> None:
    """Nor what does not last until then, nor what is no longer so."""
    (parse,) = parse_all([text])
    (found,) = find_dates(text, PUBLISHED, parse)
    assert (found.phrase.of(text), found.bound) == ("until 2028", "to")

"""Which side of the day of publication a date lies on, told from the grammar; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from corpus.parse import Parse
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, marked

SENTENCES = """
The council met on [Nov. 30]{2012-11-30} to discuss the plan it will vote on in [June]{2013-06}.
A vote is expected [Tuesday]{2013-03-26}.
The storm is due to hit the coast [Sunday]{2013-03-24}.
He was killed [Tuesday]{2013-03-19} in a raid.
The company said it would close the plant by [Dec. 31]{2013-12-31}.
The company said it had closed the plant by [Dec. 31]{2012-12-31}.
They are to meet again in [October]{2013-10}.
They have met since [October]{2012-10}.
The trial begins [Monday]{2013-03-25}.
The trial began [Monday]{2013-03-18}.
The government plans elections in [May]{2013-05}.
Congress must act before [April 1]{2013-04-01} or the money runs out.
Lawmakers had until [March 27]{2013-03-27} to act.
Officials hope to reopen the bridge in [August]{2013-08}.
Killed [Monday]{2013-03-18} were two men.
He is leaving on [Thursday]{2013-03-28}.
The president arrives in Paris on [Wednesday]{2013-03-27}.
He told reporters [Wednesday]{2013-03-20} that he may leave [Saturday]{2013-03-23}.
The ban takes effect on [July 1]{2013-07-01}.
It set aside two million in [December]{2012-12}.
The firm set up a fund in [December]{2012-12}.
The hearing was set for [December]{2013-12}.
On [Monday]{2013-03-18} it had forecast a loss.
The ban, which took effect on [July 1]{2012-07-01}, was lifted.
Analysts expect profit to rise in [the fourth quarter]{2013-Q4}.
Profit rose in [the fourth quarter]{2012-Q4}, and is expected to rise in [the second quarter]{2013-Q2}.
The ceremony on [Saturday]{2013-03-16} drew thousands.
The ceremony on [Saturday]{2013-03-23} will draw thousands.
The museum reopens on [Saturday]{2013-03-23}.
The two sides meet again on [Tuesday]{2013-03-26}.
The pope visits Malta on [Sunday]{2013-03-24}.
The deadline is [Monday]{2013-03-25}.
If the union rejects the offer on [Thursday]{2013-03-28}, the strike goes on.
He said that the team plays in Leeds on [Saturday]{2013-03-23}.
The mayor says [Tuesday]{2013-03-19} that the bridge is safe.
The mayor tells reporters [Monday]{2013-03-18} that the bridge is safe.
A man walks past a burnt car on [Tuesday]{2013-03-19}.
[Monday]{2013-03-18} marks his birthday.
[Tuesday]{2013-03-19}'s ruling comes after a long trial.
Bomb kills four in Leeds on [Wednesday]{2013-03-20}
The ship left Oslo on [Monday]{2013-03-18} and is due in Leith by [Sunday]{2013-03-24}.
Rain is forecast for [Saturday]{2013-03-23}.
The deal was struck in [December]{2012-12} and takes effect in [July]{2013-07}.
The bridge, closed since the storm of [August 2006]{2006-08}, reopens in [October]{2013-10}.
He said in [May 2006]{2006-05} that it would reopen in [October]{2006-10}.
The deadline was extended from [March 31]{2013-03-31} to [June 30]{2013-06-30}.
The vote was postponed to [Tuesday]{2013-03-26}.
The law has been in force since [April 1]{2012-04-01}.
Schools reopened after [Easter]{2012-04-08}.
Schools will reopen after [Easter]{2013-03-31}.
The launch was pushed back to [Saturday]{2013-03-23}.
The launch has been rescheduled for [Saturday]{2013-03-23}.
The dates have all been delayed to [October]{2013-10} and [November]{2013-11}.
The town cancelled the fair until [Sunday]{2013-03-24}.
The road was closed until [Sunday]{2013-03-24}.
Forecasters project the storm to reach the coast on [Sunday]{2013-03-24}.
The price implies a premium over that of [Monday]{2013-03-18}.
The hearings continue [Monday]{2013-03-25} and [Tuesday]{2013-03-26}.
The guests were slated to fly on [Monday]{2013-03-25} and [Tuesday]{2013-03-26}.
The two set out on [Monday]{2013-03-18} to cross the moor.
Storms could delay the opening of the bridge when completed in [July]{2013-07}.
Fans have until [midnight]{2013-03-24T24:00} on [Sunday]{2013-03-24} to buy tickets.
""".strip().splitlines()


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    """The parse of each sentence."""
    bodies = [marked(text)[0] for text in SENTENCES]
    return dict(zip(bodies, parse_all(bodies), strict=True))


@pytest.mark.parametrize("text", SENTENCES)
def test_the_verb_tells_the_side(parses: dict[str, Parse], text: str) -> None:
    """Past and perfect look back; will, to, plans, by and until look ahead."""
    body, expected = marked(text)
    assert [(each.span, each.value) for each in find_dates(body, PUBLISHED, parses[body])] == expected


def test_a_name_is_no_month() -> None:
    """A person called April is no date where the grammar knows her for one."""
    body = "Her sister, April Jones, sings with Tom Christmas."
    (parse,) = parse_all([body])
    assert not find_dates(body, PUBLISHED, parse)


@pytest.mark.parametrize(
    ("day", "text", "value"),
    [
        (18, "The fair took place this weekend in the hills.", "2013-W11-WE"),
        (21, "The fair took place this weekend in the hills.", "2013-W11-WE"),
        (22, "The fair took place this weekend in the hills.", "2013-W12-WE"),
        (18, "The fair takes place this weekend in the hills.", "2013-W12-WE"),
        (18, "The fair will take place this weekend in the hills.", "2013-W12-WE"),
        (18, "Police said the fair is safe this weekend.", "2013-W12-WE"),
    ],
)
def test_this_weekend_is_the_one_that_its_verb_tells(day: int, text: str, value: str) -> None:
    """Told in the past from Monday to Thursday it is the one just gone, else the one of the week."""
    (parse,) = parse_all([text])
    (found,) = find_dates(text, PUBLISHED.replace(day=day), parse)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "The sale went through last week.",
        "Had the sale gone through last year, the firm would be rich.",
        "He got through Monday without help.",
        "Sales were up from a year ago.",
        "Sales fell 8% from a year earlier.",
        "A letter from Monday says so.",
        "They learned a lot from Thursday's game.",
    ],
)
def test_a_particle_or_a_comparison_is_no_bound(text: str) -> None:
    """Nothing reaches from or up to the date there."""
    (parse,) = parse_all([text])
    found = [each for each in find_dates(text, PUBLISHED, parse) if each.first]
    assert [each.bound for each in found] == [None]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The fair runs through March 30.", "to"),
        ("From Monday on, the shop will be closed.", "from"),
        ("The shop will be closed from Monday onward.", "from"),
        ("Services will continue from March 28.", "from"),
    ],
)
def test_where_something_begins_or_ends_there_is_a_bound(text: str, bound: str) -> None:
    """It reaches from or up to the date."""
    (parse,) = parse_all([text])
    (found,) = find_dates(text, PUBLISHED, parse)
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A funeral will be held in Trieste on Monday.", "2013-03-25"),
        ("The theatre is to be fully closed on Monday.", "2013-03-25"),
        ("The funeral was held in Trieste on Monday.", "2013-03-18"),
        ("He held a service in Trieste on Monday.", "2013-03-18"),
    ],
)
def test_what_will_be_done_is_not_past_by_its_words(text: str, value: str) -> None:
    """Without a grammar the participle behind "be" tells nothing."""
    (found,) = find_dates(text, PUBLISHED, None)
    assert found.value == value

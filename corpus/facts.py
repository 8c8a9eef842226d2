"""All that is worked out of an article before it is asked for: events, quotations and the card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.card import Card, make_card
from corpus.dates import find_dates
from corpus.names import find_names
from corpus.parse import Parse
from corpus.quotes import Quote, find_quotes
from corpus.timeline import TimelineEvent, find_events
from corpus.values import Article

# Goes up when the same article would give other facts.
FACTS_VERSION = 14


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article dates, quotes and states; `failed` where that could not be read, so that nothing here says that there is none."""

    events: tuple[TimelineEvent, ...]
    quotes: tuple[Quote, ...]
    card: Card
    failed: bool = False


NO_FACTS = Facts((), (), Card(None, None, None, None, None, None, (), (), ()))
FAILED = replace(NO_FACTS, failed=True)


def read_facts(article: Article, parse: Parse | None) -> Facts:
    """The facts of `article`; without a parse the rules know a little less."""
    from corpus.masthead import read_masthead  # noqa: PLC0415 - what serves reads none

    names = find_names(article.body, parse)
    dates = find_dates(article.body, article.published, parse)
    lines = read_masthead(article.body).lines
    told = tuple(each for each in dates if not any(line.overlaps(each.span) for line in lines))
    events = find_events(article, told, names, parse)
    quotes = find_quotes(article.body, names, parse)
    return Facts(events, quotes, make_card(article, names, events, quotes, parse))

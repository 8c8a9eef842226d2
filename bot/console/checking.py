"""`footnote check`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time

from rich.console import Console
from rich.text import Text

from bot.console.machine import check_form
from bot.console.session import EVERYONE, opened_service
from bot.console.terminal import flowing, out, show_citation
from bot.wording import check_in_words, outcome_in_words
from config.settings import Settings
from corpus.printable import counted, printable
from retrieval.checking import Check, Difference, Finding


async def check(settings: Settings, options: argparse.Namespace) -> int:
    """Hold each sentence of a text against the articles."""
    day = options.day or dt.datetime.now(dt.UTC).date()
    async with opened_service(settings, warm=True) as service:
        began = time.perf_counter()
        found = await service.check(EVERYONE, options.text, day, article_id=options.article)
        elapsed = (time.perf_counter() - began) * 1000
    if options.json:
        print(json.dumps(check_form(found, elapsed), ensure_ascii=False))
    else:
        show_check(out(), found)
    return 0


def show_check(console: Console, found: Check) -> None:
    """The findings in order, each with its excerpt, and how many there are of each kind."""
    for finding in found.findings:
        _show_finding(console, finding)
    if found.left:
        console.print(Text(f"+{counted(found.left, 'more sentence')} not checked.", "dim"))
    console.print(Text(check_in_words(found) or "There is no sentence that could be checked.", "dim"))


def _show_finding(console: Console, finding: Finding) -> None:
    console.print(Text(f"“{flowing(finding.statement.text)}”"))
    console.print(Text(outcome_in_words(finding), "bold"))
    for difference in finding.differences:
        console.print(Text(_told(difference)))
    if finding.citation is None:
        console.print()
    else:
        show_citation(console, finding.citation)


def _told(difference: Difference) -> str:
    said, stated = _value(difference.said, difference.said_day), _value(difference.stated, difference.stated_day)
    return f"The text says {said}, the article {stated}."


def _value(words: str, day: dt.date | None) -> str:
    return f"“{printable(flowing(words))}”" + (f" ({day.isoformat()})" if day is not None else "")
